import { fields } from './fields.ts'
import type { Field } from './fields.ts'

/** Something wrong in a file, where it stands and what to do. */
export interface Fault {
  /** As in the file. */
  readonly row: number
  /** The header of the column. */
  readonly column: string
  /** What stands there. */
  readonly value: string
  /** What is wrong and what to do, in a sentence or two. */
  readonly message: string
}

/** More are counted, not kept. */
const mostFaults = 5000
const longestValue = 100

/** Gathers faults. */
export class Faults {
  readonly #headers: ReadonlyMap<Field, string>
  readonly #kept: Fault[] = []
  #count = 0

  /** @param headers of the columns the fields stand in */
  constructor(headers: ReadonlyMap<Field, string>) {
    this.#headers = headers
  }

  add(
    row: number,
    field: Field,
    fault: { readonly value?: string; readonly message: string },
  ): void {
    this.#count += 1
    if (this.#kept.length >= mostFaults) return
    const { value = '', message } = fault
    const column = this.#headers.get(field) ?? fields[field]
    this.#kept.push({ row, column, value: value.slice(0, longestValue), message })
  }

  get count(): number {
    return this.#count
  }

  /** Those that were kept, in the order of the file. */
  get all(): readonly Fault[] {
    return this.#kept.toSorted((a, b) => a.row - b.row)
  }
}
