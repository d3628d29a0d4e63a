import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { startMailServer } from '../../../test/mail-server.ts'
import type { MailServerOptions } from '../../../test/mail-server.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { readConfig, SettingsError } from '../../platform/index.ts'
import type { Store, StoreKind } from '../../platform/store/index.ts'
import { addAccount } from '../store/accounts.ts'
import { isEmail } from '../form.ts'
import { markRead, send } from '../store/messages.ts'
import { claimMail, clearMails, keptDays, leaseMinutes } from '../store/outgoing-mails.ts'
import { deliverDue, startDelivery } from './deliver.ts'
import type { Delivering } from './deliver.ts'
import { openMailer } from './mailer.ts'
import { mailSettingsOf } from './settings.ts'
import type { MailSettings } from './settings.ts'

const closers: (() => Promise<void>)[] = []
after(() => Promise.all(closers.map((close) => close())))

const minute = 60_000

function settingsAt(port: number): MailSettings {
  const config = readConfig({
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'capable@example.org',
    BASE_URL: 'https://skills.example.org',
  })
  const settings = mailSettingsOf(config)
  assert.ok(settings !== undefined)
  return settings
}

/** A store, a mail server and a clock that stands still until it is moved. */
async function post(kind: StoreKind, options?: MailServerOptions) {
  const server = await startMailServer(options)
  closers.push(server.stop)
  const database = await testDatabase(kind)
  const store = database.open()
  let time = Date.parse('2026-11-02T09:00:00.000Z')
  const now = (): Date => new Date(time)
  const noted: string[] = []
  const delivering: Delivering = {
    store,
    mailer: openMailer(settingsAt(server.port)),
    now,
    note: (reason) => noted.push(reason),
  }
  return {
    database,
    server,
    store,
    now,
    noted,
    delivering,
    wait: (minutes: number) => (time += minutes * minute),
    deliver: (change: Partial<Delivering> = {}) => deliverDue({ ...delivering, ...change }),
    account: (email: string) =>
      store.write((db) => addAccount(db, { email, name: 'Test', now: now() })),
    message: (accountId: string, about = 'something secret') =>
      store.write((db) =>
        send(db, { accountId, subject: `About ${about}`, body: `All of ${about}`, now: now() }),
      ),
    waiting: () => waitingIn(store),
  }
}

async function waitingIn(store: Store): Promise<number> {
  const rows = await store.read((db) => db.selectFrom('outgoing_mails').select('id').execute())
  return rows.length
}

