import type { ProtectedFigure } from './figure.ts'

/** One table of marked cells. It holds rounded numbers and nothing of what they came from. */
export class ProtectedTable {
  readonly name: string
  readonly categories: readonly string[]
  readonly #rows: ReadonlyMap<string, readonly ProtectedFigure[]>

  constructor(
    name: string,
    categories: readonly string[],
    rows: ReadonlyMap<string, readonly ProtectedFigure[]>,
  ) {
    this.name = name
    this.categories = categories
    this.#rows = rows
  }

  /**
   * The figures of a group, in the order of the categories. A group's figures count everyone in the
   * groups within it too.
   *
   * @throws {RangeError} if the release has no such group
   */
  row(group: string): readonly ProtectedFigure[] {
    const row = this.#rows.get(group)
    if (row === undefined) throw new RangeError(`No group ${group} in ${this.name}`)
    return row
  }

  /**
   * One figure.
   *
   * @throws {RangeError} if the release has no such group, or the table no such category
   * @example
   * table.figure('team-a', 'expert').words // '10'
   */
  figure(group: string, category: string): ProtectedFigure {
    const figure = this.row(group)[this.categories.indexOf(category)]
    if (figure === undefined) throw new RangeError(`No category ${category} in ${this.name}`)
    return figure
  }
}

/** All figures of a population at one date that are safe to show together. */
export class ProtectedRelease {
  readonly #headcounts: ReadonlyMap<string, ProtectedFigure>
  readonly #tables: ReadonlyMap<string, ProtectedTable>

  constructor(headcounts: ReadonlyMap<string, ProtectedFigure>, tables: readonly ProtectedTable[]) {
    this.#headcounts = headcounts
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  /** Every group asked for, withdrawn ones too. */
  get groups(): readonly string[] {
    return [...this.#headcounts.keys()]
  }

  get tables(): readonly ProtectedTable[] {
    return [...this.#tables.values()]
  }

  /**
   * How many people are in a group and the groups within it.
   *
   * @throws {RangeError} if the release has no such group
   */
  headcount(group: string): ProtectedFigure {
    const figure = this.#headcounts.get(group)
    if (figure === undefined) throw new RangeError(`No group ${group}`)
    return figure
  }

  /**
   * A table by its name.
   *
   * @throws {RangeError} if the release has no such table
   */
  table(name: string): ProtectedTable {
    const table = this.#tables.get(name)
    if (table === undefined) throw new RangeError(`No table ${name}`)
    return table
  }
}
