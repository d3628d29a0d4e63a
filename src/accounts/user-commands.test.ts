import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import { readConfig } from '../platform/index.ts'
import { erasuresIn } from '../platform/store/index.ts'
import type { Store, StoreKind } from '../platform/store/index.ts'
import { askerOf } from './asker.ts'
import { firstAdministratorLink } from './first-administrator.ts'
import { keepSecret, keptSecret } from './kept-secret.ts'
import { newRecoveryCodes } from './second-factor.ts'
import { secretOfServer } from './server-secret.ts'
import { accountByEmail, addAccount, changeAccount } from './store/accounts.ts'
import { recoveryCodesLeft, replaceRecoveryCodes } from './store/accounts.ts'
import { grantDuty } from './store/duties.ts'
import { eventsOf } from './store/events.ts'
import { openLink } from './store/links.ts'
import { messagesTo } from './store/messages.ts'
import { addOrganisation } from './store/organisations.ts'
import { addPerson } from './store/people.ts'
import { openSession } from './store/sessions.ts'
import {
  inviteUser,
  listUsers,
  newPasswordLink,
  removeSecondFactor,
  removeUser,
  setFrameworkOwner,
} from './user-commands.ts'

const now = new Date('2026-11-02T09:00:00.000Z')
const email = 'ada@example.org'

/** A store with an administrator who has a second factor, and a person without an account. */
async function filled(kind: StoreKind) {
  const store = (await testDatabase(kind)).open()
  return store.write(async (db) => {
    const accountId = await addAccount(db, { email, name: 'Ada', now })
    await changeAccount(db, accountId, { password_hash: 'x', totp_secret: 'y' })
    await changeAccount(db, accountId, { totp_confirmed_at: now.toISOString(), totp_step: 7 })
    await replaceRecoveryCodes(db, accountId, newRecoveryCodes())
    const organisationId = await addOrganisation(db, { name: 'Ministry of Kites', now })
    const person = { organisationId, reference: '1', name: 'Ada', email, accountId, now }
    const personId = await addPerson(db, person)
    await grantDuty(db, { personId, duty: 'administrator', now })
    const other = { organisationId, reference: '2', name: 'Bo', email: 'Bo@example.org', now }
    const boId = await addPerson(db, other)
    const token = await openSession(db, { accountId, secondFactor: true, now })
    return { store, accountId, organisationId, boId, token }
  })
}

function linkAt(store: Store, path: string) {
  const token = path.replace('/link/', '')
  return store.read((db) => openLink(db, token, now))
}

