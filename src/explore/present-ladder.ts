import { shownName } from '../platform/index.ts'
import type { Place } from './place.ts'
import { linkTo } from './present.ts'
import type { ShownHeat, ShownLadder, ShownRung } from './role-views.ts'
import type { LadderDescription, ListedLevel, RoleDescription } from './roles.ts'
import { levelWord, trackWords } from './words.ts'
import { positionOf } from './requirements.ts'

interface LadderParts {
  readonly ladder: LadderDescription
  readonly role: string
  /** Slug of the level the reader stands on. */
  readonly here?: string
}

/** The levels of a role as a ladder. */
export function presentLadder(address: string, { ladder, role, here }: LadderParts): ShownLadder {
  const rung = (level: ListedLevel): ShownRung => ({
    ...linkTo(address, level),
    here: level.slug === here,
    note: level.track === null ? '' : trackWords[level.track],
  })
  return {
    label: `Levels of ${role}, lowest first`,
    steps: ladder.steps.map(({ position, levels }) => ({
      number: `Step ${position}:`,
      levels: levels.map(rung),
    })),
    unranked: ladder.unranked.map(rung),
  }
}

/** Skills by role level, in the order of the ladder. */
export function presentHeat(place: Place, role: RoleDescription): ShownHeat {
  const { base, index } = place
  const address = `${base}/roles/${role.slug}`
  const levels = [...role.ladder.steps.flatMap((step) => step.levels), ...role.ladder.unranked]
  return {
    columns: levels.map((level) => linkTo(address, level)),
    rows: role.skillsByLevel.map(({ skill, levels: asked }) => ({
      skill: { href: `${base}/skills/${skill.slug}`, name: shownName(skill.name) },
      cells: levels.map(({ slug }) => {
        const cell = asked.find(({ roleLevel }) => roleLevel === slug)
        if (cell?.asked !== true) return { kind: 'none', text: 'Not asked' }
        return {
          kind: String(positionOf(index, cell.level) ?? 'none'),
          text: levelWord(cell.level),
        }
      }),
    })),
  }
}
