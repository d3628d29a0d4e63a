import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { onwardIn, providerSite, wordIn } from '../../../test/provider-site.ts'
import type { Kind } from '../../../test/organisation.ts'
import type { ProviderSite } from '../../../test/provider-site.ts'
import type { TestClaims } from '../../../test/provider.ts'
import { storeKinds } from '../../../test/stores.ts'
import type { StoreKind } from '../../platform/store/index.ts'
import { hashPassword } from '../passwords.ts'
import { newSecret } from '../second-factor.ts'
import { scopeNames } from '../api/scopes.ts'
import { changeAccount } from '../store/accounts.ts'
import { addToken, tokensOf } from '../store/api-tokens.ts'
import { identitiesOf } from '../store/identities.ts'
import { messagesTo } from '../store/messages.ts'
import { openSession } from '../store/sessions.ts'
import { newPasswordLink } from '../user-commands.ts'
import { addPerson, changePerson, personBy } from '../store/people.ts'
import { attemptMinutes } from './attempt.ts'

const zoe = { name: 'Zoe', email: 'zoe@example.org', email_verified: true, tid: 'department' }

async function siteOf(kind: StoreKind, claims: TestClaims = {}): Promise<ProviderSite> {
  const site = await providerSite(kind)
  site.provider.people.set('zoe', { ...zoe, ...claims })
  return site
}

async function rowsIn({ organisation: { store } }: ProviderSite): Promise<readonly number[]> {
  return store.read(async (db) => [
    (await db.selectFrom('accounts').select('id').execute()).length,
    (await db.selectFrom('people').select('id').execute()).length,
    (await db.selectFrom('identities').select('subject').execute()).length,
  ])
}

/** The address with some of its query changed; undefined takes a part away. */
function altered(address: string, change: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  return url.href
}

const password = 'kettle orbit mango'

/** Somebody who signed in with the password of their account, and the word of their forms. */
async function withPassword(site: ProviderSite, who: Kind = 'plain') {
  const { store, people } = site.organisation
  const accountId = people.get(who)?.accountId ?? ''
  const hash = await hashPassword(password)
  await store.write((db) => changeAccount(db, accountId, { password_hash: hash }))
  const browser = site.browser()
  const form = { email: `${who}@example.org`, password, next: '/account' }
  const account = await browser.go('/sign-in', { form })
  return { browser, accountId, word: () => wordIn(account) }
}

async function identities(site: ProviderSite, accountId: string): Promise<number> {
  return (await site.organisation.store.read((db) => identitiesOf(db, accountId))).length
}

async function told(site: ProviderSite, accountId: string): Promise<readonly string[]> {
  const messages = await site.organisation.store.read((db) => messagesTo(db, accountId))
  return messages.map(({ subject }) => subject)
}

