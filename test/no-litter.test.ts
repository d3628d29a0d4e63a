import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

interface Litter {
  readonly name: string
  readonly pattern: RegExp
  /** Lines that match and are fine all the same. */
  readonly isFine?: (line: string, file: string) => boolean
}

const litter: readonly Litter[] = [
  {
    name: 'a note to do something, without a link to its issue',
    pattern: /\b(?:TODO|FIXME)\b/,
    isFine: (line) => /\/issues\/\d+|#\d+/.test(line),
  },
  { name: 'a path on one machine', pattern: /(?<![\w.\-*@{}$)])\/(?:work|home|root)\// },
  { name: 'a word about how the text was made', pattern: /\bsubagents?\b/i },
]

// The crown, the crest and GDS Transport may be used on GOV.UK only. "Crown" with a capital and a
// word after it is a name, such as Crown copyright.
const govUkOnly: Litter = {
  name: 'a mark or typeface kept for GOV.UK',
  pattern: /\bcrown\b|[-_.]crown|Crown(?=[-_.])|\b[cC]rest\b|gds-transport|GDS[ -]?Transport/,
  // Nothing in a test is served, and a test has to name what must be absent.
  isFine: (line, file) =>
    file.endsWith('.test.ts') ||
    (isProse(line, file) && /\b(?:not|never|no|without)\b/i.test(line)),
}

const root = join(import.meta.dirname, '..')
const thisFile = 'test/no-litter.test.ts'

test('no file holds litter', (context) => {
  const files = projectFiles()
  if (files === undefined) {
    context.skip('this copy is not a git repository')
    return
  }
  assert.deepEqual(
    files.flatMap((file) => findLitter(file, readText(file), litter)),
    [],
  )
})

test('no file uses a mark or typeface kept for GOV.UK', (context) => {
  const files = projectFiles()?.filter((file) => !file.startsWith('frameworks/'))
  if (files === undefined) {
    context.skip('this copy is not a git repository')
    return
  }
  const named = files.filter((file) => govUkOnly.pattern.test(file))
  const used = files.flatMap((file) => findLitter(file, readText(file), [govUkOnly]))
  assert.deepEqual([...named, ...used], [])
})

test('no built asset uses a mark or typeface kept for GOV.UK', () => {
  const assets = globSync('build/assets/**/*.*', { cwd: root })
  const named = assets.filter((file) => govUkOnly.pattern.test(file))
  const styles = assets.filter((file) => file.endsWith('.css'))
  const used = styles.flatMap((file) => findLitter(file, readText(file), [govUkOnly]))
  assert.deepEqual([...named, ...used], [])
})

const planted: readonly (readonly [string, string])[] = [
  ['src/a.ts', '// TODO: tidy'],
  ['src/a.ts', "const path = '/home/someone/capable'"],
  ['docs/a.md', 'A Subagent wrote this.'],
  ['src/a.scss', "src: url('govuk-crest.svg');"],
  ['src/a.scss', '.govuk-header__logotype-crown {}'],
  ['src/a.scss', "$govuk-font-family: 'GDS Transport';"],
  ['docs/a.md', 'The header shows the crown.'],
]

for (const [file, line] of planted) {
  test(`catches ${line} in ${file}`, () => {
    assert.equal(findLitter(file, line, [...litter, govUkOnly]).length, 1)
  })
}

const harmless: readonly (readonly [string, string])[] = [
  ['src/a.ts', '// TODO #12: tidy'],
  ['docs/a.md', 'https://example.org/home/plan'],
  ['LICENSE', 'Crown copyright'],
  ['docs/a.md', 'Capable does not use the crown, the crest or GDS Transport.'],
  ['src/a.scss', '// Our own typeface: GDS Transport may not be used here.'],
]

for (const [file, line] of harmless) {
  test(`lets ${line} in ${file} be`, () => {
    assert.deepEqual(findLitter(file, line, [...litter, govUkOnly]), [])
  })
}

function findLitter(file: string, text: string, kinds: readonly Litter[]): string[] {
  if (file === thisFile || !kinds.some(({ pattern }) => pattern.test(text))) return []
  return text
    .split('\n')
    .flatMap((line, index) =>
      kinds
        .filter(({ pattern, isFine }) => pattern.test(line) && isFine?.(line, file) !== true)
        .map(({ name }) => `${file}:${index + 1}: ${name}: ${line.trim().slice(0, 100)}`),
    )
}

function isProse(line: string, file: string): boolean {
  return file.endsWith('.md') || /^\s*(?:\/\/|\/?\*|#)/.test(line)
}

/** Published sources are kept as they came, so they are not ours to tidy. */
function projectFiles(): string[] | undefined {
  if (!existsSync(join(root, '.git'))) return undefined
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((file) => file !== '' && !/^frameworks\/.*\/sources\//.test(file))
    .filter((file) => existsSync(join(root, file)))
}

/** A binary file reads as nothing. */
function readText(file: string): string {
  const content = readFileSync(join(root, file))
  return content.subarray(0, 8000).includes(0) ? '' : content.toString('utf8')
}
