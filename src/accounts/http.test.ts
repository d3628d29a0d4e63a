import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { testDatabase } from '../../test/stores.ts'
import { createApp } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import { readConfig } from '../platform/index.ts'
import { hashPassword } from './passwords.ts'
import { newSecret } from './second-factor.ts'
import { formWord, safeOf } from './secrets.ts'
import type { Door } from './sign-in.ts'
import { addAccount, changeAccount } from './store/accounts.ts'
import { messagesTo, send as sendMessage } from './store/messages.ts'

const password = 'kettle orbit mango'
const library = openLibrary({ dataDir: join(import.meta.dirname, '..', '..', 'build', 'no-data') })
const form = { 'content-type': 'application/x-www-form-urlencoded' }

let door: Door
let plain: FastifyInstance
let secure: FastifyInstance

before(async () => {
  const store = (await testDatabase('sqlite')).open()
  door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const baseUrl = 'https://skills.example.org'
  plain = await createApp({ library, config, door, strictViews: true })
  secure = await createApp({ library, config: { ...config, baseUrl }, door, strictViews: true })
  await addOne('ada@example.org')
})
after(() => Promise.all([plain.close(), secure.close()]))

async function addOne(email: string, change = {}): Promise<string> {
  const hash = await hashPassword(password)
  return door.store.write(async (db) => {
    const id = await addAccount(db, { email, name: 'Ada Okafor', now: new Date() })
    await changeAccount(db, id, { password_hash: hash, ...change })
    return id
  })
}

async function signedIn(app: FastifyInstance, email = 'ada@example.org', cookie = '') {
  const payload = new URLSearchParams({ email, password, next: '/messages' }).toString()
  const headers = { ...form, ...(cookie !== '' && { cookie }) }
  const answer = await app.inject({ method: 'POST', url: '/sign-in', headers, payload })
  const [set] = answer.cookies
  assert.ok(set !== undefined, answer.body)
  return { answer, set, cookie: `${set.name}=${set.value}`, word: formWord(set.value) }
}

describe('the cookie of a session', () => {
  it('can be read by no script, goes to no other site and, by https, comes from no other', async () => {
    const { set } = await signedIn(plain)
    assert.deepEqual(
      [set.name, set.httpOnly, set.sameSite, set.path, set.secure],
      ['capable', true, 'Lax', '/', undefined],
    )
    const { set: other } = await signedIn(secure)
    assert.deepEqual([other.name, other.secure], ['__Host-capable', true])
  })

  it('is not taken under the other name where readers come by https', async () => {
    const { set } = await signedIn(secure)
    const headers = { cookie: `capable=${set.value}` }
    assert.equal((await secure.inject({ url: '/account', headers })).statusCode, 303)
  })

  it('is another one after signing in again, and the earlier session has ended', async () => {
    const first = await signedIn(plain)
    const second = await signedIn(plain, 'ada@example.org', first.cookie)
    assert.equal(second.answer.headers.location, '/messages')
    const gone = await plain.inject({ url: '/account', headers: { cookie: first.cookie } })
    assert.equal(gone.statusCode, 303)
  })

  it('is set on no published page', async () => {
    const { cookie } = await signedIn(plain)
    const { headers, body } = await plain.inject({ url: '/roles', headers: { cookie } })
    assert.equal(headers['set-cookie'], undefined)
    assert.doesNotMatch(body, /Ada Okafor/)
  })
})

describe('an account whose second factor was not given yet', () => {
  it('shows nothing of itself', async () => {
    const email = 'grace@example.org'
    const id = await addOne(email)
    await door.store.write((db) =>
      changeAccount(db, id, {
        totp_secret: door.safe.seal(newSecret(), id),
        totp_confirmed_at: new Date().toISOString(),
      }),
    )
    const { cookie } = await signedIn(plain, email)
    for (const url of ['/sign-in/second-factor', '/permissions', '/sign-in/help']) {
      const { statusCode, body } = await plain.inject({ url, headers: { cookie } })
      assert.equal(statusCode, 200)
      assert.doesNotMatch(body, /Ada Okafor|Messages/)
    }
    for (const url of ['/account', '/messages', '/account/password']) {
      const { headers } = await plain.inject({ url, headers: { cookie } })
      assert.match(String(headers.location), /^\/sign-in\/second-factor/)
    }
  })

  it('does nothing either: what is refused does not run', async () => {
    const email = 'half.open@example.org'
    const factor = { totp_secret: 'sealed', totp_confirmed_at: new Date().toISOString() }
    const accountId = await addOne(email, factor)
    const message = { accountId, subject: 'Unread', body: 'Unread', now: new Date() }
    await door.store.write((db) => sendMessage(db, message))
    const { cookie } = await signedIn(plain, email)
    assert.equal((await plain.inject({ url: '/messages', headers: { cookie } })).statusCode, 303)
    const messages = await door.store.read((db) => messagesTo(db, accountId))
    assert.deepEqual(
      messages.filter(({ subject }) => subject === 'Unread').map(({ read_at: read }) => read),
      [null],
    )
  })
})

describe('a form', () => {
  const change = { current: 'wrong', password: 'lantern puddle zebra' }

  it('says when something was tried too often, and counts anew after it was right', async () => {
    const email = 'edith@example.org'
    await addOne(email)
    const { cookie, word } = await signedIn(plain, email)
    const send = (values: Record<string, string>) =>
      plain.inject({
        method: 'POST',
        url: '/account/password',
        headers: { ...form, cookie },
        payload: new URLSearchParams({ word, ...values }).toString(),
      })
    for (let at = 0; at < 9; at += 1) assert.match((await send(change)).body, /is not right/)
    assert.equal((await send({ ...change, current: password })).statusCode, 303)
    for (let at = 0; at < 10; at += 1) assert.match((await send(change)).body, /is not right/)
    assert.match((await send(change)).body, /too many tries/)
  })

  it('looks at a new password only with the right one of today', async () => {
    const email = 'joan@example.org'
    await addOne(email)
    const { cookie, word } = await signedIn(plain, email)
    for (const [current, said] of [
      ['wrong', /is not right/],
      ['', /Enter your password now/],
      [password, /easy to guess/],
    ] as const) {
      const { body } = await plain.inject({
        method: 'POST',
        url: '/account/password',
        headers: { ...form, cookie },
        payload: new URLSearchParams({ word, current, password: 'password1234' }).toString(),
      })
      assert.match(body, said)
      assert.equal(/easy to guess/.test(body), current === password)
    }
  })

  it('with millions of fields is refused at once', async () => {
    const payload = 'a&'.repeat(100_000)
    const answer = await plain.inject({ method: 'POST', url: '/sign-in', headers: form, payload })
    assert.equal(answer.statusCode, 413)
  })
})

describe('an address that is only sent to', () => {
  it('leads back to the account, and other methods are refused', async () => {
    assert.equal((await plain.inject('/account/sessions')).headers.location, '/account')
    const { statusCode, headers } = await plain.inject({ method: 'DELETE', url: '/account' })
    assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD'])
  })
})
