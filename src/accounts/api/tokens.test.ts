import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { writePassword } from '../sign-in.ts'
import { changeAccount } from '../store/accounts.ts'
import { tokensOf } from '../store/api-tokens.ts'
import { eventsOf } from '../store/events.ts'
import { addPerson } from '../store/people.ts'
import { clearEnded } from '../store/sessions.ts'
import { removeSecondFactor, removeUser } from '../user-commands.ts'
import type { Kind } from '../../../test/organisation.ts'
import type { StoreKind } from '../../platform/store/index.ts'

const day = 86_400_000

/** An organisation whose people make tokens on the page for it. */
async function withTokens(kind: StoreKind) {
  const organisation = await administered(kind)
  const { app, id, people, post, store } = organisation
  const accountOf = (who: Kind): string => people.get(who)?.accountId ?? ''
  const send = async (who: Kind, scopes: readonly string[], change = {}) => {
    const { cookie, word } = await organisation.session(who)
    const values = { name: 'Nightly import', organisation: id, days: '90', ...change }
    const form = new URLSearchParams({ word, ...values })
    for (const scope of scopes) form.append('scopes', scope)
    return app.inject({
      method: 'POST',
      url: '/account/tokens/add',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: form.toString(),
    })
  }
  const use = (token: string, path = '/people.json', address = '127.0.0.1') =>
    app.inject({
      url: `/organisations/${id}${path}`,
      headers: { authorization: `Bearer ${token}` },
      remoteAddress: address,
    })
  return {
    ...organisation,
    send,
    use,
    accountOf,
    tokens: (who: Kind) => store.read((db) => tokensOf(db, accountOf(who))),
    make: async (who: Kind = 'administrator', scopes: readonly string[] = ['people:read']) => {
      const { body } = await send(who, scopes)
      const token = /cap_[\w-]{43}/.exec(body)?.[0]
      assert.ok(token !== undefined, body)
      return token
    },
    end: (who: Kind, token: string) => post(who, `/account/tokens/${token}/end`),
    events: async () =>
      (await store.read((db) => eventsOf(db, { organisationId: id }))).map(
        ({ action, details }) => `${action} ${details}`,
      ),
  }
}

