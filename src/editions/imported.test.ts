import assert from 'node:assert/strict'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { keep } from '../../test/imported.ts'
import { asks, kiteFragment, kiteRole, kitesInput, kiteSkill } from '../../test/kites.ts'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import { writers } from '../documents/index.ts'
import { compileCapability } from '../framework/index.ts'
import type { CapabilityFramework, Finding } from '../framework/index.ts'
import { ExpectedFailure } from '../platform/errors.ts'
import type { Store } from '../platform/store/index.ts'
import { moveInEditions } from './folder.ts'
import { openLibrary } from './open.ts'
import { packEdition } from './packed.ts'
import { ImportRefused } from './refused.ts'
import { keepEditions, keptNames } from './store.ts'
import { watchEditions } from './watch.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-imported-'))
after(() => rmSync(folder, { recursive: true }))

const { edition: kites, findings } = compileCapability(kitesInput, [
  kiteFragment({
    roles: [kiteRole('Kite maker', ['Senior'])],
    skills: [kiteSkill('Knots', [['tie'], ['splice'], ['teach'], ['invent']])],
    requirements: asks('Kite maker', 'Senior', { Knots: 'working' }),
  }),
])

function named(name: string, title = 'The first'): CapabilityFramework {
  return { ...kites, edition: { ...kites.edition, name, title } }
}

/** Another framework that is as large as the real one. */
function copyOf(edition: CapabilityFramework, slug: string): CapabilityFramework {
  return { ...edition, framework: { ...edition.framework, slug } }
}

async function opened(kind: (typeof storeKinds)[number]) {
  const database = await testDatabase(kind)
  const { dataDir } = database
  const store = database.open()
  const open = (its = database.open()) => openLibrary({ dataDir, store: its })
  return { dataDir, store, open, another: () => database.open() }
}

async function refuses(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error) => error instanceof ImportRefused && error.code === code)
}

/** The files that an earlier version left of an import. */
function leave(dataDir: string, edition: CapabilityFramework, found: readonly Finding[]): string {
  const [file] = writers.find(({ format }) => format === 'capable-json')?.write(edition) ?? []
  const place = join(dataDir, 'editions', edition.framework.slug)
  mkdirSync(place, { recursive: true })
  const path = join(place, edition.edition.name)
  writeFileSync(`${path}.json`, file?.text ?? '')
  writeFileSync(`${path}.findings`, JSON.stringify(found))
  return `${path}.json`
}

function filesIn(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'editions', 'kites')).toSorted()
}

for (const kind of storeKinds) {
  describe(`imported editions on ${kind}`, () => {
    it('appear in every open library once it is refreshed, as they were', async () => {
      const { store, open } = await opened(kind)
      const libraries = [open(), open()]
      await Promise.all(libraries.map((library) => library.refresh()))
      const before = libraries.map((library) => library.all())
      await keep(store, { edition: kites, findings })
      for (const [at, library] of libraries.entries()) {
        assert.equal(library.all(), before[at])
        await library.refresh()
        const newest = library.newest('kites')
        assert.deepEqual([newest?.edition, newest?.findings], [kites, findings])
        const now = library.all()
        await library.refresh()
        assert.equal(library.all(), now)
      }
    })

    it('never change, and several are kept together or not at all', async () => {
      const { store, open } = await opened(kind)
      await keep(store, { edition: kites, findings })
      await refuses(
        keep(store, { edition: named('2020-02-29', 'Other'), findings }),
        'edition-exists',
      )
      const both = [named('2021'), named('2020-02-29', 'Other')].map((edition) =>
        packEdition({ edition, findings }),
      )
      const from = { by: 'command-line', files: [], now: new Date() } as const
      await refuses(keepEditions(store, both, from), 'edition-exists')
      const library = open(store)
      await library.refresh()
      assert.deepEqual(
        library
          .all()
          .flatMap(({ edition: { edition, framework } }) =>
            framework.slug === 'kites' ? [[edition.name, edition.title]] : [],
          ),
        [['2020-02-29', 'The first']],
      )
    })

    it('of one name are kept once, however many import them at once', async () => {
      const { store, another } = await opened(kind)
      const stores = [store, another(), another()]
      await Promise.all(stores.map((each) => each.read(keptNames)))
      const results = await Promise.allSettled(
        stores.map((each) => keep(each, { edition: kites, findings })),
      )
      assert.deepEqual(results.map(({ status }) => status).toSorted(), [
        'fulfilled',
        'rejected',
        'rejected',
      ])
      for (const each of results) {
        if (each.status === 'rejected') assert.ok(each.reason instanceof ImportRefused)
      }
    })

    it('never take the place of what ships, and one that cannot be read hides no other', async () => {
      const { store, open } = await opened(kind)
      const library = open(store)
      const shipped = library.newest('uk-digital-data')
      assert.ok(shipped?.edition.kind === 'capability-framework')
      const other = { ...shipped.edition.edition, title: 'Another' }
      await keep(store, { edition: { ...shipped.edition, edition: other }, findings: [] })
      await keep(store, { edition: copyOf(kites, 'uk-data-maturity'), findings: [] })
      await keep(store, { edition: kites, findings })
      const broken = { ...packEdition({ edition: named('2028'), findings }), content: 'H4sIbroken' }
      await keepEditions(store, [broken], { by: 'browser', files: [], now: new Date() })
      await library.refresh()
      assert.deepEqual(library.get('uk-digital-data', '2026-11-21')?.edition, shipped.edition)
      assert.equal(library.newest('uk-data-maturity')?.edition.kind, 'maturity-model')
      assert.deepEqual(library.newest('kites')?.edition, kites)
    })

    it('move in from the data folder once, whatever is in the way', async () => {
      const { dataDir, store, another, open } = await opened(kind)
      leave(dataDir, kites, findings)
      const path = leave(dataDir, named('2021'), [])
      const conflict = leave(dataDir, named('2022', 'Mine'), [])
      await keep(store, { edition: named('2022', 'Theirs'), findings: [] })
      // As if the process had ended between the two steps.
      await keep(store, { edition: named('2021'), findings: [] })
      writeFileSync(path.replace('2021', '2028'), '{"format": "capable-edition"')
      const results = await Promise.all([
        moveInEditions(dataDir, store),
        moveInEditions(dataDir, another()),
      ])
      assert.ok(results.some(({ moved }) => moved > 0))
      assert.deepEqual(await moveInEditions(dataDir, store), { moved: 0, left: [conflict] })
      assert.deepEqual(filesIn(dataDir), [
        '2020-02-29.findings.moved',
        '2020-02-29.json.moved',
        '2021.findings.moved',
        '2021.json.moved',
        '2022.findings',
        '2022.json',
        '2028.json',
      ])
      const library = open()
      await library.refresh()
      assert.deepEqual(library.get('kites', '2020-02-29')?.findings, findings)
      assert.deepEqual(library.get('kites', '2020-02-29')?.edition, kites)
      assert.equal(library.get('kites', '2022')?.edition.edition.title, 'Theirs')
    })
  })
}

