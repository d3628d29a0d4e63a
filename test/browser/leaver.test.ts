import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { hashPassword } from '../../src/accounts/passwords.ts'
import { changeAccount } from '../../src/accounts/store/accounts.ts'
import { jobOf } from '../../src/platform/store/index.ts'
import type { Store, StoreKind } from '../../src/platform/store/index.ts'
import { tablesWith, withTwoAdministrators } from '../leaver.ts'
import type { Kind } from '../organisation.ts'
import { storeKinds } from '../stores.ts'
import {
  accessibilityFaults,
  openBrowser,
  openServer,
  sidewaysScroll,
  withPage,
} from './browser.ts'
import type { Server } from './browser.ts'
import { Reader } from './reader.ts'

const password = 'kettle orbit mango'
const shots = process.env['CAPABLE_TEST_SHOTS']

/** The first day without them. Two years later their records go, as their purpose says. */
const leavesOn = '2040-03-31'
const toldOn = '2040-03-01'
/** Somebody who belongs to no organisation any more has an account for ninety days. */
const accountGoes = '2040-06-29'
const dayBefore = '2042-03-30'
const theDay = '2042-03-31'
const dayAfter = '2042-04-01'

type Made = Awaited<ReturnType<typeof withTwoAdministrators>>

/** An organisation in front of which a server starts anew on each day of the journey. */
class Journey {
  readonly made: Made
  readonly #browser: Browser
  #now = new Date()
  #server: Server | undefined
  /** One for all, so that styles and scripts are fetched once. */
  #page: Page | undefined

