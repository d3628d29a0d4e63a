import type { Role, RoleLevel, Track } from './capability-framework.ts'

/** A level and the one at the next rank of the same track. */
export interface Step {
  readonly from: RoleLevel
  readonly to: RoleLevel
}

/**
 * The steps of a role: from each level to every level at the next rank of its track. By rank
 * within a track, never by number; a level without a track stands on every track. Levels of
 * unknown rank have no steps.
 *
 * @example
 * stepsOf(developer).map(({ from, to }) => `${from.slug} to ${to.slug}`)
 * // ['junior to developer', 'developer to senior', 'developer to senior-management', …]
 */
export function stepsOf(role: Role): Step[] {
  const named = new Set(role.levels.map((level) => level.track).filter((track) => track !== null))
  const tracks: (Track | null)[] = named.size === 0 ? [null] : [...named]
  const steps = new Map<string, Step>()
  for (const track of tracks) {
    const onTrack = role.levels.filter(
      (level) => level.rank !== null && (level.track === null || level.track === track),
    )
    for (const from of onTrack) {
      for (const to of nextOn(onTrack, from)) steps.set(`${from.slug} ${to.slug}`, { from, to })
    }
  }
  return [...steps.values()]
}

function nextOn(levels: readonly RoleLevel[], from: RoleLevel): RoleLevel[] {
  const ranks = levels.map((level) => level.rank ?? 0).filter((rank) => rank > (from.rank ?? 0))
  const next = Math.min(...ranks)
  return levels.filter((level) => level.rank === next)
}
