import type { CountTable, Group, Limit } from './release.ts'

/**
 * A row of every table of a release: a group that is shown, or the rest of a group. The rest is
 * everyone in the group who is in none of its shown parts; readers can work it out by subtraction,
 * so it is protected like a row of its own, with every cell hidden.
 */
export interface Place {
  /** The group that is shown. A rest has none. */
  readonly id: string | undefined
  /** Where the group around it stands in the list; -1 for everyone. */
  readonly parent: number
  /** Where its parts stand. Together they hold everyone in it. None: not shown in parts. */
  readonly children: readonly number[]
  /** The groups whose direct people it holds, if it is not shown in parts. */
  readonly members: readonly string[]
  readonly size: number
  /** A rest that hides a small group: its counts are held to twice the threshold. */
  readonly coversSmall: boolean
}

interface Part {
  readonly id: string | undefined
  readonly members: readonly string[]
  readonly size: number
}

/** Who is to be shown, and from how many people on. */
export interface Population {
  readonly groups: readonly Group[]
  /** The people directly in a group, leaving out those in groups within it. */
  readonly people: (group: string) => number
  readonly limit: Limit
  /** Groups that are not to be shown, whatever their size. */
  readonly withdrawn: ReadonlySet<string>
}

interface Tree {
  readonly parts: ReadonlyMap<string, readonly Part[]>
  readonly everyone: Part
}

/**
 * The rows that may be shown. A group under the threshold is withdrawn, with as many of the
 * smallest groups beside it as bring the rest to two groups and twice the threshold. If that leaves
 * none, the group around them is not shown in parts.
 *
 * @returns everyone first, each group before its parts
 * @throws {RangeError} if the groups are no tree
 * @example
 * placesOf(population).map((place) => place.id)
 */
export function placesOf(population: Population): readonly Place[] {
  const tree = treeOf(population)
  const places: (Place & { children: number[] })[] = []
  const add = (part: Part, parent: number, coversSmall = false): void => {
    const own = part.id === undefined ? [] : (tree.parts.get(part.id) ?? [])
    const { kept, rest } = divided(own, population)
    const { id, size } = part
    const members = kept.length === 0 ? part.members : []
    const at = places.push({ id, parent, children: [], members, size, coversSmall }) - 1
    places[parent]?.children.push(at)
    if (kept.length === 0) return
    for (const each of kept) add(each, at)
    if (rest.length > 0)
      add(
        merged(rest),
        at,
        rest.some((each) => isSmall(each, population.limit)),
      )
  }
  add(tree.everyone, -1)
  return places
}

function divided(
  parts: readonly Part[],
  { withdrawn, limit }: Population,
): { kept: readonly Part[]; rest: readonly Part[] } {
  const isOut = (part: Part): boolean =>
    part.id === undefined || isSmall(part, limit) || withdrawn.has(part.id)
  const rest = parts.filter((part) => isOut(part))
  const kept = parts
    .filter((part) => !isOut(part))
    .toSorted((a, b) => a.size - b.size || ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
  if (rest.some((part) => isSmall(part, limit) || part.id !== undefined)) {
    const empty = kept.filter((part) => part.size === 0)
    const full = kept.filter((part) => part.size > 0)
    while (!isEnough(rest, limit) && full.length > 0) rest.push(...full.splice(0, 1))
    return { kept: full.length === 0 ? [] : inOneOrder([...empty, ...full]), rest }
  }
  return { kept: inOneOrder(kept), rest }
}

/** The same whatever their size: a team that outgrows another changes no place. */
function inOneOrder(parts: readonly Part[]): readonly Part[] {
  return parts.toSorted((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1))
}

function isSmall({ size }: Part, { threshold, withZero }: Limit): boolean {
  return size < threshold && (size > 0 || withZero)
}

function isEnough(rest: readonly Part[], { threshold }: Limit): boolean {
  const people = rest.reduce((sum, part) => sum + part.size, 0)
  return people >= 2 * threshold && rest.filter((part) => part.size > 0).length >= 2
}

function merged(rest: readonly Part[]): Part {
  return {
    id: undefined,
    members: rest.flatMap((part) => part.members),
    size: rest.reduce((sum, part) => sum + part.size, 0),
  }
}

function treeOf({ groups, people }: Population): Tree {
  const byParent = Map.groupBy(groups, (group) => group.within)
  const tops = byParent.get(undefined) ?? []
  const [top] = tops
  if (top === undefined || tops.length !== 1) throw new RangeError('No one group holds everyone')
  const parts = new Map<string, readonly Part[]>()
  const partOf = (group: Group): Part => {
    const direct = people(group.id)
    const inner = (byParent.get(group.id) ?? []).map(partOf)
    const itself = { id: undefined, members: [group.id], size: direct }
    const all = direct > 0 ? [...inner, itself] : inner
    parts.set(group.id, inner.length === 0 ? [] : all)
    const members = [group.id, ...inner.flatMap((part) => part.members)]
    const size = direct + inner.reduce((sum, part) => sum + part.size, 0)
    return { id: group.id, members, size }
  }
  const everyone = partOf(top)
  if (everyone.members.length !== groups.length) throw new RangeError('Groups are in a circle')
  return { parts, everyone }
}

/**
 * The counts of a table in each row, parts summed up.
 *
 * @returns people; the count of category c in row p stands at p × (number of categories) + c
 */
export function countsAt(places: readonly Place[], table: CountTable): Int32Array {
  const width = table.categories.length
  const counts = new Int32Array(places.length * width)
  for (let at = places.length - 1; at >= 0; at -= 1) {
    const place = places[at]
    if (place === undefined) continue
    for (const id of place.members) {
      const row = table.counts.get(id) ?? []
      for (const [c, count] of row.entries()) addTo(counts, at * width + c, count)
    }
    for (let c = 0; c < width && place.parent >= 0; c += 1) {
      addTo(counts, place.parent * width + c, counts[at * width + c] ?? 0)
    }
  }
  return counts
}

function addTo(counts: Int32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count
}
