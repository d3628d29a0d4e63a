import type { Edition, Finding, FormerNames } from '../framework/index.ts'

/** One edition with what reading and checking it brought to light. */
export interface LoadedEdition {
  readonly edition: Edition
  readonly findings: readonly Finding[]
  /** Content hash of everything the edition was built from. */
  readonly hash: string
  /** What the things of the framework were called before. */
  readonly register: FormerNames
}

/** Every published edition there is, shipped or imported. */
export interface EditionLibrary {
  /** All editions: by framework in listed order, newest first within a framework. */
  all(): readonly LoadedEdition[]
  /** The newest edition of a framework, by the date in its name. */
  newest(framework: string): LoadedEdition | undefined
  get(framework: string, edition: string): LoadedEdition | undefined
  /**
   * Reads what was imported into the store since the last time. Left out: nothing can be imported.
   *
   * @throws ExpectedFailure while the store is away; what was read before is still there
   */
  refresh?(): Promise<void>
}