for (const kind of storeKinds) {
  describe(`a way in that stays open on ${kind}`, () => {
    const plain = { ...zoe, email: 'plain@example.org' }

    it('is not made by an open session alone', async () => {
      const site = await siteOf(kind)
      site.provider.people.set('plain', plain)
      const { browser, accountId, word } = await withPassword(site)
      for (const current of ['', 'a guess']) {
        const refused = await site.connect(browser, 'plain', { current })
        assert.equal(refused.status, 422)
      }
      const form = { word: word(), next: '/account' }
      const onward = onwardIn(await browser.go('/sign-in/provider', { form }))
      const { url } = await browser.go(onward)
      // Signing in as another goes on as another, or nowhere: nothing is connected.
      assert.equal((await browser.go(url, { form: { account: 'plain' } })).status, 409)
      assert.equal(await identities(site, accountId), 0)
    })

    it('takes the second factor too, where there is one', async () => {
      const site = await siteOf(kind)
      site.provider.people.set('plain', plain)
      const { accountId } = await withPassword(site)
      const { door, store } = site.organisation
      const secret = newSecret()
      await store.write((db) =>
        changeAccount(db, accountId, {
          totp_secret: door.safe.seal(secret, accountId),
          totp_confirmed_at: door.now().toISOString(),
        }),
      )
      const token = await store.write((db) =>
        openSession(db, { accountId, secondFactor: true, now: door.now() }),
      )
      const browser = site.browser()
      browser.cookies('http://127.0.0.1:1').set('capable', token)
      const without = await site.connect(browser, 'plain', { current: password, code: '000000' })
      assert.match(without.body, /The code is not right/)
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
      assert.equal((await site.connect(browser, 'plain', { current: password, code })).status, 200)
      assert.equal(await identities(site, accountId), 1)
    })

    it('is nobody whose verified address is not that of the account', async () => {
      const site = await siteOf(kind)
      const { browser, accountId } = await withPassword(site)
      for (const change of [zoe, { ...plain, email_verified: false }]) {
        site.provider.people.set('mallory', change)
        const refused = await site.connect(browser, 'mallory', { current: password })
        assert.equal(refused.status, 403)
        assert.match(refused.body, /did not confirm the e-mail address of your account/)
      }
      assert.equal(await identities(site, accountId), 0)
    })

    it('is shown, and shut by the person, who is told', async () => {
      const site = await siteOf(kind)
      site.provider.people.set('plain', { ...plain, email: 'PLAIN@example.org' })
      const { browser, accountId } = await withPassword(site)
      await site.connect(browser, 'plain', { current: password })
      const other = site.browser()
      await site.signIn(other, 'plain')
      const account = await browser.go('/account')
      assert.match(account.body, /Disconnect from Test provider/)
      const form = { word: wordIn(account), issuer: site.provider.issuer }
      const gone = await browser.go('/account/provider/disconnect', { form })
      assert.match(gone.body, /Connect with Test provider/)
      assert.equal(await identities(site, accountId), 0)
      assert.equal(new URL((await other.go('/account')).url).pathname, '/sign-in')
      assert.ok((await told(site, accountId)).includes('Your account was disconnected'))
      await browser.go('/account/provider/disconnect', { form })
      const times = (await told(site, accountId)).filter((each) => /disconnected/.test(each))
      assert.equal(times.length, 1)
    })

    it('is shut when the provider puts the account into an organisation', async () => {
      const site = await siteOf(kind)
      site.provider.people.set('alone', { ...zoe, email: 'alone@example.org' })
      const foothold = (await withPassword(site, 'alone')).browser
      const { browser } = await withPassword(site, 'alone')
      const joined = await site.connect(browser, 'alone', { current: password })
      assert.match(joined.body, /Test department/)
      assert.equal(new URL((await foothold.go('/account')).url).pathname, '/sign-in')
    })

    it('is not shut where it is the only one', async () => {
      const site = await siteOf(kind)
      const browser = site.browser()
      const account = await site.signIn(browser, 'zoe')
      assert.match(account.body, /You have no password, so this is the only way/)
      assert.doesNotMatch(account.body, /Disconnect/)
      const form = { word: wordIn(account), issuer: site.provider.issuer }
      const refused = await browser.go('/account/provider/disconnect', { form })
      assert.equal(refused.status, 409)
      assert.equal((await site.signIn(site.browser(), 'zoe')).status, 200)
    })

    it('is shut by a link for a new password, with sessions and tokens', async () => {
      const site = await siteOf(kind)
      site.provider.people.set('plain', plain)
      const { browser, accountId } = await withPassword(site)
      await site.connect(browser, 'plain', { current: password })
      const { store, id: organisationId } = site.organisation
      const now = new Date()
      const scopes = scopeNames.slice(0, 1)
      const token = { accountId, organisationId, name: 'a program', scopes, days: 90, now }
      await store.write((db) => addToken(db, token))
      const link = await newPasswordLink(store, { email: 'plain@example.org', now })
      assert.ok(link !== undefined)
      await site.browser().go(link, { form: { password: 'lantern puddle zebra' } })
      assert.equal(await identities(site, accountId), 0)
      assert.equal(new URL((await browser.go('/account')).url).pathname, '/sign-in')
      assert.equal((await store.read((db) => tokensOf(db, accountId))).length, 0)
      const messages = await store.read((db) => messagesTo(db, accountId))
      assert.ok(messages.some(({ body }) => /no longer sign in with your organisation/.test(body)))
      assert.equal((await site.signIn(site.browser(), 'plain')).status, 409)
    })
  })

  describe(`what can go wrong with a provider on ${kind}`, () => {
    it('adds nobody whom the claims do not place, and says why', async () => {
      const site = await siteOf(kind)
      const before = await rowsIn(site)
      const cases: readonly (readonly [TestClaims, RegExp])[] = [
        [{ email_verified: false }, /gave no e-mail address of yours that it has verified/],
        [{ email_verified: undefined }, /gave no e-mail address/],
        [{ email: undefined }, /gave no e-mail address/],
        [{ email: 'zoe' }, /gave no e-mail address/],
        [{ tid: undefined }, /does not say that you belong to an organisation/],
        [{ tid: 'elsewhere' }, /does not say that you belong/],
        [{ email: 'manager@example.org' }, /is opened in another way/],
        [{ email: 'FOREIGN@example.org' }, /is opened in another way/],
      ]
      for (const [change, message] of cases) {
        site.provider.people.set('zoe', { ...zoe, ...change })
        const page = await site.signIn(site.browser(), 'zoe')
        assert.ok(page.status === 403 || page.status === 409, `${page.status}`)
        assert.match(page.body, message)
        assert.match(page.body, /Go to the page Sign in/)
      }
      assert.deepEqual(await rowsIn(site), before)
    })

    it('adds nobody to an organisation that has not said who answers for its records', async () => {
      const site = await siteOf(kind)
      await site.organisation.store.write((db) =>
        db.updateTable('organisations').set({ particulars: '{}' }).execute(),
      )
      const page = await site.signIn(site.browser(), 'zoe')
      assert.equal(page.status, 403)
      assert.match(page.body, /has not yet said who answers for its records/)
    })

    it('brings nobody back who has left, and gives them no duty', async () => {
      const site = await siteOf(kind, { groups: ['cap-admins'], amr: ['mfa'] })
      const { store, id: organisationId } = site.organisation
      await site.signIn(site.browser(), 'zoe')
      const found = () =>
        store.read((db) => personBy(db, organisationId, { email: zoe.email, except: null }))
      const person = await found()
      assert.ok(person !== undefined)
      const change = { left_on: '2026-01-31' }
      await store.write((db) => changePerson(db, { organisationId, ...person }, change))
      const page = await site.signIn(site.browser(), 'zoe')
      assert.match(page.body, /You are in no organisation/)
      const duties = await store.read((db) =>
        db.selectFrom('duties').selectAll().where('person_id', '=', person.id).execute(),
      )
      assert.deepEqual(
        duties.map(({ until_day: until }) => until === null),
        [false],
      )
    })

    it('gives nobody the place of somebody who has another account', async () => {
      const site = await siteOf(kind)
      const { store, id: organisationId, people } = site.organisation
      const now = new Date()
      const listed = { organisationId, reference: '9', name: 'Another', email: zoe.email, now }
      const accountId = people.get('alone')?.accountId ?? ''
      await store.write((db) => addPerson(db, { ...listed, accountId }))
      const page = await site.signIn(site.browser(), 'zoe')
      assert.equal(page.status, 409)
      assert.match(page.body, /another account/)
    })

    it('takes an answer once, from the browser that asked, while it waits', async () => {
      const site = await siteOf(kind)
      const browser = site.browser()
      const answer = await site.almost(browser, 'zoe')
      // Somebody else was given the address: signing them in as Zoe would be the attack.
      assert.equal((await site.browser().go(answer)).status, 410)
      const stranger = site.browser()
      await site.start(stranger)
      assert.equal((await stranger.go(answer)).status, 410)
      const other = altered(answer, { state: 'x'.repeat(43) })
      assert.equal((await browser.go(other)).status, 410)
      assert.equal((await browser.go(answer)).status, 200)
      assert.equal((await browser.go(answer)).status, 410)
      const late = site.browser()
      const lateAnswer = await site.almost(late, 'zoe')
      const past = new Date(Date.now() - attemptMinutes * 60_000).toISOString()
      await site.organisation.store.write((db) =>
        db.updateTable('provider_requests').set({ expires_at: past }).execute(),
      )
      assert.equal((await late.go(lateAnswer)).status, 410)
    })

    it('opens one account for somebody who comes twice at once', async () => {
      const site = await siteOf(kind)
      const before = await rowsIn(site)
      const browsers = [site.browser(), site.browser(), site.browser()]
      const answers = await Promise.all(browsers.map((browser) => site.almost(browser, 'zoe')))
      const pages = await Promise.all(browsers.map((browser, at) => browser.go(answers[at] ?? '')))
      assert.deepEqual(
        pages.map(({ status }) => status),
        [200, 200, 200],
      )
      const after = await rowsIn(site)
      assert.deepEqual(
        after.map((count, at) => count - (before[at] ?? 0)),
        [1, 1, 1],
      )
    })

    it('connects an account in the session that asked for it only', async () => {
      const site = await siteOf(kind)
      await site.signIn(site.browser(), 'zoe')
      const { browser, word } = await withPassword(site)
      // Who has signed in as somebody cannot become Zoe by connecting her identity.
      const taken = await site.connect(browser, 'zoe', { current: password })
      assert.equal(taken.status, 409)
      const form = { word: word(), current: password }
      const again = onwardIn(await browser.go('/account/provider', { form }))
      browser.cookies('http://127.0.0.1:1').delete('capable')
      assert.equal((await browser.go(again)).status, 410)
    })
  })
}

