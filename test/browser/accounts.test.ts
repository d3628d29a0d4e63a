import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { firstAdministratorLink, safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import type { StoreKind } from '../../src/platform/store/index.ts'
import { storeKinds, testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'

const narrow = { width: 320, height: 700 }
const password = 'kettle orbit mango'

/** Wide and narrow, what a reader sees fits; it is accessible in one width on each database. */
function looksRightOn(kind: StoreKind) {
  const looked = kind === 'sqlite' ? 1280 : 320
  return async (page: Page): Promise<void> => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      assert.equal(await sidewaysScroll(page), 0, `${page.url()} scrolls sideways at ${width}`)
      if (width === looked) assert.deepEqual(await accessibilityFaults(page), [], page.url())
    }
  }
}

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label).fill(value)
}

/** Reads the secret off the page, as somebody without a camera does. */
async function codesOf(page: Page): Promise<() => string> {
  const secret = await page.locator('.second-factor__secret').innerText()
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  // A later step each time: a code is taken once.
  let step = 0
  return () => totp.generate({ timestamp: Date.now() + 30_000 * step++ })
}

for (const kind of storeKinds) {
  describe(`accounts on ${kind}`, () => {
    it('go from the first start to an administrator who signs in again, with keys alone', async () => {
      const store = (await testDatabase(kind)).open()
      const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
      const site = await openSite(door)
      try {
        const path = await firstAdministratorLink(store, { now: new Date() })
        assert.ok(path !== undefined)
        await withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
          await page.goto(path)
          await fill(page, { 'Your name': 'Ada Okafor', 'Your organisation': 'Test department' })
          await fill(page, { 'Your e-mail address': 'ada', 'New password': 'password1234' })
          await page.getByRole('button', { name: 'Create the account' }).press('Enter')
          assert.match(await page.title(), /^Error: /)
          const problem = page.getByRole('alert')
          assert.match(await problem.innerText(), /Enter an e-mail address like/)
          assert.match(await problem.innerText(), /easy to guess/)
          // Nothing that was right has to be written again.
          assert.equal(await page.getByLabel('Your name').inputValue(), 'Ada Okafor')
          await fill(page, { 'Your e-mail address': 'ada@example.org', 'New password': password })
          await page.getByRole('button', { name: 'Create the account' }).press('Enter')
          await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
          const code = await codesOf(page)
          await fill(page, { Code: '000000' })
          await page.getByRole('button', { name: 'Set up' }).press('Enter')
          assert.match(await page.getByRole('alert').innerText(), /The code is not right/)
          await fill(page, { Code: code() })
          await page.getByRole('button', { name: 'Set up' }).press('Enter')
          const recovery = await page.locator('.recovery-codes code').allInnerTexts()
          assert.equal(recovery.length, 10)
          await page.getByRole('link', { name: 'I have kept them' }).press('Enter')
          assert.match(await page.getByRole('main').innerText(), /Test department: Administrator/)

          await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter')
          assert.match(await page.getByRole('main').innerText(), /You have signed out/)
          await page.goto('/messages')
          await fill(page, { 'E-mail address': 'ADA@example.org', Password: 'wrong' })
          await page.getByRole('button', { name: 'Sign in' }).press('Enter')
          assert.match(await page.getByRole('alert').innerText(), /is not right/)
          await fill(page, { Password: password })
          await page.getByRole('button', { name: 'Sign in' }).press('Enter')
          await fill(page, { Code: code() })
          await page.getByRole('button', { name: 'Continue' }).press('Enter')
          // Where they wanted to go in the first place.
          await page.waitForURL(/\/messages$/)
          assert.match(await page.getByRole('main').innerText(), /A second factor was set up/)
          assert.equal((await page.goto(path))?.status(), 410)
        })
      } finally {
        await site.close()
      }
    })
  })
}

for (const kind of storeKinds) {
  const looksRight = looksRightOn(kind)

  describe(`the pages of accounts on ${kind}`, () => {
    it('are accessible and fit, wide and narrow, with errors and without', async () => {
      const store = (await testDatabase(kind)).open()
      const site = await openSite({ store, safe: safeOf('x'.repeat(32)), now: () => new Date() })
      try {
        const path = await firstAdministratorLink(store, { now: new Date() })
        assert.ok(path !== undefined)
        await withPage(site, {}, async (page) => {
          for (const address of ['/sign-in', '/sign-in/help', '/permissions', '/link/none', path]) {
            await page.goto(address)
            await looksRight(page)
          }
          await page.getByRole('button', { name: 'Create the account' }).click()
          await looksRight(page)
          await fill(page, { 'Your name': 'Ada', 'Your organisation': 'Test department' })
          await fill(page, { 'Your e-mail address': 'ada@example.org', 'New password': password })
          await page.getByRole('button', { name: 'Create the account' }).click()
          await page.getByRole('heading', { name: 'Set up a second factor' }).waitFor()
          await looksRight(page)
          for (const address of ['/account', '/account/password', '/messages']) {
            await page.goto(address)
            await looksRight(page)
          }
          await page.goto('/account/second-factor')
          const code = await codesOf(page)
          await fill(page, { Code: code() })
          await page.getByRole('button', { name: 'Set up' }).click()
          await page.getByRole('heading', { name: 'Your recovery codes' }).waitFor()
          await looksRight(page)
        })
      } finally {
        await site.close()
      }
    })
  })
}
