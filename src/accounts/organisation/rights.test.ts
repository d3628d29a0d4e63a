import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, idIn, linkIn, valuesIn } from '../../../test/administered.ts'
import type { Kind, TestOrganisation } from '../../../test/organisation.ts'
import { storeKinds } from '../../../test/stores.ts'
import { hashPassword, isPassword } from '../passwords.ts'
import { accountByEmail, addAccount, changeAccount } from '../store/accounts.ts'
import { addFrameworkOwner } from '../store/framework-owners.ts'
import { messagesTo } from '../store/messages.ts'
import { addOrganisation } from '../store/organisations.ts'
import { addPerson, personBy } from '../store/people.ts'

const ada = { name: 'Zoë Made-up', reference: 'T100', email: 'zoe@example.org', team: '' }

/** Somebody with an account in another organisation, and their password. */
async function elsewhere({ store }: TestOrganisation): Promise<string> {
  const hash = await hashPassword('lantern puddle zebra')
  return store.write(async (db) => {
    const now = new Date()
    const accountId = await addAccount(db, { email: 'zoe@example.org', name: 'Zoë', now })
    await changeAccount(db, accountId, { password_hash: hash })
    const organisationId = await addOrganisation(db, { name: 'Third department', now })
    await addPerson(db, { organisationId, accountId, reference: '1', name: 'Zoë', now })
    return accountId
  })
}

