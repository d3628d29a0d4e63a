import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { firstAdministratorLink, safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import { switchedOn } from '../organisation.ts'
import { testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'
import type { Site } from './browser.ts'

const password = 'kettle orbit mango'
const shots = process.env['CAPABLE_TEST_SHOTS']

/** What a reader sees, wide and narrow, is accessible and fits. */
async function looksRight(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
    if (shots !== undefined) {
      await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
    }
  }
  assert.deepEqual(await accessibilityFaults(page), [], name)
  if (size !== null) await page.setViewportSize(size)
}

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await page.getByLabel(label, { exact: true }).fill(value)
  }
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

async function follow(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name, exact: true }).click()
}

function main(page: Page): Promise<string> {
  return page.getByRole('main').innerText()
}

/** Sets up a second factor on the page that asks for it. */
async function setUpFactor(page: Page): Promise<void> {
  const secret = await page.locator('.second-factor__secret').innerText()
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  await fill(page, { Code: totp.generate() })
  await press(page, 'Set up')
  await page.getByRole('link', { name: 'I have kept them' }).click()
}

async function firstAdministrator(page: Page, door: Door): Promise<string> {
  const path = await firstAdministratorLink(door.store, { now: new Date() })
  assert.ok(path !== undefined)
  await page.goto(path)
  await fill(page, { 'Your name': 'Ada Made-up', 'Your organisation': 'Test department' })
  await fill(page, { 'Your e-mail address': 'ada@example.org', 'New password': password })
  await press(page, 'Create the account')
  await setUpFactor(page)
  await page.getByRole('link', { name: 'Administer it' }).click()
  return new URL(page.url()).pathname
}

/** Opens an account with an invitation, signs in and joins. */
async function openAccount(page: Page, link: string): Promise<void> {
  await page.goto(link)
  await looksRight(page, 'invitation')
  await fill(page, { 'New password': password })
  await press(page, 'Open an account')
  await looksRight(page, 'sign-in-after-invitation')
  const email = /for [^,]+, (\S+@\S+)\./.exec(await invitationText(page, link))?.[1]
  await fill(page, { 'E-mail address': email ?? '', Password: password })
  await press(page, 'Sign in')
  await looksRight(page, 'join')
  await press(page, 'Join')
}

/** Whom an invitation is for, read in a tab beside. */
async function invitationText(page: Page, link: string): Promise<string> {
  const beside = await page.context().newPage()
  await beside.goto(link)
  const text = await main(beside)
  await beside.close()
  return text
}

async function sayParticulars(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Say who answers for the records' }).click()
  await looksRight(page, 'particulars')
  await fill(page, { 'Address of the accessibility statement': 'somewhere' })
  await press(page, 'Save')
  assert.match(await page.title(), /^Error: /)
  await looksRight(page, 'particulars-error')
  await fill(page, {
    'Data controller': 'Test department',
    'Contact for questions about records': 'records@example.org',
    'Privacy notice': 'We keep what this page says.\n\nMade up for a test.',
    'Who decided how long records are kept': 'The made-up board, 1 June 2026',
    'Address of the accessibility statement': 'https://example.org/accessibility',
    'Contact for freedom of information requests': 'foi@example.org',
    'Handling marking': 'OFFICIAL',
  })
  await press(page, 'Save')
}

