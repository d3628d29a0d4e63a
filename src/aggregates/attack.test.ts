import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Mark } from './figure.ts'
import type { ProtectedRelease } from './protected-release.ts'
import { protect } from './protect.ts'
import type { Release } from './release.ts'
import { defaultRules } from './rules.ts'
import { standingSince } from './standing.ts'
import type { Interval, Seen } from './test-attacker.ts'
import { Attacker } from './test-attacker.ts'
import { countedFrom, fromSeed, laterFrom, organisationFrom } from './test-organisations.ts'
import type { Cell } from './test-truth.ts'
import { Truth } from './test-truth.ts'

const organisations = process.env['CAPABLE_TEST_FULL'] === undefined ? 20 : 200
/** Linear programs a table and release; every cell is also attacked by reasoning. */
const exactAttacks = 16

function seenOf(
  truth: Truth,
  marks: Pick<Seen, 'headcount' | 'base' | 'hidesNearlyAll'>,
  cellMark: (cell: Cell) => Mark,
): Seen {
  const { groups, tables } = truth.release
  const first = tables[0]
  const direct = groups.filter(({ id }) => first?.counts.get(id)?.some((count) => count > 0))
  return {
    groups,
    withDirectPeople: new Set(direct.map(({ id }) => id)),
    threshold: truth.threshold(),
    ...marks,
    tables: tables.map((table) => ({
      name: table.name,
      categories: table.categories,
      notRecorded: table.notRecorded,
      threshold: truth.threshold(table),
      mark: (group, category) => cellMark({ table, group, category }),
    })),
  }
}

function seenRelease(truth: Truth, release: ProtectedRelease): Seen {
  return seenOf(
    truth,
    { headcount: (group) => release.headcount(group).mark, base: 5, hidesNearlyAll: true },
    ({ table, group, category }) => release.table(table.name).figure(group, category).mark,
  )
}

/** Only the threshold: what most tables are published with. */
function seenNaively(truth: Truth, base: number): Seen {
  const mark = (count: number, threshold: number): Mark =>
    count > 0 && count < threshold
      ? { hidden: 'small-or-linked', threshold }
      : { shown: Math.round(count / base) * base }
  return seenOf(
    truth,
    {
      headcount: (group) => mark(truth.size(group), truth.threshold()),
      base,
      hidesNearlyAll: false,
    },
    (cell) => mark(truth.count(cell), truth.threshold(cell.table)),
  )
}

function hiddenCells({ groups, tables }: Release, seen: Seen): readonly Cell[] {
  return tables.flatMap((table) =>
    groups.flatMap(({ id }) =>
      table.categories.flatMap((category) => {
        const mark = seen.tables.find(({ name }) => name === table.name)?.mark(id, category)
        return mark !== undefined && 'hidden' in mark ? [{ table, group: id, category }] : []
      }),
    ),
  )
}

type Attack = (cell: Cell, others: boolean) => Interval

/** How an attack on one cell tells more than is promised, if it does. */
function broken(
  truth: Truth,
  seen: Seen,
  { cell, attack }: { cell: Cell; attack: Attack },
): string[] {
  const { table, group, category } = cell
  const count = truth.count(cell)
  const size = truth.size(group)
  const threshold = truth.threshold(table)
  const isShown = 'shown' in seen.headcount(group)
  if (size === 0 && (isShown || threshold === 5)) return []
  const found: string[] = []
  const report = (what: string, { low, high }: Interval): void => {
    found.push(`${table.name} ${group} ${category}: ${what} ${count} of ${size}, ${low} to ${high}`)
  }
  const range = attack(cell, false)
  if (range.low > count || range.high < count) report('wrong', range)
  if ((count > 0 || threshold === 10) && count < threshold) {
    if (range.low > 0 || range.high < truth.promised(cell, isShown)) report('small', range)
  }
  const isAllUnknown = size === count && category === table.notRecorded
  if (size - count < threshold && !isAllUnknown) {
    const others = attack(cell, true)
    const most = truth.promised(cell, isShown, true)
    if (others.low > 0 || others.high < most) report('nearly all', others)
  }
  const isPlainZero = count === 0 && threshold === 5
  if (range.low === range.high && !isPlainZero) report('determined', range)
  return found
}

