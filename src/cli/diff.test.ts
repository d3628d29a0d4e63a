import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writers } from '../documents/index.ts'
import { openLibrary } from '../editions/index.ts'
import { diff } from './diff.ts'
import { importFiles } from './import.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-diff-'))
after(() => rmSync(folder, { recursive: true }))
const library = openLibrary({ dataDir: join(folder, 'data') })
const framework = 'uk-digital-data'

function record(value: unknown): Record<string, unknown> {
  assert.ok(typeof value === 'object' && value !== null)
  return { ...value }
}

test('two editions are named whole or within the default framework', () => {
  const short = diff(['2017-03-23', '2026-11-21'], { library, framework })
  const whole = diff(['uk-digital-data@2017-03-23', '2026-11-21'], { library, framework: 'none' })
  assert.equal(whole.exitCode, 1)
  assert.equal(short.exitCode, 0)
  const json = record(short.json)
  assert.deepEqual(Object.keys(json), ['from', 'to', 'counts', 'families', 'roles', 'skills'])
  assert.deepEqual(
    [json['from'], json['to']],
    ['uk-digital-data@2017-03-23', 'uk-digital-data@2026-11-21'],
  )
  assert.match(
    short.text,
    /Development operations is now Development operations \(DevOps\) engineer/i,
  )
})

test('an edition of a maturity model does not differ from itself', () => {
  const same = diff(['uk-data-maturity@2023', 'uk-data-maturity@2023'], { library, framework })
  assert.match(same.text, /Nothing differs\./)
})

test('an unknown edition and editions of two frameworks are refused', () => {
  const unknown = diff(['1999', '2026-11-21'], { library, framework })
  assert.match(unknown.complaint ?? '', /There is no edition uk-digital-data@1999/)
  const mixed = diff(['2017-03-23', 'uk-data-maturity@2023'], { library, framework })
  assert.match(mixed.complaint ?? '', /editions of different frameworks/)
})

function keep(): Promise<void> {
  return assert.fail('Nothing is to be kept')
}

test('an import tells how the new edition differs from the one it is based on', async () => {
  const edition = library.newest(framework)?.edition
  const writer = writers.find(({ format }) => format === 'official-csv')
  assert.ok(edition !== undefined && writer !== undefined)
  const paths = writer.write(edition).map(({ name, text }) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
  const context = { library, today: '2027-01-02', keep }
  const outcome = await importFiles(paths, { dryRun: true }, context)
  assert.match(outcome.text, /1,655 requirements turned from derived into stated\./)
  assert.match(outcome.text, /requirements will be stated: .* Before they were [^.]*derived[^.]*\./)
  assert.match(outcome.text, /If Capable exported them as official CSV, do not load them/)
  const differences = record(outcome.json)['difference']
  assert.ok(Array.isArray(differences))
  const [only] = differences.map(record)
  assert.equal(only?.['from'], 'uk-digital-data@2026-11-21')
  const { requirements, skills } = record(only?.['counts'])
  assert.equal(record(requirements)['basis'], 1675)
  assert.deepEqual(skills, { added: 0, removed: 0, renamed: 0, changed: 0 })
})
