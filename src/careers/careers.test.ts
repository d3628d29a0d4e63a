import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openLibrary } from '../editions/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import { gapBetween } from '../framework/standing/gap.ts'
import { findLevel } from './naming.ts'
import { nearestTo } from './nearest.ts'
import type { LevelProfile } from '../framework/standing/level-profile.ts'
import { profilesOf } from '../framework/standing/level-profile.ts'
import { mostMoves, routeBetween, routeRules } from './route.ts'
import type { RouteRule } from './route.ts'
import { thresholdOf } from './threshold.ts'

const edition = shipped()
const profiles = profilesOf(edition)

function shipped(): CapabilityFramework {
  const found = openLibrary({ dataDir: 'build/test-data' }).get(
    'uk-digital-data',
    '2026-11-21',
  )?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

function level(name: string): LevelProfile {
  const found = findLevel(edition, name)
  assert.ok('profile' in found, name)
  return found.profile
}

const anyLevel = fc.constantFrom(...profiles.values())

test('a developer who wants to be a lead DevOps engineer covers 24 of 31 levels', () => {
  const from = level('Software developer: Developer')
  const to = level('development-operations-devops-engineer/lead-devops-engineer')
  const gap = gapBetween(from.asks, to.asks)
  assert.equal(gap.coverage, 24 / 31)
  assert.deepEqual([gap.metShare, gap.largestDeficit], [0.5, 2])
})

test('the threshold of the shipped edition is 0.7498', () => {
  assert.equal(thresholdOf(edition).value.toFixed(4), '0.7498')
})

test('a gap to oneself is met, and figures stay in their bounds', () => {
  fc.assert(
    fc.property(anyLevel, anyLevel, (a, b) => {
      assert.deepEqual(
        [gapBetween(a.asks, a.asks).coverage, gapBetween(a.asks, a.asks).steps],
        [1, 0],
      )
      const gap = gapBetween(a.asks, b.asks)
      assert.ok(gap.coverage >= 0 && gap.coverage <= 1 && gap.metShare >= 0 && gap.metShare <= 1)
      assert.equal(
        gap.steps,
        gap.skills.reduce((sum, skill) => sum + skill.steps, 0),
      )
      assert.equal(gap.metShare === 1, gap.steps === 0)
    }),
  )
})

test('the way back swaps what is added with what is dropped', () => {
  const swapped = {
    added: 'dropped',
    dropped: 'added',
    raised: 'lowered',
    lowered: 'raised',
    same: 'same',
  }
  fc.assert(
    fc.property(anyLevel, anyLevel, (a, b) => {
      const there = gapBetween(a.asks, b.asks).skills.map((skill) => swapped[skill.change])
      const back = gapBetween(b.asks, a.asks).skills.map((skill) => skill.change)
      assert.deepEqual(there, back)
    }),
  )
})

/** The same from the table itself, written as simply as can be. */
function naiveCoverage(from: string, to: string): number {
  const { scale } = edition.framework
  const of = (path: string): [string, number][] =>
    edition.requirements
      .filter((each) => `${each.role}/${each.roleLevel}` === path)
      .map((each) => [each.skill, scale.indexOf(each.level ?? '') + 1])
  const start = Object.fromEntries(of(from))
  let asked = 0
  let covered = 0
  for (const [skill, place] of of(to)) {
    asked += place
    covered += Math.min(start[skill] ?? 0, place)
  }
  return covered / asked
}

test('50 random comparisons agree with a naive reading of the requirements', () => {
  for (const [a, b] of fc.sample(fc.tuple(anyLevel, anyLevel), 50)) {
    assert.equal(gapBetween(a.asks, b.asks).coverage, naiveCoverage(a.path, b.path))
  }
})

/** One entry a role, found by looking at every level of every role one by one. */
function naiveNearest(start: LevelProfile): string[] {
  const entries: { path: string; coverage: number; met: number; steps: number }[] = []
  for (const role of edition.roles) {
    if (role.slug === start.role.slug) continue
    let best:
      | { path: string; coverage: number; met: number; steps: number; rank: number }
      | undefined
    for (const one of role.levels) {
      const path = `${role.slug}/${one.slug}`
      const profile = profiles.get(path)
      if (profile === undefined || ![...profile.asks.keys()].some((skill) => start.asks.has(skill)))
        continue
      const gap = gapBetween(start.asks, profile.asks)
      const entry = {
        path,
        coverage: naiveCoverage(start.path, path),
        met: gap.metShare,
        steps: gap.steps,
        rank: one.rank ?? 0,
      }
      const limit = thresholdOf(edition).value
      const [isNear, wasNear] = [entry.coverage >= limit, (best?.coverage ?? 0) >= limit]
      if (best === undefined || (isNear && !wasNear)) best = entry
      else if (isNear === wasNear) {
        if (isNear && entry.rank !== best.rank) best = entry.rank > best.rank ? entry : best
        else if (naiveOrder(entry, best) < 0) best = entry
      }
    }
    if (best !== undefined) entries.push(best)
  }
  return entries.toSorted(naiveOrder).map(({ path }) => path)
}

interface NaiveEntry {
  path: string
  coverage: number
  met: number
  steps: number
}

function naiveOrder(a: NaiveEntry, b: NaiveEntry): number {
  if (a.coverage !== b.coverage) return b.coverage - a.coverage
  if (a.met !== b.met) return b.met - a.met
  if (a.steps !== b.steps) return a.steps - b.steps
  return a.path < b.path ? -1 : 1
}

test('50 random nearest lists agree with a naive search', () => {
  for (const start of fc.sample(anyLevel, 50)) {
    const { nearest, alreadyMet } = nearestTo(edition, start.asks, { role: start.role.slug })
    const all = naiveNearest(start)
    const met = new Set(alreadyMet.map(({ profile }) => profile.path))
    assert.deepEqual(
      nearest.map(({ profile }) => profile.path),
      all.filter((path) => !met.has(path)),
    )
    assert.deepEqual(
      alreadyMet.map(({ profile }) => profile.path),
      all.filter((path) => met.has(path)),
    )
  }
})

test('one entry a role, unless all levels are asked for', () => {
  const start = level('Software developer: Senior developer')
  const { nearest, alreadyMet } = nearestTo(edition, start.asks, { role: start.role.slug })
  const roles = [...nearest, ...alreadyMet].map(({ profile }) => profile.role.slug)
  assert.equal(new Set(roles).size, roles.length)
  assert.ok(!roles.includes(start.role.slug))
  const all = nearestTo(edition, start.asks, { role: start.role.slug, all: true })
  assert.ok(all.nearest.length + all.alreadyMet.length > roles.length)
})

/** Every route by brute force, as cheap as can be found without being clever. */
function naiveCost(from: LevelProfile, to: LevelProfile, rule: RouteRule): number {
  const limit = thresholdOf(edition).value
  const nodes = [...profiles.values()]
  const costOf = (a: LevelProfile, b: LevelProfile): number => {
    const gap = gapBetween(a.asks, b.asks)
    if (a === b || gap.coverage < limit) return Infinity
    return routeRules[rule].cost({
      steps: gap.steps,
      changesFamily: a.role.family !== b.role.family,
    })
  }
  let costs = new Map(nodes.map((node) => [node, node === from ? 0 : Infinity]))
  let best = Infinity
  for (let length = 0; length < mostMoves; length += 1) {
    const next = new Map(
      nodes.map((node) => [
        node,
        Math.min(
          ...[...costs]
            .filter(([, cost]) => cost < Infinity)
            .map(([at, cost]) => cost + costOf(at, node)),
        ),
      ]),
    )
    costs = next
    best = Math.min(best, costs.get(to) ?? Infinity)
  }
  return best
}

test('routes are as cheap as a naive search finds, and every move reaches the threshold', () => {
  for (const [from, to] of fc.sample(fc.tuple(anyLevel, anyLevel), 6)) {
    if (from === to) continue
    for (const rule of ['fewest-moves', 'smallest-steps', 'stay-in-family'] as const) {
      const route = routeBetween(edition, { from, to, rule })
      const naive = naiveCost(from, to, rule)
      if ('reason' in route) assert.equal(naive, Infinity)
      else {
        assert.equal(route.cost, naive)
        assert.ok(route.moves.length <= mostMoves)
        assert.deepEqual(
          [route.moves[0]?.from.path, route.moves.at(-1)?.to.path],
          [from.path, to.path],
        )
        for (const move of route.moves) assert.ok(move.coverage >= thresholdOf(edition).value)
      }
    }
  }
})

test('a Senior Civil Service role is refused with a sentence', () => {
  const found = findLevel(edition, 'Chief data officer')
  assert.ok('reason' in found)
  assert.match(found.reason, /no honest way to measure/)
})

test('a name that leads nowhere or to several levels is refused with candidates', () => {
  const nowhere = findLevel(edition, 'Software developer: Wizard')
  assert.ok('reason' in nowhere && nowhere.candidates.includes('Software developer: Developer'))
  const alone = findLevel(edition, 'Senior developer')
  assert.ok('profile' in alone)
})