  constructor(made: Made, browser: Browser) {
    this.made = made
    this.#browser = browser
    Object.assign(made.door, { now: () => this.#now })
  }

  /** The server starts on this day, and does by itself what is due. */
  async startOn(day: string): Promise<void> {
    await this.#server?.close()
    this.#now = new Date(`${day}T12:00:00.000Z`)
    this.#server = await openServer(this.made.door, this.#settings())
    await jobsDone(this.made.store, this.#now)
  }

  async stop(): Promise<void> {
    await this.#browser.close()
    await this.#server?.close()
  }

  /** The pages of somebody who has signed in. */
  async as(kind: Kind, use: (reader: Reader) => Promise<void>): Promise<void> {
    const page = await this.#pageOf(kind)
    await use(new Reader(page, { byKeyboard: false }))
  }

  /** The same by keyboard alone, narrow and without JavaScript. */
  async plainlyAs(kind: Kind, use: (reader: Reader) => Promise<void>): Promise<void> {
    const plainly = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } }
    const site = { address: this.#address(), browser: this.#browser }
    await withPage(site, plainly, async (page) => {
      await this.#signIn(page, kind)
      await use(new Reader(page, { byKeyboard: true }))
    })
  }

  /** Somebody gives their e-mail address and password, and must be answered with these words. */
  async enter(kind: Kind, words: string): Promise<Reader> {
    const page = await this.#pageOf('nobody')
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(`${kind}@example.org`)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('main').getByText(words).first().waitFor()
    return new Reader(page, { byKeyboard: false })
  }

  async #pageOf(kind: Kind): Promise<Page> {
    this.#page ??= await this.#browser.newPage({ baseURL: this.#address() })
    await this.#page.clock.setFixedTime(this.#now)
    await this.#signIn(this.#page, kind)
    return this.#page
  }

  async #signIn(page: Page, kind: Kind): Promise<void> {
    const { cookie } = await this.made.session(kind)
    const [name = '', value = ''] = cookie.split('=')
    await page.context().clearCookies()
    if (value === '') return
    await page.context().addCookies([{ name, value, url: this.#address() }])
  }

  #address(): string {
    assert.ok(this.#server !== undefined)
    return this.#server.address
  }

  /** The page goes on where it was: each server takes the port of the one before. */
  #settings(): Readonly<Record<string, string>> {
    return this.#server === undefined ? {} : { PORT: new URL(this.#server.address).port }
  }
}

/** Until the job that erases has run at a moment. */
async function jobsDone(store: Store, now: Date): Promise<void> {
  const moment = now.toISOString()
  for (let tries = 0; tries < 500; tries += 1) {
    const job = await store.read((db) => jobOf(db, 'retention'))
    if (job?.last_run_at === moment) {
      assert.notEqual(job.outcome, 'failed')
      return
    }
    await wait(20)
  }
  assert.fail(`No records were looked through on ${moment}`)
}

/** Wide and narrow, a page is accessible and fits. */
async function looksRight({ page }: Reader, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
    if (shots !== undefined) {
      await page.screenshot({ path: `${shots}/leaver-${name}-${width}.png`, fullPage: true })
    }
  }
  assert.deepEqual(await accessibilityFaults(page), [], name)
}

/** Presses a button that leads to another page. */
async function press(reader: Reader, name: string): Promise<void> {
  const from = reader.page.url()
  await reader.press(reader.main.getByRole('button', { name, exact: true }))
  await reader.page.waitForURL(({ href }) => href !== from)
}

/** Says on which day somebody leaves, on the way that an administrator takes. */
async function sayLeaving(reader: Reader, { at, who }: { at: Made['at']; who: Kind }) {
  await reader.go(at('/people'))
  await reader.follow(`Test ${who}`)
  await reader.follow('Change name, e-mail address, team or leaving date')
  await reader.write(reader.page.getByLabel('Leaves or left on'), leavesOn)
  await press(reader, 'Save')
  await reader.isAt(`Test ${who}`)
  await reader.sees('Leaves or left on 31 March 2040')
}

/** Agrees to what another administrator asked for, from what is still to do. */
async function agree(reader: Reader, { at, what }: { at: Made['at']; what: string }) {
  await reader.go(at(''))
  await reader.follow(`Decide on a request: ${what}`)
  await reader.follow('Decide on it')
  const decision = reader.page.getByLabel('Decision', { exact: true })
  await reader.reach(decision)
  await reader.page.keyboard.type('Agree')
  await reader.write(reader.page.getByLabel('Reason of the decision'), 'It is right.')
  await press(reader, 'Decide')
  await reader.sees('Reason of the decision It is right.')
}

/** Where an administrator comes upon somebody. */
async function seen({ made: { at, person } }: Journey, reader: Reader, who: Kind) {
  const answer = await reader.page.goto(at(`/people/${person(who)}`))
  const found = [answer?.status() === 200]
  for (const path of ['/people?leavers=yes', `/people?leavers=yes&q=${who}`, '/log']) {
    await reader.go(at(path))
    found.push((await reader.main.innerText()).includes(`Test ${who}`))
  }
  return found
}

/** On a page of their own, in the list, by search and in the log, which says who read the page. */
const everywhere = [true, true, true, true]
const nowhere = [false, false, false, false]

/** `plain` and `planner` leave on the same day; `planner` is under a legal hold. */
async function beginWith(kind: StoreKind): Promise<Journey> {
  const made = await withTwoAdministrators(kind)
  const password_hash = await hashPassword(password)
  for (const who of ['plain', 'planner'] as const) {
    const accountId = made.people.get(who)?.accountId ?? ''
    await made.store.write((db) => changeAccount(db, accountId, { password_hash }))
  }
  return new Journey(made, await openBrowser())
}

for (const kind of storeKinds) {
  describe(`the records of two who leave, on ${kind}`, () => {
    let journey: Journey
    let made: Made

    before(async () => {
      journey = await beginWith(kind)
      made = journey.made
    })
    after(() => journey.stop())

    it('begin to end when an administrator says the day', async () => {
      const { at } = made
      await journey.startOn(toldOn)
      await journey.plainlyAs('administrator', (reader) => sayLeaving(reader, { at, who: 'plain' }))
      await journey.as('administrator', async (reader) => {
        await sayLeaving(reader, { at, who: 'planner' })
        await looksRight(reader, 'person-leaves')
        await reader.go(at('/purposes/organisation'))
        await reader.sees('2 years')
      })
    })

    it('are put under a legal hold by two administrators', async () => {
      const { at, person } = made
      await journey.as('administrator', async (reader) => {
        await reader.go(at(`/people/${person('planner')}`))
        await reader.follow('Ask for a legal hold')
        const reason = reader.page.getByLabel('Reason', { exact: true })
        await reader.write(reason, 'A claim at a tribunal')
        await press(reader, 'Ask for a legal hold')
        await looksRight(reader, 'hold-asked')
      })
      await journey.plainlyAs('manager', (reader) => agree(reader, { at, what: 'Legal hold' }))
    })

    it('stay when they have left; the account alone goes, after ninety days', async () => {
      await journey.startOn(leavesOn)
      const left = await journey.enter('plain', 'You are in no organisation')
      await left.sees('An account that is in none is deleted after 90 days')
      await looksRight(left, 'account-of-leaver')
      await journey.startOn(accountGoes)
      await journey.enter('plain', 'is not right')
    })

    it('are all there on the day before their time ends', async () => {
      await journey.startOn(dayBefore)
      await journey.as('administrator', async (reader) => {
        assert.deepEqual(await seen(journey, reader, 'plain'), everywhere)
        assert.deepEqual(await seen(journey, reader, 'planner'), everywhere)
        await reader.go(made.at('/retention'))
        const due = 'plain 31 March 2040 31 March 2042'
        await reader.sees('A legal hold keeps the records of 1 person', due)
        await looksRight(reader, 'retention')
        await reader.follow('plain')
        await reader.isAt('Test plain')
      })
    })

    it('are gone on the day, but for what the hold keeps', async () => {
      const { at, person, store } = made
      await journey.startOn(theDay)
      await journey.as('administrator', async (reader) => {
        assert.deepEqual(await seen(journey, reader, 'plain'), nowhere)
        assert.deepEqual(await seen(journey, reader, 'planner'), everywhere)
        await reader.go(at('/retention'))
        await reader.sees('Nobody’s record goes', 'A legal hold keeps the records of 1 person')
        await reader.go(at('/log'))
        await reader.sees('Deleted because its time had ended: 1 person who left')
        await looksRight(reader, 'log')
      })
      await journey.enter('planner', 'Give your second factor')
      assert.deepEqual(await tablesWith(store, [person('plain'), 'plain@example.org']), [])
    })

    it('go at the next run once two have ended the hold', async () => {
      const { at, person, store } = made
      await journey.as('manager', async (reader) => {
        await reader.go(at('/requests'))
        await reader.follow('Legal hold')
        await reader.follow('Ask to end it')
        await reader.write(reader.page.getByLabel('Why the hold can end'), 'It is settled')
        await press(reader, 'Ask to end it')
        await reader.sees('Waits for another administrator')
      })
      await journey.as('administrator', async (reader) => {
        await agree(reader, { at, what: 'End of a legal hold' })
        assert.deepEqual(await seen(journey, reader, 'planner'), everywhere)
      })
      await journey.startOn(dayAfter)
      await journey.as('administrator', async (reader) => {
        assert.deepEqual(await seen(journey, reader, 'planner'), nowhere)
        await reader.go(at('/requests'))
        await reader.sees('Nobody has asked for any.')
      })
      await journey.enter('planner', 'is not right')
      assert.deepEqual(await tablesWith(store, [person('planner'), 'planner@example.org']), [])
    })
  })
}
