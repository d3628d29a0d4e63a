import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { Value } from 'typebox/value'
import { addManyPeople } from '../../../test/many-people.ts'
import type { ManyPeople } from '../../../test/many-people.ts'
import { storeKinds } from '../../../test/stores.ts'
import { withToken } from '../../../test/with-token.ts'
import { protect } from '../../aggregates/index.ts'
import type { ProtectedRelease, Release } from '../../aggregates/index.ts'
import { openLibrary } from '../../editions/index.ts'
import { scopeNames } from '../api/scopes.ts'
import { figureRules } from './counting.ts'
import { figuresData } from './figure-data.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const newest = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
}).newest('uk-digital-data')?.edition
assert.ok(newest?.kind === 'capability-framework')
const { roles, families } = newest
const familyOf = (slug: string): string | undefined =>
  roles.find((role) => role.slug === slug)?.family ?? undefined

/** What the test expects to be counted, worked out from what it made up and nothing else. */
function bruteForce(made: ManyPeople, others: number): { people: Release; vacancies: Release } {
  const teams = [...made.teams, 'unknown']
  const everybody = [
    ...made.people,
    ...Array.from({ length: others }, () => ({
      team: undefined,
      grade: undefined,
      family: undefined,
      terms: undefined,
      workingTime: undefined,
    })),
  ]
  const table = (
    attribute: string,
    known: readonly string[],
    of: (person: ManyPeople['people'][number]) => string | undefined,
  ) => {
    const categories = [...known, 'unknown']
    const counts = new Map(
      teams.map((team) => [
        team,
        categories.map(
          (category) =>
            everybody.filter(
              (each) => (each.team ?? 'unknown') === team && (of(each) ?? 'unknown') === category,
            ).length,
        ),
      ]),
    )
    return { name: attribute, attribute, categories, notRecorded: 'unknown', counts }
  }
  const terms = ['permanent', 'fixed-term', 'loan', 'secondment', 'apprentice', 'contingent']
  const grades = [...made.grades, 'unknown']
  const vacant = new Map(
    [true, false].map((funded) => [
      funded ? 'funded' : 'not-funded',
      grades.map(
        (grade) =>
          made.vacancies.filter((each) => each.funded === funded && each.grade === grade).length,
      ),
    ]),
  )
  const within = 'everyone'
  return {
    people: {
      groups: [
        { id: within, dimension: 'organisation' },
        ...teams.map((id) => ({ id, within, dimension: 'team' })),
      ],
      tables: [
        table('grade', made.grades, ({ grade }) => grade),
        table(
          'role-family',
          families.map(({ slug }) => slug),
          ({ family }) => family,
        ),
        table('terms', terms, (each) => each.terms),
        table('working-time', ['full-time', 'part-time'], ({ workingTime }) => workingTime),
      ],
    },
    vacancies: {
      groups: [
        { id: within, dimension: 'organisation' },
        ...[...vacant.keys()].map((id) => ({ id, within, dimension: 'funding' })),
      ],
      tables: [
        {
          name: 'grade',
          attribute: 'grade',
          categories: grades,
          notRecorded: 'unknown',
          counts: vacant,
        },
      ],
    },
  }
}

function protectedOf(release: Release): ProtectedRelease {
  const protection = protect(release, { rules: figureRules })
  assert.ok(protection.outcome === 'protected')
  return protection.release
}

interface InJson {
  readonly asAt: string | null
  readonly notes: readonly string[]
  readonly tables: readonly {
    readonly id: string
    readonly title: string
    readonly columns: readonly string[]
    readonly rows: readonly {
      readonly label: string
      readonly figures: readonly ({ shown: number } | { hidden: string; threshold: number })[]
    }[]
  }[]
}

function written(mark: { shown: number } | { hidden: string }): string {
  return 'shown' in mark ? String(mark.shown) : '[c]'
}

function gradeRows({ tables }: InJson): InJson['tables'][number]['rows'] {
  return tables.find(({ id }) => id === 'grade')?.rows ?? []
}

function teamsIn(of: InJson): readonly string[] {
  return gradeRows(of).map(({ label }) => label)
}

/** The cells of the tables of a page, row by row. */
function cellsOf(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr class="govuk-table__row" role="row">(.*?)<\/tr>/gs)]
    .map(([, row = '']) =>
      [...row.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell = '']) => cell),
    )
    .filter((cells) => cells.length > 0)
}

