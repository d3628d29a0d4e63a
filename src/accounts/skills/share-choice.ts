import { readableDate } from '../../platform/index.ts'
import type { Field } from '../form.ts'
import { headsOf } from './kept-skills.ts'
import type { KeptRating, KeptSkills } from './kept-skills.ts'
import type { EditionOf } from './own-page.ts'
import { agreedItems, itemOf, itemsIn, wholeChoice } from './shared.ts'
import type { ItemKind } from './shared.ts'
import { confidences, interests, levelInWords, roleLevelName, skillName } from './words.ts'

/** What a person can choose for one line manager. */
export interface ShareOffer {
  readonly kept: KeptSkills
  /** What is shared with the manager now. */
  readonly now: ReadonlySet<string>
  readonly managerId: string
  readonly editionOf: EditionOf
}

type Options = NonNullable<Field['options']>

/** Every interest there is, in one choice. */
const allInterests = 'interest:all'

/**
 * What can be shared or is: of each skill the newest that was said, what of older ones is shared
 * still, and each target.
 */
export function offeredItems({ kept, now }: ShareOffer): ReadonlySet<string> {
  const heads = new Set(headsOf(kept.ratings).map(({ id }) => id))
  const all = itemsIn(kept)
  const isNewest = (item: string): boolean => heads.has(item.split(':')[1] ?? '')
  return new Set(all.filter((item) => isNewest(item) || isOfTarget(item) || now.has(item)))
}

function isOfTarget(item: string): boolean {
  return item.startsWith('target:') || item.startsWith('gap:')
}

/** The choice as the fields of a form: ratings, how sure, interests and role levels, one by one. */
export function shareFields(offer: ShareOffer): readonly Field[] {
  const { kept, now, managerId } = offer
  const agreed = agreedItems(kept, managerId, now)
  const offered = offeredItems(offer)
  const options = (kind: ItemKind, text: (rating: KeptRating) => string): Options =>
    kept.ratings.flatMap((rating) => {
      const value = itemOf(kind, rating.id)
      const isOffered = offered.has(value) && !agreed.has(value)
      return isOffered ? [{ value, text: labelOf(offer, rating, text(rating)) }] : []
    })
  const wanted = options('interest', ({ interest }) => (interest ? interests[interest] : ''))
  const all = { value: allInterests, text: 'All of them' }
  return [
    checks('ratings', 'Levels, with the statements you ticked and your evidence', {
      options: options('rating', ({ counted }) => levelInWords(counted)),
    }),
    checks('confidences', 'How sure you are', {
      options: options('confidence', ({ confidence }) =>
        confidence ? confidences[confidence] : '',
      ),
    }),
    checks('interests', 'What you want to do with a skill', {
      options: wanted.length > 1 ? [all, ...wanted] : wanted,
    }),
    checks('targets', 'Role levels you aim for', {
      options: targetOptions(offer),
      hint: 'A gap is worked out from the levels that you share: it tells nothing else.',
    }),
  ].filter((field) => (field.options ?? []).length > 0)
}

function checks(name: string, label: string, more: Pick<Field, 'options' | 'hint'>): Field {
  return { name, label, kind: 'checks', mayWait: true, ...more }
}

function labelOf({ kept, editionOf }: ShareOffer, rating: KeptRating, words: string): string {
  const name = skillName(editionOf(rating), rating.skill)
  const isOld = headsOf(kept.ratings).every(({ id }) => id !== rating.id)
  const when = isOld ? ` (as you said on ${readableDate(rating.ratedAt.slice(0, 10))})` : ''
  return `${name}: ${words}${when}`
}

function targetOptions({ kept, editionOf }: ShareOffer): Options {
  return kept.targets.flatMap((target) => {
    const name = roleLevelName(editionOf(target), target.roleLevel)
    return [
      { value: itemOf('target', target.id), text: name },
      { value: itemOf('gap', target.id), text: `${name}, and the gap to it` },
    ]
  })
}

/** The values of the fields for what is shared now. */
export function shareValues(offer: ShareOffer): Record<string, string> {
  return Object.fromEntries(
    shareFields(offer).map(({ name, options = [] }) => [
      name,
      options
        .map(({ value }) => value)
        .filter((value) => offer.now.has(value))
        .join(' '),
    ]),
  )
}

/**
 * Everything the manager would see with what was ticked: with what was agreed, which stays, and
 * with each role level whose gap was chosen.
 */
export function chosenItems(offer: ShareOffer, ticked: Iterable<string>): ReadonlySet<string> {
  const offered = offeredItems(offer)
  const chosen = new Set(ticked)
  const interestsToo = chosen.has(allInterests)
  const wanted = [...offered].filter(
    (item) => chosen.has(item) || (interestsToo && item.startsWith('interest:')),
  )
  const agreed = agreedItems(offer.kept, offer.managerId, offer.now)
  return wholeChoice([...wanted, ...agreed])
}
