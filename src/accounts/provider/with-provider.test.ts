import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { providerSite, onwardIn, wordIn } from '../../../test/provider-site.ts'
import type { ProviderSite } from '../../../test/provider-site.ts'
import type { TestClaims } from '../../../test/provider.ts'
import { storeKinds } from '../../../test/stores.ts'
import { hashPassword } from '../passwords.ts'
import { changePurpose, purposeOf } from '../purposes/purpose-store.ts'
import { changeAccount } from '../store/accounts.ts'
import { eventsOf } from '../store/events.ts'
import { messagesTo } from '../store/messages.ts'
import { addPerson, personBy } from '../store/people.ts'

const password = 'kettle orbit mango'

/** Somebody whom the provider knows. */
function known(subject: string, more: TestClaims = {}): [string, TestClaims] {
  const email = `${subject}@example.org`
  return [
    subject,
    { name: `Test ${subject}`, email, email_verified: true, tid: 'department', ...more },
  ]
}

/** The person and account that somebody of the provider has in the organisation. */
async function personOf({ organisation: { store, id } }: ProviderSite, email: string) {
  const person = await store.read((db) => personBy(db, id, { email, except: null }))
  assert.ok(person !== undefined)
  return person
}

async function newest({ organisation: { store } }: ProviderSite, accountId: string | null) {
  const messages = await store.read((db) => messagesTo(db, accountId ?? ''))
  return messages.map(({ subject }) => subject)
}

describe('a provider', () => {
  for (const method of ['client_secret_post', 'client_secret_basic', 'none'] as const) {
    it(`that knows the site by ${method} signs people in`, async () => {
      const site = await providerSite('sqlite', method)
      site.provider.people.set(...known('zoe'))
      assert.equal((await site.signIn(site.browser(), 'zoe')).status, 200)
    })
  }
})

