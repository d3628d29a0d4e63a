import type { CapabilityFramework } from '../../framework/index.ts'
import { levelValue } from '../role-level-options.ts'
import { branchesOf } from './branches.ts'
import type { MadeUpDuty, MadeUpGrade, MadeUpOrganisation, MadeUpPost } from './content.ts'
import { seatCount, structureOf } from './seats.ts'
import { seeded } from './seeded.ts'
import type { Seeded } from './seeded.ts'
import { staffOf } from './staff.ts'
import type { Staff } from './staff.ts'
import { wordsOf } from './words.ts'
import { workOf } from './work.ts'

/** What a made-up organisation is made from. */
export interface GenerateParts {
  /** A whole number from 0. */
  readonly seed: number
  /** Dates are counted from this day: `YYYY-MM-DD`. */
  readonly today: string
  /** The edition whose role levels posts have; undefined: they have none. */
  readonly edition: CapabilityFramework | undefined
}

/**
 * Makes up an organisation of 60 people: the same one for the same seed, day and edition. Nobody in
 * it is real and no figure in it was ever paid.
 *
 * @example
 * generate({ seed: 7, today: '2026-11-22', edition }).people.length // 60
 */
export function generate({ seed, today, edition }: GenerateParts): MadeUpOrganisation {
  const random = seeded(seed)
  const words = wordsOf(random)
  const grades = gradesOf(random, today)
  const { teams, seats } = structureOf({ branches: branchesOf(edition, random), words, random })
  const gradeNames = grades.map(({ name }) => name)
  const staff = staffOf({ seats, words, random, today, gradeNames })
  const work = workOf({ staff, today, partner: words.people[seatCount] ?? '' })
  return {
    name: words.organisation,
    grades,
    usualGrades: usualGradesOf(work.posts),
    teams,
    duties: dutiesOf(staff),
    ...work,
  }
}

/** The names say it wherever the pay is shown. */
const bands: readonly Pick<MadeUpGrade, 'name' | 'equivalent'>[] = [
  { name: 'Band 1 (made-up pay)', equivalent: 'Executive officer' },
  { name: 'Band 2 (made-up pay)', equivalent: 'Higher executive officer' },
  { name: 'Band 3 (made-up pay)', equivalent: 'Senior executive officer' },
  { name: 'Band 4 (made-up pay)', equivalent: 'Grade 7' },
  { name: 'Band 5 (made-up pay)', equivalent: 'Grade 6' },
  { name: 'Band 6 (made-up pay)', equivalent: null },
]

const lowestPay = 25_000
const growth = 1.25
const spread = 1.15
const rise = 1.03

function gradesOf(random: Seeded, today: string): readonly MadeUpGrade[] {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0)
  return bands.map((band, at) => {
    const least = lowestPay * growth ** at + random.between(0, 9) * 100
    const range = (from_day: string, factor: number): MadeUpGrade['pay'][number] => ({
      from_day,
      least_pence: penceOf(least * factor),
      most_pence: penceOf(least * factor * spread),
    })
    return {
      ...band,
      position: at + 1,
      pay: [range(`${year - 1}-04-01`, 1), range(`${year}-04-01`, rise)],
    }
  })
}

/** In whole hundreds of pounds, as pay ranges are. */
function penceOf(pounds: number): number {
  return Math.round(pounds / 100) * 10_000
}

/** Posts of one role level all have one grade here. */
function usualGradesOf(posts: readonly MadeUpPost[]): MadeUpOrganisation['usualGrades'] {
  const all = posts.flatMap(({ level, grade }) => (level === null ? [] : [{ level, grade }]))
  return [...new Map(all.map((each) => [levelValue(each.level), each])).values()]
}

function dutiesOf(staff: readonly Staff[]): readonly MadeUpDuty[] {
  const first = (kind: Staff['seat']['kind']): readonly Staff[] =>
    staff.filter(({ seat }) => seat.kind === kind)
  const [administrator, planner] = first('office')
  const [head] = first('head')
  const [lead] = first('lead')
  const given = [
    ['administrator', administrator],
    ['planner', planner],
    ['head-of-profession', head],
    ['hiring-manager', lead],
  ] as const
  return given.flatMap(([duty, who]) =>
    who === undefined ? [] : [{ person: who.person.reference, duty, from_day: who.startedOn }],
  )
}
