import type { CapabilityDifference, CapabilityFramework } from '../../framework/index.ts'
import { counted } from '../leads.ts'
import { listed } from '../present.ts'

/** Two editions and what differs between them. */
export interface HeldAgainst {
  readonly from: CapabilityFramework
  readonly to: CapabilityFramework
  readonly difference: Pick<CapabilityDifference, 'roles' | 'skills' | 'counts'>
}

/**
 * What a count of differences does not say by itself: where one edition is silent, and what is
 * counted as what.
 *
 * @example
 * caveatsOf({ from, to, difference })
 * // ['The edition 2017-03-23 holds no skills, so every skill of the other edition counts as new.']
 */
export function caveatsOf(held: HeldAgainst): string[] {
  return [...silences(held), ...descriptionsNotHeld(held), ...countedApart(held)]
}

/** Everything that only one edition speaks of counts as new or gone. */
function silences({ from, to }: HeldAgainst): string[] {
  const parts = [
    ['skills', 'skill', (edition: CapabilityFramework) => edition.skills.length],
    ['requirements', 'requirement', (edition: CapabilityFramework) => edition.requirements.length],
  ] as const
  return parts.flatMap(([many, one, count]) => {
    if (count(from) === 0 && count(to) > 0)
      return [silent(from, many, `${one} of the other edition counts as new`)]
    if (count(to) === 0 && count(from) > 0)
      return [silent(to, many, `${one} of the other edition counts as gone`)]
    return []
  })
}

function silent({ edition }: CapabilityFramework, many: string, rest: string): string {
  return `The edition ${edition.name} holds no ${many}, so every ${rest}.`
}

/** Wording that one edition lacks is not held against anything, so it counts as no change. */
function descriptionsNotHeld({ from, to, difference }: HeldAgainst): string[] {
  return (['roles', 'skills'] as const).flatMap((kind) => {
    const now = new Map(difference[kind].renamed.map((one) => [one.from.slug, one.to.slug]))
    const after = new Map<string, { readonly description?: unknown }>(
      to[kind].map((one) => [one.slug, one]),
    )
    const pairs = from[kind].flatMap((was: { slug: string; description?: unknown }) => {
      const is = after.get(now.get(was.slug) ?? was.slug)
      return is === undefined ? [] : [[was.description, is.description] as const]
    })
    const lost = pairs.filter(([was, is]) => was !== undefined && is === undefined).length
    const gained = pairs.filter(([was, is]) => was === undefined && is !== undefined).length
    const noun = kind === 'roles' ? 'role' : 'skill'
    return [...notHeld(lost, noun, to), ...notHeld(gained, noun, from)]
  })
}

function notHeld(count: number, noun: string, { edition }: CapabilityFramework): string[] {
  if (count === 0) return []
  return [
    `Description: not held in ${edition.name} for ${counted(count, noun)} that the other edition describes. This counts as no change.`,
  ]
}

function countedApart({ from, to, difference: { counts } }: HeldAgainst): string[] {
  const { roleLevels, statements } = counts
  const levelsDiffer = roleLevels.added + roleLevels.removed > 0
  const statementsDiffer = statements.added + statements.removed > 0
  return [from, to].flatMap((edition) => [
    ...(levelsDiffer ? rolesWithoutLevels(edition) : []),
    ...(statementsDiffer ? kindsOfStatement(edition) : []),
  ])
}

/** Elsewhere each of these counts as one role level: what it asks for is one set of skills. */
function rolesWithoutLevels({ edition, roles }: CapabilityFramework): string[] {
  const senior = roles.filter(({ kind }) => kind === 'senior-civil-service').length
  if (senior === 0) return []
  return [
    `In ${edition.name}, ${counted(senior, 'Senior Civil Service role')} without levels ${senior === 1 ? 'is' : 'are'} counted as roles only. Other pages count each with the role levels.`,
  ]
}

function kindsOfStatement({ edition, skills }: CapabilityFramework): string[] {
  const sum = (of: (skill: CapabilityFramework['skills'][number]) => number): number =>
    skills.reduce((total, skill) => total + of(skill), 0)
  const kinds = [
    [sum(({ levels }) => levels.reduce((all, one) => all + one.statements.length, 0)), 'at levels'],
    [sum(({ statements }) => statements.length), 'of skills without levels'],
    [sum(({ leadershipExamples }) => leadershipExamples.length), 'as leadership examples'],
  ] as const
  const [atLevels] = kinds
  const total = sumOf(kinds.map(([count]) => count))
  if (total === atLevels[0]) return []
  const parts = kinds
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${count.toLocaleString('en-GB')} ${what}`)
  return [`The ${counted(total, 'statement')} of ${edition.name}: ${listed(parts)}.`]
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
