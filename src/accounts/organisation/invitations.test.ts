import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, idIn, linkIn, valuesIn } from '../../../test/administered.ts'
import type { Kind } from '../../../test/organisation.ts'
import { storeKinds } from '../../../test/stores.ts'
import { newToken } from '../secrets.ts'
import { eventsOf } from '../store/events.ts'
import { addPerson } from '../store/people.ts'

type Administered = Awaited<ReturnType<typeof administered>>

/** Three people without an account, one of them without an address, and one who has left. */
async function invitable(found: Administered): Promise<ReadonlyMap<string, string>> {
  const { send, store, id } = found
  const ids = new Map<string, string>()
  for (const [name, email] of [
    ['Ash', 'ash@example.org'],
    ['Birch', 'birch@example.org'],
    ['=Cedar', 'cedar@example.org'],
    ['Unreachable', ''],
    ['Gone', 'gone@example.org'],
  ] as const) {
    ids.set(name, idIn(await send('/people/add', { name, reference: name, email, team: '' })))
  }
  await store.write((db) =>
    db
      .updateTable('people')
      .set({ left_on: '2026-01-31' })
      .where('organisation_id', '=', id)
      .where('reference', '=', 'Gone')
      .execute(),
  )
  return ids
}

function linksIn(body: string): readonly string[] {
  return body.match(/\/link\/[\w-]{43}/g) ?? []
}

/** Opens the form and sends it. */
async function inviting(
  { page, send }: Administered,
  values: Readonly<Record<string, string>>,
): Promise<{ sent: Readonly<Record<string, string>>; body: string; status: number }> {
  const { batch = '' } = valuesIn(await page('/invitations'))
  const sent = { batch, ...values }
  const { body, statusCode: status } = await send('/invitations', sent)
  return { sent, body, status }
}

async function invitationsLogged({ store, id }: Administered): Promise<readonly string[]> {
  const all = await store.read((db) => eventsOf(db, { organisationId: id }))
  return all
    .filter(({ action }) => action === 'invitation.sent')
    .map(({ person_id: personId }) => personId ?? '')
    .toSorted()
}

