import type { Writing } from '../../../platform/store/index.ts'
import type { Field, FieldError } from '../../form.ts'
import { formRoutes } from '../../organisation/form-routes.ts'
import type { ValueOf } from '../../organisation/form-routes.ts'
import type { OrganisationAsked, OrganisationRoute } from '../../organisation/organisation-route.ts'
import { abovePerson, personIn } from '../../organisation/person-in.ts'
import { actingIn } from '../acting.ts'
import { askForErasure } from './asking.ts'

const waysToAsk = {
  letter: 'By letter',
  email: 'By e-mail',
  telephone: 'By telephone',
  person: 'In person',
} as const

/** Recording that somebody asked for erasure otherwise than here, as who has no account must. */
export const recordErasureRoutes: readonly OrganisationRoute[] = formRoutes({
  path: '/people/:person/erasure',
  permission: 'erasure.decide',
  readsPerson: true,
  parts: async ({ door }, asked) => {
    const person = await door.store.read((db) => personIn(db, asked))
    return {
      title: `Record a request to erase of ${person.name}`,
      lead: [
        'For somebody who asked by letter, by telephone or in person. The answer is due one calendar month after the day on which they asked, not after today.',
        'Any administrator decides on it, you too, but nobody on their own. Who has no account gets no message: answer them as they asked.',
      ],
      submit: 'Record the request',
      fields: fieldsOn(asked.today),
      above: abovePerson(asked, person),
      back: '/requests',
      saved: `The request to erase of ${person.name} was recorded.`,
    }
  },
  save,
})

function fieldsOn(today: string): readonly Field[] {
  return [
    {
      name: 'day',
      label: 'Day on which they asked',
      kind: 'day',
      hint: 'For example 31 March 2027.',
      check: (day) => (day > today ? 'The day must be today or before' : undefined),
    },
    {
      name: 'how',
      label: 'How they asked',
      kind: 'select',
      options: Object.entries(waysToAsk).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'words',
      label: 'What they want erased, and why',
      kind: 'textarea',
      longest: 2000,
      missing: 'Enter what they want erased',
      hint: 'In their own words where you have them. The person can read it.',
    },
  ]
}

async function save(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const person = await personIn(db, asked)
  const how = Object.entries(waysToAsk).find(([name]) => name === value('how'))?.[1]
  const isAdded = await askForErasure(db, actingIn(asked), {
    about: person.id,
    words: `${how}, recorded by an administrator: ${value('words')}`,
    at: new Date(`${value('day')}T00:00:00.000Z`),
  })
  return isAdded ? [] : [{ field: 'day', message: 'A request of this person is open already' }]
}
