import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import { permissions } from '../permissions.ts'
import type { Section } from '../sheet.ts'
import { log } from '../store/events.ts'
import { itemsSince, managersOf } from '../store/skill-shares.ts'
import { skillsOf } from '../store/skills.ts'
import { developmentIsOn } from './development.ts'
import type { EditionOf } from './own-page.ts'
import { ownerIn } from './own-page.ts'
import { sharedOnly } from './shared.ts'
import type { SharedSkills } from './shared.ts'
import { skillName } from './words.ts'

const nothing: SharedSkills = { ratings: [], confidences: [], interests: [], targets: [] }

/** Who is shown whose skills, and when. */
export interface ShownTo {
  readonly organisationId: string
  readonly personId: string
  readonly managerId: string
  readonly now: Date
}

/**
 * What a person shares with a line manager: along the reporting lines that hold on this day, and
 * nothing where the organisation keeps no records for development.
 *
 * @example
 * await sharedWith(db, { organisationId, personId, managerId, now: new Date() })
 */
export async function sharedWith(
  db: Reading,
  { organisationId, personId, managerId, now }: ShownTo,
): Promise<SharedSkills> {
  if (!(await developmentIsOn(db, organisationId, now))) return nothing
  const owner = { organisationId, personId }
  const managers = await managersOf(db, owner, now.toISOString().slice(0, 10))
  const items = new Map<string, string>()
  for (const { relationId } of managers.filter((each) => each.managerId === managerId)) {
    for (const [item, since] of await itemsSince(db, relationId)) {
      const before = items.get(item)
      items.set(item, before !== undefined && before < since ? before : since)
    }
  }
  if (items.size === 0) return nothing
  return sharedOnly(await skillsOf(db, owner), { items, managerId })
}

/** What a person shares with whoever asks. */
export function sharedWithAsker(
  db: Reading,
  asked: OrganisationAsked,
  personId: string,
): Promise<SharedSkills> {
  const { organisationId, personId: managerId } = ownerIn(asked)
  return sharedWith(db, { organisationId, personId, managerId, now: asked.now })
}

/** Whether there is anything in it. */
export function isNothing({ ratings, confidences, interests, targets }: SharedSkills): boolean {
  return ratings.length + confidences.length + interests.length + targets.length === 0
}

/** Notes that what a person shares was read. They see it in the log of their record. */
export async function noteSkillsRead(
  { door }: AccountsContext,
  { organisation, session, now }: OrganisationAsked,
  personId: string,
): Promise<void> {
  await door.store.write((db) =>
    log(db, {
      action: 'skills.read',
      accountId: session.asker.accountId,
      organisationId: organisation.id,
      personId,
      purpose: permissions['skills.answer'].purpose,
      now,
    }),
  )
}

/** Where a manager answers the ratings that are shared with them. Agreed ones are final. */
export function answerSection(
  { organisation }: OrganisationAsked,
  {
    personId,
    shared,
    editionOf,
  }: {
    readonly personId: string
    readonly shared: SharedSkills
    readonly editionOf: EditionOf
  },
): readonly Section[] {
  const open = shared.ratings.filter(({ answers }) =>
    answers.every(({ outcome }) => outcome !== 'agreed'),
  )
  if (open.length === 0) return []
  return [
    {
      heading: 'Answer a rating',
      links: open.map((rating) => ({
        href: placeIn(organisation, `/team/${personId}/skills/${rating.id}`),
        text: `Agree or not: ${skillName(editionOf(rating), rating.skill)}`,
      })),
    },
  ]
}
