import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix, relative, sep } from 'node:path'
import { test } from 'node:test'

interface Room {
  /** Rooms of which any file may be imported, apart from pages and views. */
  readonly anyFileOf: readonly string[]
  /** Rooms of which only index.ts may be imported. */
  readonly indexOf: readonly string[]
  /** npm packages and node: modules. */
  readonly packages: readonly string[] | 'any'
  readonly builtins: readonly string[] | 'any'
}

/** What each folder directly in src/ may import besides itself. A new folder needs a row. */
const rooms: Readonly<Record<string, Room>> = {
  framework: { anyFileOf: [], indexOf: [], packages: ['uuid'], builtins: [] },
  documents: {
    anyFileOf: ['framework'],
    indexOf: [],
    packages: ['csv-parse', 'csv-stringify', 'yaml', 'typebox'],
    builtins: ['node:buffer'],
  },
  aggregates: { anyFileOf: ['framework'], indexOf: [], packages: [], builtins: [] },
  platform: { anyFileOf: ['framework'], indexOf: [], packages: 'any', builtins: 'any' },
  editions: {
    anyFileOf: ['framework', 'documents', 'platform'],
    indexOf: [],
    packages: 'any',
    builtins: 'any',
  },
  explore: {
    anyFileOf: ['framework', 'documents', 'platform'],
    indexOf: ['editions', 'maturity'],
    packages: 'any',
    builtins: 'any',
  },
  maturity: {
    anyFileOf: ['framework', 'documents', 'platform'],
    indexOf: ['editions', 'explore'],
    packages: 'any',
    builtins: 'any',
  },
  careers: {
    anyFileOf: ['framework', 'platform'],
    indexOf: ['editions', 'explore'],
    packages: 'any',
    builtins: 'any',
  },
  accounts: {
    anyFileOf: ['framework', 'documents', 'platform'],
    indexOf: ['editions', 'explore', 'aggregates'],
    packages: 'any',
    builtins: 'any',
  },
  api: {
    anyFileOf: ['framework', 'platform'],
    indexOf: [],
    packages: 'any',
    builtins: 'any',
  },
  'static-site': {
    anyFileOf: ['framework', 'platform'],
    indexOf: [],
    packages: 'any',
    builtins: 'any',
  },
  cli: {
    anyFileOf: ['framework', 'documents', 'platform'],
    indexOf: ['accounts', 'careers', 'editions', 'explore', 'maturity', 'static-site'],
    packages: 'any',
    builtins: 'any',
  },
}

/** The files directly in src/: they put the rooms together, so they may import anything. */
const compositionFiles: ReadonlySet<string> = new Set([
  'src/app.ts',
  'src/main.ts',
  'src/cli.ts',
  'src/site.ts',
  'src/site-files.ts',
])
const mayImportPages = 'src/app.ts'

/** Each file with its imports. Files are named src/…, what lies outside src/ is named ../… */
type Imports = ReadonlyMap<string, readonly string[]>

const root = join(import.meta.dirname, '..')
const computed = '(computed)'
const outside = '../'

test('every import in src/ is an allowed edge', () => {
  assert.deepEqual(forbiddenEdges(readImports()), [])
})

test('no files and no rooms import each other in a circle', () => {
  const imports = readImports()
  assert.deepEqual([...findCycles(imports), ...findCycles(betweenRooms(imports))], [])
})

const planted: readonly (readonly [string, string, string])[] = [
  ['a node: module in the framework', 'src/framework/edition.ts', 'node:fs'],
  ['a node: module without its prefix', 'src/framework/edition.ts', 'fs'],
  ['a package in the framework', 'src/framework/edition.ts', 'yaml'],
  ['an import out of the framework', 'src/framework/edition.ts', 'src/documents/format.ts'],
  ['the disk in a reader', 'src/documents/csv/reader.ts', 'node:fs/promises'],
  ['a package that readers do not need', 'src/documents/csv/reader.ts', 'fastify'],
  ['a room in the platform', 'src/platform/http.ts', 'src/explore/index.ts'],
  [
    'a file of another room that is not its index',
    'src/explore/search.ts',
    'src/maturity/score.ts',
  ],
  ['a file of editions that is not its index', 'src/maturity/pages.ts', 'src/editions/store.ts'],
  ['the pages of another room', 'src/explore/search.ts', 'src/maturity/pages.ts'],
  ['pages with a longer name', 'src/cli.ts', 'src/explore/roles.pages.ts'],
  [
    'the views of a room that may be imported',
    'src/explore/pages.ts',
    'src/platform/views/layout.ts',
  ],
  ['the composition root in a room', 'src/explore/pages.ts', 'src/app.ts'],
  ['a file outside src/', 'src/framework/edition.ts', '../package.json'],
  ['an import whose target is computed', 'src/explore/search.ts', computed],
  ['a room without a row in the table', 'src/helpers/text.ts', 'src/framework/index.ts'],
  ['a file in src/ that is not for composition', 'src/util.ts', 'src/framework/index.ts'],
]