async function addPerson(page: Page, home: string, name: string, reference: string): Promise<void> {
  await page.goto(`${home}/people/add`)
  const email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@example.org`
  await fill(page, { Name: name, 'E-mail address (optional)': email, Reference: reference })
  await page.getByLabel('Team (optional)').selectOption({ label: 'Digital' })
  await press(page, 'Add the person')
}

async function invite(page: Page, site: Site): Promise<string> {
  await press(page, 'Make an invitation')
  await looksRight(page, 'one-time-link')
  const link = await page.getByLabel('Link').inputValue()
  assert.ok(link.startsWith(`${site.address}/link/`))
  await page.getByRole('link', { name: /^I have passed it on/ }).click()
  return link
}

async function withSite(use: (site: Site, door: Door) => Promise<void>): Promise<void> {
  const store = (await testDatabase('sqlite')).open()
  const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
  const site = await openSite(door)
  try {
    await use(site, door)
  } finally {
    await site.close()
  }
}

describe('an organisation', () => {
  it('is set up, and its people see what is held about them and who read it', async () => {
    await withSite(async (site, door) => {
      await withPage(site, {}, async (page) => {
        const home = await firstAdministrator(page, door)
        await looksRight(page, 'overview-new')
        await page.goto(`${home}/people/add`)
        await looksRight(page, 'nobody-yet')
        await page.goto(home)
        await sayParticulars(page)
        await page.getByRole('heading', { name: 'What it holds' }).waitFor()
        await door.store.write((db) => switchedOn(db, home.split('/').at(-1) ?? '', 'organisation'))
        await page.reload()
        await looksRight(page, 'overview')
        assert.match(
          await page.getByRole('contentinfo').innerText(),
          /Run by Test department; not the official framework service\. Handle as OFFICIAL\./,
        )
        await page.getByRole('contentinfo').getByRole('link', { name: 'What is kept' }).click()
        await looksRight(page, 'about')

        await page.goto(`${home}/teams/add`)
        await fill(page, { Name: 'Digital', Reference: 'D' })
        await press(page, 'Add the team')
        await addPerson(page, home, 'Bea Made-up', 'T2')
        await addPerson(page, home, 'Cal Made-up', 'T3')
        const cal = page.url()
        await page.goto(`${home}/people`)
        await follow(page, 'Bea Made-up')
        const bea = new URL(page.url()).pathname
        const link = await invite(page, site)
        await page.goto(`${bea}/relations/add`)
        await looksRight(page, 'relation-add')
        await page.getByLabel('What the other is to them').selectOption('line-manager')
        await fill(page, { 'Reference or e-mail address of the other': 'cal@example.org' })
        await press(page, 'Add the reporting line')
        await looksRight(page, 'relations')

        await withPage(site, {}, async (own) => {
          await openAccount(own, link)
          await looksRight(own, 'account-of-person')
          await follow(own, 'Everything held about you')
          await looksRight(own, 'record')
          const record = await main(own)
          assert.match(record, /What is held was read/)
          assert.match(record, /Ada Made-up/)
          assert.match(record, /Running the organisation/)
          assert.match(record, /Line manager: Cal Made-up/)
          const [download] = await Promise.all([
            own.waitForEvent('download'),
            follow(own, 'Take all of it away as a file (JSON)'),
          ])
          assert.match(download.suggestedFilename(), /^everything-held-about-you-.*\.json$/)
          assert.equal((await own.goto(cal))?.status(), 403)
        })
        await page.goto(bea)
        assert.match(await main(page), /Has joined\./)
        await looksRight(page, 'person')
        await page.goto(`${home}/log`)
        await looksRight(page, 'log')
        await page.goto(`${bea}/duties`)
        await looksRight(page, 'duties')
        await press(page, 'Give: Workforce planner')
        assert.match(await main(page), /Take away: Workforce planner|has this duty/)
      })
    })
  })

  it('lets the second of two administrators choose, with the keyboard', async () => {
    await withSite(async (site, door) => {
      await withPage(site, { viewport: { width: 320, height: 700 } }, async (page) => {
        const home = await firstAdministrator(page, door)
        await page.goto(`${home}/administrators/add`)
        await fill(page, { Name: 'Bea Made-up', Reference: 'T2' })
        await fill(page, { 'E-mail address (optional)': 'bea@example.org' })
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: 'Bea Made-up', level: 1 }).waitFor()
        const bea = new URL(page.url()).pathname
        const link = await invite(page, site)
        await withPage(site, {}, async (other) => {
          await openAccount(other, link)
          await other.goto('/account/second-factor')
          await setUpFactor(other)
          await page.goto(`${bea}/edit`)
          await other.goto(`${bea}/edit`)
          await looksRight(other, 'person-edit')
          await fill(other, { Name: 'Bea Other' })
          await press(other, 'Save')
          await page.getByLabel('Name', { exact: true }).focus()
          await page.keyboard.press('End')
          await page.keyboard.type(' Third')
          await page.keyboard.press('Enter')
          await page.getByRole('heading', { name: /Somebody else changed this/ }).waitFor()
          assert.match(await main(page), /Bea Other\s+Saved by Bea Made-up/)
          assert.match(await main(page), /Bea Made-up Third\s+Sent by you/)
          await looksRight(page, 'conflict')
          await press(page, 'Save what I chose')
          assert.match(await page.title(), /^Error: /)
          await looksRight(page, 'conflict-error')
          await page.getByLabel('Bea Made-up Third').focus()
          await page.keyboard.press('Space')
          await page.keyboard.press('Enter')
          await page.getByRole('heading', { name: 'Bea Made-up Third', level: 1 }).waitFor()
        })
      })
    })
  })

  it('has pages for its structure that need no JavaScript, fit and are accessible', async () => {
    await withSite(async (site, door) => {
      await withPage(site, { javaScriptEnabled: false }, async (page) => {
        const home = await firstAdministrator(page, door)
        const seen: string[] = []
        const note = (): number => seen.push(page.url())
        const add = async (path: string, values: Record<string, string>, button: string) => {
          await page.goto(`${home}${path}`)
          note()
          await fill(page, values)
          await press(page, button)
        }
        await add('/teams/add', { Name: 'Digital', Reference: 'D' }, 'Add the team')
        await add('/teams/add', { Name: 'Data', Reference: 'DD' }, 'Add the team')
        await follow(page, 'Data')
        note()
        await follow(page, 'Rename or move it')
        await page.getByLabel('Part of (optional)').selectOption({ label: 'Digital' })
        await press(page, 'Save')
        await page.goto(`${home}/teams`)
        note()
        const grade = { Name: 'Senior', 'Place in the order': '2' }
        await add('/grades/add', grade, 'Add the grade')
        await follow(page, 'Pay range of Senior')
        await fill(page, { 'Lowest pay': '32,500', 'Highest pay': '36,000' })
        await press(page, 'Save')
        await page.goto(`${home}/grades/usual/add`)
        note()
        const level = { label: 'Software developer: Senior developer' }
        await page.getByLabel('Role level').selectOption(level)
        await page.getByLabel('Grade', { exact: true }).selectOption({ label: 'Senior' })
        await press(page, 'Save')
        note()
        await add('/posts/add', { Reference: 'P1', Title: 'Senior developer' }, 'Add the post')
        note()
        await follow(page, 'Senior developer')
        await follow(page, 'Add who holds it')
        note()
        await page.getByLabel('Terms').selectOption({ label: 'Permanent' })
        await fill(page, { 'Reference or e-mail address': '1', 'Full-time equivalent': '0.6' })
        await press(page, 'Save')
        note()
        assert.match(await main(page), /Partly filled: 0\.6 of 1/)
        await page.goto(`${home}/people`)
        note()
        // Without JavaScript there is nothing that could look for faults.
        const storageState = await page.context().storageState()
        await withPage(site, { storageState }, async (looking) => {
          for (const [at, address] of seen.entries()) {
            await looking.goto(address)
            await looksRight(looking, `structure-${at}`)
          }
        })
      })
    })
  })
})