for (const kind of storeKinds) {
  describe(`invitations on ${kind}`, () => {
    const password = 'kettle orbit mango'

    it('say the same to whoever holds the link, whether there is an account or not', async () => {
      const answers = await Promise.all(
        [true, false].map(async (hasAccount) => {
          const organisation = await administered(kind)
          const { send, page, app } = organisation
          if (hasAccount) await elsewhere(organisation)
          const added = idIn(await send('/people/add', ada))
          const made = await send(`/people/${added}/invitation`, {})
          const url = linkIn(made)
          const shown = await app.inject(url)
          const payload = new URLSearchParams({ password }).toString()
          const headers = { 'content-type': 'application/x-www-form-urlencoded' }
          const used = await app.inject({ method: 'POST', url, headers, payload })
          const { body } = await page(`/people/${added}`)
          const plain = (text: string): string =>
            text.replaceAll(url, '/link').replaceAll(encodeURIComponent(url), '/link')
          return {
            shown: plain(shown.body),
            used: [
              used.statusCode,
              plain(String(used.headers.location)),
              used.headers['set-cookie'],
            ],
            account: /<h2[^>]*>Account<\/h2>[\s\S]*?<form/.exec(body)?.[0].replace(/until .*/, ''),
          }
        }),
      )
      assert.deepEqual(answers[0], answers[1])
    })

    it('never change the password of an account that somebody uses', async () => {
      const organisation = await administered(kind)
      const { send, app, store } = organisation
      await elsewhere(organisation)
      const added = idIn(await send('/people/add', ada))
      const url = linkIn(await send(`/people/${added}/invitation`, {}))
      const payload = new URLSearchParams({ password }).toString()
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      await app.inject({ method: 'POST', url, headers, payload })
      const account = await store.read((db) => accountByEmail(db, 'zoe@example.org'))
      assert.equal(await isPassword('lantern puddle zebra', account?.password_hash ?? null), true)
      const told = await store.read((db) => messagesTo(db, account?.id ?? ''))
      assert.deepEqual(
        told.map(({ subject }) => subject),
        ['You are invited to join Test department'],
      )
    })

    it('never change the password of an account that was there, and joined nothing', async () => {
      const { send, app, store, people, id } = await administered(kind)
      const accountId = people.get('alone')?.accountId ?? ''
      const kept = await hashPassword('lantern puddle zebra')
      await store.write((db) => changeAccount(db, accountId, { password_hash: kept }))
      const asked = { ...ada, email: 'alone@example.org' }
      const added = idIn(await send('/people/add', asked))
      const choose = async (url: string, word: string): Promise<void> => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded' }
        const payload = new URLSearchParams({ password: word }).toString()
        await app.inject({ method: 'POST', url, headers, payload })
      }
      const fits = async (email: string, word: string): Promise<boolean> => {
        const account = await store.read((db) => accountByEmail(db, email))
        return isPassword(word, account?.password_hash ?? null)
      }
      await choose(linkIn(await send(`/people/${added}/invitation`, {})), password)
      assert.equal(await fits('alone@example.org', 'lantern puddle zebra'), true)

      // Neither the link that opened an account nor another sets a second password.
      const other = { ...ada, reference: 'T3', email: 'new@example.org' }
      const url = linkIn(
        await send(`/people/${idIn(await send('/people/add', other))}/invitation`, {}),
      )
      await choose(url, password)
      await choose(url, 'somebody who read the link')
      assert.equal(await fits('new@example.org', password), true)
      const again = await send(
        `/people/${(await store.read((db) => personBy(db, id, { reference: 'T3' })))?.id}/invitation`,
        {},
      )
      await choose(linkIn(again), 'another holder of a link')
      assert.equal(await fits('new@example.org', password), true)
    })

    it('fill in the address to sign in with for whoever holds the link, and nobody else', async () => {
      const { send, app } = await administered(kind)
      const added = idIn(await send('/people/add', ada))
      const url = linkIn(await send(`/people/${added}/invitation`, {}))
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const payload = new URLSearchParams({ password }).toString()
      const { headers: opened } = await app.inject({ method: 'POST', url, headers, payload })
      const emailIn = async (address: string): Promise<string | undefined> =>
        /name="email"[^>]*? value="([^"]*)"/.exec((await app.inject(address)).body)?.[1]
      assert.equal(await emailIn(String(opened.location)), 'zoe@example.org')
      const word =
        /Your account is open\. Sign in with the password[^<]*, then join Test department\./
      assert.match((await app.inject(String(opened.location))).body, word)
      const other = `${url.slice(0, -4)}AAAA`
      for (const next of ['/account', other, `${url}/more`, `/organisations${url}`])
        assert.equal(await emailIn(`/sign-in?next=${next}`), '')
      const newer = linkIn(await send(`/people/${added}/invitation`, {}))
      assert.equal(await emailIn(`/sign-in?next=${url}`), '')
      assert.equal(await emailIn(`/sign-in?next=${newer}`), 'zoe@example.org')
      for (const next of [url, newer, other]) {
        const { body } = await app.inject(`/sign-in?next=${next}&opened=yes`)
        assert.doesNotMatch(body, word, 'only of a link that opened one')
      }
    })

    it('help nobody into the account of a framework owner', async () => {
      const { send, store, people, person } = await administered(kind)
      const accountId = people.get('manager')?.accountId ?? ''
      await store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
      for (const help of ['new-password', 'second-factor']) {
        assert.equal((await send(`/people/${person('manager')}/${help}`, {})).statusCode, 409)
      }
    })

    it('end with another, and are not for people without an address or with an account', async () => {
      const { send, person, app } = await administered(kind)
      const added = idIn(await send('/people/add', ada))
      const first = linkIn(await send(`/people/${added}/invitation`, {}))
      const second = linkIn(await send(`/people/${added}/invitation`, {}))
      assert.equal((await app.inject(first)).statusCode, 410)
      assert.equal((await app.inject(second)).statusCode, 200)
      const joined = await send(`/people/${person('plain')}/invitation`, {})
      assert.equal(joined.statusCode, 409)
      const none = idIn(await send('/people/add', { ...ada, reference: 'T2', email: '' }))
      assert.equal((await send(`/people/${none}/invitation`, {})).statusCode, 409)
    })

    it('are for the account with the address alone, and join it once', async () => {
      const { send, person, app, session, people, get, store, id } = await administered(kind)
      const email = 'alone@example.org'
      const added = idIn(await send('/people/add', { ...ada, email }))
      const url = linkIn(await send(`/people/${added}/invitation`, {}))
      const join = async (who: Kind) => {
        const { cookie, word } = await session(who)
        const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
        const payload = new URLSearchParams({ word }).toString()
        return app.inject({ method: 'POST', url, headers, payload })
      }
      assert.match((await get('planner', url)).body, /You are signed in as planner@example\.org/)
      assert.equal((await join('planner')).statusCode, 200)
      assert.notEqual(person('planner'), added)
      assert.match((await get('alone', url)).body, /Join/)
      assert.equal((await join('alone')).headers.location, '/account')
      assert.equal((await get('alone', url)).statusCode, 410)
      const accountId = people.get('alone')?.accountId ?? ''
      const joined = await store.read((db) => personBy(db, id, { accountId }))
      assert.equal(joined?.id, added)
    })
  })

  describe(`help with an account on ${kind}`, () => {
    it('makes a link for a new password and takes away a lost factor, and tells the owner', async () => {
      const { send, person, messages, events, app } = await administered(kind)
      const made = await send(`/people/${person('manager')}/new-password`, {})
      assert.match((await app.inject(linkIn(made))).body, /Set a new password/)
      await send(`/people/${person('manager')}/second-factor`, {})
      assert.deepEqual((await messages('manager')).toSorted(), [
        'A link for a new password was made',
        'Your second factor was taken away',
      ])
      assert.deepEqual((await events('manager')).map(({ action }) => action).toSorted(), [
        'account.new-password-offered',
        'account.second-factor-removed',
      ])
    })

    it('is refused where the account belongs to another organisation too', async () => {
      const { send, page, person, store, people } = await administered(kind)
      await store.write(async (db) => {
        const now = new Date()
        const organisationId = await addOrganisation(db, { name: 'Third department', now })
        const accountId = people.get('manager')?.accountId ?? ''
        await addPerson(db, { organisationId, accountId, reference: '1', name: 'Test', now })
      })
      for (const what of ['new-password', 'second-factor']) {
        const refused = await send(`/people/${person('manager')}/${what}`, {})
        assert.equal(refused.statusCode, 409)
      }
      const { body } = await page(`/people/${person('manager')}`)
      assert.doesNotMatch(body, /Third department|Make a link/)
      // The same words where they load editions: which of the two it is stays theirs to say.
      const accountId = people.get('planner')?.accountId ?? ''
      await store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
      const owner = await page(`/people/${person('planner')}`)
      const [words, same] = [body, owner.body].map((text) => /Has joined[^<]*/.exec(text)?.[0])
      assert.equal(words, same)
      assert.doesNotMatch(words ?? '', /other|edition|factor/)
    })
  })

  describe(`duties on ${kind}`, () => {
    it('are given and taken away, and the person is told each time', async () => {
      const { send, person, messages, events } = await administered(kind)
      const path = `/people/${person('plain')}/duties`
      await send(path, { duty: 'planner', give: 'yes' })
      await send(path, { duty: 'planner', give: 'yes' })
      await send(path, { duty: 'planner', give: 'no' })
      assert.deepEqual((await messages('plain')).toSorted(), [
        'A duty has ended: Workforce planner',
        'You have a new duty: Workforce planner',
      ])
      assert.deepEqual((await events('plain')).map(({ action }) => action).toSorted(), [
        'duty.ended',
        'duty.granted',
      ])
      assert.equal((await send(path, { duty: 'king', give: 'yes' })).statusCode, 400)
    })

    it('leave an organisation one administrator who can sign in', async () => {
      const { send, page, person } = await administered(kind)
      const take = (who: Kind) =>
        send(`/people/${person(who)}/duties`, { duty: 'administrator', give: 'no' })
      assert.equal((await take('half')).statusCode, 303)
      assert.equal((await take('unprotected')).statusCode, 303)
      const last = await take('administrator')
      assert.equal(last.statusCode, 409)
      assert.match(last.body, /This is the last administrator who can sign in/)
      const path = `/people/${person('administrator')}/edit`
      const values = valuesIn(await page(path))
      const leaving = await send(path, { ...values, team: '', left: '2026-01-01' })
      assert.equal(leaving.statusCode, 422)
      assert.match(leaving.body, /Give the duty to somebody who stays first/)
    })

    it('leave it one also on every later day', async () => {
      const { send, page, person } = await administered(kind)
      const leave = async (who: Kind, left: string) => {
        const path = `/people/${person(who)}/edit`
        return send(path, { ...valuesIn(await page(path)), team: '', left })
      }
      assert.equal((await leave('half', '2199-01-01')).statusCode, 303)
      assert.equal((await leave('unprotected', '2199-02-01')).statusCode, 303)
      assert.equal((await leave('administrator', '2199-03-01')).statusCode, 422)
      assert.equal((await leave('half', '2198-01-01')).statusCode, 303)
      const taken = await send(`/people/${person('administrator')}/duties`, {
        duty: 'administrator',
        give: 'no',
      })
      assert.equal(taken.statusCode, 409)
      assert.equal((await leave('half', '')).statusCode, 303)
      assert.equal((await leave('administrator', '2199-03-01')).statusCode, 303)
    })

    it('end the rights of whoever gives up their own', async () => {
      const { send, page, person } = await administered(kind)
      const own = `/people/${person('administrator')}/duties`
      const gone = await send(own, { duty: 'administrator', give: 'no' })
      assert.equal(gone.headers.location, '/account')
      assert.equal((await page('/people')).statusCode, 403)
    })
  })
}