describe('an answer of a provider', () => {
  it('that says no is told', async () => {
    const site = await siteOf('sqlite')
    const page = await site.signIn(site.browser(), 'nobody it knows')
    assert.equal(page.status, 403)
    assert.match(page.body, /did not sign you in/)
  })

  it('is refused where PKCE was taken out on the way', async () => {
    const site = await siteOf('sqlite')
    const browser = site.browser()
    const page = await browser.go('/sign-in/provider', { form: { next: '/account' } })
    const without = altered(onwardIn(page), {
      code_challenge: undefined,
      code_challenge_method: undefined,
    })
    const refused = await browser.go(without)
    assert.equal(refused.status, 403)
    assert.match(refused.body, /did not sign you in/)
  })

  it('is refused with another nonce, issuer or code than the one that was asked for', async () => {
    const site = await siteOf('sqlite')
    const browser = site.browser()
    const page = await browser.go('/sign-in/provider', { form: { next: '/account' } })
    const { url } = await browser.go(altered(onwardIn(page), { nonce: 'planted' }))
    const planted = await browser.go(url, { form: { account: 'zoe' } })
    assert.equal(planted.status, 403)
    assert.match(planted.body, /could not be checked/)
    const changes = [{ iss: 'https://evil.example' }, { iss: undefined }, { code: 'guessed' }]
    for (const change of changes) {
      const fresh = site.browser()
      const refused = await fresh.go(altered(await site.almost(fresh, 'zoe'), change))
      assert.equal(refused.status, 403, JSON.stringify(change))
      assert.match(refused.body, /could not be checked/)
    }
  })

  const hour = 3600
  const tampered: readonly (readonly [string, boolean, (claims: TestClaims) => TestClaims])[] = [
    ['was changed after it was signed', false, (claims) => ({ ...claims, groups: ['cap-admins'] })],
    ['is for another site', true, (claims) => ({ ...claims, aud: 'another' })],
    ['is of another issuer', true, (claims) => ({ ...claims, iss: 'https://evil.example' })],
    ['has ended', true, (claims) => ({ ...claims, exp: Number(claims['iat']) - hour })],
    ['is of the future', true, (claims) => ({ ...claims, nbf: Number(claims['iat']) + hour })],
    ['names nobody', true, ({ sub: _sub, ...claims }) => claims],
  ]
  it('is refused with an ID token that is not as it should be', async () => {
    const site = await siteOf('sqlite')
    const before = await rowsIn(site)
    for (const [what, sign, change] of tampered) {
      site.provider.tamper = { change, sign }
      const page = await site.signIn(site.browser(), 'zoe')
      assert.equal(page.status, 403, what)
      assert.match(page.body, /could not be checked/, what)
    }
    assert.deepEqual(await rowsIn(site), before)
    // A clock that is a little wrong is no attack.
    site.provider.tamper = {
      sign: true,
      change: (claims) => ({ ...claims, exp: Number(claims['iat']) - 10 }),
    }
    assert.equal((await site.signIn(site.browser(), 'zoe')).status, 200)
  })
})