for (const kind of storeKinds) {
  describe(`commands about accounts on ${kind}`, () => {
    it('lists accounts with what they may do', async () => {
      const { store } = await filled(kind)
      assert.deepEqual(await listUsers(store, now), [
        {
          email,
          name: 'Ada',
          state: 'open',
          secondFactor: true,
          frameworkOwner: false,
          createdAt: now.toISOString(),
          organisations: [{ name: 'Ministry of Kites', duties: ['administrator'] }],
        },
      ])
    })

    it('makes an account a framework owner and takes that away again', async () => {
      const { store, accountId, organisationId } = await filled(kind)
      // Whoever becomes one is signed out, so each look is in a session of its own.
      const owns = async () => {
        const session = { accountId, secondFactor: true, now }
        const token = await store.write((db) => openSession(db, session))
        return (await askerOf(store, token, now))?.asker.ownsFrameworks
      }
      const set = (wanted: boolean) => setFrameworkOwner(store, { email, owns: wanted, now })
      assert.equal(await owns(), false)
      assert.deepEqual([await set(true), await set(true), await owns()], [true, false, true])
      assert.equal((await listUsers(store, now))[0]?.frameworkOwner, true)
      assert.deepEqual([await set(false), await set(false), await owns()], [true, false, false])
      const unknown = { email: 'no@example.org', owns: true, now }
      assert.equal(await setFrameworkOwner(store, unknown), undefined)
      const messages = await store.read((db) => messagesTo(db, accountId))
      assert.equal(messages.length, 2)
      const events = await store.read((db) => eventsOf(db, { organisationId }))
      assert.deepEqual(
        events
          .map(({ action }) => action)
          .filter((action) => action.startsWith('framework'))
          .toSorted(),
        ['framework-owner.ended', 'framework-owner.granted'],
      )
    })

    it('makes a link for a first administrator although there are accounts', async () => {
      const { store } = await filled(kind)
      assert.equal(await firstAdministratorLink(store, { now }), undefined)
      const path = await firstAdministratorLink(store, { now, again: true })
      assert.equal((await linkAt(store, path ?? ''))?.purpose, 'first-administrator')
    })

    it('invites the person who has the address, once it is clear who is meant', async () => {
      const { store, boId } = await filled(kind)
      const asked = { email: 'bo@EXAMPLE.org ', now }
      const invited = await inviteUser(store, asked)
      assert.ok('path' in invited)
      const link = await linkAt(store, invited.path)
      assert.deepEqual([link?.purpose, link?.personId], ['invitation', boId])
      assert.deepEqual(await inviteUser(store, { email, now }), { refused: 'has-account' })
      const nobody = { email: 'cy@example.org', now }
      assert.deepEqual(await inviteUser(store, nobody), { refused: 'nobody' })
      await store.write(async (db) => {
        const organisationId = await addOrganisation(db, { name: 'Board of Rope', now })
        await addPerson(db, {
          organisationId,
          reference: '1',
          name: 'Bo',
          email: 'bo@example.org',
          now,
        })
      })
      const organisations = ['Board of Rope', 'Ministry of Kites']
      assert.deepEqual(await inviteUser(store, asked), { refused: 'several', organisations })
      const clear = await inviteUser(store, { ...asked, organisation: 'Ministry of Kites' })
      assert.ok('path' in clear)
    })

    it('makes a link for a new password and tells the owner', async () => {
      const { store, accountId } = await filled(kind)
      const path = await newPasswordLink(store, { email: ' Ada@example.org', now })
      const link = await linkAt(store, path ?? '')
      assert.deepEqual([link?.purpose, link?.accountId], ['new-password', accountId])
      const [message] = await store.read((db) => messagesTo(db, accountId))
      assert.equal(message?.subject, 'A link for a new password was made')
      assert.equal(await newPasswordLink(store, { email: 'no@example.org', now }), undefined)
    })

    it('takes away a second factor, ends sessions, tells the owner and logs it', async () => {
      const { store, accountId, organisationId, token } = await filled(kind)
      assert.equal(await removeSecondFactor(store, { email, now }), true)
      assert.equal(await askerOf(store, token, now), undefined)
      const account = await store.read((db) => accountByEmail(db, email))
      assert.deepEqual([account?.totp_secret, account?.totp_confirmed_at], [null, null])
      assert.equal(await store.read((db) => recoveryCodesLeft(db, accountId)), 0)
      const [message] = await store.read((db) => messagesTo(db, accountId))
      assert.equal(message?.subject, 'Your second factor was taken away')
      const logged = await store.read((db) => db.selectFrom('events').selectAll().execute())
      assert.deepEqual(
        logged.map((each) => [each.action, each.organisation_id, each.details]),
        [['account.second-factor-removed', organisationId, JSON.stringify({ account: accountId })]],
      )
      assert.equal(await removeSecondFactor(store, { email, now }), false)
      const nobody = { email: 'no@example.org', now }
      assert.equal(await removeSecondFactor(store, nobody), undefined)
    })

    it('erases an account, leaves the person to the organisation, and marks it', async () => {
      const { store, accountId, token } = await filled(kind)
      assert.deepEqual(await removeUser(store, { email, now }), ['Ministry of Kites'])
      assert.equal(await askerOf(store, token, now), undefined)
      assert.deepEqual(await listUsers(store, now), [])
      const people = await store.read((db) =>
        db.selectFrom('people').select(['name', 'account_id']).orderBy('name').execute(),
      )
      assert.deepEqual(
        people.map((person) => [person.name, person.account_id]),
        [
          ['Ada', null],
          ['Bo', null],
        ],
      )
      const mark = { table_name: 'accounts', row_id: accountId, erased_at: now.toISOString() }
      const marks = await store.read(erasuresIn)
      assert.deepEqual(
        marks.map((each) => ({ ...each })),
        [mark],
      )
      assert.equal(await removeUser(store, { email, now }), undefined)
    })
  })
}

it('finds the secret of a server where the server keeps it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'capable-secret-'))
  try {
    assert.equal(keptSecret(folder), undefined)
    const made = secretOfServer(readConfig({ DATA_DIR: folder }))
    assert.equal(keptSecret(folder), made)
    const other = join(folder, 'other')
    assert.equal(statSync(keepSecret(other, made)).mode & 0o777, 0o600)
    assert.equal(secretOfServer(readConfig({ DATA_DIR: other })), made)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