for (const kind of storeKinds) {
  describe(`figures on ${kind}`, () => {
    let here: Awaited<ReturnType<typeof withToken>>
    let made: ManyPeople
    /** Those of the test organisation itself. */
    const others = 7
    let clock = new Date('2026-12-01T09:00:00.000Z')

    const read = (path = '') => here.get('planner', `/organisations/${here.id}/figures${path}`)
    const json = async (): Promise<InJson> => (await read('.json')).json<{ data: InJson }>().data

    before(async () => {
      here = await withToken(kind)
      Object.assign(here.door, { now: () => clock })
    })

    it('are not shown before planning is switched on', async () => {
      assert.match((await read()).body, /Planning is not switched on/)
      const { asAt, notes, tables } = await json()
      assert.deepEqual([asAt, tables], [null, []])
      assert.match(notes.join(' '), /Planning is not switched on/)
      await here.switchOn('planning')
    })

    it('are not shown before there are teams and grades to count by', async () => {
      assert.match((await here.get('planner', '/account')).body, /Figures about the organisation/)
      assert.match((await read()).body, /there are no teams or no grades yet/)
      const begun = await here.send('/figures/series', {})
      assert.equal(begun.statusCode, 409)
      assert.match(begun.body, /No new series was begun/)
    })

    it('are not shown of too few people, and then say so', async () => {
      const of = { organisationId: here.id, seed: 1, size: 0, familyOf }
      await addManyPeople(here.store, of)
      const gone = ['plain', 'manager', 'former', 'half'] as const
      const leave = (left_on: string | null) =>
        here.store.write((db) =>
          db.updateTable('people').set({ left_on }).where('reference', 'in', gone).execute(),
        )
      await leave('2026-01-01')
      const none = await read()
      assert.match(none.body, /No figures can be shown\. There are fewer than 5 people/)
      assert.equal((await read('/csv')).statusCode, 303)
      const kept = await here.store.read((db) =>
        db.selectFrom('figure_releases').selectAll().execute(),
      )
      assert.equal(kept.length, 0)
      await leave(null)
    })

    it('of 2,000 people are what disclosure control makes of the true counts', async () => {
      await here.store.write(async (db) => {
        await db.deleteFrom('teams').where('parent_id', 'is not', null).execute()
        await db.deleteFrom('teams').execute()
        await db.deleteFrom('grades').execute()
      })
      const about = { organisationId: here.id, seed: 7, size: 2000, familyOf }
      made = await addManyPeople(here.store, about)
      const { tables } = await json()
      const counts = bruteForce(made, others)
      const people = protectedOf(counts.people)
      const vacancies = protectedOf(counts.vacancies)
      const rows = ['everyone', ...made.teams, 'unknown']
      for (const table of people.tables) {
        const found = tables.find(({ id }) => id === table.name)
        assert.ok(found !== undefined, table.name)
        assert.deepEqual(
          found.rows.map(({ figures }) => figures),
          rows.map((row) =>
            [people.headcount(row), ...table.row(row)].map((figure) => figure.toJSON()),
          ),
          table.name,
        )
      }
      const grades = [...made.grades, 'unknown']
      const groups = ['funded', 'not-funded', 'everyone']
      const posts = tables.find(({ id }) => id === 'posts')
      assert.deepEqual(
        posts?.rows.slice(1).map(({ figures }) => figures),
        grades.map((grade) =>
          [
            people.table('grade').figure('everyone', grade),
            ...groups.map((group) => vacancies.table('grade').figure(group, grade)),
          ].map((figure) => figure.toJSON()),
        ),
      )
    })

    it('are the same on the page, as CSV and as JSON, and multiples of 5 or marked', async () => {
      const { tables } = await json()
      const all = tables.flatMap(({ rows }) => rows.map(({ figures }) => figures.map(written)))
      assert.deepEqual(cellsOf((await read()).body), all)
      const lines = parse((await read('/csv')).body, { from: 2 })
      assert.deepEqual(
        lines.map((cells) => cells[5]),
        all.flat(),
      )
      assert.ok(all.flat().every((cell) => cell === '[c]' || Number(cell) % 5 === 0))
      assert.ok(all.flat().includes('[c]'))
      assert.ok(
        tables.every(({ rows, columns }) => rows.every((r) => r.figures.length === columns.length)),
      )
      assert.equal(tables.length, 5)
    })

    it('are to a program of a planner what the page shows, with their own scope alone', async () => {
      const url = `/organisations/${here.id}/figures`
      const asked = async (path: string, token: string) =>
        here.app.inject({ url: `${url}${path}`, headers: { authorization: `Bearer ${token}` } })
      const token = await here.tokenOf('planner', ['figures:read'])
      const answer = await asked('.json', token)
      assert.equal(answer.statusCode, 200, answer.body)
      const { data } = answer.json<{ data: InJson }>()
      assert.deepEqual([...Value.Errors(figuresData.schema, data)], [])
      assert.deepEqual(
        data.tables.flatMap(({ rows }) => rows.map(({ figures }) => figures.map(written))),
        cellsOf((await read()).body),
      )
      const without = scopeNames.filter((scope) => scope !== 'figures:read')
      const lacking = await asked('.json', await here.tokenOf('planner', without))
      assert.equal(lacking.statusCode, 403)
      assert.match(lacking.body, /token-lacks-scope/)
      const foreign = await asked('.json', await here.tokenOf('administrator', ['figures:read']))
      assert.match(foreign.body, /not-allowed/)
      for (const path of ['', '/csv']) {
        assert.match((await asked(path, token)).body, /not-for-tokens/)
      }
      assert.equal((await read('/json')).statusCode, 404)
    })

    it('of later dates do not show one who joined', async () => {
      const first = await json()
      clock = new Date('2026-12-02T09:00:00.000Z')
      await addJoiners(here, made, 1)
      assert.deepEqual(await json(), first)
      assert.match((await read()).body, /1 December 2026/)
    })

    it('of later dates show what many changed, and stay as they are for the rest', async () => {
      const first = await json()
      clock = new Date('2026-12-03T09:00:00.000Z')
      await addJoiners(here, made, 40)
      const [later, ...same] = await Promise.all([json(), json(), json(), json()])
      assert.equal(later.asAt, '2026-12-03')
      for (const each of same) assert.deepEqual(each, later)
      const kept = await here.store.read((db) =>
        db.selectFrom('figure_releases').select('day').orderBy('day').execute(),
      )
      assert.deepEqual(
        kept.map(({ day }) => day),
        ['2026-12-01', '2026-12-03'],
      )
      const changed = gradeRows(later).filter(
        (row, at) => JSON.stringify(row) !== JSON.stringify(gradeRows(first)[at]),
      )
      assert.ok(changed.length >= 1)
      assert.ok(changed.length <= 2, 'only everyone and one team moved')
      assert.deepEqual(await json(), later)
    })

    it('count people of teams and grades that are newer as not known, till a new series', async () => {
      clock = new Date('2026-12-04T09:00:00.000Z')
      const team = await addTeamOf(here, 30)
      assert.ok(!teamsIn(await json()).includes('Newer'))
      assert.match((await read()).body, /have been added since these figures began/)
      const at = '/figures/series'
      assert.match((await here.page(at)).body, /Some have been added since it began/)
      assert.equal((await here.send(at, {})).statusCode, 303)
      const after = await json()
      assert.ok(teamsIn(after).includes('Newer'), team)
      assert.doesNotMatch((await read()).body, /have been added since/)
    })
  })
}

type Here = Awaited<ReturnType<typeof withToken>>

async function addJoiners(here: Here, made: ManyPeople, count: number): Promise<void> {
  const team = made.teams[0] ?? ''
  await addTo(here, { team, count, prefix: `J${count}-` })
}

async function addTeamOf(here: Here, count: number): Promise<string> {
  const id = crypto.randomUUID()
  const team = { id, organisation_id: here.id, reference: 'N', name: 'Newer', parent_id: null }
  await here.store.write((db) => db.insertInto('teams').values(team).execute())
  await addTo(here, { team: id, count, prefix: 'N' })
  return id
}

async function addTo(
  here: Here,
  { team, count, prefix }: { team: string; count: number; prefix: string },
): Promise<void> {
  const people = Array.from({ length: count }, (_, at) => ({
    id: crypto.randomUUID(),
    organisation_id: here.id,
    account_id: null,
    reference: `${prefix}${at}`,
    name: 'Made up',
    email: null,
    sought: 'made up',
    team_id: team,
    left_on: null,
    version: 1,
    created_at: '2026-12-01T00:00:00.000Z',
  }))
  await here.store.write((db) => db.insertInto('people').values(people).execute())
}
