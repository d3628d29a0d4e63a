import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { linkIn } from '../../../test/administered.ts'
import { testBrowser } from '../../../test/browse.ts'
import { startMailServer } from '../../../test/mail-server.ts'
import { testOrganisation } from '../../../test/organisation.ts'
import { wordIn } from '../../../test/provider-site.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { createApp } from '../../app.ts'
import { openLibrary } from '../../editions/index.ts'
import { readConfig } from '../../platform/index.ts'
import type { StoreKind } from '../../platform/store/index.ts'
import { changeAccount } from '../store/accounts.ts'
import { connectIdentity } from '../store/identities.ts'
import { addPerson } from '../store/people.ts'
import { deliverDue } from './deliver.ts'
import { mailerIn } from './mailer-in.ts'

const site = 'http://127.0.0.1:1'
const root = join(import.meta.dirname, '..', '..', '..')
const library = openLibrary({ dataDir: join(root, 'build', 'no-data') })
const closers: (() => Promise<unknown>)[] = []
after(() => Promise.all(closers.map((close) => close())))

/** A made-up organisation on a site that sends mail. */
async function mailingSite(kind: StoreKind) {
  const server = await startMailServer()
  const organisation = await testOrganisation((await testDatabase(kind)).open())
  const { store, door, people, id } = organisation
  const config = readConfig({
    LOG_LEVEL: 'silent',
    BASE_URL: site,
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
    MAIL_FROM: 'capable@example.org',
  })
  const app = await createApp({ library, config, door, strictViews: true })
  closers.push(
    server.stop,
    () => app.close(),
    () => organisation.app.close(),
  )
  const { mailer } = mailerIn(config)
  assert.ok(mailer !== undefined)
  const delivering = { store, mailer, now: () => new Date(), note: () => undefined }
  const ask = async (email: string) => {
    const page = await testBrowser(app, site).go('/sign-in/new-password', { form: { email } })
    return { status: page.status, body: page.body }
  }
  const administrator = async () => {
    const browser = testBrowser(app, site)
    const { cookie, word } = await organisation.session('administrator')
    browser.cookies(site).set('capable', cookie.slice('capable='.length))
    return { browser, word }
  }
  const administer = async (path: string, form: Readonly<Record<string, string>> = {}) => {
    const { browser, word } = await administrator()
    return browser.go(`/organisations/${id}/people/${path}`, { form: { word, ...form } })
  }
  return {
    server,
    store,
    app,
    id,
    ask,
    administrator,
    administer,
    account: (who: 'alone' | 'plain') => people.get(who)?.accountId ?? '',
    deliver: () => deliverDue(delivering),
  }
}

/** The one mail whose text fits. */
function only(taken: readonly { text: string; to: readonly string[] }[], about: RegExp) {
  const [mail, ...others] = taken.filter(({ text }) => about.test(text))
  assert.ok(mail !== undefined && others.length === 0, taken.map(({ text }) => text).join('\n'))
  return mail
}

