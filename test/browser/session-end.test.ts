import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import { hashPassword } from '../../src/accounts/passwords.ts'
import { addAccount, changeAccount } from '../../src/accounts/store/accounts.ts'
import { grantDuty } from '../../src/accounts/store/duties.ts'
import { addOrganisation } from '../../src/accounts/store/organisations.ts'
import { addPerson } from '../../src/accounts/store/people.ts'
import { endSessions, openSession } from '../../src/accounts/store/sessions.ts'
import { testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'
import type { Site } from './browser.ts'

const password = 'kettle orbit mango'
const minute = 60_000
const start = new Date('2026-11-23T09:00:00Z')
const shots = process.env['CAPABLE_TEST_SHOTS']

/** The clock of the server; that of the page goes with it. */
let time = start.getTime()
let door: Door
let site: Site

before(async () => {
  const store = (await testDatabase('sqlite')).open()
  door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date(time) }
  site = await openSite(door)
})
after(() => site.close())

interface Who {
  readonly accountId: string
  readonly email: string
  /** The page of an organisation that they administer. */
  readonly place: string
}

/** Somebody who administers an organisation, with a second factor where that is wanted. */
async function somebody(secondFactor: boolean): Promise<Who> {
  const hash = await hashPassword(password)
  const email = `${randomUUID()}@example.org`
  return door.store.write(async (db) => {
    const now = door.now()
    const accountId = await addAccount(db, { email, name: 'Made-up Person', now })
    await changeAccount(db, accountId, {
      password_hash: hash,
      ...(secondFactor && { totp_secret: 'sealed', totp_confirmed_at: now.toISOString() }),
    })
    const organisationId = await addOrganisation(db, { name: 'Test department', now })
    const person = { organisationId, accountId, reference: '1', name: 'Made-up Person', now }
    await grantDuty(db, { personId: await addPerson(db, person), duty: 'administrator', now })
    return { accountId, email, place: `/organisations/${organisationId}` }
  })
}

/** Opens a session in the browser of a page, as signing in does. */
async function open(page: Page, { accountId }: Who, secondFactor = false): Promise<void> {
  const now = door.now()
  const value = await door.store.write((db) => openSession(db, { accountId, secondFactor, now }))
  const cookie = { name: 'capable', value, url: site.address, httpOnly: true }
  await page.context().addCookies([cookie])
}

/** A page on which somebody has signed in, with a clock of its own. */
async function signedIn(
  { secondFactor = false, ...options }: BrowserContextOptions & { secondFactor?: boolean },
  use: (page: Page, who: Who) => Promise<void>,
): Promise<void> {
  time = start.getTime()
  const who = await somebody(secondFactor)
  await withPage(site, { timezoneId: 'Europe/London', ...options }, async (page) => {
    await open(page, who, secondFactor)
    if (options.javaScriptEnabled !== false) await page.clock.install({ time: start })
    await use(page, who)
  })
}

async function pass(page: Page, minutes: number): Promise<void> {
  time += minutes * minute
  await page.clock.fastForward(minutes * minute)
}

function notice(page: Page) {
  return page.getByRole('region', { name: 'Your session' })
}

