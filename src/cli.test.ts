import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'capable-cli-'))
after(() => rmSync(folder, { recursive: true }))
const sources = join(root, 'frameworks', 'uk-digital-data', '2026-11-21', 'sources')

interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs the command line the way a user does, in a process of its own. */
function capable(...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'capable.mjs'), ...args],
    { encoding: 'utf8', env: { ...process.env, DATA_DIR: join(folder, 'data') }, maxBuffer: 64e6 },
  )
  return { code: status, out: stdout, err: stderr }
}

function json(ran: Ran): Record<string, unknown> {
  const data: unknown = JSON.parse(ran.out)
  assert.ok(typeof data === 'object' && data !== null)
  return { ...data }
}

test('check counts every published edition and prints nothing but the answer', () => {
  const ran = capable('check', '--json')
  assert.deepEqual([ran.code, ran.err], [0, ''])
  const frameworks = json(ran)['frameworks']
  assert.ok(Array.isArray(frameworks))
  assert.deepEqual(
    frameworks.map(
      (each: { framework: string; edition: string }) => `${each.framework}@${each.edition}`,
    ),
    ['uk-data-maturity@2023', 'uk-digital-data@2026-11-21', 'uk-digital-data@2017-03-23'],
  )
})

test('check --strict exits with 1 for any finding', () => {
  assert.equal(capable('check', '--framework', 'uk-digital-data', '--strict').code, 1)
})

test('check of an edition that does not exist says which do', () => {
  const ran = capable('check', '--framework', 'uk-digital-data', '--edition', '1999')
  assert.deepEqual([ran.code, ran.out], [1, ''])
  assert.match(ran.err, /There is no edition uk-digital-data@1999\. The editions are: /)
})

test('wrong usage exits with 2 and shows the way to the help', () => {
  for (const args of [
    ['chek'],
    ['import'],
    ['check', '--nonsense'],
    ['export', '--framework', 'x'],
  ]) {
    const ran = capable(...args)
    assert.equal(ran.code, 2, args.join(' '))
    assert.match(ran.err, /--help/)
  }
})

test('every command has an example in its help', () => {
  for (const command of ['check', 'import', 'show', 'export', 'diff', 'serve']) {
    const ran = capable(command, '--help')
    assert.equal(ran.code, 0)
    assert.match(ran.out, new RegExp(`Example:\\n  .*capable ${command}`))
  }
})

test('import --dry-run --requirements infers levels and writes nothing', () => {
  const before = readdirSync(join(folder, 'data'), { recursive: true })
  const ran = capable(
    'import',
    join(sources, '004_b1521d219524850f.txt'),
    '--dry-run',
    '--requirements',
    '--json',
  )
  assert.equal(ran.code, 0)
  const { requirements, imported } = json(ran)
  assert.ok(Array.isArray(requirements))
  assert.equal(requirements.length, 10)
  assert.deepEqual(Object.keys(requirements[0] ?? {}), [
    'family',
    'role',
    'roleLevel',
    'roleLevelNumber',
    'skill',
    'skillAsNamed',
    'level',
    'basis',
    'score',
    'source',
    'line',
  ])
  assert.deepEqual(imported, [])
  assert.deepEqual(readdirSync(join(folder, 'data'), { recursive: true }), before)
})

test('export, then import under a new name, then show from the new edition', () => {
  const out = join(folder, 'files')
  assert.equal(
    capable('export', '--framework', 'uk-digital-data', '--format', 'official-csv', '--out', out)
      .code,
    0,
  )
  assert.deepEqual(
    readdirSync(out).toSorted((a, b) => a.localeCompare(b)),
    ['changelog.csv', 'roles.csv', 'skills.csv'],
  )
  const files = ['roles.csv', 'skills.csv'].map((name) => join(out, name))
  const imported = capable('import', ...files, '--into', 'uk-digital-data@2027-05-06', '--json')
  assert.equal(imported.code, 0, imported.err)
  assert.deepEqual(json(imported)['imported'], ['uk-digital-data@2027-05-06'])
  const shown = capable('show', 'software-developer/senior-developer', '--json')
  assert.match(shown.out, /"edition": "2027-05-06"/)
  const again = capable('import', ...files, '--into', 'uk-digital-data@2027-05-06')
  assert.equal(again.code, 1)
  assert.match(again.err, /exists, and editions never change/)
})