it('what is in the data folder is read until it has moved, and odd things there hide nothing', () => {
  const dataDir = join(folder, 'left')
  leave(dataDir, kites, findings)
  assert.deepEqual(openLibrary({ dataDir }).newest('kites')?.findings, findings)
  const odd = join(folder, 'odd')
  cpSync(dataDir, odd, { recursive: true })
  mkdirSync(join(odd, 'editions', 'folder.json'))
  symlinkSync(join(odd, 'nowhere'), join(odd, 'editions', 'link.json'))
  writeFileSync(join(odd, 'editions', 'kites', `${kites.edition.name}.findings`), '{')
  writeFileSync(join(odd, 'editions', 'kites', '2028.json'), '{"format": "capable-edition"')
  const library = openLibrary({ dataDir: odd })
  assert.deepEqual(library.newest('kites')?.findings, [])
  assert.equal(library.get('kites', '2028'), undefined)
})

it('while the store is away, moves nothing and serves what it knows', async () => {
  const database = await testDatabase('sqlite')
  const { dataDir } = database
  const store = database.open()
  leave(dataDir, named('2021'), [])
  await keep(store, { edition: kites, findings })
  let isAway = false
  const read: Store['read'] = (work) =>
    isAway ? Promise.reject(new ExpectedFailure('store-away')) : store.read(work)
  const write: Store['write'] = (work) =>
    isAway ? Promise.reject(new ExpectedFailure('store-away')) : store.write(work)
  const away: Store = { ...store, read, write }
  const library = openLibrary({ dataDir, store: away })
  await library.refresh()
  isAway = true
  await assert.rejects(library.refresh(), ExpectedFailure)
  await assert.rejects(moveInEditions(dataDir, away), ExpectedFailure)
  assert.deepEqual(filesIn(dataDir), ['2021.findings', '2021.json'])
  assert.ok(library.get('kites', '2020-02-29') && library.get('kites', '2021'))
  await keep(store, { edition: named('2022'), findings })
  isAway = false
  await library.refresh()
  assert.ok(library.get('kites', '2022'))
})

it('a library that is watched notices an edition within seconds, and stops when told', async () => {
  const database = await testDatabase('sqlite')
  const store = database.open()
  const library = openLibrary({ dataDir: database.dataDir, store })
  const stop = watchEditions(library)
  await keep(store, { edition: kites, findings })
  const end = Date.now() + 8000
  while (library.newest('kites') === undefined) {
    assert.ok(Date.now() < end, 'It took longer than eight seconds')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await stop()
})

it('what unpacks to more than an edition may hold is not read', async () => {
  const database = await testDatabase('sqlite')
  const store = database.open()
  const content = gzipSync(Buffer.alloc(40_000_000, ' ')).toString('base64')
  const bomb = { ...packEdition({ edition: kites, findings }), content }
  await keepEditions(store, [bomb], { by: 'browser', files: [], now: new Date() })
  const library = openLibrary({ dataDir: database.dataDir, store })
  await library.refresh()
  assert.equal(library.newest('kites'), undefined)
})
