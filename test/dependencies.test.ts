import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import lock from '../package-lock.json' with { type: 'json' }
import manifest from '../package.json' with { type: 'json' }

const packages: Readonly<Record<string, { readonly license?: string }>> = lock.packages
const rows = readRows()

test('every dependency has one row with its exact version, and no row is left over', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies }
  const expected = Object.entries(all).map(([name, version]) => `${name} ${version}`)
  const listed = rows.map(({ name, version }) => `${name} ${version}`)
  assert.deepEqual(listed.sort(), expected.sort())
})

test('every row names the licence that the package declares', () => {
  const listed = rows.map(({ name, licence }) => `${name} ${licence}`)
  const declared = rows.map(({ name }) => `${name} ${packages[`node_modules/${name}`]?.license}`)
  assert.deepEqual(listed, declared)
})

test('every row says what the package is for and what was weighed instead', () => {
  const incomplete = rows.filter(({ purpose, weighed }) => purpose === '' || weighed === '')
  assert.deepEqual(incomplete, [])
})

test('every version is exact', () => {
  const loose = rows.filter(({ version }) => !/^\d+\.\d+\.\d+$/.test(version))
  assert.deepEqual(loose, [])
})

function readRows() {
  const text = readFileSync(join(import.meta.dirname, '..', 'docs', 'dependencies.md'), 'utf8')
  return text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim())
      const [, name = '', version = '', licence = '', purpose = '', weighed = ''] = cells
      return { name: name.replaceAll('`', ''), version, licence, purpose, weighed }
    })
}
