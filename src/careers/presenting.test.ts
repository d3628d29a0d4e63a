import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { UsualGrade } from '../framework/index.ts'
import { openLibrary } from '../editions/index.ts'
import type { CapabilityFramework, RoleLevel } from '../framework/index.ts'
import type { Comparison } from './compare.ts'
import { comparisonCsv } from './csv.ts'
import type { SkillGap } from '../framework/standing/gap.ts'
import { gradeMove, holdsGrades } from './grades.ts'
import { routePicture, wrapped } from './route-picture.ts'
import { statementDifference } from './statement-difference.ts'
import { alikeFrom, rolesAlikeByWording } from './wording.ts'
import { wordDifference } from './word-difference.ts'
import { metWords, percent } from './words.ts'

const edition = shipped()

function shipped(): CapabilityFramework {
  const found = openLibrary({ dataDir: 'build/test-data' }).get('uk-digital-data', '2026-11-21')
  assert.ok(found?.edition.kind === 'capability-framework')
  return found.edition
}

function statements(...values: string[]) {
  return values.map((value) => ({ id: value, text: { lang: 'en', value } }))
}

test('statements are the same, reworded, new or gone', () => {
  const { both, reworded, added, dropped } = statementDifference(
    statements('Plan the work.', 'lead others in applying modern standards', 'write tests'),
    statements('plan the work', 'help others in applying modern standards', 'coach people'),
  )
  assert.deepEqual(
    both.map(({ value }) => value),
    ['plan the work'],
  )
  assert.equal(reworded[0]?.to.value, 'help others in applying modern standards')
  assert.deepEqual(
    added.map(({ value }) => value),
    ['coach people'],
  )
  assert.deepEqual(
    dropped.map(({ value }) => value),
    ['write tests'],
  )
})

test('words that only one of two statements has are marked, and none is changed', () => {
  const [one, other] = wordDifference('fix service faults.', 'Fix complex service faults')
  assert.deepEqual(one, [{ text: 'fix service faults.', differs: false }])
  assert.deepEqual(other, [
    { text: 'Fix', differs: false },
    { text: 'complex', differs: true },
    { text: 'service faults', differs: false },
  ])
  assert.deepEqual(wordDifference('', 'lead'), [[], [{ text: 'lead', differs: true }]])
})

test('a share that is not all never reads as all', () => {
  assert.deepEqual([percent(24 / 31), percent(0.999), percent(1)], ['77%', '99%', '100%'])
})

function gap(to: number, steps: number): SkillGap {
  return { skill: 's', from: to - steps, to, change: 'raised', steps }
}

test('what is met and missing is said in words', () => {
  assert.equal(
    metWords([gap(1, 0), gap(2, 1), gap(3, 2), gap(3, 1)]),
    'meets 1 of 4 skills, 2 one level short, 1 two levels short',
  )
  assert.equal(metWords([gap(1, 0), gap(2, 0)]), 'meets all 2 skills')
})

test('a cell that looks like a formula is made harmless', () => {
  const comparison: Comparison = {
    levels: [],
    moves: [],
    skills: ['=1+1', '+a', '-a', '@a', '\ta'].map((name) => ({
      skill: { slug: 'x', name: { lang: 'en', value: name } },
      levels: [],
      places: [],
      change: null,
      wording: [],
      difference: null,
    })),
  }
  for (const line of comparisonCsv(comparison).split('\r\n').slice(1, -1)) {
    assert.match(line, /^"?'/)
  }
})

function graded(slug: string, rank: number, ...grades: string[]): RoleLevel {
  const usualGrade: UsualGrade = { grades, basis: 'returns', date: null, source: 'x', line: null }
  const level = edition.roles[0]?.levels[0]
  assert.ok(level !== undefined)
  return { ...level, slug, rank, ...(grades.length > 0 && { usualGrade }) }
}

test('a grade is higher where the ladders of the roles have it higher', () => {
  const [low, middle, high] = [graded('a', 1, 'B'), graded('b', 2, 'C'), graded('c', 3, 'C', 'D')]
  const other = graded('x', 1)
  const [role] = edition.roles
  assert.ok(role !== undefined)
  const held = { ...edition, roles: [{ ...role, levels: [low, middle, high] }] }
  assert.ok(holdsGrades(held) && !holdsGrades(edition))
  assert.equal(gradeMove(held, low, middle), 'higher')
  assert.equal(gradeMove(held, middle, low), 'lower')
  assert.equal(gradeMove(held, low, low), 'same')
  assert.equal(gradeMove(held, middle, high), 'higher')
  assert.equal(gradeMove(held, low, other), 'unknown')
})

function skillsOf(slug: string): Set<string> {
  return new Set(edition.requirements.filter(({ role }) => role === slug).map(({ skill }) => skill))
}

test('roles by wording share no skill, and pair each skill once', () => {
  for (const { slug } of edition.roles) {
    const own = skillsOf(slug)
    for (const { role, pairs } of rolesAlikeByWording(edition, slug)) {
      assert.ok(![...skillsOf(role.slug)].some((skill) => own.has(skill)))
      const used = pairs.flatMap((pair) => [`own ${pair.own}`, `other ${pair.other}`])
      assert.equal(new Set(used).size, used.length)
      for (const pair of pairs) assert.ok(pair.likeness >= alikeFrom)
    }
  }
})

test('stakeholder management alone suggests no role', () => {
  for (const { slug } of edition.roles) {
    for (const { pairs } of rolesAlikeByWording(edition, slug)) {
      assert.ok(!pairs.every(({ own }) => own.startsWith('stakeholder-relationship-management')))
    }
  }
})

test('a developer reads like a data engineer, because both program', () => {
  const [first] = rolesAlikeByWording(edition, 'software-developer')
  assert.equal(first?.role.slug, 'data-engineer')
  assert.match(first.pairs[0]?.own ?? '', /^programming-and-build/)
})

test('a picture of a route has no line that is wider than its box', () => {
  const stop = {
    name: 'Development operations (DevOps) engineer - management',
    role: 'A',
    move: 'x',
  }
  const { boxes, arrows } = routePicture([{ ...stop, move: undefined }, stop], {
    title: 't',
    description: 'd',
  })
  assert.deepEqual([boxes.length, arrows.length], [2, 1])
  for (const text of wrapped(stop.name)) assert.ok(text.length <= 30)
})
