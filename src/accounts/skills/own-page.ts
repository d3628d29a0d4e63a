import type { CapabilityFramework } from '../../framework/index.ts'
import type { Link } from '../../platform/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { SheetParts } from '../sheet.ts'
import { log } from '../store/events.ts'
import type { Action } from '../store/events.ts'
import type { Writing } from '../../platform/store/index.ts'
import type { SkillsOwner } from '../store/skills.ts'
import { developmentIsOn } from './development.ts'

/** After the organisation: where somebody's own skills are. */
export const ownPath = '/my-skills'

/** Whose skills the pages are about: always those of whoever asks. */
export function ownerIn({ session, organisation }: OrganisationAsked): SkillsOwner {
  const own = session.asker.memberships.find((each) => each.organisationId === organisation.id)
  if (own === undefined) throw new ExpectedFailure('not-allowed')
  return { organisationId: organisation.id, personId: own.personId }
}

/**
 * Stops where the organisation keeps no records for development: nothing is added then.
 *
 * @throws ExpectedFailure `skills-not-kept`
 */
export async function mustKeepSkills(
  db: Reading,
  { organisation, now }: OrganisationAsked,
): Promise<void> {
  if (!(await developmentIsOn(db, organisation.id, now))) {
    throw new ExpectedFailure('skills-not-kept')
  }
}

/** The links above the pages of somebody's own skills. */
export function aboveOwn({ organisation }: OrganisationAsked, ...more: readonly Link[]): Link[] {
  return [
    { href: '/account', text: 'Your account' },
    { href: placeIn(organisation, ownPath), text: 'Your skills' },
    ...more,
  ]
}

/** A page of somebody's own skills: what it says, and where it is after them. */
export interface OwnPage extends Omit<SheetParts, 'frame'> {
  readonly path: string
  readonly above?: readonly Link[]
}

/** Answers with such a page. */
export function ownPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { path, above, ...parts }: OwnPage,
): PrivateAnswer {
  const frame = organisationFrame(asked, {
    title: parts.title,
    path: `${ownPath}${path}`,
    home: false,
    above: above ?? aboveOwn(asked),
  })
  return {
    html: views.render(
      sheetView,
      sheetOf({ ...parts, caption: parts.caption ?? asked.organisation.name, frame }),
    ),
  }
}

/** The edition that is rated against; undefined where the site has none. */
export function newestEdition({ edition }: AccountsContext): CapabilityFramework | undefined {
  return edition?.()
}

/** Finds the edition that something was pinned to. */
export type EditionOf = (pinned: {
  readonly framework: string
  readonly edition: string
}) => CapabilityFramework | undefined

/** The editions that a page can name things by. */
export function editionsIn({ heldEdition }: AccountsContext): EditionOf {
  return ({ framework, edition }) => heldEdition?.(framework, edition)
}

/** Notes what a person did with their own record. What the record says is never in the log. */
export async function noteOwn(
  db: Writing,
  asked: OrganisationAsked,
  { action, what }: { readonly action: Action; readonly what?: string },
): Promise<void> {
  const { organisationId, personId } = ownerIn(asked)
  await log(db, {
    action,
    accountId: asked.session.asker.accountId,
    organisationId,
    personId,
    now: asked.now,
    ...(what !== undefined && { details: { what } }),
  })
}
