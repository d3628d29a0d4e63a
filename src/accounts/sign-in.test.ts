import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import type { StoreKind } from '../platform/store/index.ts'
import { askerOf } from './asker.ts'
import { hashPassword } from './passwords.ts'
import { newRecoveryCodes, newSecret } from './second-factor.ts'
import { safeOf } from './secrets.ts'
import { giveSecondFactor, setPassword, signIn } from './sign-in.ts'
import type { Door } from './sign-in.ts'
import { addAccount, changeAccount, replaceRecoveryCodes } from './store/accounts.ts'
import { addLink, openLink, useLink } from './store/links.ts'
import { clearEnded, idleMinutes, longestHours } from './store/sessions.ts'

const password = 'kettle orbit mango'
const email = 'ada@example.org'
const minute = 60_000

/** A door with one account behind it and a clock that stands still until it is moved. */
async function doorOf(kind: StoreKind) {
  const store = (await testDatabase(kind)).open()
  let time = Date.parse('2026-11-02T09:00:00.000Z')
  const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date(time) }
  const hash = await hashPassword(password)
  const accountId = await store.write(async (db) => {
    const id = await addAccount(db, { email, name: 'Ada', now: door.now() })
    await changeAccount(db, id, { password_hash: hash })
    return id
  })
  const address = '203.0.113.7'
  return {
    door,
    accountId,
    wait: (minutes: number) => (time += minutes * minute),
    trying: (words: string, to = email) => signIn(door, { email: to, password: words, address }),
    asker: (token: string) => askerOf(store, token, door.now()),
  }
}

type Doorway = Awaited<ReturnType<typeof doorOf>>

/** Gives the account a second factor; answers how to make its codes. */
async function withApp({ door, accountId }: Doorway) {
  const secret = newSecret()
  const codes = newRecoveryCodes()
  await door.store.write(async (db) => {
    await changeAccount(db, accountId, {
      totp_secret: door.safe.seal(secret, accountId),
      totp_confirmed_at: door.now().toISOString(),
    })
    await replaceRecoveryCodes(db, accountId, codes)
  })
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return { codes, code: () => totp.generate({ timestamp: door.now().getTime() }) }
}

async function tokenOf(outcome: ReturnType<typeof signIn>): Promise<string> {
  const signedIn = await outcome
  assert.ok('token' in signedIn, JSON.stringify(signedIn))
  return signedIn.token
}