for (const kind of storeKinds) {
  describe(`a token on ${kind}`, () => {
    it('is shown once, kept as a hash, noted, told to its owner, and ended by them alone', async () => {
      const { make, use, tokens, end, get, events, messages, store } = await withTokens(kind)
      const token = await make()
      assert.equal((await use(token)).statusCode, 200)
      const kept = JSON.stringify(
        await store.read((db) => db.selectFrom('api_tokens').selectAll().execute()),
      )
      assert.doesNotMatch(kept, new RegExp(token.slice(4)))
      const page = (await get('administrator', '/account/tokens')).body
      assert.doesNotMatch(page, new RegExp(token))
      assert.match(page, /Nightly import/)
      assert.match(page, /read its people, teams, posts, grades and reporting lines/)
      assert.deepEqual(await messages('administrator'), ['A token was made: Nightly import'])
      const [made] = await tokens('administrator')
      const id = made?.id ?? ''
      assert.equal(made?.used_on, new Date().toISOString().slice(0, 10))
      assert.equal((await end('manager', id)).statusCode, 404)
      assert.equal((await use(token)).statusCode, 200)
      assert.equal((await end('administrator', id)).statusCode, 303)
      const refused = await use(token)
      assert.deepEqual([refused.statusCode, refused.headers['www-authenticate']], [401, 'Bearer'])
      assert.equal(refused.json<{ error: { code: string } }>().error.code, 'token-not-valid')
      const told = (await events()).filter((event) => event.startsWith('token'))
      assert.deepEqual(told.toSorted(), [
        'token.ended {"what":"Nightly import"}',
        'token.made {"what":"Nightly import"}',
      ])
    })

    it('is made for what its owner may do themselves, with a name and a last day', async () => {
      const { send, tokens } = await withTokens(kind)
      const wrong: readonly (readonly [Kind, readonly string[], object, RegExp])[] = [
        ['administrator', [], {}, /Choose what it may do/],
        ['administrator', ['people:read', 'duties:grant'], {}, /Choose what it may do/],
        ['manager', ['people:read'], {}, /Choose only what you may do yourself/],
        ['administrator', ['people:read'], { name: '' }, /Enter the name/],
        [
          'administrator',
          ['people:read'],
          { days: '3650' },
          /Choose after how long it ends from the list/,
        ],
        ['administrator', ['people:read'], { days: '' }, /Choose after how long it ends/],
        ['foreign', ['people:read'], {}, /Choose the organisation from the list/],
      ]
      for (const [who, scopes, change, message] of wrong) {
        const { statusCode, body } = await send(who, scopes, change)
        assert.equal(statusCode, 422, body)
        assert.match(body, message)
        assert.equal((await tokens(who)).length, 0)
      }
    })

    it('ends on its last day, and is cleared away a month later', async () => {
      const { make, use, store, tokens } = await withTokens(kind)
      const token = await make()
      const expire = (days: number) => {
        const moment = new Date(Date.now() - days * day).toISOString()
        return store.write((db) =>
          db.updateTable('api_tokens').set({ expires_at: moment }).execute(),
        )
      }
      await expire(0)
      assert.equal((await use(token)).statusCode, 401)
      await store.write((db) => clearEnded(db, new Date()))
      assert.equal((await tokens('administrator')).length, 1)
      await expire(31)
      await store.write((db) => clearEnded(db, new Date()))
      assert.equal((await tokens('administrator')).length, 0)
    })

    it('ends with a duty, a password, a second factor and an account', async () => {
      const found = await withTokens(kind)
      const { make, use, store, accountOf, person } = found
      const now = new Date()
      const ways: readonly (readonly [string, () => Promise<unknown>])[] = [
        [
          'duty',
          async () => {
            const planner = await make('planner', ['record:read-own'])
            const path = `/account/record/${person('planner')}.json`
            const headers = { authorization: `Bearer ${planner}` }
            const before = await found.app.inject({ url: path, headers })
            assert.equal(before.statusCode, 200)
            const duties = `/organisations/${found.id}/people/${person('planner')}/duties`
            await found.post('administrator', duties, { duty: 'planner', give: 'no' })
            assert.equal((await found.app.inject({ url: path, headers })).statusCode, 401)
            await store.write((db) =>
              db
                .deleteFrom('api_tokens')
                .where('account_id', '=', accountOf('administrator'))
                .execute(),
            )
          },
        ],
        [
          'password',
          () =>
            store.write((db) =>
              writePassword(db, { accountId: accountOf('administrator'), hash: 'other', now }),
            ),
        ],
        [
          'second factor',
          () => removeSecondFactor(store, { email: 'administrator@example.org', now }),
        ],
        ['account', () => removeUser(store, { email: 'administrator@example.org', now })],
      ]
      for (const [what, change] of ways) {
        await store.write((db) =>
          changeAccount(db, accountOf('administrator'), {
            totp_secret: 'sealed',
            totp_confirmed_at: now.toISOString(),
          }),
        )
        const token = await make()
        assert.equal((await use(token)).statusCode, 200)
        await change()
        assert.equal((await use(token)).statusCode, 401, what)
      }
    })

    it('that is wrong too often closes its address to tokens for a while', async () => {
      const { make, use, store } = await withTokens(kind)
      const token = await make()
      for (let at = 0; at < 100; at += 1) {
        assert.equal((await use(`cap_${at}`, '/people.json', '192.0.2.1')).statusCode, 401)
      }
      assert.equal((await use('cap_no', '/people.json', '192.0.2.1')).statusCode, 429)
      assert.equal((await use(token, '/people.json', '192.0.2.1')).statusCode, 429)
      assert.equal((await use(token, '/people.json', '192.0.2.2')).statusCode, 200)
      const past = new Date(Date.now() - 1).toISOString()
      await store.write((db) => db.updateTable('throttles').set({ until: past }).execute())
      assert.equal((await use(token, '/people.json', '192.0.2.1')).statusCode, 200)
    })
  })
}

it('a token acts in one organisation of several', async () => {
  const { make, store, app, people, accountOf } = await withTokens('sqlite')
  const token = await make('administrator', ['record:read-own', 'organisation:read'])
  const elsewhere = await store.write(async (db) => {
    const { organisation_id: organisationId } = await db
      .selectFrom('people')
      .select('organisation_id')
      .where('id', '=', people.get('foreign')?.personId ?? '')
      .executeTakeFirstOrThrow()
    const accountId = accountOf('administrator')
    const person = { organisationId, reference: 'T', name: 'T', accountId, now: new Date() }
    return { organisationId, personId: await addPerson(db, person) }
  })
  const headers = { authorization: `Bearer ${token}` }
  for (const url of [
    `/account/record/${elsewhere.personId}.json`,
    `/organisations/${elsewhere.organisationId}/about.json`,
  ]) {
    assert.equal((await app.inject({ url, headers })).statusCode, 403, url)
  }
})

it('a token stands for no duty that a sign-in provider gave', async () => {
  const { make, send, use, store } = await withTokens('sqlite')
  const token = await make()
  assert.equal((await use(token)).statusCode, 200)
  const provider = 'https://idp.example.org'
  await store.write((db) => db.updateTable('duties').set({ provider }).execute())
  const refused = await use(token)
  assert.equal(refused.json<{ error: { code: string } }>().error.code, 'not-allowed')
  const { body } = await send('administrator', ['people:read'])
  assert.match(body, /Choose only what you may do yourself/)
  assert.equal(
    (await use(await make('administrator', ['organisation:read']), '/about.json')).statusCode,
    200,
  )
})

it('an account has no more tokens than somebody can look after', async () => {
  const { make, send } = await withTokens('sqlite')
  for (let at = 0; at < 20; at += 1) await make()
  const { statusCode, body } = await send('administrator', ['people:read'])
  assert.equal(statusCode, 422)
  assert.match(body, /You have 20 tokens\. End one/)
})
