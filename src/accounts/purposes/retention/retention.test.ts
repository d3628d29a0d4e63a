import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { administered } from '../../../../test/administered.ts'
import { storeKinds, testDatabase } from '../../../../test/stores.ts'
import { erasuresIn, jobOf, restoreInto, writeBackup } from '../../../platform/store/index.ts'
import type { Store, StoreKind } from '../../../platform/store/index.ts'
import { everythingIn } from '../../../platform/store/test-records.ts'
import { addPerson } from '../../store/people.ts'
import { addRequest, changeRequest } from '../exceptions/store.ts'
import { addLeaver, keepFor, marks, tablesWith } from '../../../../test/leaver.ts'
import { runRetention, showRetention } from './commands.ts'
import { applyRetention, whatIsDue } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-retention-'))
after(() => rmSync(folder, { recursive: true }))
const editions = join(folder, 'editions')
mkdirSync(editions)
const never = new AbortController().signal
/** The first day without them. Twelve months later their record goes. */
const leftOn = '2026-02-28'
const dayBefore = '2027-02-27'
const theDay = '2027-02-28'

function at(day: string): Date {
  return new Date(`${day}T12:00:00.000Z`)
}

async function withLeaver(kind: StoreKind) {
  const organisation = await administered(kind)
  const { store, id: organisationId, person } = organisation
  const managerId = person('manager')
  const leaver = await addLeaver(store, { organisationId, managerId, leftOn })
  await keepFor(store, { organisationId, months: 12 })
  const texts = [leaver.personId, ...Object.values(marks)]
  return {
    ...organisation,
    ...leaver,
    organisationId,
    run: (day: string) => applyRetention(store, { now: at(day) }, never),
    where: () => tablesWith(store, texts),
  }
}

/** A legal hold that two administrators agreed on. Answers how it ends. */
async function placeHold(
  store: Store,
  { organisationId, personId }: { organisationId: string; personId: string },
): Promise<() => Promise<void>> {
  const hold = {
    organisation_id: organisationId,
    person_id: personId,
    kind: 'legal-hold',
    reason: 'A claim',
    hold_id: null,
    reader_id: null,
    days: null,
    tell_on: null,
    asked_by_id: null,
  } as const
  const id = await store.write(async (db) => {
    const added = await addRequest(db, hold, at('2026-03-01'))
    await changeRequest(db, { ...hold, id: added }, { decision: 'agreed' })
    return added
  })
  const ended = { ended_at: at('2027-06-01').toISOString() }
  return () => store.write((db) => changeRequest(db, { ...hold, id }, ended))
}

const record = [
  'duties',
  'events',
  'holdings',
  'people',
  'relations',
  'skill_ratings',
  'skill_targets',
]

