import type { Finding, FindingAction, FindingCodeName } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'

/** The findings of one document. */
export class Faults {
  readonly found: Finding[] = []
  readonly #source: string

  constructor(source: string) {
    this.#source = source
  }

  /**
   * Adds a finding about something in the document.
   *
   * @example
   * faults.add('row-incomplete', { line: 3, subject: 'roles.csv', message: '…', action: 'left-out' })
   */
  add(
    code: FindingCodeName,
    what: {
      readonly line: number | null
      readonly subject: string
      readonly message: string
      readonly action: FindingAction
    },
  ): void {
    this.found.push(finding(code, { source: this.#source, ...what }))
  }
}
