import type { Writing } from '../../../platform/store/index.ts'
import type { AccountsContext } from '../../context.ts'
import type { Field, FieldError, Filled } from '../../form.ts'
import { readFields, unfilled } from '../../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../../http.ts'
import {
  organisationForm,
  organisationRoutes,
  placeIn,
} from '../../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import { abovePerson, noteRead, personIn } from '../../organisation/person-in.ts'
import { personBy } from '../../store/people.ts'
import { actingIn } from '../acting.ts'
import { isApart, readerWasHelped } from './apart.ts'
import { ask } from './ask.ts'
import type { Asked } from './ask.ts'
import {
  longestAccess,
  longestSilence,
  notAskedWords,
  whyNotAsk,
  wrongWithSilence,
} from './rule.ts'

/** Asking for a legal hold or for exceptional access, from the page of a person. */
export function askRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'exceptions.decide' as const
  const both = (what: Asking) =>
    [
      {
        method: 'GET',
        path: `/people/:person/${what}`,
        permission,
        answer: async (_context: AccountsContext, asked: OrganisationAsked) => {
          const answer = await askPage(context, asked, { what, filled: unfilled() })
          await noteRead(context, asked, permission)
          return answer
        },
      },
      {
        method: 'POST',
        path: `/people/:person/${what}`,
        permission,
        answer: (_context: AccountsContext, asked: OrganisationAsked) => send(context, asked, what),
      },
    ] as const
  return organisationRoutes(context, [...both('hold'), ...both('access')])
}

type Asking = 'hold' | 'access'

/** A reason that the person concerned reads. */
export function reasonField(label: string): Field {
  return {
    name: 'reason',
    label,
    kind: 'textarea',
    longest: 2000,
    hint: 'The person concerned reads this.',
  }
}

const words: Readonly<Record<Asking, { readonly title: string; readonly lead: string }>> = {
  hold: {
    title: 'Ask for a legal hold',
    lead: 'Nothing about the person is deleted while a hold is in force. Another administrator decides. Until then, and for 14 days at most, what is held stays too.',
  },
  access: {
    title: 'Ask for exceptional access',
    lead: 'One named reader may read everything the organisation holds about the person. Another administrator decides. The person is told, and sees each time it is read.',
  },
}

const tellField: Field = {
  name: 'tell',
  label: 'Day on which the person is told',
  kind: 'day',
  optional: true,
  hint: `Leave it empty to tell them at once. Only where telling would do harm to what the hold is for, and within ${longestSilence} months. Say why in the reason. For example 31 March 2027.`,
}

const accessFields: readonly Field[] = [
  {
    name: 'kind',
    label: 'What for',
    kind: 'select',
    missing: 'Choose what it is for',
    options: [
      { value: 'subject-access', text: 'Answer a subject access request' },
      { value: 'grievance', text: 'Look into a grievance' },
    ],
  },
  {
    name: 'reader',
    label: 'Reference of the reader',
    kind: 'text',
    longest: 60,
    hint: 'Your own number of the person who is to read, such as a staff number.',
  },
  {
    name: 'days',
    label: 'Days',
    kind: 'text',
    missing: 'Enter how many days',
    longest: 2,
    hint: `From the day it is agreed. ${longestAccess} at most.`,
    check: (value) =>
      /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= longestAccess
        ? undefined
        : `Days must be a whole number from 1 to ${longestAccess}`,
  },
]

function fieldsOf(what: Asking, today: string): readonly Field[] {
  const reason = reasonField('Reason')
  return what === 'hold'
    ? [reason, { ...tellField, check: (day) => wrongWithSilence(day, today) }]
    : [...accessFields, reason]
}

async function askPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { what, filled }: { what: Asking; filled: Filled },
): Promise<PrivateAnswer> {
  const person = await context.door.store.read((db) => personIn(db, asked))
  const { title, lead } = words[what]
  return organisationForm(context, asked, {
    title: `${title}: ${person.name}`,
    lead: [lead],
    action: `/people/${person.id}/${what}`,
    submit: title,
    fields: fieldsOf(what, asked.today),
    filled,
    breadcrumbs: abovePerson(asked, person),
  })
}

async function send(
  context: AccountsContext,
  asked: OrganisationAsked,
  what: Asking,
): Promise<PrivateAnswer> {
  const filled = readFields(fieldsOf(what, asked.today), asked.form)
  if (filled.errors.length > 0) return askPage(context, asked, { what, filled })
  const done = await context.door.store.write((db) => write(db, asked, { what, filled }))
  if (typeof done !== 'string') {
    return askPage(context, asked, { what, filled: { ...filled, errors: done } })
  }
  return { to: placeIn(asked.organisation, `/requests/${done}`), saved: 'Your request was sent.' }
}

async function write(
  db: Writing,
  asked: OrganisationAsked,
  { what, filled }: { what: Asking; filled: Filled },
): Promise<string | readonly FieldError[]> {
  const acting = actingIn(asked)
  const { id: personId } = await personIn(db, asked)
  const value = (name: string): string => filled.values.get(name) ?? ''
  const both = { person_id: personId, reason: value('reason'), hold_id: null }
  const asker = { personId, askerId: acting.personId, isApart: await isApart(db, acting) }
  if (what === 'hold') {
    const why = whyNotAsk(asker)
    if (why !== undefined) return [{ field: 'reason', message: notAskedWords[why] }]
    const tell = value('tell') || null
    return ask(db, acting, {
      ...both,
      kind: 'legal-hold',
      reader_id: null,
      days: null,
      tell_on: tell,
    })
  }
  const reader = await personBy(db, acting.organisationId, { reference: value('reader') })
  if (reader === undefined) {
    return [{ field: 'reader', message: 'Nobody in the organisation has this reference' }]
  }
  const sought = { personId: reader.id, now: acting.now }
  const isHelped = await readerWasHelped(db, sought, [acting.personId])
  const why = whyNotAsk(asker, { ...reader, isHelped })
  if (why !== undefined) return [{ field: 'reader', message: notAskedWords[why] }]
  const access: Asked = {
    ...both,
    kind: value('kind') === 'grievance' ? 'grievance' : 'subject-access',
    reader_id: reader.id,
    days: Number(value('days')),
    tell_on: null,
  }
  return ask(db, acting, access)
}
