import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asks, kiteFragment, kiteRole, kiteSkill, kitesInput } from '../../../test/kites.ts'
import type { CapabilityFragment, Fragment } from '../../framework/index.ts'
import { compileCapability } from '../../framework/index.ts'
import { csvText } from '../tables/csv.ts'
import { usualGradesReader } from '../tables/usual-grades.ts'
import { officialChangelogReader } from './changelog-csv.ts'
import { changelogColumns, rolesColumns } from './columns.ts'
import { officialRolesReader } from './roles-csv.ts'

// What only shows when a download is joined with what is known besides.

/** A download whose rows stand in the order of the alphabet, as the official ones do. */
function download(...levels: string[]): CapabilityFragment[] {
  const rows = levels
    .toSorted()
    .map((level) => [
      'Flight',
      'Kite maker',
      'Makes kites.',
      level,
      'Makes.',
      'Knots',
      'Tying.',
      'Working',
      'You can:\n- tie',
      '',
    ])
  const text = csvText([rolesColumns, ...rows])
  return capability(officialRolesReader.read({ name: 'roles.csv', text }).fragments)
}

function capability(fragments: readonly Fragment[]): CapabilityFragment[] {
  return fragments.filter((one) => one.kind === 'capability')
}

function levelsOf(...fragments: CapabilityFragment[]) {
  const { edition } = compileCapability(kitesInput, fragments)
  return edition.roles[0]?.levels ?? []
}

test('rows in the order of the alphabet do not undo an order of seniority', () => {
  const order = kiteFragment({ roles: [kiteRole('Kite maker', ['Junior', 'Senior', 'Lead'])] })
  const levels = levelsOf(order, ...download('Junior', 'Senior', 'Lead'))
  assert.deepEqual(
    levels.map(({ name, rank }) => [name.value, rank]),
    [
      ['Junior', 1],
      ['Senior', 2],
      ['Lead', 3],
    ],
  )
})

test('a ladder that starts high gets no step that nobody published', () => {
  const alone = levelsOf(...download('Senior', 'Lead'))
  assert.deepEqual(
    alone.map(({ name, number, rank }) => [name.value, number, rank]),
    [
      ['Lead', null, null],
      ['Senior', null, null],
    ],
  )
})

test('a management track stands at the rank of the specialists', () => {
  const { levels, ...role } = kiteRole('Kite maker', ['Senior', 'Senior - management'])
  const beside = levels.map((level, at) => ({
    ...level,
    rank: 1,
    track: at === 0 ? ('technical' as const) : ('management' as const),
  }))
  const order = kiteFragment({ roles: [{ ...role, levels: beside }] })
  assert.deepEqual(
    levelsOf(order, ...download('Senior', 'Senior - management')).map(({ rank, track }) => [
      rank,
      track,
    ]),
    [
      [1, 'technical'],
      [1, 'management'],
    ],
  )
})

test('where a page and the download contradict each other, the wording of the first and both levels stay', () => {
  const page = kiteFragment({
    skills: [kiteSkill('Knots', [['know'], ['splice'], null, null], 'Tying.')],
    requirements: asks('Kite maker', 'Senior', { Knots: 'expert' }),
  })
  const { edition, findings } = compileCapability(kitesInput, [page, ...download('Senior')])
  assert.equal(edition.skills[0]?.levels[1]?.statements[0]?.text.value, 'splice')
  assert.ok(findings.some(({ code }) => code === 'rows-contradict'))
  const [asked] = edition.requirements
  assert.equal(asked?.level, 'working')
  assert.deepEqual(
    asked.evidence.map(({ basis, level }) => [basis, level]),
    [
      ['stated', 'working'],
      ['derived', 'expert'],
    ],
  )
})

test('a note about a role that is gone stays under its title, and is said', () => {
  const text = csvText([
    changelogColumns,
    ['2020-02-29', 'Balloonist', 'Retired.'],
    ['2020-02-29', 'Kite maker', 'Added.'],
    ['2020-02-29', 'Homepage', 'Moved.'],
  ])
  const notes = capability(officialChangelogReader.read({ name: 'changelog.csv', text }).fragments)
  const { edition, findings } = compileCapability(kitesInput, [...download('Senior'), ...notes])
  assert.deepEqual(
    edition.changeNotes.map(({ page }) => page),
    ['Balloonist', 'Kite maker', 'Homepage'],
  )
  const unknown = findings.filter(({ code }) => code === 'change-note-page-unknown')
  assert.deepEqual(
    unknown.map(({ subject }) => subject),
    ['Balloonist'],
  )
})

test('a download has no grades, and a table of them gives a grade to no other level', () => {
  const text = 'role,role_level,usual_grade\nKite maker,Senior,Seven\n'
  const grades = capability(usualGradesReader.read({ name: 'grades.csv', text }).fragments)
  const maker = download('Senior', 'Lead')
  assert.ok(levelsOf(...maker).every(({ usualGrade }) => usualGrade === undefined))
  assert.deepEqual(
    levelsOf(...maker, ...grades).map(({ name, usualGrade }) => [name.value, usualGrade?.grades]),
    [
      ['Lead', undefined],
      ['Senior', ['Seven']],
    ],
  )
})
