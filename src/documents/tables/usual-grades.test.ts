import assert from 'node:assert/strict'
import { test } from 'node:test'
import { usualGradesReader } from './usual-grades.ts'

function read(text: string) {
  const { fragments, findings } = usualGradesReader.read({ name: 'grades.csv', text })
  const [fragment] = fragments
  const roles = fragment?.kind === 'capability' ? (fragment.roles ?? []) : []
  return {
    grades: roles.map((role) => [
      role.name,
      role.levels[0]?.name,
      role.levels[0]?.usualGrade?.grades,
    ]),
    first: roles[0]?.levels[0]?.usualGrade,
    codes: findings.map((finding) => finding.code),
  }
}

test('a role level has one usual grade or two, with basis and date', () => {
  const { grades, first, codes } = read(
    'role,role_level,usual_grade,second_usual_grade,basis,date\nKite maker,Lead,Seven,Six,a count of posts,2026-11\nKite maker,Junior,Five,,,\n',
  )
  assert.deepEqual(grades, [
    ['Kite maker', 'Lead', ['Seven', 'Six']],
    ['Kite maker', 'Junior', ['Five']],
  ])
  assert.deepEqual([first?.basis, first?.date, first?.line], ['a count of posts', '2026-11', 2])
  assert.deepEqual(codes, [])
})

test('blank, repeated and contradicting rows are said', () => {
  const header = 'role,role_level,usual_grade\n'
  assert.deepEqual(read(`${header}Kite maker,,Seven\n`).codes, ['row-incomplete'])
  assert.deepEqual(read(`${header}a,b,Seven\na,b,Seven\n`).codes, ['duplicate-row'])
  assert.deepEqual(read(`${header}a,b,Seven\na,B,Six\n`).codes, ['rows-contradict'])
})
