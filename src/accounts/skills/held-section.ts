import { readableDate } from '../../platform/index.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import type { Membership } from '../permissions.ts'
import type { Section } from '../sheet.ts'
import type { HeldRecord } from '../store/record.ts'
import type { NamedShare } from '../store/skill-shares.ts'
import type { EditionOf } from './own-page.ts'
import { ownPath } from './own-page.ts'
import { stateInWords } from './rating-rows.ts'
import { counted, levelInWords, roleLevelName, skillName } from './words.ts'

/** What is held of somebody's skills, in short; the file has every word. */
export function heldSkillsSection(
  { ratings, targets, shares }: HeldRecord['skills'],
  { editionOf, membership }: { readonly editionOf: EditionOf; readonly membership: Membership },
): Section {
  const items = [
    ...ratings.map((rating) => {
      const name = skillName(editionOf(rating), rating.skill)
      const level = levelInWords(rating.counted)
      const isShared = shares.some((share) => share.rating_id === rating.id)
      return `${name}: ${level}, saved ${saved(rating.ratedAt)}. ${stateInWords(rating, isShared)}.`
    }),
    ...targets.map((target) => {
      const name = roleLevelName(editionOf(target), target.roleLevel)
      return `You aim for: ${name}, added ${saved(target.addedAt)}.`
    }),
    ...[...Map.groupBy(shares, withWhom).entries()].map(
      ([whom, all]) => `Shared with ${whom}: ${counted(all.length, 'item')}.`,
    ),
  ]
  const id = membership.organisationId
  return {
    heading: 'Skills',
    ...(items.length === 0 ? { lead: ['None.'] } : { items }),
    links: [{ href: placeIn({ id }, ownPath), text: 'Your skills' }],
  }
}

function withWhom({ manager_name: name, until_day: until }: NamedShare): string {
  return until === null ? name : `${name}, your line manager until ${readableDate(until)}`
}

function saved(moment: string): string {
  return readableDate(moment.slice(0, 10))
}