for (const kind of storeKinds) {
  describe(`a leaver’s records on ${kind}`, () => {
    it('go when, and only when, their time ends', async () => {
      const { run, where, store, personId, accountId } = await withLeaver(kind)
      await run('2026-03-01')
      // Ninety days after it belonged to nobody any more the account goes, with its messages.
      await run('2026-05-29')
      assert.deepEqual(await where(), ['accounts', ...record, 'messages'].toSorted())
      await run('2026-05-30')
      assert.deepEqual(await where(), record)
      await run(dayBefore)
      assert.deepEqual(await where(), record, 'the day before')
      assert.equal((await run(theDay))['person'], 1)
      assert.deepEqual(await where(), [], 'on the day')
      const erased = new Set((await store.read(erasuresIn)).map(({ row_id: id }) => id))
      assert.ok(erased.has(personId) && erased.has(accountId))
    })

    it('stay under a legal hold, all of them, and go when it has ended', async () => {
      const { run, where, store, ...about } = await withLeaver(kind)
      const end = await placeHold(store, about)
      for (const day of ['2026-05-30', theDay, '2027-05-31', '2035-01-01']) await run(day)
      const held = ['accounts', 'messages', ...record, 'exceptional_requests']
      assert.deepEqual(await where(), held.toSorted())
      await end()
      await run('2035-01-02')
      assert.deepEqual(await where(), [])
    })

    it('stay while somebody else is held to whom a reporting line ties them', async () => {
      const { run, where, store, organisationId, person } = await withLeaver(kind)
      const end = await placeHold(store, { organisationId, personId: person('manager') })
      await run('2035-01-01')
      assert.ok((await where()).includes('people'))
      assert.ok((await where()).includes('relations'))
      await end()
      await run('2035-04-02')
      assert.deepEqual(await where(), [])
    })

    it('stay for two weeks while a hold waits for its decision', async () => {
      const { run, where, store, organisationId, personId } = await withLeaver(kind)
      const hold = {
        organisation_id: organisationId,
        person_id: personId,
        kind: 'legal-hold',
      } as const
      const rest = { hold_id: null, reader_id: null, days: null, tell_on: null, asked_by_id: null }
      await store.write((db) =>
        addRequest(db, { ...hold, ...rest, reason: 'A claim' }, at(dayBefore)),
      )
      await run('2027-03-12')
      assert.ok((await where()).includes('people'))
      await run('2027-03-13')
      assert.deepEqual(await where(), ['accounts'])
    })

    it('stay while nobody has said for how long, or the purpose was never switched on', async () => {
      const { run, where, store } = await withLeaver(kind)
      const change = (values: object) =>
        store.write((db) => db.updateTable('purposes').set(values).execute())
      await change({ on_from: null })
      await run('2035-01-01')
      assert.ok((await where()).includes('people'))
      await change({ on_from: '2026-01-01', off_from: '2026-06-01' })
      // A purpose that is off keeps nothing longer.
      await run('2035-04-02')
      assert.deepEqual(await where(), [])
    })

    it('go in small transactions that stand when the job stops half-way', async () => {
      const { store, organisationId } = await withLeaver(kind)
      await store.write(async (db) => {
        for (let at250 = 0; at250 < 250; at250 += 1) {
          const name = `Made up ${at250}`
          const reference = `L${at250}`
          await addPerson(db, { organisationId, reference, name, now: at('2026-01-01') })
        }
        await db
          .updateTable('people')
          .set({ left_on: leftOn })
          .where('reference', 'like', 'L%')
          .execute()
      })
      const stopping = new AbortController()
      let writes = 0
      const counting: Store = {
        ...store,
        write: async (work) => {
          writes += 1
          // The first notes accounts without a place.
          if (writes === 3) stopping.abort()
          return store.write(work)
        },
      }
      const asked = { organisationId, now: at(theDay) }
      const first = await applyRetention(counting, asked, stopping.signal)
      assert.equal(first['person'], 200)
      const second = await applyRetention(store, asked, never)
      assert.equal(second['person'], 51)
    })

    it('are shown before they go, by reference, and nothing is written', async () => {
      const { store, organisationId } = await withLeaver(kind)
      const before = [await everythingIn(store), await everythingIn(store, 'passing')]
      const asked = { organisation: organisationId, now: at(theDay) }
      const [shown, ...others] = (await showRetention(store, asked)) ?? []
      assert.deepEqual(others, [])
      assert.deepEqual(shown?.people, [{ reference: marks.reference, dueOn: theDay }])
      const counts = Object.fromEntries(
        shown?.kinds.map(({ kind: name, due }) => [name, due]) ?? [],
      )
      assert.deepEqual(counts, { person: 1, event: 1, 'skill-rating': 0, 'skill-target': 0 })
      assert.deepEqual([await everythingIn(store), await everythingIn(store, 'passing')], before)
      const soon = await store.read((db) => whatIsDue(db, { organisationId, now: at(dayBefore) }))
      assert.deepEqual(
        soon[0]?.kinds.map(({ due }) => due),
        [0, 1, 0, 0],
      )
      assert.equal(
        await showRetention(store, { organisation: 'Nowhere', now: at(theDay) }),
        undefined,
      )
    })

    it('go by the command, unless a server does it now', async () => {
      const { store, where } = await withLeaver(kind)
      const leased = { leased_by: 'a server', leased_until: '2999-01-01T00:00:00.000Z' }
      const row = { name: 'retention', due_at: '2026-01-01', last_run_at: null, outcome: null }
      await store.write((db) =>
        db
          .insertInto('jobs')
          .values({ ...row, ...leased })
          .execute(),
      )
      assert.equal(await runRetention(store, { now: at(theDay) }), 'busy')
      await store.write((db) => db.updateTable('jobs').set({ leased_until: null }).execute())
      const asked = { organisation: 'Test department', now: at(theDay) }
      assert.equal(await runRetention(store, { ...asked, organisation: 'Nowhere' }), 'none')
      assert.deepEqual(await runRetention(store, asked), { person: 1 })
      // The account belongs to no one organisation.
      assert.deepEqual(await where(), ['accounts', 'messages'])
      assert.match((await store.read((db) => jobOf(db, 'retention')))?.outcome ?? '', /"person":1/)
    })

    it('are listed beforehand, on the page and as JSON the same', async () => {
      const { store, page, personId } = await withLeaver(kind)
      const due = { due_at: at(theDay).toISOString(), leased_by: null, leased_until: null }
      const job = { name: 'retention', last_run_at: null, outcome: null, ...due }
      await store.write((db) => db.insertInto('jobs').values(job).execute())
      const { data } = (await page('/retention.json')).json()
      const [one, ...others] = data.people
      assert.deepEqual([one.id, one.leftOn, one.dueOn, others], [personId, leftOn, theDay, []])
      const people = data.kinds.find((each: { kind: string }) => each.kind === 'person')
      assert.deepEqual(people, { kind: 'person', due: 1, keptFor: { months: 12 } })
      assert.ok((await page('/retention')).body.includes(`/people/${personId}`))
    })

    it('do not come back with an older backup', async () => {
      const { store, run, where } = await withLeaver(kind)
      const path = join(folder, `${kind}.backup`)
      const made = { path, now: at('2027-02-01'), keepDays: 35, editions, secret: undefined }
      await writeBackup(store, made)
      await run('2026-03-01')
      await run(theDay)
      const marksOfErased = await store.read(erasuresIn)
      const copy = (await testDatabase(kind)).open()
      const restoring = { path, replace: false, edition: () => undefined }
      const { erasedAgain } = await restoreInto(copy, { ...restoring, erasures: marksOfErased })
      assert.equal(erasedAgain, marksOfErased.length)
      assert.ok(erasedAgain >= 2)
      assert.deepEqual(await tablesWith(copy, Object.values(marks)), [])
      assert.deepEqual(await where(), [])
    })
  })

  it(`nothing of other organisations goes on ${kind}`, async () => {
    const { store, organisationId, people } = await withLeaver(kind)
    const foreign = people.get('foreign')?.personId ?? ''
    await store.write((db) =>
      db.updateTable('people').set({ left_on: leftOn }).where('id', '=', foreign).execute(),
    )
    await applyRetention(store, { organisationId, now: at('2035-01-01') }, never)
    await applyRetention(store, { now: at('2035-01-01') }, never)
    const left = await store.read((db) =>
      db.selectFrom('people').select('id').where('id', '=', foreign).execute(),
    )
    assert.equal(left.length, 1)
  })
}
