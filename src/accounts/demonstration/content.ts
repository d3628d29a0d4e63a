import type { Tables } from '../../platform/store/index.ts'
import type { Duty } from '../permissions.ts'
import type { NamedLevel } from '../role-level-options.ts'

/** A grade with what it pays, from when. */
export interface MadeUpGrade extends Pick<Tables['grades'], 'name' | 'position' | 'equivalent'> {
  readonly pay: readonly Pick<Tables['pay_ranges'], 'from_day' | 'least_pence' | 'most_pence'>[]
}

/** A team; `above` is the reference of the one it is part of. */
export interface MadeUpTeam {
  readonly reference: string
  readonly name: string
  readonly above: string | null
}

/** Somebody made up, with the reference of their team. */
export interface MadeUpPerson {
  readonly reference: string
  readonly name: string
  readonly team: string
  readonly leftOn: string | null
}

/** A post, with the reference of its team and the name of its grade. */
export interface MadeUpPost {
  readonly reference: string
  readonly title: string
  readonly team: string
  readonly grade: string
  readonly level: NamedLevel | null
  readonly isFunded: boolean
  /** In hundredths of full time. */
  readonly fte: number
}

/** Who holds which post, both by reference. */
export interface MadeUpHolding extends Pick<
  Tables['holdings'],
  'terms' | 'fte' | 'from_day' | 'until_day'
> {
  readonly post: string
  readonly person: string
}

/** Who is what to whom, both by reference. */
export interface MadeUpLine extends Pick<Tables['relations'], 'kind' | 'from_day' | 'until_day'> {
  readonly person: string
  readonly other: string
}

/** What somebody does for the organisation, by their reference. */
export interface MadeUpDuty {
  readonly person: string
  readonly duty: Duty
  readonly from_day: string
}

/** A made-up organisation. Its parts name each other by reference, so that the same seed says the same. */
export interface MadeUpOrganisation {
  readonly name: string
  readonly grades: readonly MadeUpGrade[]
  readonly usualGrades: readonly { readonly level: NamedLevel; readonly grade: string }[]
  readonly teams: readonly MadeUpTeam[]
  readonly people: readonly MadeUpPerson[]
  readonly posts: readonly MadeUpPost[]
  readonly holdings: readonly MadeUpHolding[]
  readonly lines: readonly MadeUpLine[]
  readonly duties: readonly MadeUpDuty[]
}
