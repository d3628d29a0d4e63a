import { readableDate, readableMoment } from '../../../platform/index.ts'
import { jobOf } from '../../../platform/store/index.ts'
import type { Reading } from '../../../platform/store/index.ts'
import { dataRoute } from '../../api/data-route.ts'
import type { AccountsContext } from '../../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../../http.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../../sheet.ts'
import type { Section } from '../../sheet.ts'
import { actingIn } from '../acting.ts'
import { isTold, stateOf } from '../exceptions/rule.ts'
import { requestsOf } from '../exceptions/store.ts'
import { retentionJob } from '../job-name.ts'
import { inMonths } from '../purposes.ts'
import { retentionKinds } from './kinds.ts'
import { retentionData } from './retention-data.ts'
import type { FoundDue } from './retention-data.ts'
import type { Period } from './rule.ts'
import { whatIsDue } from './run.ts'
import type { DueIn, DueKind } from './run.ts'

/** What goes next, and when. */
export function retentionRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({ path, permission: 'organisation.set-up', read, page, data: retentionData }),
  ])
}

const title = 'What goes, and when'
const path = '/retention'
/** A page of people; the command lists all. */
const shownPeople = 100

function read({ door }: AccountsContext, asked: OrganisationAsked): Promise<FoundDue> {
  const { organisation, now } = asked
  return door.store.read(async (db) => {
    const job = await jobOf(db, retentionJob)
    const next = new Date(Math.max(now.getTime(), Date.parse(job?.due_at ?? now.toISOString())))
    const sought = { organisationId: organisation.id, now: next, but: actingIn(asked) }
    const due = await whatIsDue(db, sought, shownPeople)
    const hidden = (await isUnderHiddenHold(db, asked)) ? 1 : 0
    return { at: next, due: due.map((each) => ({ ...each, held: each.held - hidden })) }
  })
}

/** A hold on whoever reads the page, of which they may not know yet, is not counted for them. */
async function isUnderHiddenHold(db: Reading, asked: OrganisationAsked): Promise<boolean> {
  const { organisationId, personId } = actingIn(asked)
  const about = await requestsOf(db, { organisationId, personId })
  const holds = about.filter(
    (request) =>
      request.kind === 'legal-hold' && ['open', 'active'].includes(stateOf(request, asked.now)),
  )
  return holds.length > 0 && holds.every((request) => !isTold(request, asked.today))
}

function page(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { at, due }: FoundDue,
): PrivateAnswer {
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path }),
        title,
        lead: [
          `Records go when their time has ended. The next run is on ${readableMoment(at.toISOString())} or soon after.`,
          'You, and people to whom a reporting line ties you, are not listed or counted here.',
        ],
        sections: [...due.flatMap((each) => sectionsOf(asked, each)), howLong(asked)],
      }),
    ),
  }
}

function sectionsOf(
  { organisation }: OrganisationAsked,
  { kinds, held }: DueIn,
): readonly Section[] {
  const people = kinds.flatMap((kind) => kind.people)
  const all = kinds.find(({ kind }) => kind === 'person')?.due ?? 0
  return [
    {
      heading: 'At the next run',
      table: {
        caption: 'What goes at the next run',
        head: ['Kind', 'Number', 'Kept for'],
        rows: kinds.map((kind) => [wordsOf(kind), String(kind.due), keptOf(kind)]),
      },
      lead:
        held === 0
          ? []
          : [
              held === 1
                ? 'A legal hold keeps the records of 1 person: they stay.'
                : `Legal holds keep the records of ${held} people: they stay.`,
            ],
    },
    {
      heading: 'People whose records go',
      ...(people.length === 0
        ? { lead: ['Nobody’s record goes at the next run.'] }
        : {
            ...(all > people.length && { lead: [`The first ${people.length} of ${all}.`] }),
            table: {
              caption: 'People whose records go at the next run',
              head: ['Reference', 'Left on', 'Kept until'],
              rows: people.map(({ id, reference, eventDay, dueOn }) => [
                { text: reference, href: placeIn(organisation, `/people/${id}`) },
                readableDate(eventDay),
                readableDate(dueOn),
              ]),
            },
          }),
    },
  ]
}

function wordsOf({ kind }: DueKind): string {
  const several = retentionKinds.find((each) => each.kind === kind)?.words[1] ?? kind
  return `${several.charAt(0).toUpperCase()}${several.slice(1)}`
}

function keptOf({ kind, keptFor }: DueKind): string {
  const from = retentionKinds.find((each) => each.kind === kind)?.counted ?? ''
  return keptFor === undefined
    ? 'Not said yet: nothing goes'
    : `${periodInWords(keptFor)} from ${from}`
}

/**
 * A period in words.
 *
 * @example
 * periodInWords({ days: 90 }) // '90 days'
 */
export function periodInWords(period: Period): string {
  return 'months' in period ? inMonths(period.months) : `${period.days} days`
}

function howLong({ organisation }: OrganisationAsked): Section {
  return {
    heading: 'More',
    links: [
      { href: placeIn(organisation, '/purposes'), text: 'Why records are kept, and how long' },
      { href: placeIn(organisation, '/requests'), text: 'Requests' },
    ],
  }
}
