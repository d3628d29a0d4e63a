import type { NameLink } from '../explore/index.ts'
import type { Link, PageView } from '../platform/index.ts'
import type { ShownProblem } from './compare-views.ts'
import type { ShownSelect } from './options.ts'
import type { RoutePicture } from './route-picture.ts'

/** What can be done where there is no route. */
export interface ShownInstead {
  readonly furthest: string
  readonly furthestWays: readonly Link[]
  readonly starts: string
  readonly startWays: readonly Link[]
}

/** A route between two role levels. */
export interface RouteView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly problem: ShownProblem | undefined
  readonly action: string
  readonly selects: readonly ShownSelect[]
  readonly rules: readonly {
    readonly value: string
    readonly text: string
    readonly selected: boolean
  }[]
  readonly picture: RoutePicture | undefined
  readonly moves: readonly {
    readonly number: string
    readonly from: NameLink
    readonly fromRole: string
    readonly to: NameLink
    readonly toRole: string
    readonly asks: string
    readonly covers: string
    readonly grade: string | undefined
    readonly cost: string
    readonly compare: Link
  }[]
  readonly total: string | undefined
  readonly grades: string | undefined
  readonly reason: string | undefined
  readonly instead: ShownInstead | undefined
  readonly ways: readonly Link[]
  readonly ruleWords: readonly { readonly title: string; readonly inWords: string }[]
  readonly working: readonly string[]
}
