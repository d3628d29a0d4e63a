import type { CapabilityFramework } from '../../framework/index.ts'
import { shownName } from '../../platform/frame.ts'
import type { NamedLink } from './in-words.ts'
import { counted, nameOfLevel, wordOf } from './in-words.ts'
import type { NotHere, TeamMatrix, TeamRow } from './team.ts'

/** A team as a table. */
export interface TeamView {
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly (NamedLink & { readonly cells: readonly string[] })[]
  readonly note: string
}

/**
 * Words for a team. The cover of a skill always says how many people did not assess it.
 *
 * @example
 * presentTeam(edition, matrix).head // ['Skill', 'Cover', 'Ash', 'Bo']
 */
export function presentTeam({ framework }: CapabilityFramework, matrix: TeamMatrix): TeamView {
  const { labels, target, rows } = matrix
  const { scale } = framework
  const people = counted(labels.length, 'file')
  return {
    caption:
      target === undefined
        ? `Skills of the team, from ${people}`
        : `Skills ${nameOfLevel(target)} asks for, from ${people}`,
    head: ['Skill', 'Cover', ...labels.map((label, at) => label.trim() || `Person ${at + 1}`)],
    rows: rows.map((row) => ({
      href: `/skills/${row.skill.slug}`,
      name: shownName(row.skill.name),
      cells: [
        coverOf(row, { scale, people: labels.length }),
        ...row.places.map((place) => (place === undefined ? 'Not assessed' : wordOf(place, scale))),
      ],
    })),
    note: 'Cover is the number of people at or above the level named, out of all the files. Whoever has not assessed a skill may have it or not, so their number stands beside it. People stand in the order their files were added.',
  }
}

/** At most so many skills of one file are named; they come from outside. */
const mostNamed = 20

/**
 * Says of each file which of its skills the table leaves out.
 *
 * @example
 * notHereWords([{ label: 'Ash', skills: ['kite-making'] }])
 * // ['Ash: this edition has no levels for “kite-making”, so it is not in the table.']
 */
export function notHereWords(people: readonly NotHere[]): string[] {
  return people.map(({ label, skills }, at) => {
    const names = skills.slice(0, mostNamed).map((skill) => `“${skill.slice(0, 80)}”`)
    const others = skills.length - names.length
    const more = others === 0 ? '' : ` and ${others} more`
    const left = skills.length === 1 ? 'it is' : 'they are'
    return `${label.trim() || `File ${at + 1}`}: this edition has no levels for ${names.join(', ')}${more}, so ${left} not in the table.`
  })
}

function coverOf(
  { asked, cover, notAssessed }: TeamRow,
  { scale, people }: { readonly scale: readonly string[]; readonly people: number },
): string {
  const level = wordOf(asked ?? 1, scale).toLowerCase()
  const missing = notAssessed === 0 ? '' : `, ${notAssessed} not assessed`
  return `${cover} of ${people} at ${level} or above${missing}`
}