const quickAttack =
  (attacker: Attacker, release = 0): Attack =>
  ({ table, group, category }, others) =>
    others
      ? { low: 0, high: Infinity }
      : attacker.quick(release, { table: table.name, group, category })

const exactAttack =
  (attacker: Attacker, release = 0): Attack =>
  ({ table, group, category }, others) => {
    const cell = { table: table.name, group, category }
    return others ? attacker.exactOthers(release, cell) : attacker.exact(release, cell)
  }

function sampled(cells: readonly Cell[], seed: number): readonly Cell[] {
  const random = fromSeed(seed)
  const order = cells.map((cell) => ({ cell, at: random() })).toSorted((a, b) => a.at - b.at)
  return order.slice(0, exactAttacks).map(({ cell }) => cell)
}

/** What an attacker finds: reasoning about every hidden cell, linear programs about some. */
function foundBy(
  truths: readonly Truth[],
  seens: readonly Seen[],
  seed: number,
): readonly string[] {
  const last = truths.length - 1
  const [truth, seen] = [truths[last], seens[last]]
  assert.ok(truth !== undefined && seen !== undefined)
  const cells = hiddenCells(truth.release, seen)
  const quick = quickAttack(new Attacker(seens), last)
  const found = cells.flatMap((cell) => broken(truth, seen, { cell, attack: quick }))
  const isLittle = truth.release.groups.length <= 12
  for (const table of isLittle ? [undefined] : truth.release.tables) {
    const parts = seens.map((each) => ({
      ...each,
      tables: each.tables.filter(({ name }) => table === undefined || name === table.name),
    }))
    const exact = exactAttack(new Attacker(parts), last)
    const own = cells.filter((cell) => table === undefined || cell.table === table)
    for (const cell of sampled(own, seed)) {
      found.push(...broken(truth, seen, { cell, attack: exact }))
    }
  }
  return found
}

test('no hidden figure of generated organisations can be recovered', () => {
  let attacked = 0
  for (let seed = 1; seed <= organisations; seed += 1) {
    const truth = new Truth(countedFrom(organisationFrom(seed)))
    const protection = protect(truth.release)
    if (protection.outcome === 'refused') {
      assert.ok(truth.size('all') < 10, `organisation ${seed}: ${protection.words}`)
      continue
    }
    const seen = seenRelease(truth, protection.release)
    attacked += hiddenCells(truth.release, seen).length
    assert.deepEqual(foundBy([truth], [seen], seed), [], `organisation ${seed}`)
  }
  assert.ok(attacked > 100 * organisations)
})

test('no hidden figure can be recovered with the release before', () => {
  let attacked = 0
  for (let seed = 1; seed <= organisations; seed += 1) {
    const organisation = organisationFrom(seed)
    const before = new Truth(countedFrom(organisation))
    const now = countedFrom(laterFrom(organisation, seed))
    const first = protect(before.release)
    const second = protect(now, { earlier: [before.release] })
    if (first.outcome === 'refused' || second.outcome === 'refused') continue
    const standing = standingSince(before.release, now, defaultRules)
    assert.ok(standing)
    const truth = new Truth(standing.release)
    const seens = [
      seenRelease(before, first.release),
      knowingWhatStands(before, truth, seenRelease(truth, second.release)),
    ]
    attacked += 1
    assert.deepEqual(foundBy([before, truth], seens, seed), [], `organisation ${seed}`)
  }
  assert.ok(attacked > organisations / 2)
})

/** The attacker also learns whose rows are the same as in the release before. */
function knowingWhatStands(before: Truth, now: Truth, seen: Seen): Seen {
  const tables = seen.tables.map((table) => ({
    ...table,
    isAsBefore: (group: string) =>
      now.inside(group).every((id) => rowOf(before, table.name, id) === rowOf(now, table.name, id)),
  }))
  return { ...seen, tables }
}

