import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { relationsData } from '../api/person-data.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { daysInWords, relationsInWords } from '../person-rows.ts'
import { whyNoRelation } from '../relation-rules.ts'
import type { Relation as RuledRelation } from '../relation-rules.ts'
import { endShares } from '../skills/end-shares.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { log } from '../store/events.ts'
import { personBy } from '../store/people.ts'
import type { Person } from '../store/people.ts'
import { relationsOf } from '../store/person-sheet.ts'
import type { NamedRelation, PersonSheet } from '../store/person-sheet.ts'
import { addRelation, changeRelation, linesOf } from '../store/relations.ts'
import { editRoutes, formRoutes } from './form-routes.ts'
import type { Saving, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { abovePerson, noteRead, personIn, sheetIn } from './person-in.ts'

const permission = 'people.administer'

/** Who manages, assesses and countersigns whom. */
export function relationRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/people/:person/relations',
      permission,
      read: async (from, asked) => {
        const found = await sheetIn(from, asked)
        await noteRead(from, asked, permission)
        return found
      },
      page: list,
      data: relationsData,
    }),
    ...formRoutes({
      path: '/people/:person/relations/add',
      permission,
      readsPerson: true,
      operation: {
        summary: 'Add a reporting line',
        fields: [...whoFields, ...dayFields],
        makes: true,
      },
      parts: async ({ door }, asked) => {
        const person = await door.store.read((db) => personIn(db, asked))
        return {
          title: `Add a reporting line of ${person.name}`,
          submit: 'Add the reporting line',
          fields: [...whoFields, ...dayFields],
          values: { from: asked.today },
          above: abovePerson(asked, person),
          back: `/people/${person.id}/relations`,
          saved: `The reporting line of ${person.name} was added.`,
        }
      },
      save: add,
    }),
    ...editRoutes({
      path: '/people/:person/relations/:relation',
      permission,
      readsPerson: true,
      operation: { summary: 'Change or end a reporting line', fields: dayFields },
      kept: async (db, asked) => {
        const { from_day: from, until_day: until } = (await lineIn(db, asked)).line
        return { from, until: until ?? '' }
      },
      parts: async ({ door }, asked) => {
        const { person, line } = await door.store.read((db) => lineIn(db, asked))
        return {
          title: `${relationsInWords[line.kind]} of ${person.name}: ${line.other_name}`,
          fields: dayFields,
          above: abovePerson(asked, person),
          back: `/people/${person.id}/relations`,
          saved: `The reporting line of ${person.name} to ${line.other_name} was saved.`,
        }
      },
      save: change,
    }),
  ])
}

const whoFields: readonly Field[] = [
  {
    name: 'kind',
    label: 'What the other is to them',
    kind: 'select',
    missing: 'Choose what the other is to them',
    options: Object.entries(relationsInWords).map(([value, text]) => ({ value, text })),
  },
  otherField('other', 'Reference or e-mail address of the other'),
]

/** From when until when something holds. */
export const dayFields: readonly Field[] = [
  {
    name: 'from',
    label: 'From',
    kind: 'day',
    missing: 'Enter the first day',
    hint: 'The first day. For example 31 March 2027.',
  },
  {
    name: 'until',
    label: 'Until',
    kind: 'day',
    optional: true,
    hint: 'The first day on which it is no longer so. For example 30 April 2027.',
  },
]

/** A field that names another person of the organisation. */
export function otherField(name: string, label: string): Field {
  return { name, label, kind: 'text', hint: 'As they stand in the list of people.' }
}

/** The person of an organisation whom somebody wrote down by reference or e-mail address. */
export async function personWritten(
  db: Reading,
  organisationId: string,
  text: string,
): Promise<Person | undefined> {
  const byReference = await personBy(db, organisationId, { reference: text })
  return byReference ?? personBy(db, organisationId, { email: text, except: null })
}

async function lineIn(
  db: Reading,
  asked: OrganisationAsked,
): Promise<{ person: Person; line: NamedRelation }> {
  const person = await personIn(db, asked)
  const lines = await relationsOf(db, asked.organisation.id, { personId: person.id })
  const line = lines.find(({ id }) => id === asked.params['relation'])
  if (line === undefined) throw new ExpectedFailure('person-not-found')
  return { person, line }
}

