import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { CapabilityFramework, Finding } from '../framework/index.ts'
import { countsOf } from '../framework/index.ts'
import type { BuiltEdition } from './build.ts'
import { buildEdition } from './build.ts'
import { shippedFrameworks } from './open.ts'
import { readPacks } from './pack.ts'

const packs = readPacks(shippedFrameworks)

function built(framework: string, name: string): BuiltEdition {
  const pack = packs.find(
    (each) => each.framework.identity.slug === framework && each.identity.name === name,
  )
  assert.ok(pack !== undefined)
  return buildEdition(pack)
}

const present = built('uk-digital-data', '2026-11-21')
const first = built('uk-digital-data', '2017-03-23')
const maturity = built('uk-data-maturity', '2023')

function tally(findings: readonly Finding[]): Record<string, number> {
  const groups = Map.groupBy(findings, (finding) => finding.code)
  return Object.fromEntries([...groups].map(([code, group]) => [code, group.length]))
}

function capability(edition: BuiltEdition['edition']): CapabilityFramework {
  assert.ok(edition.kind === 'capability-framework')
  return edition
}

/** SHA-256 of the documents as they were received. None of them is ever edited. */
const received: Readonly<Record<string, string>> = {
  '003_33a274e9ba70e064.txt': '1685fa8da56a6bb9cc4a672290d762a8940e40c8fe551a7e92b8e0263d7ab2dd',
  'data-maturity-rows.csv': '3bb528e04d21794392339f979043e8670e9185c61c74a14cbe0ea908ba6a0256',
  '001_04d6b7f1bdbd9482.txt': 'c540be463168f61ca0476466d1ba5d99ae8202b69ca88df0ce7a1ee78ffa8071',
  '000_58c179cc699620f3.txt': '24c4a2636ee7315dbf8d2cfdcb525b988edb7d05458ee69c857f9fc5c6f70126',
  '002_8085fea6c689e64a.txt': '33d6922b3b09b7d3a8f40451d3d73661a69e8a59e00c13b9ab905d2872555cda',
  '004_b1521d219524850f.txt': 'f4280bccc054310cc116384a34b1f965ef72c07a9a75dd6f2968d7adb21738da',
  'role-level-requirements.csv': 'd7f69cd9dbeb21f534f7240b140b04c0ef9863f63b41408b56a370257d1698d2',
}

test('the shipped documents are those that were received, byte for byte', () => {
  const shipped = packs.flatMap((pack) => pack.sources.map(({ file, sha256 }) => [file, sha256]))
  assert.deepEqual(Object.fromEntries(shipped), received)
})

test('the present edition holds the whole framework', () => {
  assert.deepEqual(countsOf(capability(present.edition)), {
    families: 8,
    roles: 52,
    roleLevels: 205,
    roleLevelsWithSkillLevels: 201,
    skills: 188,
    skillsWithLevels: 166,
    seniorCivilServiceSkills: 22,
    levelCells: 664,
    undefinedLevelCells: 60,
    statements: 1804,
    seniorCivilServiceStatements: 70,
    leadershipExamples: 70,
    requirements: 1703,
    roleLinks: 439,
  })
  assert.equal(new Set(capability(present.edition).roleLinks.map((link) => link.role)).size, 51)
})

test('the first edition holds 38 roles in 6 families, and the levels of five of them', () => {
  const edition = capability(first.edition)
  const counts = countsOf(edition)
  assert.deepEqual([counts.families, counts.roles, counts.roleLevels], [6, 38, 15])
  assert.equal(edition.roles.filter((role) => role.levels.length > 0).length, 5)
  assert.equal(edition.purposes.length, 6)
})

