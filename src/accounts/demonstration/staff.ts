import type { MadeUpPerson, MadeUpPost } from './content.ts'
import { dayAfter } from './days.ts'
import type { Seat } from './seats.ts'
import type { Seeded } from './seeded.ts'
import type { Words } from './words.ts'

/** What is special about how somebody works; each of them stands for something that happens. */
export const circumstances = [
  'shares a post',
  'works less than the post',
  'part-time post',
  'two posts',
  'fixed term',
  'secondment',
  'apprentice',
  'contingent',
  'on loan',
  'two managers',
  'leaving',
  'left',
  'left',
  'left',
] as const

/** One of them. */
export type Circumstance = (typeof circumstances)[number]

/** Somebody in a place, since when, with what is special about it. */
export interface Staff {
  readonly seat: Seat
  readonly person: MadeUpPerson
  readonly post: MadeUpPost
  readonly startedOn: string
  readonly circumstance: Circumstance | undefined
}

/** What staff is drawn from. */
export interface StaffParts {
  readonly seats: readonly Seat[]
  readonly words: Words
  readonly random: Seeded
  readonly today: string
  readonly gradeNames: readonly string[]
}

/**
 * Fills every place with somebody, who has a post of their own.
 *
 * @example
 * staffOf({ seats, words, random, today: '2026-11-22', gradeNames })[0]?.person.reference // '1001'
 */
export function staffOf({ seats, words, random, today, gradeNames }: StaffParts): readonly Staff[] {
  const members = random.shuffled(seats.filter(({ kind }) => kind === 'member'))
  const special = new Map(circumstances.map((circumstance, at) => [members[at], circumstance]))
  return seats.map((seat, at): Staff => {
    const circumstance = special.get(seat)
    // Managers were there before those they manage.
    const daysAgo = seat.kind === 'member' ? random.between(300, 799) : random.between(800, 2400)
    return {
      seat,
      circumstance,
      startedOn: dayAfter(today, -daysAgo),
      person: {
        reference: String(1001 + at),
        name: words.people[at] ?? '',
        team: seat.team,
        leftOn: leavingDay(circumstance, { random, today }),
      },
      post: {
        reference: `P-${String(at + 1).padStart(3, '0')}`,
        title: seat.title,
        team: seat.team,
        grade: gradeNames[seat.grade] ?? '',
        level: seat.level,
        isFunded: true,
        fte: circumstance === 'part-time post' ? 60 : circumstance === 'two posts' ? 50 : 100,
      },
    }
  })
}

function leavingDay(
  circumstance: Circumstance | undefined,
  { random, today }: Pick<StaffParts, 'random' | 'today'>,
): string | null {
  if (circumstance === 'left') return dayAfter(today, -random.between(20, 200))
  return circumstance === 'leaving' ? dayAfter(today, random.between(20, 60)) : null
}