for (const kind of storeKinds) {
  describe(`signing in with a provider on ${kind}`, () => {
    it('opens an account, puts the person into their organisation and knows them again', async () => {
      const site = await providerSite(kind)
      site.provider.people.set(...known('zoe'))
      const browser = site.browser()
      const page = await site.signIn(browser, 'zoe', '/messages')
      assert.equal(new URL(page.url).pathname, '/messages')
      assert.match(page.body, /You have joined Test department/)
      const person = await personOf(site, 'zoe@example.org')
      assert.equal(person.name, 'Test zoe')
      const again = await site.signIn(site.browser(), 'zoe')
      assert.match(again.body, /You sign in with Test provider/)
      assert.doesNotMatch(again.body, /Change your password/)
      const same = await personOf(site, 'zoe@example.org')
      assert.equal(same.account_id, person.account_id)
      const { store, id } = site.organisation
      const events = await store.read((db) =>
        eventsOf(db, { organisationId: id, personId: person.id }),
      )
      assert.deepEqual(
        events.map(({ action }) => action),
        ['person.added'],
      )
    })

    it('adds nobody while records of people are not kept', async () => {
      const site = await providerSite(kind)
      const { store, id } = site.organisation
      await store.write(async (db) =>
        changePurpose(db, await purposeOf(db, id, 'organisation'), { off_from: '2026-01-02' }),
      )
      site.provider.people.set(...known('zoe'))
      assert.equal((await site.signIn(site.browser(), 'zoe')).status, 403)
      const email = 'zoe@example.org'
      const added = await store.read((db) => personBy(db, id, { email, except: null }))
      assert.equal(added, undefined)
    })

    it('starts a session under a new token, and ends the one there was', async () => {
      const site = await providerSite(kind)
      site.provider.people.set(...known('zoe'))
      const browser = site.browser()
      await site.signIn(browser, 'zoe')
      const jar = browser.cookies('http://127.0.0.1:1')
      const first = jar.get('capable') ?? ''
      assert.equal(jar.has('capable-provider'), false)
      await site.signIn(browser, 'zoe')
      assert.notEqual(jar.get('capable'), first)
      const old = site.browser()
      old.cookies('http://127.0.0.1:1').set('capable', first)
      assert.equal(new URL((await old.go('/account')).url).pathname, '/sign-in')
    })

    it('lets somebody who is listed take their place, with the duties they have there', async () => {
      const site = await providerSite(kind)
      const { store, id } = site.organisation
      const email = 'LISTED@example.org'
      const personId = await store.write((db) =>
        addPerson(db, {
          organisationId: id,
          reference: '77',
          name: 'Listed',
          email,
          now: new Date(),
        }),
      )
      site.provider.people.set(...known('listed'))
      await site.signIn(site.browser(), 'listed')
      const person = await personOf(site, email)
      assert.deepEqual([person.id, person.name], [personId, 'Listed'])
      assert.deepEqual(await newest(site, person.account_id), ['You have joined Test department'])
    })

    it('gives and ends the duties that the provider says, and no others', async () => {
      const site = await providerSite(kind)
      const { people } = site.provider
      people.set(...known('zoe', { groups: ['cap-admins', 'staff'], amr: ['pwd', 'mfa'] }))
      const { id } = site.organisation
      const first = await site.signIn(site.browser(), 'zoe', `/organisations/${id}/people`)
      assert.equal(first.status, 200)
      const { account_id: accountId, id: personId } = await personOf(site, 'zoe@example.org')
      assert.ok((await newest(site, accountId)).includes('You have a new duty: Administrator'))
      people.set(...known('zoe', { groups: ['cap-planners'], amr: ['pwd', 'mfa'] }))
      const second = await site.signIn(site.browser(), 'zoe', `/organisations/${id}/people`)
      assert.equal(second.status, 403)
      const told = await newest(site, accountId)
      assert.ok(told.includes('A duty has ended: Administrator'), told.join())
      assert.ok(told.includes('You have a new duty: Workforce planner'), told.join())
      const { store } = site.organisation
      const events = await store.read((db) => eventsOf(db, { organisationId: id, personId }))
      const changes = events.filter(({ action }) => action.startsWith('duty'))
      assert.deepEqual(
        changes.map(({ action, account_id: by }) => `${action} ${by ?? 'by itself'}`).toSorted(),
        ['duty.ended by itself', 'duty.granted by itself', 'duty.granted by itself'],
      )
      people.delete('zoe')
      people.set(...known('zoe'))
      await site.signIn(site.browser(), 'zoe')
      assert.equal((await newest(site, accountId)).filter((each) => /ended/.test(each)).length, 2)
    })

    it('asks for our second factor where the provider asked for none', async () => {
      const site = await providerSite(kind)
      site.provider.people.set(...known('zoe', { groups: ['cap-admins'], amr: ['pwd'] }))
      const { id } = site.organisation
      const page = await site.signIn(site.browser(), 'zoe', `/organisations/${id}/people`)
      assert.equal(new URL(page.url).pathname, '/account/second-factor')
    })

    it('signs out here and at the provider', async () => {
      const site = await providerSite(kind)
      site.provider.people.set(...known('zoe'))
      const browser = site.browser()
      const account = await site.signIn(browser, 'zoe')
      // Still signed in at the provider: no question is asked.
      const silent = await site.start(browser)
      assert.equal(new URL(silent.url).pathname, '/account')
      const form = { word: wordIn(silent) }
      assert.notEqual(form.word, wordIn(account))
      const leaving = await browser.go(onwardIn(await browser.go('/sign-out', { form })))
      const [, action = ''] = /action="([^"]+)"/.exec(leaving.body) ?? []
      const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(leaving.body) ?? []
      const left = await browser.go(action, { form: { xsrf, logout: 'yes' } })
      assert.match(left.body, /You have signed out/)
      assert.match((await site.start(browser)).body, /<h1>Test provider/)
    })

    it('connects an account that has a password, in the session that asked for it', async () => {
      const site = await providerSite(kind)
      const { store, people } = site.organisation
      const accountId = people.get('plain')?.accountId ?? ''
      const hash = await hashPassword(password)
      await store.write((db) => changeAccount(db, accountId, { password_hash: hash }))
      site.provider.people.set(...known('plain', { groups: ['cap-planners'], amr: ['mfa'] }))
      const refused = await site.signIn(site.browser(), 'plain')
      assert.equal(refused.status, 409)
      const browser = site.browser()
      const credentials = { email: 'plain@example.org', password, next: '/account' }
      assert.match(
        (await browser.go('/sign-in', { form: credentials })).body,
        /Connect with Test provider/,
      )
      const connected = await site.connect(browser, 'plain', { current: password })
      assert.match(connected.body, /You sign in with Test provider/)
      assert.ok((await newest(site, accountId)).includes('Your account was connected'))
      assert.match((await site.signIn(site.browser(), 'plain')).body, /Workforce planner/)
      // A duty that the provider gave counts only where the provider has just said so.
      const other = site.browser()
      const own = await other.go('/sign-in', { form: credentials })
      assert.match(own.body, /Test department/)
      assert.doesNotMatch(own.body, /Workforce planner/)
    })
  })
}