for (const kind of storeKinds) {
  describe(`mail on ${kind}`, () => {
    it('says that there is a message, once for several, and nothing of what it says', async () => {
      const { account, message, deliver, server, waiting } = await post(kind)
      const accountId = await account('ada@example.org')
      await message(accountId)
      await message(accountId)
      assert.equal(await deliver(), 1)
      assert.equal(await waiting(), 0)
      const [mail] = server.taken
      assert.deepEqual(mail?.to, ['ada@example.org'])
      assert.match(mail?.text ?? '', /https:\/\/skills\.example\.org\/messages/)
      assert.doesNotMatch(mail?.raw ?? '', /secret/)
      assert.match(mail?.raw ?? '', /^From: Capable <capable@example\.org>\r$/m)
      assert.match(mail?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m)
      assert.equal(await deliver(), 0)
      await message(accountId)
      assert.equal(await deliver(), 1)
    })

    it('is not sent to who has read their messages meanwhile, nor to an account that is gone', async () => {
      const { account, message, deliver, store, now, server, waiting } = await post(kind)
      const reader = await account('ada@example.org')
      const gone = await account('bob@example.org')
      await message(reader)
      await message(gone)
      await store.write(async (db) => {
        await markRead(db, reader, now())
        await db.deleteFrom('accounts').where('id', '=', gone).execute()
      })
      assert.equal(await deliver(), 0)
      assert.deepEqual([server.taken.length, await waiting()], [0, 0])
    })

    it('is sent once by two processes at the same time', async () => {
      const { account, message, delivering, database, server, waiting } = await post(kind)
      const everybody = Array.from({ length: 20 }, (_, at) => `person${at}@example.org`)
      for (const email of everybody) await message(await account(email))
      const other = { ...delivering, store: database.open() }
      const sent = await Promise.all([deliverDue(delivering), deliverDue(other)])
      assert.deepEqual(server.taken.map(({ to }) => to.join()).toSorted(), everybody.toSorted())
      assert.equal(sent[0] + sent[1], everybody.length)
      assert.equal(await waiting(), 0)
    })

    it('is kept while the mail server is away, and tried less and less often', async () => {
      const { account, message, deliver, server, wait, noted, waiting } = await post(kind)
      await message(await account('ada@example.org'))
      await server.stop()
      const tries: number[] = []
      for (let minutes = 0; minutes < 16; minutes += 1) {
        const before = noted.length
        assert.equal(await deliver(), 0)
        if (noted.length > before) tries.push(minutes)
        wait(1)
      }
      assert.deepEqual(tries, [0, 1, 3, 7, 15])
      assert.deepEqual(new Set(noted), new Set(['ESOCKET']))
      assert.equal(await waiting(), 1)
      await server.start()
      wait(60)
      assert.equal(await deliver(), 1)
      assert.equal(await waiting(), 0)
    })

    it('that a process began and never finished is sent by another, minutes later', async () => {
      const { account, message, deliver, store, now, wait } = await post(kind)
      await message(await account('ada@example.org'))
      assert.ok((await store.write((db) => claimMail(db, now()))) !== undefined)
      assert.equal(await deliver(), 0)
      wait(leaseMinutes)
      assert.equal(await deliver(), 1)
    })

    it('is given up where nobody is at the address, and after some days', async () => {
      const { account, message, deliver, server, store, now, wait, waiting } = await post(kind)
      server.unknown.add('nobody@example.org')
      await message(await account('nobody@example.org'))
      await message(await account('ada@example.org'))
      assert.equal(await deliver(), 1)
      assert.equal(await waiting(), 0)
      await message(await account('bob@example.org'))
      wait(keptDays * 24 * 60 - 1)
      await store.write((db) => clearMails(db, now()))
      assert.equal(await waiting(), 1)
      wait(1)
      await store.write((db) => clearMails(db, now()))
      assert.equal(await waiting(), 0)
    })

    it('goes to one address only, whatever an address holds', async () => {
      const { account, message, deliver, server, store, waiting } = await post(kind)
      const id = await account('ada@example.org')
      const bad = [
        'ada@example.org\r\nBcc: eve@example.org',
        'ada@example.org, eve@example.org',
        'ada,eve@example.org',
        'ada@example.org;eve@example.org',
        '<eve@example.org>ada@example.org',
        'ada@example.org\u200b',
        'team:eve@example.org',
        'ada;b@example.org',
        '(c)ada@example.org',
      ]
      // Nor is one taken in any form, which would say that mail is on its way.
      assert.deepEqual(bad.filter(isEmail), [])
      for (const email of bad) {
        await store.write((db) =>
          db.updateTable('accounts').set({ email }).where('id', '=', id).execute(),
        )
        await message(id)
        assert.equal(await deliver(), 0, email)
      }
      assert.deepEqual([server.taken.length, await waiting()], [0, 0])
    })
  })
}