for (const [what, from, to] of planted) {
  test(`catches ${what}`, () => {
    const found = forbiddenEdges(new Map([[from, [to]]]))
    assert.equal(found.length, 1)
    assert.ok(found[0]?.startsWith(`${from} imports ${to}: `))
  })
}

test('allows what the table allows', () => {
  const imports = new Map([
    ['src/framework/identifiers.ts', ['src/framework/text.ts', 'uuid']],
    ['src/documents/csv/reader.ts', ['csv-parse/sync', 'node:buffer', 'src/framework/index.ts']],
    ['src/explore/pages.ts', ['src/explore/views/role.ts', 'src/maturity/index.ts', 'node:path']],
    ['src/explore/pages.test.ts', ['src/maturity/score.ts', 'src/app.ts', '../test/browser.ts']],
    ['src/app.ts', ['src/explore/pages.ts', 'src/maturity/maturity.pages.ts']],
    ['src/cli.ts', ['commander', '../package.json']],
  ])
  assert.deepEqual(forbiddenEdges(imports), [])
})

test('catches a circle of files, tests included', () => {
  const imports = new Map([
    ['src/explore/a.ts', ['src/explore/b.ts']],
    ['src/explore/b.ts', ['src/explore/c.test.ts', 'src/explore/d.ts']],
    ['src/explore/c.test.ts', ['src/explore/a.ts']],
    ['src/explore/d.ts', []],
  ])
  assert.deepEqual(findCycles(imports), [
    'src/explore/a.ts -> src/explore/b.ts -> src/explore/c.test.ts -> src/explore/a.ts',
  ])
})

test('catches a circle of rooms whose files form none', () => {
  const imports = new Map([
    ['src/explore/a.ts', ['src/maturity/index.ts']],
    ['src/maturity/index.ts', []],
    ['src/maturity/b.ts', ['src/explore/index.ts']],
    ['src/explore/index.ts', []],
  ])
  assert.deepEqual(findCycles(imports), [])
  assert.deepEqual(findCycles(betweenRooms(imports)), ['explore -> maturity -> explore'])
})

test('reads every form of import', () => {
  const text = [
    "import a from 'a'",
    "import type { B } from './b.ts'",
    'import {\n  c,\n  type C,\n} from "../documents/c.ts"',
    "import * as d from '@scope/d/sub'",
    "import 'e'",
    "import data from './data.json' with { type: 'json' }",
    "export * from './f.ts'",
    "export type { G } from './g.ts'",
    "const h = await import('./h.ts')",
    'const i = await import(name)',
    "type J = import('j').J",
    "// import k from 'k'",
    " * import l from 'l'",
    "const from = Array.from('not an import')",
  ].join('\n')
  const expected = [
    'a',
    'src/explore/b.ts',
    'src/documents/c.ts',
    '@scope/d/sub',
    'e',
    'src/explore/data.json',
  ]
  const rest = ['src/explore/f.ts', 'src/explore/g.ts', 'src/explore/h.ts', computed, 'j']
  assert.deepEqual(importsOf('src/explore/file.ts', text).sort(), [...expected, ...rest].sort())
})

function forbiddenEdges(imports: Imports): string[] {
  return [...imports].flatMap(([from, targets]) => {
    if (from.endsWith('.test.ts')) return []
    return targets.flatMap((to) => {
      const reason = whyForbidden(from, to)
      return reason === undefined ? [] : [`${from} imports ${to}: ${reason}`]
    })
  })
}

