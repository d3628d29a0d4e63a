import { ExpectedFailure } from './errors.ts'
import type { ErrorCode } from './error-catalogue.ts'
import type { Views } from './views.ts'

/** What was asked for lives at another address of this site. Thrown where a page is looked for. */
export class Moved extends Error {
  override readonly name = 'Moved'
  /** The path of the page, made from names we hold and never from the request. */
  readonly to: string

  constructor(to: string) {
    super(`Moved to ${to}`)
    this.to = to
  }
}

/** What is known about a thing that is gone. */
export interface History {
  /** Goes into the JSON answer beside the error. */
  readonly details?: object
  readonly page: (views: Views) => string
}

/** A failure about which more can be said than the catalogue holds, such as what was meant. */
export class ExplainedFailure extends ExpectedFailure {
  readonly explanation: History

  constructor(code: ErrorCode, explanation: History) {
    super(code)
    this.explanation = explanation
  }
}

/** A thing that was published once and is no longer: it has a page that keeps its history. */
export class Gone extends ExpectedFailure {
  readonly history: History

  constructor(code: ErrorCode, history: History) {
    super(code)
    this.history = history
  }
}
