import type { TSchema } from 'typebox'

/** One setting: everything that the code, the checks and the documentation know about it. */
export interface Setting<Key extends string = string> {
  readonly name: string
  readonly key: Key
  readonly purpose: string
  /** The type in words, for the documentation and for the sentence about a bad value. */
  readonly type: string
  readonly schema: TSchema
  readonly default: string
  readonly secret: boolean
  /** Turns the text of the environment into what the schema checks. */
  readonly read: (text: string) => unknown
}

/** An address that never leaves this machine: what goes there needs no encryption. */
export const loopbackHost = String.raw`(localhost|127\.0\.0\.1|\[::1\])`

/** A value that is used as it was written. */
export function asWritten(text: string): string {
  return text
}
