import { createHash } from 'node:crypto'
import type { Tables } from '../../platform/store/index.ts'
import type { KeptRating, KeptSkills, KeptTarget } from './kept-skills.ts'

/** What kinds of things can be shared. A gap is that to a target. */
export type ItemKind = Tables['skill_shares']['kind']

/** One thing that can be shared: its kind and the row it is of. */
export type Item = `${ItemKind}:${string}`

/** Of a rating, what is shared. */
export type SharedRating = Pick<
  KeptRating,
  | 'id'
  | 'framework'
  | 'edition'
  | 'skill'
  | 'number'
  | 'level'
  | 'ticked'
  | 'counted'
  | 'note'
  | 'claims'
  | 'ratedAt'
  | 'answers'
> & {
  /** Since when it is shared. */
  readonly sharedOn: string
}

/** What one line manager is shown of a person's skills: nothing else reaches their page. */
export interface SharedSkills {
  readonly ratings: readonly SharedRating[]
  readonly confidences: readonly Pick<
    KeptRating,
    'id' | 'skill' | 'edition' | 'framework' | 'confidence' | 'ratedAt'
  >[]
  readonly interests: readonly Pick<
    KeptRating,
    'id' | 'skill' | 'edition' | 'framework' | 'interest' | 'ratedAt'
  >[]
  readonly targets: readonly (Omit<KeptTarget, 'addedAt'> & { readonly withGap: boolean })[]
}

/**
 * What somebody is shown who is shared these items, each since a day, and no more. The page of the
 * manager and the page on which the person looks at it beforehand are both made from what this
 * gives. Whether the person says something else by now is not in it.
 *
 * @example
 * sharedOnly(kept, { items: new Map([['interest:…', '2026-05-03']]), managerId }).ratings // []
 */
export function sharedOnly(
  kept: KeptSkills,
  { items, managerId }: { readonly items: ReadonlyMap<string, string>; readonly managerId: string },
): SharedSkills {
  const has = (kind: ItemKind, { id }: { readonly id: string }): boolean =>
    items.has(itemOf(kind, id))
  return {
    ratings: kept.ratings.flatMap((rating) => {
      const sharedOn = items.get(itemOf('rating', rating.id))
      if (rating.counted === null || sharedOn === undefined) return []
      return [{ ...ratingShown(rating, managerId), sharedOn }]
    }),
    confidences: kept.ratings
      .filter((rating) => rating.confidence !== null && has('confidence', rating))
      .map(({ id, framework, edition, skill, confidence, ratedAt }) => {
        return { id, framework, edition, skill, confidence, ratedAt }
      }),
    interests: kept.ratings
      .filter((rating) => rating.interest !== null && has('interest', rating))
      .map(({ id, framework, edition, skill, interest, ratedAt }) => {
        return { id, framework, edition, skill, interest, ratedAt }
      }),
    targets: kept.targets
      .filter((target) => has('target', target))
      .map(({ id, framework, edition, roleLevel }) => {
        return { id, framework, edition, roleLevel, withGap: has('gap', { id }) }
      }),
  }
}

/** What other managers answered stays between them and the person. */
function ratingShown(rating: KeptRating, managerId: string): Omit<SharedRating, 'sharedOn'> {
  const { id, framework, edition, skill, number, ticked, ...rest } = rating
  const { level, counted, note, claims, ratedAt } = rest
  const answers = rating.answers.filter((answer) => answer.managerId === managerId)
  const said = { level, ticked, counted, note, claims, ratedAt, answers }
  return { id, framework, edition, skill, number, ...said }
}

/**
 * The name of an item in a form.
 *
 * @example
 * itemOf('rating', '5f…') // 'rating:5f…'
 */
export function itemOf(kind: ItemKind, id: string): Item {
  return `${kind}:${id}`
}

/**
 * Everything that can be shared: of each skill the newest that was said, each target role level and
 * the gap to it.
 *
 * @example
 * itemsIn(kept).length
 */
export function itemsIn({ ratings, targets }: KeptSkills): readonly Item[] {
  return [
    ...ratings.flatMap((rating): Item[] => [
      ...(rating.counted === null ? [] : [itemOf('rating', rating.id)]),
      ...(rating.confidence === null ? [] : [itemOf('confidence', rating.id)]),
      ...(rating.interest === null ? [] : [itemOf('interest', rating.id)]),
    ]),
    ...targets.flatMap(({ id }): Item[] => [itemOf('target', id), itemOf('gap', id)]),
  ]
}

/**
 * Whether anything of a rating is shared with one of these line managers.
 *
 * @example
 * isShared(head, await sharingNow(db, owner, today))
 */
export function isShared(
  { id }: Pick<KeptRating, 'id'>,
  sharing: readonly { readonly items: ReadonlySet<string> }[],
): boolean {
  return sharing.some(({ items }) => itemsOf({ id }, items).length > 0)
}

/** Which of some items are of one rating. */
export function itemsOf(
  { id }: Pick<KeptRating, 'id'>,
  items: ReadonlySet<string>,
): readonly string[] {
  const kinds: readonly ItemKind[] = ['rating', 'confidence', 'interest']
  return kinds.map((kind) => itemOf(kind, id)).filter((item) => items.has(item))
}

/** The choice as it holds: a gap names its target, so it is shared with it. */
export function wholeChoice(chosen: Iterable<string>): ReadonlySet<string> {
  const all = [...chosen]
  const gaps = all.filter((item) => item.startsWith('gap:'))
  return new Set([...all, ...gaps.map((item) => itemOf('target', item.slice('gap:'.length)))])
}

/**
 * What cannot be taken back from a manager: ratings that they and the person agreed on. They stand
 * as agreed for as long as the manager is their manager.
 */
export function agreedItems(
  { ratings }: KeptSkills,
  managerId: string,
  items: ReadonlySet<string>,
): ReadonlySet<string> {
  const agreed = ratings.filter(({ answers }) =>
    answers.some((answer) => answer.outcome === 'agreed' && answer.managerId === managerId),
  )
  return new Set(agreed.map(({ id }) => itemOf('rating', id)).filter((item) => items.has(item)))
}

/**
 * A mark of everything a choice was made from. Where it is another one later, something was changed
 * in between, and the choice has to be looked at again.
 */
export function markOf(kept: KeptSkills, items: ReadonlySet<string>): string {
  const parts = [
    ...kept.ratings.map(({ id, version, state }) => `${id} ${version} ${state}`),
    ...kept.targets.map(({ id }) => id),
    ...items,
  ]
  return createHash('sha256').update(parts.toSorted().join('\n')).digest('base64url')
}
