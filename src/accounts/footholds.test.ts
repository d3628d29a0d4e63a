import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { administered, idIn, linkIn, valuesIn } from '../../test/administered.ts'
import { switchedOn } from '../../test/organisation.ts'
import { withToken } from '../../test/with-token.ts'
import { storeKinds } from '../../test/stores.ts'
import type { StoreKind } from '../platform/store/index.ts'
import { isPassword } from './passwords.ts'
import { formWord } from './secrets.ts'
import { setPassword } from './sign-in.ts'
import { accountByEmail } from './store/accounts.ts'
import { addFrameworkOwner, removeFrameworkOwner } from './store/framework-owners.ts'
import { addLink } from './store/links.ts'
import { messagesTo } from './store/messages.ts'
import { addOrganisation } from './store/organisations.ts'
import { addPerson } from './store/people.ts'
import { openSession } from './store/sessions.ts'
import { setFrameworkOwner } from './user-commands.ts'

const own = 'kettle orbit mango'
const theirs = 'lantern puddle zebra'
const email = 'newcomer@example.org'

/** Two organisations, of which the second one’s administrator is after what the first one holds. */
async function two(kind: StoreKind) {
  const found = await administered(kind)
  const { app, store, people, post, send } = found
  const foreign = await store.read((db) =>
    db
      .selectFrom('people')
      .select('organisation_id')
      .where('id', '=', people.get('foreign')?.personId ?? '')
      .executeTakeFirstOrThrow(),
  )
  await store.write(async (db) => {
    const { particulars } = await db
      .selectFrom('organisations')
      .select('particulars')
      .where('id', '=', found.id)
      .executeTakeFirstOrThrow()
    await db
      .updateTable('organisations')
      .set({ particulars })
      .where('id', '=', foreign.organisation_id)
      .execute()
    await switchedOn(db, foreign.organisation_id, 'organisation')
  })
  const add = { name: 'Newcomer', reference: 'N1', email, team: '' }
  const elsewhere = `/organisations/${foreign.organisation_id}`
  const accountOf = (address: string) => store.read((db) => accountByEmail(db, address))
  return {
    ...found,
    accountOf,
    fits: async (address: string, password: string) =>
      isPassword(password, (await accountOf(address))?.password_hash ?? null),
    choose: (url: string, password: string): Promise<LightMyRequestResponse> =>
      app.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ password }).toString(),
      }),
    /** A session, and asking in it. */
    enter: async (accountId: string) => {
      const session = { accountId, secondFactor: false, now: new Date() }
      const token = await store.write((db) => openSession(db, session))
      const cookie = `capable=${token}`
      return {
        get: (url: string) => app.inject({ url, headers: { cookie } }),
        join: (url: string) =>
          app.inject({
            method: 'POST',
            url,
            headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
            payload: new URLSearchParams({ word: formWord(token) }).toString(),
          }),
      }
    },
    /** An invitation of the first organisation. */
    invite: async (address = email) => {
      const person = idIn(await send('/people/add', { ...add, email: address }))
      return { person, url: linkIn(await send(`/people/${person}/invitation`, {})) }
    },
    /** An invitation of the second one. */
    inviteElsewhere: async (address = email) => {
      const now = new Date()
      const organisationId = foreign.organisation_id
      const who = { organisationId, reference: 'F1', name: 'Newcomer', email: address, now }
      const person = await store.write((db) => addPerson(db, who))
      const answer = await post('foreign', `${elsewhere}/people/${person}/invitation`, {})
      return { person, url: linkIn(answer) }
    },
    linkFor: async (accountId: string) => {
      const link = { purpose: 'new-password', accountId, now: new Date() } as const
      return `/link/${await store.write((db) => addLink(db, link))}`
    },
  }
}

