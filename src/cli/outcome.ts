/** What a command did: for scripts, for people, and for the shell. */
export interface Outcome {
  /** Printed as it is with `--json`. */
  readonly json: unknown
  /** Printed otherwise. */
  readonly text: string
  /** 0: done; 1: refused, or an error finding; 2: wrong usage. */
  readonly exitCode: number
  /** Goes to standard error, in both cases. */
  readonly complaint?: string
}

/** A command that could not be done, with the sentence that says why. */
export function refusal(code: string, message: string): Outcome {
  return {
    json: { error: { code, message } },
    text: '',
    complaint: message,
    exitCode: 1,
  }
}

/** What every command takes besides its own options. */
export interface Common {
  readonly json?: boolean
}

/** Receives what a command did. */
export type Act = (outcome: Outcome, options: Common) => void
