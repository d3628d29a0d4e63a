import type { NameLink, ShownLevel } from '../explore/index.ts'
import type { Link, PageView, ShownText } from '../platform/index.ts'
import type { ShownSelect } from './options.ts'
import type { WordRun } from './word-difference.ts'

/** What is wrong with what was asked, with ways on. */
export interface ShownProblem {
  readonly reason: string
  readonly lead: string | undefined
  readonly candidates: readonly Link[]
}

/** Where a comparison begins. */
export interface CompareStartView extends PageView {
  readonly problem: ShownProblem | undefined
  readonly introduction: string
  readonly levelsAction: string
  readonly levels: readonly ShownSelect[]
  readonly skillsAction: string
  readonly skills: readonly ShownSelect[]
  readonly nothing: string | undefined
  readonly examples: readonly Link[]
  readonly more: readonly Link[]
}

/** Statements under a heading that says what they are. */
export interface ShownSaying {
  readonly heading: string
  readonly kind: 'both' | 'new' | 'gone'
  readonly statements: readonly ShownText[]
}

/** A statement in runs of words, of which those that another one has not are marked. */
export interface ShownRuns {
  readonly lang: string | undefined
  readonly runs: readonly WordRun[]
}

/** How two lists of statements differ. */
export interface ShownDifference {
  readonly sayings: readonly ShownSaying[]
  readonly rewordedHeading: string
  readonly reworded: readonly {
    readonly before: ShownRuns
    readonly after: ShownRuns
  }[]
  readonly labels: { readonly before: string; readonly after: string }
  /** Said where there are no statements. */
  readonly silent: string | undefined
}

/** One skill of a comparison of two role levels. */
export interface ShownComparedSkill {
  readonly link: NameLink
  readonly note: string
  readonly cells: readonly { readonly label: string; readonly level: ShownLevel }[]
  readonly open: boolean
  readonly summary: string
  readonly difference: ShownDifference
}

/** One column of a comparison. */
export interface ShownColumn {
  readonly link: NameLink
  readonly note: string
}

/** How the figures of one move come about. */
export interface ShownWorking {
  readonly caption: string
  readonly sentences: readonly string[]
  readonly columns: readonly string[]
  readonly rows: readonly { readonly skill: string; readonly figures: readonly string[] }[]
  readonly total: readonly string[]
}

/** Two role levels. */
export interface CompareView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly coverage: string
  readonly columns: readonly ShownColumn[]
  readonly width: number
  readonly groups: readonly {
    readonly id: string
    readonly heading: string
    readonly skills: readonly ShownComparedSkill[]
  }[]
  readonly workings: readonly ShownWorking[]
  readonly undecided: string | undefined
  readonly actions: readonly Link[]
  readonly more: readonly Link[]
}

/** Three or four role levels. */
export interface CompareManyView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly columns: readonly ShownColumn[]
  readonly rows: readonly {
    readonly skill: NameLink
    readonly cells: readonly { readonly kind: string; readonly text: string }[]
  }[]
  readonly moves: readonly { readonly text: string; readonly link: Link }[]
  readonly wording: readonly {
    readonly skill: NameLink
    readonly levels: readonly {
      readonly heading: string
      readonly statements: readonly ShownText[]
      readonly silent: string | undefined
    }[]
  }[]
  readonly actions: readonly Link[]
}

/** Two skills. */
export interface CompareSkillsView extends PageView {
  readonly heading: string
  readonly summary: string
  readonly skills: readonly NameLink[]
  readonly levels: readonly {
    readonly id: string
    readonly heading: string
    readonly level: ShownLevel
    readonly difference: ShownDifference
  }[]
  readonly actions: readonly Link[]
}