describe('a mail server', () => {
  it('that asks who sends is told, and mail is kept where it does not believe it', async () => {
    const login = { user: 'capable@example.org', password: 'p@ss/word%' }
    const { account, message, deliver, server, wait, noted } = await post('sqlite', { login })
    await message(await account('ada@example.org'))
    assert.equal(await deliver(), 0)
    assert.match(noted.join(), /^E\w+ 530$/)
    wait(1)
    const settings = settingsAt(server.port)
    const wrong = openMailer({ ...settings, user: login.user, password: 'wrong' })
    assert.equal(await deliver({ mailer: wrong }), 0)
    assert.match(noted.at(-1) ?? '', /^EAUTH 535$/)
    wait(2)
    const right = openMailer({ ...settings, ...login })
    assert.equal(await deliver({ mailer: right }), 1)
  })

  it('elsewhere that offers no encryption is sent nothing', async () => {
    const { account, message, deliver, server, noted, waiting } = await post('sqlite')
    await message(await account('ada@example.org'))
    const elsewhere = openMailer({ ...settingsAt(server.port), isHere: false })
    assert.equal(await deliver({ mailer: elsewhere }), 0)
    assert.deepEqual([server.taken.length, await waiting()], [0, 1])
    assert.match(noted.join(), /^ETLS/)
  })
})

describe('a mail server with a certificate that nobody vouches for', () => {
  it('is sent nothing, unless it is this machine', async () => {
    const { account, message, deliver, server, noted, wait } = await post('sqlite', {
      encrypts: true,
    })
    await message(await account('ada@example.org'))
    const elsewhere = openMailer({ ...settingsAt(server.port), isHere: false })
    assert.equal(await deliver({ mailer: elsewhere }), 0)
    assert.equal(server.taken.length, 0)
    assert.equal(noted.length, 1)
    wait(1)
    assert.equal(await deliver(), 1)
  })
})

describe('sending every few seconds', () => {
  it('goes on until it is stopped, and then no mail is on its way', async () => {
    const { account, message, delivering, server, waiting } = await post('sqlite')
    const stop = startDelivery(delivering, 10)
    const accountId = await account('ada@example.org')
    await message(accountId)
    const end = Date.now() + 5000
    while (server.taken.length === 0 && Date.now() < end) {
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await stop()
    assert.equal(server.taken.length, 1)
    await message(accountId)
    await new Promise((resolve) => setTimeout(resolve, 50))
    assert.deepEqual([server.taken.length, await waiting()], [1, 1])
  })
})

describe('the settings of mail', () => {
  const whole = {
    BASE_URL: 'https://skills.example.org',
    SMTP_URL: 'smtps://capable%40example.org:p%40ss%2Fword%25@mail.example.org',
    MAIL_FROM: 'capable@example.org',
  }

  it('are none where none are set', () => {
    assert.equal(mailSettingsOf(readConfig({})), undefined)
  })

  it('say where, as whom and how mail is sent', () => {
    assert.deepEqual(mailSettingsOf(readConfig(whole)), {
      host: 'mail.example.org',
      port: 465,
      isEncrypted: true,
      isHere: false,
      user: 'capable@example.org',
      password: 'p@ss/word%',
      from: 'capable@example.org',
      baseUrl: 'https://skills.example.org',
    })
    const at = (SMTP_URL: string) => mailSettingsOf(readConfig({ ...whole, SMTP_URL }))
    assert.deepEqual(
      ['smtp://mail.example.org', 'smtp://[::1]:25', 'smtp://localhost.example.org:80/'].map(
        (url) => [at(url)?.port, at(url)?.isEncrypted, at(url)?.isHere],
      ),
      [
        [587, false, false],
        [25, false, true],
        [80, false, false],
      ],
    )
  })

  const bad: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ MAIL_FROM: '' }, /^Set both SMTP_URL and MAIL_FROM/],
    [{ SMTP_URL: '' }, /^Set both SMTP_URL and MAIL_FROM/],
    [{ BASE_URL: '' }, /BASE_URL must be set too/],
    [{ SMTP_URL: 'smtps://user:100%@mail.example.org' }, /SMTP_URL cannot be read/],
  ]
  for (const [change, message] of bad) {
    it(`say in a sentence what is wrong with ${JSON.stringify(change)}`, () => {
      assert.throws(
        () => mailSettingsOf(readConfig({ ...whole, ...change })),
        (error: unknown) => error instanceof SettingsError && message.test(error.message),
      )
    })
  }
})
