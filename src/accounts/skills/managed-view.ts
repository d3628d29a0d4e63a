import type { CapabilityFramework } from '../../framework/index.ts'
import { readableDate } from '../../platform/index.ts'
import type { Facts } from '../form.ts'
import type { Cell, Section } from '../sheet.ts'
import { postTable } from '../person-rows.ts'
import type { HeldPost } from '../store/person-sheet.ts'
import { gapSection } from './gap-section.ts'
import type { Answer } from './kept-skills.ts'
import type { EditionOf } from './own-page.ts'
import { ratingRows } from './rating-rows.ts'
import type { SharedRating, SharedSkills } from './shared.ts'
import { confidences, interests, roleLevelName, skillName } from './words.ts'

/** What a line manager is shown of somebody. */
export interface ManagedView {
  readonly name: string
  readonly team: readonly string[]
  /** Those held today. */
  readonly posts: readonly HeldPost[]
  readonly shared: SharedSkills
  readonly editionOf: EditionOf
  readonly now: Date
}

/**
 * What a line manager sees of somebody: name, team, post and grade, and of their skills what is
 * shared. The page of the manager and the one on which the person looks at it first are both made
 * of these parts.
 *
 * @example
 * managedParts(view).sections[0] // { rows: [['Team', 'Data']] }
 */
export function managedParts(view: ManagedView): {
  readonly title: string
  readonly lead: readonly string[]
  readonly sections: readonly Section[]
} {
  const { name, team, posts } = view
  return {
    title: name,
    lead: [`${name} sees that you opened this page.`],
    sections: [
      { rows: [['Team', team.length === 0 ? 'None' : team.join(' › ')]] },
      {
        heading: 'Posts',
        ...(posts.length === 0 ? { lead: ['None today.'] } : { table: postTable(posts, view) }),
      },
      ...skillSections(view),
    ],
  }
}

function skillSections(view: ManagedView): readonly Section[] {
  const { shared, editionOf, name } = view
  const { ratings, confidences: sure, interests: wanted, targets } = shared
  if (ratings.length + sure.length + wanted.length + targets.length === 0) {
    return [{ heading: 'Skills', lead: [`${name} shares nothing of their skills with you.`] }]
  }
  const nameOf = (each: { framework: string; edition: string; skill: string }): string =>
    skillName(editionOf(each), each.skill)
  return [
    {
      heading: 'Skills',
      lead: [
        `What ${name} shares with you, and nothing else.`,
        'It stays as it was when it was shared. What they say later stands here only once they share that too.',
      ],
    },
    ...ratings.map((rating) => ratingSection(rating, view)),
    ...wordTable(
      'How sure they are',
      sure.map((each) => [nameOf(each), each.confidence && confidences[each.confidence], each]),
    ),
    ...wordTable(
      'What they want to do',
      wanted.map((each) => [nameOf(each), each.interest && interests[each.interest], each]),
    ),
    ...targetSections(view),
  ]
}

function ratingSection(rating: SharedRating, { editionOf, now }: ManagedView): Section {
  const edition = editionOf(rating)
  return {
    heading: skillName(edition, rating.skill),
    rows: ratingFacts(rating, { edition, now }),
  }
}

/** A rating as its line manager reads it, with what they answered. */
export function ratingFacts(
  rating: SharedRating,
  pinned: { readonly edition: CapabilityFramework | undefined; readonly now: Date },
): Facts {
  return [
    ['Shared', `Since ${readableDate(rating.sharedOn)}, as it was said then`],
    ...ratingRows(rating, pinned),
    ...rating.answers.map(answerRow),
  ]
}

function answerRow({ outcome, words, at }: Answer): readonly [string, ...string[]] {
  const answer = outcome === 'agreed' ? 'Agreed' : 'Not agreed'
  const said = `${answer} on ${readableDate(at.slice(0, 10))}`
  return ['Your answer', said, ...(words === '' ? [] : [words])]
}

type Worded = readonly [string, string | null, { readonly ratedAt: string }]

function wordTable(caption: string, rows: readonly Worded[]): readonly Section[] {
  if (rows.length === 0) return []
  return [
    {
      heading: caption,
      table: {
        caption,
        head: ['Skill', 'In words', 'Saved'],
        rows: rows.map(([skill, words, { ratedAt }]): (Cell | string)[] => [
          skill,
          words ?? '',
          readableDate(ratedAt.slice(0, 10)),
        ]),
      },
    },
  ]
}

/** A gap is worked out from what is shared: it tells nothing that is not. */
function targetSections({ shared, editionOf }: ManagedView): readonly Section[] {
  const { targets, ratings } = shared
  if (targets.length === 0) return []
  const items = targets.map((target) => {
    return `${roleLevelName(editionOf(target), target.roleLevel)} (edition ${target.edition})`
  })
  return [
    { heading: 'Role levels they aim for', items },
    ...targets
      .filter(({ withGap }) => withGap)
      .map((target) =>
        gapSection({
          edition: editionOf(target),
          roleLevel: target.roleLevel,
          ratings: ratings.filter(({ framework }) => framework === target.framework),
          missing: 'Not shared or not assessed',
        }),
      ),
  ]
}
