import type { NamedLevel } from '../role-level-options.ts'
import type { Branch, Career, Step } from './branches.ts'
import type { MadeUpTeam } from './content.ts'
import type { Seeded } from './seeded.ts'
import type { Words } from './words.ts'

/** A place in a made-up organisation that somebody fills. */
export interface Seat {
  readonly kind: 'top' | 'office' | 'head' | 'lead' | 'member'
  /** The reference of its team. */
  readonly team: string
  readonly title: string
  readonly level: NamedLevel | null
  /** From 0, the most junior, to 5. */
  readonly grade: number
  readonly manager: Seat | null
  /** Who judges the professional side of the work. */
  readonly assessor: Seat | null
}

/** The teams of a made-up organisation with every place in them, managers before those below. */
export interface Structure {
  readonly teams: readonly MadeUpTeam[]
  readonly seats: readonly Seat[]
}

/** How many places there are. */
export const seatCount = 59
const smallTeams = 8

/** What a structure is drawn from. */
export interface StructureParts {
  readonly branches: readonly [Branch, ...Branch[]]
  readonly words: Words
  readonly random: Seeded
}

/**
 * Draws the tree of teams and the places in it: one at the top, two in its office, one at the head
 * of each branch, one to lead each team.
 *
 * @example
 * structureOf({ branches, words, random }).seats.length // 59
 */
export function structureOf({ branches, words, random }: StructureParts): Structure {
  const top = plain('top', 'Director', { grade: 5, manager: null })
  const office = [
    plain('office', 'Administrator', { grade: 1, manager: top }),
    plain('office', 'Workforce planner', { grade: 2, manager: top }),
  ]
  const heads = branches.map((branch, at) => headOf(branch, { team: `T1.${at + 1}`, top }))
  const each = Math.ceil(smallTeams / branches.length)
  const small = branches.flatMap((branch, at) =>
    Array.from({ length: each }, (_, place) => ({
      branch,
      head: heads[at] ?? top,
      above: `T1.${at + 1}`,
      reference: `T1.${at + 1}.${place + 1}`,
    })),
  )
  const leads = small.map(({ branch, head, reference }) =>
    leadOf(branch, { team: reference, head }),
  )
  const left = seatCount - 1 - office.length - heads.length - leads.length
  const members = Array.from({ length: left }, (_, place) => {
    const at = place % small.length
    const team = small[at]
    const lead = leads[at] ?? top
    const peer = leads.find((other) => other !== lead && other.manager === lead.manager)
    const assessor = peer ?? lead.manager
    return memberOf(team?.branch ?? branches[0], { random, lead, assessor })
  })
  return {
    teams: [
      { reference: 'T1', name: words.organisation, above: null },
      ...branches.map(({ name }, at) => ({ reference: `T1.${at + 1}`, name, above: 'T1' })),
      ...small.map(({ reference, above }, at) => ({
        reference,
        name: words.teams[at] ?? reference,
        above,
      })),
    ],
    seats: [top, ...office, ...heads, ...leads, ...members],
  }
}

function plain(
  kind: 'top' | 'office',
  title: string,
  { grade, manager }: Pick<Seat, 'grade' | 'manager'>,
): Seat {
  return { kind, team: 'T1', title, level: null, grade, manager, assessor: null }
}

function headOf({ careers }: Branch, { team, top }: { team: string; top: Seat }): Seat {
  return { ...stepOf(careers[0], 0), kind: 'head', team, manager: top, assessor: null }
}

function leadOf({ careers }: Branch, { team, head }: { team: string; head: Seat }): Seat {
  return { ...stepOf(careers[0], 1), kind: 'lead', team, manager: head, assessor: head }
}

interface MemberParts {
  readonly random: Seeded
  readonly lead: Seat
  readonly assessor: Seat | null
}

function memberOf({ careers }: Branch, { random, lead, assessor }: MemberParts): Seat {
  const career = random.oneOf(careers)
  const step = stepOf(career, random.between(2, career.length - 1))
  return { ...step, kind: 'member', team: lead.team, manager: lead, assessor }
}

/** A step, counted from the highest. */
function stepOf(career: Career, fromTop: number): Step {
  return career[career.length - 1 - fromTop] ?? career[0]
}