for (const kind of storeKinds) {
  describe(`an invitation on ${kind}`, () => {
    it('sets one password, whoever holds it afterwards', async () => {
      const { inviteElsewhere, choose, fits, app } = await two(kind)
      const { url } = await inviteElsewhere()
      assert.equal((await choose(url, own)).statusCode, 303)
      await choose(url, theirs)
      assert.deepEqual([await fits(email, own), await fits(email, theirs)], [true, false])
      const { body } = await app.inject(url)
      assert.match(body, /Sign in with your account to join/)
      assert.match(body, /\/sign-in\/help/)
      assert.doesNotMatch(body, /name="password"/)
    })

    it('looks the same once a password was chosen with it, whether there was an account or not', async () => {
      const { invite, inviteElsewhere, choose, app, accountOf, store } = await two(kind)
      const one = await inviteElsewhere()
      const other = await invite('alone@example.org')
      const shown: string[] = []
      for (const [{ url }, address] of [
        [one, email],
        [other, 'alone@example.org'],
      ] as const) {
        await choose(url, own)
        await choose(url, theirs)
        const { body } = await app.inject(url)
        shown.push(
          body
            .replaceAll(url, '/link')
            .replaceAll(encodeURIComponent(url), '/link')
            .replaceAll(address, 'address')
            .replaceAll(/(Test|Other) department/g, 'department'),
        )
      }
      assert.equal(shown[0], shown[1])
      const accountId = (await accountOf('alone@example.org'))?.id ?? ''
      assert.equal((await store.read((db) => messagesTo(db, accountId))).length, 1)
    })

    it('ends every other session and link when it is accepted', async () => {
      const { invite, inviteElsewhere, choose, enter, accountOf, linkFor, app } = await two(kind)
      await choose((await inviteElsewhere()).url, own)
      const accountId = (await accountOf(email))?.id ?? ''
      const foothold = await enter(accountId)
      const link = await linkFor(accountId)
      const { person, url } = await invite()
      const session = await enter(accountId)
      assert.equal((await session.join(url)).headers.location, '/account')
      assert.equal((await session.get(`/account/record/${person}`)).statusCode, 200)
      assert.equal((await foothold.get(`/account/record/${person}`)).statusCode, 303)
      assert.equal((await app.inject(link)).statusCode, 410)
      assert.equal((await choose(link, theirs)).statusCode, 410)
    })
  })

  describe(`an invitation to an address that is corrected on ${kind}`, () => {
    it('ends, on a page and by a program, and stays with any other change', async () => {
      const { send, sendJson, read, page, app } = await withToken(kind)
      const add = { name: 'Newcomer', reference: 'N1', email: 'wrong@example.org', team: '' }
      const id = idIn(await send('/people/add', add))
      const change = async (values: object): Promise<void> => {
        const { version } = (await read(`/people/${id}.json`)).json<{
          data: { version: number }
        }>().data
        const kept = { name: 'Newcomer', email: 'wrong@example.org', team: '', left: '' }
        const done = await sendJson(`/people/${id}/edit`, { ...kept, ...values, version })
        assert.equal(done.statusCode, 200, done.body)
      }
      const invite = async () => linkIn(await send(`/people/${id}/invitation`, {}))
      const link = await invite()
      await change({ name: 'New Comer' })
      await change({ email: 'Wrong@example.org' })
      assert.equal((await app.inject(link)).statusCode, 200)
      await change({ email: 'right@example.org' })
      assert.equal((await app.inject(link)).statusCode, 410)
      const other = await invite()
      const form = { ...valuesIn(await page(`/people/${id}/edit`)), team: '' }
      await send(`/people/${id}/edit`, { ...form, email: '' })
      assert.equal((await app.inject(other)).statusCode, 410)
    })
  })

  describe(`a link that an administrator made on ${kind}`, () => {
    it('ends when its account joins another organisation', async () => {
      const { send, person, people, inviteElsewhere, enter, choose } = await two(kind)
      const link = linkIn(await send(`/people/${person('plain')}/new-password`, {}))
      const { url } = await inviteElsewhere('plain@example.org')
      const session = await enter(people.get('plain')?.accountId ?? '')
      assert.equal((await session.join(url)).headers.location, '/account')
      assert.equal((await choose(link, theirs)).statusCode, 410)
    })

    it('sets nothing once the account is not of that organisation alone, however that came', async () => {
      const { send, person, people, store, choose, app, fits } = await two(kind)
      const accountId = people.get('plain')?.accountId ?? ''
      const link = linkIn(await send(`/people/${person('plain')}/new-password`, {}))
      assert.equal((await app.inject(link)).statusCode, 200)
      await store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
      assert.equal((await app.inject(link)).statusCode, 410)
      assert.equal((await choose(link, theirs)).statusCode, 410)
      const other = await store.write(async (db) => {
        await removeFrameworkOwner(db, accountId)
        const now = new Date()
        const organisationId = await addOrganisation(db, { name: 'Third department', now })
        return addPerson(db, { organisationId, accountId, reference: '1', name: 'Test', now })
      })
      assert.equal((await choose(link, theirs)).statusCode, 410)
      await store.write((db) => db.deleteFrom('people').where('id', '=', other).execute())
      assert.equal((await choose(link, theirs)).statusCode, 303)
      assert.equal(await fits('plain@example.org', theirs), true)
    })

    it('is looked at no more after twenty tries', async () => {
      const { send, person, choose } = await two(kind)
      const link = linkIn(await send(`/people/${person('plain')}/new-password`, {}))
      for (let at = 0; at < 20; at += 1) {
        assert.equal((await choose(link, 'password1234')).statusCode, 422)
      }
      assert.equal((await choose(link, theirs)).statusCode, 429)
    })

    it('ends when its person sets a password of their own', async () => {
      const { send, person, people, door, choose } = await two(kind)
      const link = linkIn(await send(`/people/${person('plain')}/new-password`, {}))
      const accountId = people.get('plain')?.accountId ?? ''
      await setPassword(door, { accountId, password: own })
      assert.equal((await choose(link, theirs)).statusCode, 410)
    })
  })

  describe(`becoming a framework owner on ${kind}`, () => {
    it('ends every session and link', async () => {
      const { people, enter, linkFor, choose, store } = await two(kind)
      const accountId = people.get('plain')?.accountId ?? ''
      const foothold = await enter(accountId)
      const link = await linkFor(accountId)
      await setFrameworkOwner(store, { email: 'plain@example.org', owns: true, now: new Date() })
      assert.equal((await foothold.get('/account')).statusCode, 303)
      assert.equal((await choose(link, theirs)).statusCode, 410)
    })
  })
}
