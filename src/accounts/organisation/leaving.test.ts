import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, idIn, linkIn, valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { purposeOf, changePurpose } from '../purposes/purpose-store.ts'
import { addHolding, addPost } from '../store/posts.ts'
import { addLink } from '../store/links.ts'
import { relationsOf } from '../store/person-sheet.ts'

const now = new Date()
const dayIn = (days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
const [past, soon, later] = [dayIn(-10), dayIn(20), dayIn(40)]

/** Ros, whom somebody manages and who manages Sam, in a post. */
async function withRos(kind: Parameters<typeof administered>[0]) {
  const found = await administered(kind)
  const { send, page, store, id } = found
  const add = async (name: string): Promise<string> => {
    const email = `${name.toLowerCase()}@example.org`
    return idIn(await send('/people/add', { name, reference: name, email, team: '' }))
  }
  const [quin, ros, sam] = [await add('Quin'), await add('Ros'), await add('Sam')]
  const line = (person: string, other: string, from = dayIn(-90)): Promise<unknown> =>
    send(`/people/${person}/relations/add`, {
      other,
      kind: 'line-manager',
      from,
      until: '',
    })
  await line(ros, 'Quin')
  await line(sam, 'Ros')
  await store.write(async (db) => {
    const level = { framework: null, edition: null, role_level: null }
    const post = await addPost(db, id, {
      reference: 'P1',
      title: 'Test post',
      team_id: null,
      grade_id: null,
      ...level,
      funded: 1,
      fte: 100,
    })
    const days = { from_day: dayIn(-90), until_day: null }
    const held = { post_id: post, person_id: ros, terms: 'permanent', fte: 100 } as const
    await addHolding(db, { ...held, ...days })
  })
  return {
    ...found,
    quin,
    ros,
    sam,
    line,
    leave: async (left: string, person = ros) => {
      const path = `/people/${person}/edit`
      const { version = '', name = '', email = '' } = valuesIn(await page(path))
      const { statusCode } = await send(path, { version, name, email, team: '', left })
      assert.equal(statusCode, 303)
    },
    /** When the post of Ros and both of their reporting lines end. */
    ends: () =>
      store.read(async (db) => {
        const held = await db
          .selectFrom('holdings')
          .select('until_day')
          .where('person_id', '=', ros)
          .execute()
        const own = await relationsOf(db, id, { personId: ros })
        const others = await relationsOf(db, id, { otherId: ros })
        return [...held, ...own, ...others].map(({ until_day: until }) => until)
      }),
  }
}

for (const kind of storeKinds) {
  describe(`somebody who leaves, entered on their page, on ${kind}`, () => {
    it('ends their post and reporting lines on that day, in the log of all', async () => {
      const { leave, ends, store, id, ros, sam } = await withRos(kind)
      await leave(soon)
      assert.deepEqual(await ends(), [soon, soon, soon])
      const logged = await store.read((db) =>
        db
          .selectFrom('events')
          .select(['person_id', 'details'])
          .where('organisation_id', '=', id)
          .where('action', '=', 'person.changed')
          .where('details', 'like', '%is from%until%')
          .execute(),
      )
      assert.equal(logged.filter(({ person_id: who }) => who === ros).length, 3)
      assert.equal(logged.filter(({ person_id: who }) => who === sam).length, 1)
    })

    it('moves along with the day, and has no end again without one', async () => {
      const { leave, ends } = await withRos(kind)
      await leave(soon)
      await leave(later)
      assert.deepEqual(await ends(), [later, later, later])
      await leave(past)
      assert.deepEqual(await ends(), [past, past, past])
      await leave('')
      assert.deepEqual(await ends(), [null, null, null])
    })

    it('leaves ended what would clash with what was made since', async () => {
      const { leave, ends, line, quin } = await withRos(kind)
      await leave(past)
      // Quin’s manager is Sam now, so Sam cannot be managed through Ros by Quin again.
      await line(quin, 'Sam', past)
      await leave('')
      const [post, ...lines] = await ends()
      assert.equal(post, null)
      assert.deepEqual(new Set(lines), new Set([past, null]))
    })

    it('stays at the earlier day of the two whom a line ties', async () => {
      const { leave, ends, sam } = await withRos(kind)
      await leave(soon, sam)
      await leave(later)
      assert.deepEqual(await ends(), [later, later, soon])
      await leave('')
      assert.deepEqual(await ends(), [null, null, soon])
    })

    it('names those who have no line manager then', async () => {
      const { leave, page, line, ros, sam } = await withRos(kind)
      assert.doesNotMatch((await page(`/people/${ros}`)).body, /No line manager/)
      await leave(soon)
      const { body } = await page(`/people/${ros}`)
      assert.match(body, /No line manager from [^:]* on: Sam\./)
      assert.match(body, new RegExp(`href="[^"]*/people/${sam}/relations">Give Sam a line manager`))
      await line(sam, 'Quin')
      assert.doesNotMatch((await page(`/people/${ros}`)).body, /No line manager/)
    })

    it('says since when their duties do not hold', async () => {
      const { leave, page, person } = await withRos(kind)
      await leave(past, person('half'))
      const { body } = await page(`/people/${person('half')}`)
      assert.match(body, /None since [\s\S]*Administrator/)
    })

    it('cannot use an invitation, and is offered none', async () => {
      const { leave, page, send, app, store, ros } = await withRos(kind)
      const link = linkIn(await send(`/people/${ros}/invitation`, {}))
      await leave(soon)
      assert.equal((await app.inject(link)).statusCode, 200)
      await leave(past)
      const count = async (): Promise<number> =>
        (await store.read((db) => db.selectFrom('one_time_links').selectAll().execute())).length
      assert.equal(await count(), 0)
      const { body } = await page(`/people/${ros}`)
      assert.match(body, /Who has left cannot be invited/)
      assert.doesNotMatch(body, /an invitation</)
      assert.equal((await send(`/people/${ros}/invitation`, {})).statusCode, 409)
      assert.equal(await count(), 0)
      // As if the day had come since it was made.
      const token = await store.write((db) =>
        addLink(db, { purpose: 'invitation', accountId: null, personId: ros, now: new Date() }),
      )
      for (const method of ['GET', 'POST'] as const) {
        const refused = await app.inject({ method, url: `/link/${token}` })
        assert.notEqual(refused.statusCode, 200)
        if (method === 'GET') assert.match(refused.body, /has left the organisation/)
      }
      assert.doesNotMatch((await page(`/people/${ros}`)).body, /can be used until/)
    })

    it('says when the record goes, under a legal hold as without', async () => {
      const { leave, page, store, id, ros } = await withRos(kind)
      const shown = async (): Promise<string> => (await page(`/people/${ros}`)).body
      assert.doesNotMatch(await shown(), /This record/)
      await leave('2040-03-31')
      const set = (months: number | null): Promise<unknown> =>
        store.write(async (db) =>
          changePurpose(db, await purposeOf(db, id, 'organisation'), { retention_months: months }),
        )
      await set(24)
      assert.match(await shown(), /This record goes on 31 March 2042, 2 years after they left/)
      await set(null)
      assert.match(await shown(), /This record does not go: nobody has said/)
    })
  })
}
