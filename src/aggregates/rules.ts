/** One set of dimensions that figures may be shown by. */
export interface DimensionSet {
  /** What the groups are, in any depth: `['team']`, or `['team', 'sex']` for women in a team. */
  readonly groups: readonly string[]
  /** What there is a table for each of, such as `skill`. Left out: one table for all. */
  readonly item?: string
  /** What the people of a group are counted by, such as `level` or `grade`. */
  readonly attribute: string
}

/** The settings of disclosure control. Counts are of people. */
export interface Rules {
  /** Counts from 1 up to one less than this are never shown. */
  readonly threshold: number
  /** The same, from 0, wherever a special dimension is involved. */
  readonly specialThreshold: number
  /** Every figure shown is a multiple of this. Odd, so that no count lies half way. */
  readonly base: number
  /** Averages and medians are of at least this many people. */
  readonly averageThreshold: number
  /** Percentages are of at least this many people, after rounding. */
  readonly percentageThreshold: number
  /** Dimensions whose values may harm or single out a person. */
  readonly specialDimensions: readonly string[]
  /** The only dimensions figures are shown by. There is no free filtering. */
  readonly dimensionSets: readonly DimensionSet[]
}

/** Under 5 people is suppressed in the Civil Service Statistics browser (2022 and 2023 files). */
const threshold = 5

/** Ours: skills by protected characteristic say more of a person than a headcount does. */
const specialThreshold = 10

/** Headcounts are rounded to 5 in the same statistics and, as the preferred method, by the MOD. */
const base = 5

/** Mean and median salary need 10 people in the same statistics. */
const averageThreshold = 10

/** Ours: below 30 one rounding step is more than a sixth of the whole. */
const percentageThreshold = 30

/** The protected characteristics of the Equality Act 2010. */
const specialDimensions = [
  'age',
  'disability',
  'ethnicity',
  'gender-reassignment',
  'marriage',
  'pregnancy',
  'religion',
  'sex',
  'sexual-orientation',
] as const

const plainGroups = ['organisation', 'department', 'unit', 'team', 'profession'] as const

const attributes: readonly Omit<DimensionSet, 'groups'>[] = [
  { item: 'skill', attribute: 'level' },
  { attribute: 'grade' },
  { attribute: 'role' },
]

/** What Capable protects by when nobody has set anything else. */
export const defaultRules: Rules = {
  threshold,
  specialThreshold,
  base,
  averageThreshold,
  percentageThreshold,
  specialDimensions,
  dimensionSets: [
    ...attributes.map((each) => ({ groups: plainGroups, ...each })),
    ...specialDimensions.flatMap((special) => [
      { groups: plainGroups, attribute: special },
      ...attributes.map((each) => ({ groups: [...plainGroups, special], ...each })),
    ]),
  ],
}

/**
 * A count as it is shown: the nearest multiple of the base.
 *
 * @param count people, or a unit such as pounds
 * @param step what the result is a multiple of, above 0
 * @example
 * rounded(8, 5) // 10
 */
export function rounded(count: number, step: number): number {
  return Math.round(count / step) * step
}
