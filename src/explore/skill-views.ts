import type { Link, PageView, ShownText } from '../platform/index.ts'
import type { NameLink, ShownBlock, ShownLevel } from './present.ts'

/** Skills A to Z. */
export interface SkillsView extends PageView {
  readonly summary: string
  readonly letters: readonly {
    readonly letter: string
    readonly id: string
    readonly skills: readonly {
      readonly id: string
      readonly link: NameLink
      readonly note: string
    }[]
  }[]
}

/** One skill. */
export interface SkillView extends PageView {
  readonly heading: ShownText
  readonly description: readonly ShownBlock[]
  readonly summary: string
  readonly levels: readonly {
    readonly id: string
    readonly level: ShownLevel
    readonly statements: readonly ShownText[]
    readonly silent: string | undefined
  }[]
  readonly seniorStatements: readonly ShownText[]
  readonly leadershipExamples: readonly ShownText[]
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly role: NameLink
    readonly cells: readonly { readonly label: string; readonly levels: readonly NameLink[] }[]
  }[]
  /** Senior Civil Service roles, which have no levels to show. */
  readonly seniorRoles: readonly NameLink[]
  readonly nobody: string | undefined
  readonly notes: readonly {
    readonly sentence: string
    readonly roles: readonly NameLink[]
    readonly finding: Link
  }[]
}