test('the maturity model holds 97 rows and 96 descriptors, and 33 of 60 cells', () => {
  const { edition } = maturity
  assert.ok(edition.kind === 'maturity-model')
  assert.deepEqual(countsOf(edition), {
    topics: 10,
    themes: 6,
    rows: 97,
    cellsInModel: 33,
    descriptors: 96,
  })
  assert.deepEqual(tally(maturity.findings), { 'duplicate-id': 1, 'missing-row': 1 })
  const [duplicate] = maturity.findings
  assert.deepEqual(
    [duplicate?.line, duplicate?.subject, duplicate?.severity],
    [385, '10.93.5', 'warning'],
  )
  const rowsOf = (topic: number): number => edition.rows.filter((row) => row.topic === topic).length
  assert.deepEqual(
    edition.topics.map((topic) => rowsOf(topic.number)),
    [8, 14, 10, 4, 10, 11, 15, 10, 7, 8],
  )
  assert.deepEqual(
    edition.themes.map((theme) => [
      theme.name.value,
      edition.rows.filter((row) => row.theme === theme.slug).length,
    ]),
    [
      ['Uses', 9],
      ['Data', 22],
      ['Leadership', 17],
      ['Culture', 24],
      ['Tools', 13],
      ['Skills', 12],
    ],
  )
})

test('every known fault of the published page is found', () => {
  const found = tally(present.findings)
  assert.equal(found['mis-encoded-punctuation'], 48)
  assert.equal(found['glued-leadership-examples'], 22)
  assert.equal(found['stray-heading'], 1)
  assert.equal(found['skill-without-description'], 41)
  assert.equal(found['skill-level-not-defined'], 60)
  assert.equal(found['bare-you-can-line'], 2)
  const places = present.findings
    .filter((finding) => finding.code === 'mis-encoded-punctuation')
    .map((finding) => Number(/in (\d+) places/.exec(finding.message)?.[1] ?? 1))
  assert.equal(
    places.reduce((sum, count) => sum + count, 0),
    57,
  )
})

test('every contradiction between the page of skills and the requirements is found', () => {
  const found = tally(present.findings)
  assert.equal(found['skill-names-role-that-does-not-require-it'], 26)
  assert.equal(found['role-requires-skill-that-does-not-name-it'], 25)
  assert.equal(found['skill-not-required'], 5)
  assert.equal(found['requirement-falls'], 12)
  assert.equal(found['requirement-dropped'], 3)
  assert.ok(present.findings.every((finding) => finding.severity !== 'error'))
})

test('the two summaries agree with the table for 20 of 20 skills', () => {
  assert.equal(present.inferred.length, 20)
  for (const { inference } of present.inferred) assert.notEqual(inference.basis, 'undecided')
  const both = capability(present.edition).requirements.filter((each) => each.evidence.length === 2)
  assert.equal(both.length, 20)
  for (const { evidence } of both) assert.equal(evidence[0]?.level, evidence[1]?.level)
  assert.equal(tally(present.findings)['sources-disagree-on-level'], undefined)
})

test('every finding stands in a source of its edition, on a line that source has', () => {
  for (const { edition, findings } of [present, first, maturity]) {
    const lines = new Map(
      edition.sources.map(({ file }) => {
        const path = join(
          shippedFrameworks,
          edition.framework.slug,
          edition.edition.name,
          'sources',
          file,
        )
        return [file, readFileSync(path, 'utf8').split('\n').length]
      }),
    )
    for (const finding of findings) {
      const last = lines.get(finding.source)
      assert.ok(last !== undefined, `${finding.code}: ${finding.source}`)
      assert.ok(finding.line === null || (finding.line >= 1 && finding.line <= last))
    }
  }
})

test('identifiers are unique within an edition', () => {
  const { families, roles, skills } = capability(present.edition)
  const statements = skills.flatMap((skill) => [
    ...skill.levels.flatMap((level) => level.statements),
    ...skill.statements,
    ...skill.leadershipExamples,
  ])
  const ids = [
    ...families,
    ...roles,
    ...roles.flatMap((role) => role.levels),
    ...skills,
    ...statements,
  ]
  assert.equal(new Set(ids.map((each) => each.id)).size, ids.length)
})