for (const kind of storeKinds) {
  describe(`a link by mail on ${kind}`, () => {
    it('is sent to whose account it is and to nobody else, and the answer does not tell', async () => {
      const { ask, deliver, server, store, app } = await mailingSite(kind)
      const rows = () => store.read((db) => db.selectFrom('outgoing_mails').selectAll().execute())
      const known = await ask('ALONE@example.org')
      const unknown = await ask('nobody-at-all@example.org')
      assert.equal(known.status, 200)
      assert.deepEqual(known, unknown)
      // Not even the store tells them apart until the mail is written.
      assert.deepEqual(
        (await rows()).map(({ purpose, account_id: account }) => [purpose, account]),
        [
          ['help', null],
          ['help', null],
        ],
      )
      assert.equal(await deliver(), 1)
      assert.deepEqual(await rows(), [])
      const mail = only(server.taken, /new password/)
      assert.deepEqual(mail.to, ['alone@example.org'])
      const link = linkIn({ body: mail.text })
      const browser = testBrowser(app, site)
      assert.match((await browser.go(link)).body, /For alone@example\.org/)
      const form = { password: 'lantern puddle zebra' }
      assert.equal(new URL((await browser.go(link, { form })).url).pathname, '/account')
      assert.equal((await testBrowser(app, site).go(link)).status, 410)
    })

    it('fills nobody’s mailbox, and says nothing of that', async () => {
      const { ask, deliver } = await mailingSite(kind)
      const first = await ask('alone@example.org')
      for (let at = 0; at < 5; at += 1) assert.deepEqual(await ask('alone@example.org'), first)
      assert.equal(await deliver(), 3)
      for (let at = 0; at < 24; at += 1) await ask(`person${at}@example.org`)
      const stopped = await ask('one-more@example.org')
      assert.equal(stopped.status, 422)
      assert.match(stopped.body, /too many tries/)
    })

    it('is no password for somebody who signs in with a provider', async () => {
      const { ask, deliver, server, store, account } = await mailingSite(kind)
      const accountId = account('alone')
      await store.write(async (db) => {
        await changeAccount(db, accountId, { password_hash: null })
        const identity = { issuer: 'https://idp.example.org', subject: '1' }
        await connectIdentity(db, { ...identity, accountId, now: new Date() })
      })
      await ask('alone@example.org')
      assert.equal(await deliver(), 1)
      assert.equal(linkIn({ body: only(server.taken, /you sign in with/).text }), '')
    })

    it('invites somebody without the administrator seeing it', async () => {
      const { administer, deliver, server, store, app, id } = await mailingSite(kind)
      const email = 'new@example.org'
      const personId = await store.write((db) =>
        addPerson(db, { organisationId: id, reference: 'N', name: 'New', email, now: new Date() }),
      )
      const page = await administer(`${personId}/invitation`)
      assert.match(page.body, /is on its way/)
      assert.equal(linkIn(page), '')
      assert.equal(await deliver(), 1)
      const mail = only(server.taken, /invited to join Test department/)
      assert.deepEqual(mail.to, [email])
      const link = linkIn({ body: mail.text })
      assert.match((await testBrowser(app, site).go(link)).body, /Join Test department/)
      await administer(`${personId}/invitation`)
      const instead = await administer(`${personId}/invitation`, { how: 'link' })
      assert.match((await testBrowser(app, site).go(linkIn(instead))).body, /Join Test department/)
      // The mail that waited was taken back, so that the link that was shown goes on working.
      assert.equal(await deliver(), 0)
      assert.equal((await testBrowser(app, site).go(link)).status, 410)
    })

    it('invites many without the administrator seeing it, and each once', async () => {
      const { administrator, deliver, server, store, app, id } = await mailingSite(kind)
      const emails = ['first@example.org', 'second@example.org']
      await store.write(async (db) => {
        for (const email of emails) {
          const person = { organisationId: id, reference: email, name: 'New', email }
          await addPerson(db, { ...person, now: new Date() })
        }
      })
      const { browser, word } = await administrator()
      const at = `/organisations/${id}/invitations`
      const { body } = await browser.go(at)
      const batch = /name="batch" value="([^"]+)"/.exec(body)?.[1] ?? ''
      const form = { word, batch, who: 'new', how: 'mail' }
      const page = await browser.go(at, { form })
      assert.match(page.body, /2 invitations are on their way/)
      assert.equal(linkIn(page), '')
      assert.equal(await deliver(), 2)
      assert.deepEqual(server.taken.flatMap(({ to }) => to).toSorted(), emails)
      // Sent again, it sends nobody another mail, and shows nobody's link.
      await browser.go(at, { form })
      const shown = await browser.go(at, { form: { ...form, how: 'links' } })
      assert.equal(linkIn(shown), '')
      assert.equal(await deliver(), 0)
      const mailed = server.taken.map(({ text }) => linkIn({ body: text }))
      for (const link of mailed) {
        assert.match((await testBrowser(app, site).go(link)).body, /Join Test department/)
      }
    })

    it('for a new password goes to the owner, beside the message about it', async () => {
      const { administer, deliver, server, store, account } = await mailingSite(kind)
      const accountId = account('plain')
      const person = await store.read((db) =>
        db
          .selectFrom('people')
          .select('id')
          .where('account_id', '=', accountId)
          .executeTakeFirstOrThrow(),
      )
      const page = await administer(`${person.id}/new-password`)
      assert.equal(linkIn(page), '')
      assert.equal(wordIn(page).length, 43)
      assert.equal(await deliver(), 2)
      assert.deepEqual(only(server.taken, /set a new password/).to, ['plain@example.org'])
      assert.deepEqual(only(server.taken, /new message/).to, ['plain@example.org'])
    })

    it('cannot be asked for where no mail is sent', async () => {
      const { app: plain } = await testOrganisation((await testDatabase(kind)).open())
      closers.push(() => plain.close())
      assert.equal((await plain.inject('/sign-in/new-password')).statusCode, 404)
      assert.match((await plain.inject('/sign-in/help')).body, /Ask an administrator of your org/)
    })
  })
}
