import type { Static, TSchema } from 'typebox'
import type { Field, FieldError } from '../form.ts'

/** The same as a page, for programs: its address with `.json` added. */
export interface Twin<Asked> {
  readonly summary: string
  /** What stands in `data`. */
  readonly schema: TSchema
  /** What the query may say, by name. */
  readonly query: Readonly<Record<string, string>>
  /** What is wrong with a query; nothing is read then. */
  readonly wrong?: (query: Readonly<Record<string, string>>) => readonly FieldError[]
  /** Reads what the page reads, and notes that it was read as the page does. */
  readonly data: (asked: Asked) => Promise<unknown>
}

/** That programs may send what a form sends. */
export interface Operation {
  readonly summary: string
  /** The fields of the form, with those options only that are always the same. */
  readonly fields: readonly Field[]
  /** It adds something, and answers with the address of that. */
  readonly makes?: boolean
}

/** What a page shows as data: its schema, and how it is made from what was found. */
export interface DataOf<Found, Asked, Schema extends TSchema = TSchema> {
  readonly summary: string
  readonly schema: Schema
  readonly query?: Readonly<Record<string, string>>
  readonly wrong?: (query: Readonly<Record<string, string>>) => readonly FieldError[]
  readonly of: (found: Found, asked: Asked) => Static<Schema>
}

/**
 * Ties the data of a page to its schema.
 *
 * @example
 * const teamsData = dataOf({ summary: 'The teams', schema, of: ({ teams }: Found) => ({ teams }) })
 */
export function dataOf<Found, Asked, Schema extends TSchema>(
  parts: DataOf<Found, Asked, Schema>,
): DataOf<Found, Asked> {
  return parts
}
