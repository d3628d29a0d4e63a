import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { endTokensFor } from '../api/end-tokens.ts'
import { dutiesData } from '../api/person-data.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { duties } from '../permissions.ts'
import type { Duty } from '../permissions.ts'
import { daysInWords } from '../person-rows.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import {
  dutiesOfPerson,
  dutiesToday,
  endDuty,
  grantDuty,
  isLastAdministrator,
} from '../store/duties.ts'
import { log } from '../store/events.ts'
import { isDuty } from '../store/memberships.ts'
import { send } from '../store/messages.ts'
import type { Organisation } from '../store/organisations.ts'
import type { Person } from '../store/people.ts'
import type { PersonSheet } from '../store/person-sheet.ts'
import type { NotNow } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { abovePerson, noteRead, personIn, sheetIn } from './person-in.ts'
import { notNowPage, whyKeepsDuty } from './while-off.ts'

/** What each duty is for. */
const meanings: Readonly<Record<Duty, string>> = {
  administrator: 'Manages people, duties, teams and posts. Reads no assessment.',
  planner: 'Reads protected figures about the organisation, and nothing about single people.',
  'head-of-profession': 'Reads the same protected figures for the profession.',
  'hiring-manager': 'Writes adverts and interview kits.',
}

/** Giving and taking away duties. */
export function dutyRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/people/:person/duties',
      permission: 'duties.grant',
      read: async (from, asked) => {
        const found = await sheetIn(from, asked)
        await noteRead(from, asked, 'duties.grant')
        return found
      },
      page: dutiesPage,
      data: dutiesData,
    }),
    { method: 'POST', path: '/people/:person/duties', permission: 'duties.grant', answer: change },
  ])
}

function dutiesPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { person, duties: rows }: PersonSheet,
): PrivateAnswer {
  const { organisation, today } = asked
  const held = new Set(dutiesToday(rows, today))
  const title = `Duties of ${person.name}`
  const path = `/people/${person.id}/duties`
  const section = (duty: Duty): Section => ({
    heading: duties[duty],
    lead: [meanings[duty], held.has(duty) ? `${person.name} has this duty.` : 'Not given.'],
    actions: [
      {
        to: placeIn(organisation, path),
        submit: `${held.has(duty) ? 'Take away' : 'Give'}: ${duties[duty]}`,
        hidden: { duty, give: held.has(duty) ? 'no' : 'yes' },
      },
    ],
  })
  const earlier = rows.filter(({ until_day: until }) => until !== null && until <= today)
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: abovePerson(asked, person) }),
        title,
        lead: [
          person.account_id === null
            ? `${person.name} has no account yet. Tell them yourself what you give and take away.`
            : `${person.name} is told each time, in a message to their account.`,
        ],
        sections: [
          ...Object.keys(duties).filter(isDuty).map(section),
          ...(earlier.length === 0
            ? []
            : [
                {
                  heading: 'Earlier',
                  items: earlier.map(
                    (row) =>
                      `${isDuty(row.duty) ? duties[row.duty] : row.duty} ${daysInWords(row)}`,
                  ),
                },
              ]),
        ],
      }),
    ),
  }
}

async function change(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { form, organisation, session } = asked
  const duty = form.get('duty') ?? ''
  const give = form.get('give')
  if (!isDuty(duty) || (give !== 'yes' && give !== 'no')) {
    throw new ExpectedFailure('form-not-valid')
  }
  const done = await context.door.store.write((db) =>
    write(db, asked, { duty, give: give === 'yes' }),
  )
  const { person } = done
  if (done.why !== undefined) {
    const title = `${person.name} keeps this duty`
    const above = abovePerson(asked, person)
    return notNowPage(context, asked, {
      title,
      path: `/people/${person.id}/duties`,
      above,
      why: done.why,
    })
  }
  const isOwn = person.account_id === session.asker.accountId
  // Who gives up their own duty may not open the page any more.
  const mayNot = isOwn && duty === 'administrator' && give === 'no'
  const has = give === 'yes' ? 'has' : 'does not have'
  return {
    to: mayNot ? '/account' : placeIn(organisation, `/people/${person.id}/duties`),
    saved: `${person.name} ${has} this duty now: ${duties[duty]}.`,
  }
}

async function write(
  db: Writing,
  asked: OrganisationAsked,
  { duty, give }: { duty: Duty; give: boolean },
): Promise<{ readonly person: Person; readonly why?: NotNow | undefined }> {
  const { organisation, session, now, today } = asked
  const person = await personIn(db, asked)
  const rows = await dutiesOfPerson(db, organisation.id, person.id)
  if (dutiesToday(rows, today).includes(duty) === give) return { person }
  if (give) {
    await grantDuty(db, { personId: person.id, duty, now })
  } else {
    const isLast = duty === 'administrator' && (await isLastAdministrator(db, person, today))
    if (isLast) throw new ExpectedFailure('last-administrator')
    const why = duty === 'administrator' ? await whyKeepsDuty(db, asked, person) : undefined
    if (why !== undefined) return { person, why }
    await endDuty(db, { personId: person.id, duty, now })
  }
  const { accountId, name } = session.asker
  await noteDuty(db, { person, organisation, duty, give, by: { accountId, name }, now })
  return { person }
}

/** A duty that was given or taken away. */
export interface DutyChange {
  readonly person: Pick<Person, 'id' | 'account_id'>
  readonly organisation: Pick<Organisation, 'id' | 'name'>
  readonly duty: Duty
  readonly give: boolean
  /** Who did it; without an account it was the system itself. */
  readonly by: { readonly accountId: string | null; readonly name: string }
  readonly now: Date
}

/**
 * Puts into the log that a duty was given or taken away, and tells the person. With a duty that is
 * taken away their tokens for the organisation end.
 */
export async function noteDuty(
  db: Writing,
  { person, organisation, duty, give, by, now }: DutyChange,
): Promise<void> {
  const action = give ? 'duty.granted' : 'duty.ended'
  const about = { organisationId: organisation.id, personId: person.id, details: { duty } }
  await log(db, { action, accountId: by.accountId, ...about, now })
  if (person.account_id === null) return
  if (!give) {
    const sought = { accountId: person.account_id, organisationId: organisation.id }
    await endTokensFor(db, sought, { accountId: by.accountId, now })
  }
  await send(db, {
    accountId: person.account_id,
    subject: give ? `You have a new duty: ${duties[duty]}` : `A duty has ended: ${duties[duty]}`,
    body: give
      ? `${by.name} gave you the duty ${duties[duty]} in ${organisation.name}. ${meanings[duty]} It needs a second factor.`
      : `${by.name} took away the duty ${duties[duty]} in ${organisation.name}. Your tokens for it have ended.`,
    now,
  })
}
