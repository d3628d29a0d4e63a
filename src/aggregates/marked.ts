import { ProtectedFigure } from './figure.ts'
import type { Place } from './places.ts'
import { countsAt } from './places.ts'
import { ProtectedRelease, ProtectedTable } from './protected-release.ts'
import type { CountTable, Limit, Release } from './release.ts'
import { limitOn } from './release.ts'
import type { Rules } from './rules.ts'
import { rounded } from './rules.ts'
import type { Grid } from './sensitive.ts'
import type { Suppressed } from './suppress.ts'

/** A release with the decisions on it. */
export interface Protected {
  /** What was counted, with the rows that stood. */
  readonly counted: Release
  readonly places: readonly Place[]
  /** By table name. */
  readonly tables: ReadonlyMap<string, Suppressed>
}

/** Lays a table out by row and category. */
export function gridOf(
  { counted, places }: Omit<Protected, 'tables'>,
  table: CountTable,
  rules: Rules,
): Grid {
  return {
    places,
    width: table.categories.length,
    counts: countsAt(places, table),
    notRecorded: table.categories.findIndex((category) => category === table.notRecorded),
    limit: limitOn(counted.groups, rules, table.attribute),
    rules,
  }
}

/** Rounds what is shown, marks what is hidden, and leaves the true counts behind. */
export function markedRelease(decided: Protected, rules: Rules): ProtectedRelease {
  const { counted, places, tables } = decided
  const ids = counted.groups.map((group) => group.id)
  const rowOf = new Map(places.map((place, at) => [place.id, at]))
  const placeOf = (id: string): number => rowOf.get(id) ?? -1
  const figureFor = figures(limitOn(counted.groups, rules), rules)
  const headcounts = ids.map((id): [string, ProtectedFigure] => [
    id,
    figureFor(places[placeOf(id)]?.size),
  ])
  const marked = counted.tables.map((table) => {
    const { counts, width, limit } = gridOf(decided, table, rules)
    const hidden = tables.get(table.name)?.hidden
    const markFor = figures(limit, rules)
    const rows = ids.map((id): [string, readonly ProtectedFigure[]] => {
      const start = placeOf(id) * width
      const row = table.categories.map((_, c) =>
        markFor(hidden?.[start + c] === 0 ? counts[start + c] : undefined),
      )
      return [id, row]
    })
    return new ProtectedTable(table.name, table.categories, new Map(rows))
  })
  return new ProtectedRelease(new Map(headcounts), marked)
}

/** Makes each figure once: a large table has few different ones. */
function figures(
  { threshold }: Limit,
  { base }: Rules,
): (count: number | undefined) => ProtectedFigure {
  const made = new Map<number, ProtectedFigure>()
  const hidden = new ProtectedFigure({ hidden: 'small-or-linked', threshold })
  return (count) => {
    if (count === undefined) return hidden
    const shown = rounded(count, base)
    const figure = made.get(shown) ?? new ProtectedFigure({ shown })
    made.set(shown, figure)
    return figure
  }
}