describe('a session that ends', () => {
  it('says so five minutes before, takes no focus, and lasts longer when it is told to', async () => {
    await signedIn({}, async (page) => {
      await page.goto('/account/password')
      const field = page.getByLabel('Your password now')
      await field.focus()
      await pass(page, 54)
      assert.equal(await notice(page).count(), 0)
      await pass(page, 1)
      await notice(page).getByText('Your session ends at 10:00 if you do nothing.').waitFor()
      assert.ok(await field.evaluate((element) => element === element.ownerDocument.activeElement))
      assert.equal(await notice(page).getByRole('status').count(), 1)
      await pass(page, 4)
      await notice(page).getByText('less than a minute').waitFor()
      const stay = notice(page).getByRole('button', { name: 'Stay signed in' })
      await stay.focus()
      await page.keyboard.press('Enter')
      await notice(page)
        .getByText('You are still signed in, until 10:59 if you do nothing.')
        .waitFor()
      assert.equal(await stay.isVisible(), false)
      // The focus goes back to where it was.
      assert.ok(await field.evaluate((element) => element === element.ownerDocument.activeElement))
      await pass(page, 54)
      assert.equal(await stay.isVisible(), false)
      await pass(page, 2)
      assert.equal(await stay.isVisible(), true)
    })
  })

  it('counts what is opened in other tabs', async () => {
    await signedIn({}, async (page) => {
      await page.goto('/account')
      await pass(page, 50)
      const other = await page.context().newPage()
      await other.clock.install({ time: new Date(time) })
      await other.goto('/messages')
      await pass(page, 9)
      assert.equal(await notice(page).count(), 0)
      await pass(page, 47)
      await notice(page).getByText('Your session ends at 10:50').waitFor()
      await notice(page).getByRole('button', { name: 'Stay signed in' }).click()
      await notice(page).getByText('until 11:46').waitFor()
      await other.close()
    })
  })

  it('says when it cannot last longer, and when it has ended', async () => {
    await signedIn({}, async (page, { accountId }) => {
      await page.goto('/account')
      await door.store.write((db) =>
        db
          .updateTable('sessions')
          .set({ expires_at: new Date(time + 59 * minute).toISOString() })
          .where('account_id', '=', accountId)
          .execute(),
      )
      await pass(page, 56)
      await notice(page).getByRole('button', { name: 'Stay signed in' }).click()
      await notice(page).getByText('Your session ends at 09:59 and cannot last longer').waitFor()
      assert.equal(await notice(page).getByRole('button').count(), 0)
      await pass(page, 4)
      await notice(page).getByText('Your session has ended.').waitFor()
      assert.equal(
        await notice(page).getByRole('link').getAttribute('href'),
        '/sign-in?next=%2Faccount%2Fstill-here',
      )
    })
  })

  it('warns accessibly, wide and narrow, light and dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await signedIn({ colorScheme }, async (page) => {
        await page.goto('/account')
        await pass(page, 56)
        for (const width of [1280, 320]) {
          await fits(page, `${colorScheme}-${width}`, width)
          assert.deepEqual(await accessibilityFaults(page), [])
        }
        const size = await notice(page).getByRole('button').boundingBox()
        assert.ok(size !== null && size.height >= 24 && size.width >= 24)
      })
    }
  })

  it('shows its words in forced colours, and moves nothing', async () => {
    const options = { forcedColors: 'active', reducedMotion: 'reduce' } as const
    await signedIn(options, async (page) => {
      await page.goto('/account')
      await pass(page, 56)
      await fits(page, 'forced', 320)
      const all = "[...document.querySelectorAll('.session-end, .session-end *')]"
      const moving = `${all}.filter((each) => getComputedStyle(each).animationName !== 'none').length`
      assert.equal(await page.evaluate<number>(moving), 0)
      const unseen = `${all}.filter((each) => each.checkVisibility() && each.textContent !== '')
        .filter((each) => getComputedStyle(each).color === getComputedStyle(each).backgroundColor)
        .length`
      assert.equal(await page.evaluate<number>(unseen), 0)
    })
  })
})

/** The notice is there, and the page does not scroll sideways for it. */
async function fits(page: Page, name: string, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 700 })
  await notice(page).waitFor()
  assert.equal(await sidewaysScroll(page), 0)
  if (shots !== undefined) await page.screenshot({ path: `${shots}/session-end-${name}.png` })
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with JavaScript' : 'without JavaScript'
  describe(`a form of a session that has ended, ${how}`, () => {
    it('is given back, and can be sent after signing in in another tab', async () => {
      await signedIn({ javaScriptEnabled }, async (page, { accountId, email }) => {
        await page.goto('/account')
        await door.store.write((db) => endSessions(db, accountId))
        await page.getByRole('button', { name: 'Sign out everywhere else' }).click()
        await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
        // The checker is a script itself.
        if (javaScriptEnabled) assert.deepEqual(await accessibilityFaults(page), [])
        const opening = page.context().waitForEvent('page')
        await page
          .getByRole('main')
          .getByRole('link', { name: /^Sign in/ })
          .click()
        const beside = await opening
        await beside.getByLabel('E-mail address').fill(email)
        await beside.getByLabel('Password').fill(password)
        await beside.getByRole('button', { name: 'Sign in' }).click()
        await beside.getByRole('heading', { name: 'You are signed in' }).waitFor()
        await beside.close()
        await page.getByRole('button', { name: 'I have done that: go on' }).click()
        await page.getByRole('heading', { name: 'Check what you wrote and send it' }).waitFor()
        if (javaScriptEnabled) assert.deepEqual(await accessibilityFaults(page), [])
        await page.getByRole('button', { name: 'Send', exact: true }).click()
        await page.getByRole('heading', { name: 'Your account' }).waitFor()
      })
    })

    it('comes back with every letter that was written', async () => {
      const text = 'First line\n\n  "Quoted" & <b>marked</b>, ünïcode 🪁'
      await signedIn({ javaScriptEnabled, secondFactor: true }, async (page, who) => {
        await page.goto(`${who.place}/particulars`)
        await page.getByLabel('Privacy notice').fill(text)
        await door.store.write((db) => endSessions(db, who.accountId))
        await page.getByRole('button', { name: 'Save' }).click()
        await page.getByRole('heading', { name: 'Your session has ended' }).waitFor()
        assert.match(await page.getByRole('main').innerText(), /"Quoted" & <b>marked<\/b>/)
        await open(page, who, true)
        await page.getByRole('button', { name: 'I have done that: go on' }).click()
        await page.getByRole('button', { name: 'Send', exact: true }).click()
        await page.getByRole('heading', { name: 'Test department' }).waitFor()
        await page.goto(`${who.place}/particulars`)
        assert.equal(await page.getByLabel('Privacy notice').inputValue(), text)
      })
    })
  })
}