describe('a provider that is away', () => {
  it('is said on the page, keeps nobody from their password and is found when it is back', async () => {
    const site = await siteOf('sqlite')
    await site.provider.stop()
    const browser = site.browser()
    const page = await browser.go('/sign-in/provider', { form: { next: '/account' } })
    assert.equal(page.status, 422)
    assert.match(page.body, /cannot be reached at the moment/)
    assert.match(page.body, /name="password"/)
    await site.provider.start()
    const answer = await site.almost(browser, 'zoe')
    await site.provider.stop()
    const away = await browser.go(answer)
    assert.equal(away.status, 424)
    assert.match(away.body, /cannot be reached/)
    await site.provider.start()
    const account = await site.signIn(browser, 'zoe')
    assert.equal(account.status, 200)
    await site.provider.stop()
    const left = await browser.go('/sign-out', { form: { word: wordIn(account) } })
    assert.equal(left.status, 200)
    assert.equal(new URL((await browser.go('/account')).url).pathname, '/sign-in')
  })

  it('is not asked again and again for one address', async () => {
    const site = await siteOf('sqlite')
    const { store } = site.organisation
    const browser = site.browser()
    await browser.go('/sign-in/provider', { form: { next: '/account' } })
    await store.write((db) => db.updateTable('throttles').set({ count: 600 }).execute())
    const page = await browser.go('/sign-in/provider', { form: { next: '/account' } })
    assert.equal(page.status, 422)
    assert.match(page.body, /too many tries/)
  })
})

describe('a site without a provider', () => {
  it('has none of its pages and no button', async () => {
    const { organisation } = await siteOf('sqlite')
    const { app } = organisation
    const back = await app.inject('/sign-in/provider/back?code=a&state=b')
    assert.equal(back.statusCode, 404)
    assert.equal((await app.inject('/sign-in/provider')).statusCode, 404)
    assert.doesNotMatch((await app.inject('/sign-in')).body, /sign-in\/provider/)
  })
})