for (const kind of storeKinds) {
  describe(`inviting many people on ${kind}`, () => {
    it('gives each who can be invited a link that works, and notes it for each', async () => {
      const found = await administered(kind)
      const ids = await invitable(found)
      const { body } = await inviting(found, { who: 'new' })
      const links = linksIn(body)
      assert.equal(new Set(links).size, 3)
      assert.doesNotMatch(body, /gone@example\.org|Unreachable/)
      const pages = await Promise.all(links.map(async (url) => (await found.app.inject(url)).body))
      for (const [at, email] of ['cedar', 'ash', 'birch'].entries())
        assert.match(pages[at] ?? '', new RegExp(`${email}@example\\.org`))
      const invited = ['Ash', 'Birch', '=Cedar'].map((name) => ids.get(name) ?? '')
      assert.deepEqual(await invitationsLogged(found), invited.toSorted())
    })

    it('gives the same links when it is sent twice, and changes nothing', async () => {
      const found = await administered(kind)
      await invitable(found)
      const { sent, body } = await inviting(found, { who: 'new' })
      const before = await found.store.read((db) =>
        db.selectFrom('one_time_links').selectAll().orderBy('token_hash').execute(),
      )
      const logged = await invitationsLogged(found)
      const again = await found.send('/invitations', sent)
      assert.deepEqual(linksIn(again.body), linksIn(body))
      const file = await found.send('/invitations', { ...sent, as: 'csv' })
      assert.deepEqual(linksIn(file.body), linksIn(body))
      assert.match(String(file.headers['content-disposition']), /invitations\.csv/)
      assert.match(file.body, /^\ufeffName,Reference,E-mail address,Link,Works until\r\n'=Cedar,/)
      assert.equal(file.headers['cache-control'], 'no-store')
      assert.deepEqual(
        await found.store.read((db) =>
          db.selectFrom('one_time_links').selectAll().orderBy('token_hash').execute(),
        ),
        before,
      )
      assert.deepEqual(await invitationsLogged(found), logged)
    })

    it('takes no link away that was made after the page was opened', async () => {
      const found = await administered(kind)
      const ids = await invitable(found)
      const { sent, body } = await inviting(found, { who: 'all' })
      const own = linkIn(await found.send(`/people/${ids.get('Ash')}/invitation`, {}))
      const again = await found.send('/invitations', sent)
      assert.equal(linksIn(again.body).length, 2)
      assert.match(again.body, /Invited otherwise in the meantime[\s\S]*Ash \(Ash\)/)
      assert.equal((await found.app.inject(own)).statusCode, 200)
      assert.equal(linksIn(body).filter((url) => !linksIn(again.body).includes(url)).length, 1)
    })

    it('brings no link back that went to an address that was corrected', async () => {
      const found = await administered(kind)
      const ids = await invitable(found)
      const birch = ids.get('Birch') ?? ''
      const { sent, body } = await inviting(found, { who: 'chosen', people: birch })
      const [wrong = ''] = linksIn(body)
      const edit = `/people/${birch}/edit`
      const { version = '' } = valuesIn(await found.page(edit))
      const corrected = { version, name: 'Birch', email: 'silver@example.org', team: '', left: '' }
      assert.equal((await found.send(edit, corrected)).statusCode, 303)
      const [right = ''] = linksIn((await found.send('/invitations', sent)).body)
      assert.notEqual(right, wrong)
      assert.equal((await found.app.inject(wrong)).statusCode, 410)
      assert.match((await found.app.inject(right)).body, /silver@example\.org/)
    })

    it('is for those who are chosen alone, of this organisation alone', async () => {
      const found = await administered(kind)
      const ids = await invitable(found)
      const foreign = found.person('foreign')
      const other = await found.store.write(async (db) => {
        const { organisation_id: organisationId } = await db
          .selectFrom('people')
          .select('organisation_id')
          .where('id', '=', foreign)
          .executeTakeFirstOrThrow()
        const email = 'elsewhere@example.org'
        const person = { organisationId, reference: 'E', name: 'Elsewhere', email }
        return addPerson(db, { ...person, now: new Date() })
      })
      const people = [ids.get('Birch'), ids.get('Gone'), found.person('plain'), other].join(' ')
      const { body } = await inviting(found, { who: 'chosen', people })
      assert.equal(linksIn(body).length, 1)
      assert.match(body, /birch@example\.org/)
      const next = await inviting(found, { who: 'new' })
      assert.equal(linksIn(next.body).length, 2)
      assert.doesNotMatch(next.body, /birch@example\.org/)
    })

    it('asks again where it is not clear whom to invite', async () => {
      const found = await administered(kind)
      const ids = await invitable(found)
      const nobody = await inviting(found, { who: 'chosen' })
      assert.equal(nobody.status, 422)
      assert.match(nobody.body, /href="#people">Choose at least one person/)
      const both = await inviting(found, { who: 'all', people: ids.get('Ash') ?? '' })
      assert.equal(both.status, 422)
      assert.match(both.body, /href="#who">You chose people/)
      assert.deepEqual(await invitationsLogged(found), [])
    })

    it('takes no form that was changed, is old, or was shown to somebody else', async () => {
      const found = await administered(kind)
      await invitable(found)
      const { batch = '' } = valuesIn(
        await found.get('administrator', `/organisations/${found.id}/invitations`),
      )
      for (const wrong of ['', `${batch.slice(0, -4)}AAAA`]) {
        const { statusCode } = await found.send('/invitations', { who: 'new', batch: wrong })
        assert.equal(statusCode, 400)
      }
      const seal = (shownAt: Date, who: Kind): string => {
        const { safe } = found.door
        const owner = `invitations ${found.id} ${found.people.get(who)?.accountId ?? ''}`
        return safe.seal(`${shownAt.toISOString()} ${newToken()}`, owner)
      }
      const others = seal(new Date(), 'half')
      assert.equal(
        (await found.send('/invitations', { who: 'new', batch: others })).statusCode,
        400,
      )
      const yesterday = seal(new Date(Date.now() - 24 * 3_600_000), 'administrator')
      const late = await found.send('/invitations', { who: 'new', batch: yesterday })
      assert.equal(late.statusCode, 403)
      assert.deepEqual(await invitationsLogged(found), [])
    })

    it('has nobody to invite where everybody has an account', async () => {
      const { page } = await administered(kind)
      assert.match((await page('/invitations')).body, /has an account already/)
    })
  })
}
