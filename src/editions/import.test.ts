import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writers } from '../documents/index.ts'
import type { CapabilityFramework, Edition } from '../framework/index.ts'
import { countsOf } from '../framework/index.ts'
import { prepareImport } from './import.ts'
import type { EditionLibrary } from './library.ts'
import { openLibrary, shippedFrameworks } from './open.ts'
import { ImportRefused } from './refused.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-import-'))
after(() => rmSync(folder, { recursive: true }))
const dataDir = join(folder, 'data')
const library = openLibrary({ dataDir })
const today = '2027-01-02'
const into = { framework: 'uk-digital-data', edition: '2027-01-02' }

function present(from: EditionLibrary = library): CapabilityFramework {
  const edition = from.get('uk-digital-data', '2026-11-21')?.edition
  assert.ok(edition?.kind === 'capability-framework')
  return edition
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

function written(format: string, edition: Edition): string[] {
  const writer = writers.find((each) => each.format === format)
  assert.ok(writer !== undefined)
  return writer.write(edition).map((each) => file(each.name, each.text))
}

const summary = join(
  shippedFrameworks,
  'uk-digital-data/2026-11-21/sources/004_b1521d219524850f.txt',
)

function withLevel(edition: Edition): CapabilityFramework {
  assert.ok(edition.kind === 'capability-framework')
  return edition
}

/** The words of every skill, with their identifiers. */
function wording(edition: CapabilityFramework): unknown {
  return edition.skills.map((skill) => [
    skill.id,
    skill.levels.map((level) => [
      level.state,
      level.statements.map((each) => [each.id, each.text.value]),
    ]),
    skill.statements.map((each) => each.text.value),
    skill.leadershipExamples.map((each) => each.text.value),
  ])
}

/** Which role level asks for which skill at which level. */
function asked(edition: CapabilityFramework): string[] {
  return edition.requirements
    .map((each) => `${each.role}/${each.roleLevel}/${each.skill}: ${each.level}`)
    .toSorted((a, b) => a.localeCompare(b))
}

/** The code with which an import is refused. */
function refused(paths: string[], edition = into.edition): string {
  try {
    prepareImport(paths, { library, today, into: { framework: 'uk-digital-data', edition } })
  } catch (error) {
    return error instanceof ImportRefused ? error.code : 'another error'
  }
  return 'not refused'
}

/** The usual grades of the senior developer. */
function gradeOf(edition: Edition): readonly string[] | undefined {
  return withLevel(edition)
    .roles.find((role) => role.slug === 'software-developer')
    ?.levels.find((level) => level.slug === 'senior-developer')?.usualGrade?.grades
}

function codesOf(findings: readonly { code: string }[] = []): string[] {
  return findings.map(({ code }) => code).toSorted((a, b) => a.localeCompare(b))
}

test('a summary is joined with the newest edition of the framework it belongs to', () => {
  const path = file(
    'junior.txt',
    'Software development role: Software developer\n\nRole level: Junior developer\n- A junior developer learns.\n\nSkill: Prototyping\n- understand when to use a specific prototyping technique or method\n- show the value of prototyping to your team\n',
  )
  const { editions, findings } = prepareImport([path], { library, today })
  assert.deepEqual(findings, [])
  const [only] = editions
  assert.ok(only !== undefined)
  assert.equal(only.basedOn, 'uk-digital-data@2026-11-21')
  assert.deepEqual(
    only.inferred.map(({ inference }) => [inference.level, inference.basis]),
    [['working', 'exact']],
  )
  const whole = withLevel(only.edition)
  assert.equal(whole.roles.length, 52)
  const role = whole.roles.find((each) => each.slug === 'software-developer')
  const level = role?.levels.find((each) => each.slug === 'junior-developer')
  assert.equal(level?.description?.value, 'A junior developer learns.')
  assert.deepEqual([level?.number, level?.rank], [2, 2])
  assert.equal(countsOf(withLevel(only.held)).requirements, 1)
})

test('the same summary twice adds nothing', () => {
  const [only] = prepareImport([summary], { library, today }).editions
  assert.ok(only !== undefined)
  assert.deepEqual(countsOf(withLevel(only.edition)), countsOf(present()))
})

test('the official download of an edition makes the same framework again', () => {
  const paths = written('official-csv', present())
  const { editions } = prepareImport(paths, { library, today, into })
  const [only] = editions
  assert.ok(only !== undefined)
  const again = withLevel(only.edition)
  const before = present()
  // What no column holds is lost: skills that nobody requires keep their statements in skills.csv.
  assert.deepEqual(
    { ...countsOf(again), requirements: 0 },
    { ...countsOf(before), requirements: 0 },
  )
  assert.equal(again.requirements.length, before.requirements.length)
  assert.deepEqual(wording(again), wording(before))
  assert.deepEqual(asked(again), asked(before))
})

test('an official download states the levels and keeps the order of the edition before', () => {
  const [only] = prepareImport(written('official-csv', present()), {
    library,
    today,
    into,
  }).editions
  const edition = withLevel(only?.edition ?? present())
  const developer = edition.roles.find((role) => role.slug === 'software-developer')
  assert.deepEqual(
    developer?.levels.map((level) => [level.slug, level.rank, level.track]),
    present()
      .roles.find((role) => role.slug === 'software-developer')
      ?.levels.map((level) => [level.slug, level.rank, level.track]),
  )
  assert.ok(edition.requirements.every((each) => each.basis === 'stated' || each.basis === 'none'))
})

for (const format of ['capable-json', 'extended-csv']) {
  test(`every shipped edition comes back the same through ${format}`, () => {
    for (const { edition } of library.all()) {
      const { editions, findings } = prepareImport(written(format, edition), { library, today })
      assert.deepEqual(findings, [])
      assert.deepEqual(editions[0]?.edition, edition)
    }
  })
}

test('another level of the maturity model joins the one that is held', () => {
  const path = file(
    'level4.md',
    '# Level 4 Developing\n\n## [1.1.4](./1.1.4.md)\nMost data is shared.\n\n## [1.2.4](./1.2.4.md)\nmost data is shared\n',
  )
  const [only] = prepareImport([path], { library, today }).editions
  assert.ok(only?.edition.kind === 'maturity-model')
  assert.deepEqual(countsOf(only.edition), {
    topics: 10,
    themes: 6,
    rows: 97,
    cellsInModel: 33,
    descriptors: 98,
  })
  assert.deepEqual(
    only.findings.filter((each) => each.code === 'same-text-two-ids').map((each) => each.subject),
    ['1.1.4 and 1.2.4'],
  )
})

test('hostile files end in one clear finding and no edition', () => {
  const huge = file('huge.csv', '')
  truncateSync(huge, 200 * 1024 * 1024)
  const cases: [string, string][] = [
    [huge, 'document-too-large'],
    [
      file('endless.txt', `Kites role: Kite maker\nRole level: ${'a'.repeat(5_000_000)}`),
      'line-too-long',
    ],
    [file('line.txt', 'a'.repeat(5_000_000)), 'unknown-format'],
    [file('picture.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 1, 2)), 'not-text'],
    [file('empty.txt', ''), 'unknown-format'],
  ]
  for (const [path, code] of cases) {
    const { editions, findings } = prepareImport([path], { library, today })
    assert.deepEqual(
      [editions, findings.map((each) => [each.code, each.severity])],
      [[], [[code, 'error']]],
    )
  }
})

test('a file with ten thousand faults lists the first and counts the rest', () => {
  const path = file(
    'faulty.txt',
    `## Flying\n\n1. Awareness\n\n  - fly\n\n${'lost\n\n'.repeat(10_000)}`,
  )
  const [only] = prepareImport([path], { library, today }).editions
  assert.equal(only?.findings.filter((each) => each.code === 'text-outside-structure').length, 5000)
  assert.match(
    only?.findings.find((each) => each.code === 'too-many-findings')?.message ?? '',
    /has 10,\d{3} faults/,
  )
})

test('a missing file, a folder and a bad name are refused with a sentence', () => {
  assert.equal(refused([join(folder, 'nowhere.csv')]), 'file-not-found')
  assert.equal(refused([folder]), 'not-a-file')
  assert.equal(refused([summary], 'current'), 'edition-name')
})

test('usual grades join the edition and come back the same', () => {
  const grades = file(
    'grades.csv',
    'role,role_level,usual_grade,second_usual_grade,basis,date\nSoftware developer,Senior developer,Grade A,Grade B,a made-up table,2027-01\n',
  )
  const [graded] = prepareImport([grades], { library, today }).editions
  assert.ok(graded !== undefined)
  assert.deepEqual(gradeOf(graded.edition), ['Grade A', 'Grade B'])
  for (const format of ['capable-json', 'extended-csv']) {
    const { editions } = prepareImport(written(format, graded.edition), { library, today })
    assert.deepEqual(editions[0]?.edition, graded.edition)
  }
})

test('a joined edition keeps the findings of the documents that stay, and its counts and order', () => {
  const fresh = openLibrary({ dataDir: join(folder, 'fresh') })
  const [joined] = prepareImport([summary], { library: fresh, today, into }).editions
  assert.ok(joined !== undefined)
  const before = fresh.get('uk-digital-data', '2026-11-21')
  assert.deepEqual(codesOf(joined.findings), codesOf(before?.findings))
  assert.deepEqual(joined.heldFindings, [])
  assert.deepEqual(
    withLevel(joined.edition).roles.map((role) => role.slug),
    present().roles.map((role) => role.slug),
  )
})

test('an official download says each fault once, and does not call a known order unknown', () => {
  const [only] = prepareImport(written('official-csv', present()), {
    library,
    today,
    into,
  }).editions
  const codes = only?.findings.map(({ code }) => code) ?? []
  assert.equal(codes.filter((code) => code === 'skill-without-description').length, 41)
  assert.ok(!codes.includes('level-order-unknown'))
})

test('files of one kind are not imported into a framework of another', () => {
  const path = file('level3.md', '# [1.1.3](1.1.3.md)\nSome data is shared.\n')
  assert.equal(refused([path]), 'framework-kind')
})

test('a data folder that is a file is refused with a sentence', () => {
  const path = file('not-a-folder', 'x')
  assert.throws(() => openLibrary({ dataDir: path }), /DATA_DIR is .* which is a file/)
})

test('an edition whose names lead out of the data folder, or whose links are scripts, is refused', () => {
  const [text = ''] =
    writers
      .find((each) => each.format === 'capable-json')
      ?.write(present())
      .map((each) => each.text) ?? []
  const hostile: [string, string, RegExp][] = [
    ['slug', text.replace('"slug": "uk-digital-data"', '"slug": "../../outside"'), /no slug/],
    [
      'name',
      text.replace('"name": "2026-11-21"', '"name": "../../outside"'),
      /does not begin with a date/,
    ],
    [
      'link',
      text.replace(/"url": "https:[^"]*"/, '"url": "javascript:alert(1)"'),
      /not one of a web page/,
    ],
    [
      'lang',
      text.replace('"lang": "en-GB",\n    "scale"', '"lang": "not a tag!!",\n    "scale"'),
      /no language tag/,
    ],
  ]
  for (const [what, changed, message] of hostile) {
    assert.notEqual(changed, text, what)
    const { editions, findings } = prepareImport([file(`${what}.json`, changed)], {
      library,
      today,
    })
    assert.deepEqual(editions, [], what)
    assert.match(findings[0]?.message ?? '', message)
  }
})
