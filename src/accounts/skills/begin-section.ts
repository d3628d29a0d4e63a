import type { CapabilityFramework } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import type { Section } from '../sheet.ts'
import type { HeldPost } from '../store/person-sheet.ts'
import { headsOf } from './kept-skills.ts'
import type { KeptSkills } from './kept-skills.ts'
import { ownPath } from './own-page.ts'
import { levelsOfPosts } from './post-asks.ts'
import { levelInWords, roleLevelName, skillName } from './words.ts'

/** What a person can begin from. */
interface Beginning {
  readonly kept: KeptSkills
  readonly posts: readonly HeldPost[]
  /** The edition that is rated against. */
  readonly edition: CapabilityFramework | undefined
}

/**
 * The ways to rate a skill: first the skills of the role level of each post held today, then any
 * other skill, then a file.
 */
export function beginSections(
  asked: OrganisationAsked,
  { kept, posts, edition }: Beginning,
): readonly Section[] {
  const at = (path: string): string => placeIn(asked.organisation, `${ownPath}${path}`)
  const ofPosts = levelsOfPosts(edition, posts, asked.today)
  const heads = new Map(
    headsOf(kept.ratings)
      .filter(({ framework }) => framework === edition?.framework.slug)
      .map(({ skill, counted }) => [skill, counted]),
  )
  const itemsOf = (path: string): NonNullable<Section['items']> =>
    [...((edition && profilesOf(edition).get(path)?.asks.keys()) ?? [])]
      .map((skill) => {
        const level = heads.get(skill) ?? null
        const name = skillName(edition, skill)
        return {
          text: level === null ? name : `${name}: ${levelInWords(level)}`,
          href: at(`/skills/${skill}/edit`),
        }
      })
      .toSorted((a, b) => a.text.localeCompare(b.text, 'en'))
  return [
    { heading: 'Rate your skills' },
    ...ofPosts
      .map((path) => ({ path, items: itemsOf(path) }))
      .filter(({ items }) => items.length > 0)
      .map(({ path, items }) => ({
        lead: [`The skills of your post, ${roleLevelName(edition, path)}:`],
        items,
      })),
    {
      links: [
        { href: at('/skills'), text: 'Choose a skill to rate' },
        { href: at('/load'), text: 'Load a file saved from My skills or taken away elsewhere' },
      ],
    },
  ]
}
