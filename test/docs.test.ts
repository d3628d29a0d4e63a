import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { test } from 'node:test'
import { generatedPages } from '../scripts/docs.ts'

const root = join(import.meta.dirname, '..')

for (const { file, text } of generatedPages()) {
  test(`${file} is what the code says; npm run docs writes it`, () => {
    assert.equal(readFileSync(join(root, file), 'utf8'), text)
  })
}

function markdownFiles(): string[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, 'docs', name))
  const atTop = readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(root, name))
  return [...atTop, ...inDocs]
}

test('every link between documents leads somewhere', () => {
  const broken = markdownFiles().flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(dirname(file), target)))
      .map((target) => `${relative(root, file)}: ${target}`)
  })
  assert.deepEqual(broken, [])
})

test('every npm script that documents name exists', () => {
  const scripts = npmScripts()
  const builtIn = new Set(['ci', 'install', 'view', 'run'])
  const missing = markdownFiles().flatMap((file) => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/`npm (?:run (?:-s )?)?([a-z][a-z:]*)/g)]
      .map((match) => match[1] ?? '')
      .filter((name) => !scripts.has(name) && !builtIn.has(name))
      .map((name) => `${relative(root, file)}: ${name}`)
  })
  assert.deepEqual(missing, [])
})

function npmScripts(): ReadonlySet<string> {
  const data: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.ok(typeof data === 'object' && data !== null && 'scripts' in data)
  assert.ok(typeof data.scripts === 'object' && data.scripts !== null)
  return new Set(Object.keys(data.scripts))
}
