import type { CountTable, Release } from './release.ts'
import { directPeople, limitOn } from './release.ts'
import type { Rules } from './rules.ts'

/** What a new release counts, and where it differs from the one before. */
export interface Standing {
  readonly release: Release
  /** By table name: groups whose people are counted anew. */
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * What may be counted anew since an earlier release. Between two dates one person who joins can be
 * told from the difference, so a group's row stands as it was until as many people as the threshold
 * have joined, left or changed in it. If the number of people in the group is another one, all its
 * rows are counted anew together or not at all.
 *
 * @param before the earlier release, with what stood in it
 * @returns undefined if groups or tables are not the same: then a new series begins
 */
export function standingSince(before: Release, now: Release, rules: Rules): Standing | undefined {
  if (!isSameShape(before, now)) return undefined
  const changed = new Map(now.tables.map((table) => [table.name, new Set<string>()]))
  const old = new Map(before.tables.map((table) => [table.name, table]))
  const pairs = now.tables.map((table) => ({ table, earlier: old.get(table.name) ?? table }))
  for (const { id } of now.groups) {
    const rows = pairs.map(({ table, earlier }) => {
      const { threshold } = limitOn(now.groups, rules, table.attribute)
      return { name: table.name, enough: peopleChanged(earlier, table, id) >= threshold }
    })
    const [first] = pairs
    const isSameSize =
      first !== undefined && directPeople(first.table, id) === directPeople(first.earlier, id)
    const moving = isSameSize || rows.every((row) => row.enough) ? rows : []
    for (const { name, enough } of moving) if (enough) changed.get(name)?.add(id)
  }
  const tables = pairs.map(({ table, earlier }): CountTable => {
    const isNew = changed.get(table.name) ?? new Set()
    const rows = now.groups.map(({ id }) => (isNew.has(id) ? table : earlier).counts.get(id) ?? [])
    const counts = new Map(now.groups.map(({ id }, at) => [id, rows[at] ?? []]))
    return { ...table, counts }
  })
  return { release: { groups: now.groups, tables }, changed }
}

/** At least so many people joined, left or are counted elsewhere in the row. */
function peopleChanged(before: CountTable, now: CountTable, id: string): number {
  const old = before.counts.get(id)
  const row = now.counts.get(id)
  const changes = now.categories.map((_, at) => (row?.[at] ?? 0) - (old?.[at] ?? 0))
  const more = changes.reduce((sum, change) => sum + Math.max(0, change), 0)
  const fewer = changes.reduce((sum, change) => sum + Math.max(0, -change), 0)
  return Math.max(more, fewer)
}

function isSameShape(before: Release, now: Release): boolean {
  return shapeOf(before) === shapeOf(now)
}

function shapeOf({ groups, tables }: Release): string {
  const tree = groups.map(({ id, within, dimension }) => [id, within ?? null, dimension])
  const kinds = tables.map((table) => [
    table.name,
    table.attribute,
    table.item?.value ?? null,
    table.notRecorded ?? null,
    ...table.categories,
  ])
  return JSON.stringify([tree.map(String).sort(), kinds.map(String).sort()])
}