function list(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { person, relations, relationsTo }: PersonSheet,
): PrivateAnswer {
  const { organisation } = asked
  const at = placeIn(organisation, `/people/${person.id}/relations`)
  const title = `Reporting lines of ${person.name}`
  const head = ['Who', 'What', 'When']
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title,
          path: `/people/${person.id}/relations`,
          above: abovePerson(asked, person),
        }),
        title,
        sections: [
          {
            heading: `Who others are to ${person.name}`,
            ...(relations.length === 0
              ? { lead: ['Nobody is named.'] }
              : {
                  table: {
                    caption: `Who others are to ${person.name}`,
                    head: [...head, 'Change'],
                    rows: relations.map((line) => [
                      line.other_name,
                      relationsInWords[line.kind],
                      daysInWords(line),
                      { text: `End or change: ${line.other_name}`, href: `${at}/${line.id}` },
                    ]),
                  },
                }),
            links: [{ href: `${at}/add`, text: 'Add a reporting line' }],
          },
          {
            heading: `Who ${person.name} is to others`,
            ...(relationsTo.length === 0
              ? { lead: ['Nobody is named.'] }
              : {
                  table: {
                    caption: `Who ${person.name} is to others`,
                    head,
                    rows: relationsTo.map((line) => [
                      line.person_name,
                      relationsInWords[line.kind],
                      daysInWords(line),
                    ]),
                  },
                }),
          },
        ],
      }),
    ),
  }
}

async function add(db: Writing, asked: OrganisationAsked, value: ValueOf): Promise<Saving> {
  const { organisation } = asked
  const person = await personIn(db, asked)
  const other = await personWritten(db, organisation.id, value('other'))
  if (other === undefined) {
    return [{ field: 'other', message: 'Nobody has this reference or e-mail address' }]
  }
  const kind = value('kind')
  if (!isKind(kind)) throw new ExpectedFailure('form-not-valid')
  const line = { person_id: person.id, other_id: other.id, kind, ...daysFrom(value) }
  const why = whyNoRelation(await linesOf(db, organisation.id), line)
  if (why !== undefined) return [why]
  const made = await addRelation(db, line)
  await note(db, asked, { line })
  return { made: `/people/${person.id}/relations/${made}` }
}

async function change(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const { line } = await lineIn(db, asked)
  const { id, person_id: personId, other_id: otherId, kind } = line
  const changed = { person_id: personId, other_id: otherId, kind, ...daysFrom(value) }
  const lines = await linesOf(db, asked.organisation.id)
  const others = lines.filter((each) => each.id !== id)
  const why = whyNoRelation(others, changed)
  // The other stays as they are, so the days are what can be put right.
  if (why !== undefined) return [{ ...why, field: why.field === 'other' ? 'from' : why.field }]
  const { accountId } = asked.session.asker
  const shares = { relationId: id, accountId, now: asked.now }
  await endShares(db, shares)
  await changeRelation(db, { id, personId }, daysFrom(value))
  await endShares(db, shares)
  await note(db, asked, { line: changed, before: line })
  return []
}

function isKind(text: string): text is Tables['relations']['kind'] {
  return Object.hasOwn(relationsInWords, text)
}

/** The days that a form gave. */
export function daysFrom(value: ValueOf): { from_day: string; until_day: string | null } {
  return { from_day: value('from'), until_day: value('until') || null }
}

type Days = Pick<RuledRelation, 'from_day' | 'until_day'>

/** Both see it in what is held about them, with the days as they were: nobody rewrites them unseen. */
async function note(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  { line, before }: { readonly line: RuledRelation; readonly before?: Days },
): Promise<void> {
  const { accountId } = session.asker
  const days =
    before === undefined ? daysInWords(line) : `was ${daysInWords(before)}, is ${daysInWords(line)}`
  const what = `${relationsInWords[line.kind]}: ${days}`
  const event = { accountId, organisationId: organisation.id, now, details: { what } }
  for (const personId of [line.person_id, line.other_id]) {
    await log(db, { ...event, action: 'person.changed', personId })
  }
}
