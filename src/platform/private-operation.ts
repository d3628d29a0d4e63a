import type { TSchema } from 'typebox'

/** What can be asked of an address about people by a program, as the description of the API says. */
export interface PrivateOperation {
  readonly method: 'get' | 'post'
  /** With parameters in braces. */
  readonly path: string
  readonly summary: string
  /** What the parameters in the query are for, by their names. */
  readonly query: Readonly<Record<string, string>>
  /** Undefined: a token cannot do it. */
  readonly scope: string | undefined
  /** What stands in `data`. */
  readonly answers: TSchema
  /** Undefined where nothing is sent. */
  readonly takes: { readonly type: string; readonly schema: TSchema } | undefined
  readonly makes: boolean
}
