import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..', '..')

/**
 * Everywhere the database adds up rows: how often, and why that is no figure about people that
 * leaves. A new one needs a line here, and a reason; figures about people need `figures/`.
 */
const sums: Readonly<Record<string, readonly [number, string]>> = {
  'src/accounts/store/accounts.ts': [1, 'recovery codes left, for their owner'],
  'src/accounts/store/events.ts': [1, 'pages of the log, for administrators'],
  'src/accounts/store/invitations.ts': [
    2,
    'how many can be invited, and administrators who have not joined, for their administrator',
  ],
  'src/accounts/store/messages.ts': [1, 'unread messages, for whom they are to'],
  'src/accounts/store/organisations.ts': [
    4,
    'what the organisation holds, for administrators, who can list all of it',
  ],
  'src/accounts/store/people.ts': [1, 'pages of the list of people, for administrators'],
  'src/accounts/store/teams.ts': [
    3,
    'what hangs on a team, for administrators, who can list all of it',
  ],
  'src/accounts/purposes/retention/kinds.ts': [
    1,
    'what the next deletion would take, for administrators, who can list all of it',
  ],
  'src/accounts/purposes/retention/run.ts': [1, 'rows that a deletion took, for the log'],
  'src/platform/store/backup.ts': [1, 'rows of a backup, for whoever runs the server'],
}

/** Where true counts of figures are read, made and kept: between the store and protection. */
const trueCounts: Readonly<Record<string, readonly string[]>> = {
  toCount: ['src/accounts/store/figures.ts', 'src/accounts/figures/releasing.ts'],
  releasesOf: ['src/accounts/store/figures.ts', 'src/accounts/figures/releasing.ts'],
  countsOfStore: ['src/accounts/figures/counting.ts', 'src/accounts/figures/releasing.ts'],
  countsFrom: [
    'src/accounts/figures/kept-counts.ts',
    'src/accounts/figures/protecting.ts',
    'src/accounts/figures/releasing.ts',
  ],
}

/** Kysely's functions, and those of SQL that stands in the code as it is. */
const sumForms = [
  /\bfn\s*\.\s*(?:agg|avg|count|countAll|max|min|sum)\b/g,
  /\bsql(?:<[^`]*>)?`[^`]*\b(?:avg|count|max|min|sum)\s*\(/gi,
]

function sumsIn(text: string): number {
  return sumForms.reduce((total, form) => total + [...text.matchAll(form)].length, 0)
}

function sources(): ReadonlyMap<string, string> {
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test|\.client)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files.map((file) => [relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')]),
  )
}

describe('the only door for figures about people', () => {
  it('is passed by no other sum in the database', () => {
    const found = Object.fromEntries(
      [...sources()]
        .map(([file, text]): [string, number] => [file, sumsIn(text)])
        .filter(([, count]) => count > 0),
    )
    const allowed = Object.fromEntries(Object.entries(sums).map(([file, [count]]) => [file, count]))
    assert.deepEqual(found, allowed)
  })

  it('sees every way in which the code writes one', () => {
    const written = [
      'select(({ fn }) => fn.countAll<number>().as("n"))',
      'select((eb) => eb.fn.sum("fte").as("fte"))',
      'sql<{ n: number }>`select count(*) as n from people`',
      'sql`select avg (pay)\nfrom people`',
    ]
    assert.deepEqual(written.map(sumsIn), [1, 1, 1, 1])
    assert.equal(sumsIn('const account = count(people)'), 0)
  })

  it('is where all true counts of figures go', () => {
    for (const [name, files] of Object.entries(trueCounts)) {
      const users = [...sources()]
        .filter(([file]) => file.startsWith('src/accounts/'))
        .filter(([, text]) =>
          new RegExp(`(?<![\\w.'-])${name}\\(`).test(text.replaceAll(/^ *\*.*$/gm, '')),
        )
        .map(([file]) => file)
      assert.deepEqual(users.toSorted(), files.toSorted(), name)
    }
  })
})
