import type { Protected } from './marked.ts'
import { gridOf, markedRelease } from './marked.ts'
import { Network } from './network.ts'
import type { Place } from './places.ts'
import { placesOf } from './places.ts'
import type { ProtectedRelease } from './protected-release.ts'
import type { Refusal, Release } from './release.ts'
import { checkRelease, directPeople, limitOn, refusedDimensions } from './release.ts'
import type { Rules } from './rules.ts'
import { defaultRules } from './rules.ts'
import type { Standing } from './standing.ts'
import { standingSince } from './standing.ts'
import type { Earlier, Suppressed } from './suppress.ts'
import { suppress } from './suppress.ts'

/** Figures that are safe to show, or why none are. */
export type Protection =
  | { readonly outcome: 'protected'; readonly release: ProtectedRelease }
  | Refusal

/**
 * The only door for figures about people. Decides what of a release may be shown, so that nobody
 * can work out a hidden figure from all that is shown: not from totals, not by subtracting one
 * group or table from another, not from the rounding, not from an earlier release. The same input
 * always gives the same figures.
 *
 * @param release everything the same reader can reach at one date, true counts
 * @param options `earlier`: releases for the same readers, oldest first, as they were given here;
 *   those that were refused are passed over. `rules`: other settings, the same for all of them
 * @returns figures by group and category, rounded or hidden, or a refusal with its reason
 * @throws {RangeError} if a release is not sound, see `checkRelease`
 * @example
 * const protection = protect({ groups, tables: [levels] })
 * if (protection.outcome === 'protected') {
 *   protection.release.table('levels').figure('team-a', 'expert').words
 * }
 */
export function protect(
  release: Release,
  options: { earlier?: readonly Release[]; rules?: Rules } = {},
): Protection {
  const rules = options.rules ?? defaultRules
  let before: Protected | undefined
  for (const each of options.earlier ?? []) {
    const result = protectedAfter(before, each, rules)
    if (!('outcome' in result)) before = result
  }
  const result = protectedAfter(before, release, rules)
  if ('outcome' in result) return result
  return { outcome: 'protected', release: markedRelease(result, rules) }
}

function protectedAfter(
  before: Protected | undefined,
  now: Release,
  rules: Rules,
): Protected | Refusal {
  checkRelease(now)
  const refusal = refusedDimensions(now, rules)
  if (refusal !== undefined) return refusal
  const standing = before && standingSince(before.counted, now, rules)
  const counted = standing?.release ?? now
  const places = placesNow(counted, before, rules)
  const { threshold } = limitOn(counted.groups, rules)
  if ((places[0]?.size ?? 0) < threshold) return tooFew(threshold)
  if (before === undefined) return decided({ counted, places }, rules, () => undefined)
  if (standing === undefined || idsOf(before.places) !== idsOf(places)) return differs
  return decided({ counted, places }, rules, (table) => earlierOf(before, standing, table))
}

function decided(
  { counted, places }: Omit<Protected, 'tables'>,
  rules: Rules,
  earlierOn: (table: string) => Earlier | undefined,
): Protected | Refusal {
  const tables = new Map<string, Suppressed>()
  const networks = new Map<number, Network>()
  for (const table of counted.tables) {
    const width = table.categories.length
    const network = networks.get(width) ?? new Network(places, width)
    networks.set(width, network)
    const suppressed = suppress(
      gridOf({ counted, places }, table, rules),
      network,
      earlierOn(table.name),
    )
    if (suppressed === undefined) return cannot
    tables.set(table.name, suppressed)
  }
  return { counted, places, tables }
}

function placesNow(
  { groups, tables }: Release,
  before: Protected | undefined,
  rules: Rules,
): readonly Place[] {
  const [table] = tables
  const shown = new Set(before?.places.map((place) => place.id))
  const ids = before === undefined ? [] : groups.map((group) => group.id)
  return placesOf({
    groups,
    people: (id) => (table === undefined ? 0 : directPeople(table, id)),
    limit: limitOn(groups, rules),
    withdrawn: new Set(ids.filter((id) => !shown.has(id))),
  })
}

function idsOf(places: readonly Place[]): string {
  return JSON.stringify(places.map(({ id, parent }) => [id, parent]))
}

function earlierOf(
  { places, tables }: Protected,
  { changed }: Standing,
  name: string,
): Earlier | undefined {
  const suppressed = tables.get(name)
  const groups = changed.get(name) ?? new Set()
  const rows = [...places.keys()].filter((at) => places[at]?.members.some((id) => groups.has(id)))
  return suppressed && { low: suppressed.low, high: suppressed.high, changed: new Set(rows) }
}

const differs: Refusal = {
  outcome: 'refused',
  code: 'differs-from-earlier',
  words:
    'The groups or tables differ from those shown before, so nothing can be shown beside them.',
}

const cannot: Refusal = {
  outcome: 'refused',
  code: 'cannot-be-protected',
  words: 'With what was shown before, these figures would say too much of a few people.',
}

function tooFew(threshold: number): Refusal {
  const words = `There are fewer than ${threshold} people, so nothing is shown.`
  return { outcome: 'refused', code: 'too-few-people', words }
}