for (const kind of storeKinds) {
  describe(`signing in on ${kind}`, () => {
    it('opens a session for the right password, and another each time', async () => {
      const { trying, asker } = await doorOf(kind)
      const first = await tokenOf(trying(password))
      const second = await tokenOf(trying(password, ' ADA@example.org '))
      assert.notEqual(first, second)
      assert.equal((await asker(second))?.asker.name, 'Ada')
    })

    it('answers a wrong password and an unknown address alike', async () => {
      const { trying } = await doorOf(kind)
      assert.deepEqual(await trying('wrong'), { refused: 'wrong' })
      assert.deepEqual(await trying(password, 'nobody@example.org'), { refused: 'wrong' })
    })

    it('refuses the eleventh try on an account for a quarter of an hour, right or wrong', async () => {
      const { trying, wait, door } = await doorOf(kind)
      for (let at = 0; at < 10; at += 1) assert.deepEqual(await trying('no'), { refused: 'wrong' })
      const until = new Date(door.now().getTime() + 15 * minute)
      assert.deepEqual(await trying(password), { refused: 'too-often', until })
      wait(15)
      await tokenOf(trying(password))
    })

    it('counts against an address only what was wrong, however much is tried at once', async () => {
      const { trying, door } = await doorOf(kind)
      const full = async () => {
        await door.store.write((db) => db.updateTable('throttles').set({ count: 99 }).execute())
      }
      await trying('no', 'nobody@example.org')
      await full()
      await door.store.write((db) =>
        db.deleteFrom('throttles').where('key', 'like', 'account %').execute(),
      )
      for (let at = 0; at < 3; at += 1) await tokenOf(trying(password))
      const wrong = ['one', 'two', 'three'].map((name) => trying('no', `${name}@example.org`))
      const outcomes = (await Promise.all(wrong)).map((each) =>
        'refused' in each ? each.refused : 'in',
      )
      assert.deepEqual(outcomes.toSorted(), ['too-often', 'too-often', 'wrong'])
      const last = await trying(password)
      assert.ok('refused' in last && last.refused === 'too-often')
    })

    it('counts tries on accounts that do not exist just the same', async () => {
      const { trying } = await doorOf(kind)
      for (let at = 0; at < 10; at += 1) await trying('no', 'nobody@example.org')
      const outcome = await trying('no', 'nobody@example.org')
      assert.ok('refused' in outcome && outcome.refused === 'too-often')
    })

    it('ends a session that is not used, and every session after a working day', async () => {
      const { trying, wait, asker } = await doorOf(kind)
      const idle = await tokenOf(trying(password))
      wait(idleMinutes)
      assert.equal(await asker(idle), undefined)
      const used = await tokenOf(trying(password))
      for (let at = 0; at < longestHours * 2 - 1; at += 1) {
        wait(30)
        assert.ok((await asker(used)) !== undefined)
      }
      wait(30)
      assert.equal(await asker(used), undefined)
    })

    it('deletes sessions, links and tries that have ended, and no others', async () => {
      const { trying, door, accountId, wait, asker } = await doorOf(kind)
      const { store, now } = door
      await trying('wrong')
      await tokenOf(trying(password))
      await store.write((db) => addLink(db, { purpose: 'new-password', accountId, now: now() }))
      wait(idleMinutes)
      const open = await tokenOf(trying(password))
      await store.write((db) => clearEnded(db, now()))
      assert.ok((await asker(open)) !== undefined)
      const kept = await store.read(async (db) => [
        await db.selectFrom('sessions').select('account_id').execute(),
        await db.selectFrom('one_time_links').select('purpose').execute(),
        await db.selectFrom('throttles').select('key').execute(),
      ])
      assert.deepEqual(
        kept.map((rows) => rows.length),
        [1, 0, 1],
      )
    })

    it('ends all other sessions when the password is set, and tells the owner', async () => {
      const { trying, door, accountId, asker } = await doorOf(kind)
      const other = await tokenOf(trying(password))
      const own = await tokenOf(trying(password))
      await setPassword(door, { accountId, password: 'lantern puddle zebra', keep: own })
      assert.equal(await asker(other), undefined)
      assert.equal((await asker(own))?.unread, 1)
      assert.deepEqual(await trying(password), { refused: 'wrong' })
    })

    it('asks for the second factor where there is one, and goes on under a new token', async () => {
      const doorway = await doorOf(kind)
      const { door, accountId, trying, asker } = doorway
      const { code } = await withApp(doorway)
      const before = await tokenOf(trying(password))
      assert.equal((await asker(before))?.asker.secondFactor, false)
      const given = { token: before, accountId, code: code() }
      const after = await tokenOf(giveSecondFactor(door, given))
      assert.equal((await asker(after))?.asker.secondFactor, true)
      assert.equal(await asker(before), undefined)
      // The code has been used.
      const again = await tokenOf(trying(password))
      assert.deepEqual(await giveSecondFactor(door, { ...given, token: again }), {
        refused: 'wrong',
      })
    })

    it('takes each recovery code once, and refuses guesses after ten', async () => {
      const doorway = await doorOf(kind)
      const { door, accountId, trying } = doorway
      const [code = ''] = (await withApp(doorway)).codes
      const token = await tokenOf(trying(password))
      const given = { token, accountId, code: code.toLowerCase().replace('-', ' ') }
      await tokenOf(giveSecondFactor(door, given))
      for (let at = 0; at < 10; at += 1) {
        assert.deepEqual(await giveSecondFactor(door, given), { refused: 'wrong' })
      }
      const outcome = await giveSecondFactor(door, given)
      assert.ok('refused' in outcome && outcome.refused === 'too-often')
    })

    it('uses a link once, before it ends, and only the newest for a purpose', async () => {
      const { door, accountId, wait } = await doorOf(kind)
      const { store, now } = door
      const add = () =>
        store.write((db) => addLink(db, { purpose: 'new-password', accountId, now: now() }))
      const isOpen = async (token: string) =>
        (await store.read((db) => openLink(db, token, now()))) !== undefined
      const older = await add()
      const link = await add()
      assert.deepEqual([await isOpen(older), await isOpen(link)], [false, true])
      const used = await Promise.all(
        [1, 2].map(() => store.write((db) => useLink(db, link, now()))),
      )
      assert.equal(used.filter(Boolean).length, 1)
      const late = await add()
      wait(60)
      assert.equal(await isOpen(late), false)
    })
  })
}