function whyForbidden(from: string, to: string): string | undefined {
  const inside = isInside(to)
  if (inside && isPage(to) && roomOf(from) !== roomOf(to) && from !== mayImportPages) {
    return `only ${mayImportPages} may import the pages and views of a room`
  }
  if (compositionFiles.has(from)) return undefined
  const room = rooms[roomOf(from)]
  if (room === undefined) return 'it is in no room of the table in test/architecture.test.ts'
  if (to === computed) return 'an import names its target in a plain string'
  if (to.startsWith(outside)) return 'a room imports nothing outside src/'
  return inside ? whyRoomForbidden(room, from, to) : whyPackageForbidden(room, to)
}

function whyRoomForbidden(room: Room, from: string, to: string): string | undefined {
  const target = roomOf(to)
  if (target === roomOf(from) || room.anyFileOf.includes(target)) return undefined
  if (!room.indexOf.includes(target)) return `${roomOf(from)} may not import ${target}`
  if (to === `src/${target}/index.ts`) return undefined
  return `${roomOf(from)} may import ${target} through its index.ts only`
}

function whyPackageForbidden(room: Room, to: string): string | undefined {
  if (isBuiltin(to)) {
    const name = to.startsWith('node:') ? to : `node:${to}`
    const allowed = room.builtins === 'any' || room.builtins.includes(name)
    return allowed ? undefined : `this room may not import ${name}`
  }
  const name = to.split('/', to.startsWith('@') ? 2 : 1).join('/')
  const allowed = room.packages === 'any' || room.packages.includes(name)
  return allowed ? undefined : `this room may not import the package ${name}`
}

/** Each circle once, written from the member that comes first. */
function findCycles(imports: Imports): string[] {
  const cycles = new Set<string>()
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start !== -1) {
      cycles.add(describeCycle(path.slice(start)))
      return
    }
    if (done.has(file)) return
    for (const target of imports.get(file) ?? []) visit(target, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
  return [...cycles]
}

function describeCycle(members: readonly string[]): string {
  const first = members.indexOf([...members].sort()[0] ?? '')
  const turned = [...members.slice(first), ...members.slice(0, first)]
  return [...turned, ...turned.slice(0, 1)].join(' -> ')
}

function betweenRooms(imports: Imports): Imports {
  const edges = new Map<string, string[]>()
  for (const [from, targets] of imports) {
    if (from.endsWith('.test.ts') || compositionFiles.has(from)) continue
    const others = targets.filter((to) => isInside(to) && roomOf(to) !== roomOf(from)).map(roomOf)
    edges.set(roomOf(from), [...(edges.get(roomOf(from)) ?? []), ...others])
  }
  return edges
}

function readImports(): Imports {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => {
      const name = relative(root, file).split(sep).join('/')
      return [name, importsOf(name, readFileSync(file, 'utf8'))]
    }),
  )
}

/** TypeScript 7 has no parser to call from here; the formatter keeps imports in these forms. */
const importForms: readonly RegExp[] = [
  /^[ \t]*import\s+(?:type\s+)?[\w$*{][\w$\s,*{}]*?\bfrom\s*['"](?<target>[^'"]+)['"]/gmu,
  /^[ \t]*export\s+(?:type\s+)?(?:\*(?:\s+as\s+[\w$]+)?|\{[^}]*\})\s*from\s*['"](?<target>[^'"]+)['"]/gmu,
  /^[ \t]*import\s*['"](?<target>[^'"]+)['"]/gmu,
  /(?<![\w$.])import\s*\(\s*(?:['"`](?<target>[^'"`$]+)['"`])?/gu,
]

function importsOf(file: string, text: string): string[] {
  const code = text.replaceAll(/^[ \t]*(?:\/\/|\/?\*).*$/gmu, '')
  return importForms
    .flatMap((form) => [...code.matchAll(form)])
    .map((match) => resolveImport(file, match.groups?.['target'] ?? computed))
}

function resolveImport(file: string, target: string): string {
  if (!target.startsWith('.')) return target
  const path = posix.join(posix.dirname(file), target)
  return path.startsWith('src/') ? path : `${outside}${path}`
}

function isInside(target: string): boolean {
  return target.startsWith('src/')
}

function roomOf(file: string): string {
  return file.split('/')[1] ?? ''
}

function isPage(file: string): boolean {
  return /(?:^|[/.])pages\.ts$|\/views\//u.test(file)
}