function rowOf({ release }: Truth, table: string, group: string): string {
  return String(release.tables.find(({ name }) => name === table)?.counts.get(group))
}

test('the same attacker recovers figures of two releases that are protected one by one', () => {
  const found: string[] = []
  for (let seed = 1; seed <= 20; seed += 1) {
    const organisation = organisationFrom(seed)
    const before = new Truth(countedFrom(organisation))
    const now = new Truth(countedFrom(laterFrom(organisation, seed)))
    const [first, second] = [protect(before.release), protect(now.release)]
    if (first.outcome === 'refused' || second.outcome === 'refused') continue
    const seens = [
      seenRelease(before, first.release),
      knowingWhatStands(before, now, seenRelease(now, second.release)),
    ]
    found.push(...foundBy([before, now], seens, seed))
  }
  assert.ok(found.length > 0)
})

for (const base of [1, 5]) {
  test(`the same attacker recovers figures under a threshold only, rounded to ${base}`, () => {
    const found: string[] = []
    for (let seed = 1; seed <= 10; seed += 1) {
      const truth = new Truth(countedFrom(organisationFrom(seed)))
      found.push(...foundBy([truth], [seenNaively(truth, base)], seed))
    }
    assert.ok(found.length > 200)
    assert.equal(
      found.some((each) => each.includes('determined')),
      base === 1,
    )
  })
}

test('two marks, for small counts and for those that protect them, would tell more', () => {
  let narrowed = 0
  for (let seed = 1; seed <= 20; seed += 1) {
    const truth = new Truth(countedFrom(organisationFrom(seed)))
    const protection = protect(truth.release)
    if (protection.outcome === 'refused') continue
    const seen = seenRelease(truth, protection.release)
    const ranges = new Map(
      hiddenCells(truth.release, seen).flatMap((cell) => {
        const threshold = truth.threshold(cell.table)
        const count = truth.count(cell)
        const low = threshold === 10 ? 0 : 1
        if (count < low || count >= threshold) return []
        return [
          [
            JSON.stringify([cell.table.name, cell.group, cell.category]),
            { low, high: threshold - 1, cell },
          ] as const,
        ]
      }),
    )
    const tables = seen.tables.map((table) => ({
      ...table,
      alsoKnown: (group: string, category: string) =>
        ranges.get(JSON.stringify([table.name, group, category])),
    }))
    const attack = quickAttack(new Attacker([{ ...seen, tables }]))
    for (const { low, high, cell } of ranges.values()) {
      const range = attack(cell, false)
      if (range.low > low || range.high < high) narrowed += 1
    }
  }
  assert.ok(narrowed > 50)
})

test('a sum of full-time equivalents beside a headcount would break what is promised', () => {
  const attribute = 'working-time'
  const rules = {
    ...defaultRules,
    dimensionSets: [{ groups: ['organisation', 'team'], attribute }],
  }
  const categories = ['full-time', 'part-time']
  const counts = new Map(Object.entries({ a: [35, 3], b: [60, 40], c: [52, 47] }))
  const teams = [...counts.keys()].map((id) => ({ id, within: 'all', dimension: 'team' }))
  const groups = [{ id: 'all', dimension: 'organisation' }, ...teams]
  const table = { name: attribute, attribute, categories, counts }
  const protection = protect({ groups, tables: [table] }, { rules })
  assert.ok(protection.outcome === 'protected')
  const { release } = protection
  assert.ok('hidden' in release.table(attribute).figure('a', 'part-time').mark)
  const { mark } = release.headcount('a')
  assert.ok('shown' in mark)
  // Three people with a tenth of full time each, in a sum that is rounded as people are.
  const sum = Math.round((35 + 3 * 0.1) / rules.base) * rules.base
  const fewestPeople = mark.shown - Math.floor(rules.base / 2)
  assert.ok(sum + rules.base / 2 < fewestPeople, 'nobody could still be part time')
})
