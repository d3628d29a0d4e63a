import type { CountTable, Release } from './release.ts'

/** One cell of a table. */
export interface Cell {
  readonly table: CountTable
  readonly group: string
  readonly category: string
}

/** What is true of a release, worked out from its rows without the code under test. */
export class Truth {
  readonly release: Release
  readonly #around = new Map<string, string | undefined>()
  readonly #inside = new Map<string, readonly string[]>()

  constructor(release: Release) {
    this.release = release
    for (const { id, within } of release.groups) this.#around.set(id, within)
    for (const { id } of release.groups) {
      const inside = release.groups.filter((group) => this.upwards(group.id).includes(id))
      this.#inside.set(
        id,
        inside.map((group) => group.id),
      )
    }
  }

  /** The groups within a group, and itself. */
  inside(group: string): readonly string[] {
    return this.#inside.get(group) ?? []
  }

  upwards(group: string): readonly string[] {
    const above = this.#around.get(group)
    return above === undefined ? [group] : [group, ...this.upwards(above)]
  }

  size(group: string): number {
    const [table] = this.release.tables
    if (table === undefined) throw new RangeError('A release needs a table')
    return table.categories.reduce(
      (sum, category) => sum + this.count({ table, group, category }),
      0,
    )
  }

  count({ table, group, category }: Cell): number {
    const at = table.categories.indexOf(category)
    const inside = this.#inside.get(group) ?? []
    return inside.reduce((sum, id) => sum + (table.counts.get(id)?.[at] ?? 0), 0)
  }

  threshold(table?: CountTable): number {
    const dimensions = [...this.release.groups.map((group) => group.dimension), table?.attribute]
    return dimensions.includes('sex') ? 10 : 5
  }

  /** The most a reader must think possible: of those in the cell, or of the others. */
  promised(cell: Cell, isShown: boolean, others = false): number {
    const most = this.upwards(cell.group).flatMap((group, step) => {
      const size = this.size(group)
      const inside = this.count({ ...cell, group })
      const count = others ? size - inside : inside
      const isPlainSize = size >= this.threshold(cell.table) || (step === 0 && isShown)
      return [
        ...(isPlainSize ? [size] : []),
        ...(count >= this.threshold(cell.table) ? [count] : []),
      ]
    })
    // Withdrawn groups are part of a rest, which holds at least twice the threshold on headcounts.
    if (!isShown) most.push(2 * this.threshold())
    return Math.min(2 * this.threshold(cell.table), ...most)
  }
}