test('files with errors are not imported unless errors are accepted', () => {
  const path = join(folder, 'faulty.txt')
  writeFileSync(
    path,
    'Kites role: Kite maker\n\nRole level: Lead\n\nSkill: Flying kites\n- fly them\n',
  )
  const refused = capable('import', path, '--into', 'uk-digital-data@2027-07-08')
  assert.equal(refused.code, 1)
  assert.match(refused.out, /Nothing was written: one finding is an error/)
  const accepted = capable(
    'import',
    path,
    '--into',
    'uk-digital-data@2027-07-08',
    '--accept-errors',
  )
  assert.equal(accepted.code, 1)
  assert.match(accepted.out, /Imported uk-digital-data@2027-07-08/)
})

test('show answers roles, role levels, skills and families, and refuses what is not there', () => {
  for (const path of [
    'software-developer',
    'software-developer/developer',
    'prototyping',
    'families/data',
  ]) {
    assert.equal(capable('show', path).code, 0, path)
  }
  assert.equal(capable('show', 'rows/9', '--framework', 'uk-data-maturity').code, 0)
  const ran = capable('show', 'no-such-role')
  assert.deepEqual([ran.code, ran.out], [1, ''])
})

test('a bad setting stops the command with a sentence', () => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, 'bin', 'capable.mjs'), 'check'],
    {
      encoding: 'utf8',
      env: { ...process.env, PORT: 'many' },
    },
  )
  assert.equal(status, 1)
  assert.match(stderr, /PORT/)
  assert.doesNotMatch(stderr, /\n\s+at /)
})

test('gap, nearest and route measure role levels and refuse what cannot be measured', () => {
  const developer = 'Software developer: Developer'
  const lead = 'development-operations-devops-engineer/lead-devops-engineer'
  const shipped = ['--edition', '2026-11-21', '--json']
  const measured = json(capable('gap', '--from', developer, '--to', lead, ...shipped))
  assert.deepEqual(
    [measured['coverage'], measured['metShare'], measured['largestDeficit']],
    [24 / 31, 0.5, 2],
  )
  const near = json(capable('nearest', developer, '--limit', '3', ...shipped))
  assert.ok(Array.isArray(near['nearest']) && near['nearest'].length === 3)
  const way = json(capable('route', '--from', developer, '--to', lead, ...shipped))
  assert.ok(Array.isArray(way['moves']) && way['moves'].length > 0)
  const senior = capable('nearest', 'Chief data officer', ...shipped)
  assert.equal(senior.code, 1)
  assert.match(senior.err, /no honest way/)
  assert.equal(
    capable('gap', '--from', developer, '--to', 'Developer of kites', ...shipped).code,
    1,
  )
})

test(
  'a data folder that cannot be made costs the cache, not the answer',
  { skip: process.platform !== 'linux' },
  () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'bin', 'capable.mjs'), 'check', '--framework', 'uk-digital-data', '--json'],
      { encoding: 'utf8', env: { ...process.env, DATA_DIR: '/proc/nowhere' }, timeout: 60_000 },
    )
    assert.deepEqual([status, stderr], [0, ''])
  },
)

test('what a document holds cannot move the cursor of the terminal', () => {
  const file = join(folder, 'roles.csv')
  writeFileSync(file, 'a\u001B[31m,b\n1,2\n')
  const ran = capable('import', file, '--into', 'uk-digital-data@2026-12-09', '--verbose')
  assert.equal(ran.code, 1)
  assert.ok(!`${ran.out}${ran.err}`.includes('\u001B'))
})
