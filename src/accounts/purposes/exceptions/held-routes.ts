import { ExpectedFailure } from '../../../platform/index.ts'
import type { AccountsContext } from '../../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../../http.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import { eventSection, heldSections, personSection } from '../../record-routes.ts'
import { editionsIn } from '../../skills/own-page.ts'
import { sheetOf, sheetView } from '../../sheet.ts'
import { log } from '../../store/events.ts'
import { actingIn } from '../acting.ts'
import { readerWasHelped } from './apart.ts'
import { heldIn } from '../../store/record.ts'
import type { HeldInOrganisation } from '../../store/record.ts'

/** Everything an organisation holds about one person, for whoever was given exceptional access. */
export function heldRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'person.read-exceptionally' as const
  return organisationRoutes(context, [
    { method: 'GET', path: '/held/:person', permission, answer: page },
    { method: 'GET', path: '/held/:person/file', permission, answer: file },
  ])
}

/** Reads it, once it is in the log that it was read. */
async function read(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<HeldInOrganisation> {
  const { organisation, params, session, now } = asked
  const organisationId = organisation.id
  const personId = params['person'] ?? ''
  const { accountId } = session.asker
  const event = { accountId, organisationId, personId, now, purpose: 'exception' }
  const reader = { personId: actingIn(asked).personId, now }
  await door.store.write(async (db) => {
    // Whoever took the reader's account over since it was agreed is not whom it was agreed for.
    if (await readerWasHelped(db, reader)) throw new ExpectedFailure('access-rests')
    await log(db, { ...event, action: 'person.read-exceptionally' })
  })
  const held = await door.store.read((db) => heldIn(db, { organisationId, personId, now }))
  if (held === undefined) throw new ExpectedFailure('person-not-found')
  return held
}

async function page(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const held = await read(context, asked)
  const { person, organisation } = held
  const title = `Everything held about ${person.name}`
  const path = `/held/${person.id}`
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, home: false }),
        title,
        caption: organisation.name,
        lead: [`${person.name} sees each time that you open this page.`],
        sections: [
          {
            links: [
              {
                href: placeIn(organisation, `${path}/file`),
                text: 'Take all of it as a file (JSON)',
              },
            ],
          },
          personSection(held, 'The person'),
          ...heldSections(held, { now: asked.now, editionOf: editionsIn(context) }),
          eventSection('Who read or changed it', held.events),
          eventSection('What they did in the organisation', held.done),
        ],
      }),
    ),
  }
}

async function file(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const held = await read(context, asked)
  const { id, name, demonstration } = held.organisation
  const { now } = asked
  const content = {
    format: 'capable-record/1',
    written: now.toISOString(),
    ...held,
    organisation: { id, name, demonstration },
  }
  return {
    file: `${JSON.stringify(content, null, 2)}\n`,
    name: `everything-held-${now.toISOString().slice(0, 10)}.json`,
    type: 'application/json; charset=utf-8',
  }
}
