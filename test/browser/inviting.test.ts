import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import { testOrganisation } from '../organisation.ts'
import { testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'

const shots = process.env['CAPABLE_SHOTS']

/** Wide and narrow, light and dark, a page is accessible and fits. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
      assert.deepEqual(await accessibilityFaults(page), [], `${name}, ${colorScheme}, ${width}`)
      if (shots === undefined) continue
      await page.screenshot({
        path: `${shots}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
    }
  }
}

async function add(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Add a person' }).click()
  await page.getByLabel('Name').fill(name)
  await page
    .getByLabel('E-mail address')
    .fill(`${name.toLowerCase().replace(' ', '.')}@example.org`)
  await page.getByLabel('Reference').fill(name)
  await page.getByRole('button', { name: 'Add the person' }).click()
}

describe('an administrator', { timeout: 120_000 }, () => {
  it('is told what was saved, and invites people who join without JavaScript', async () => {
    const store = (await testDatabase('sqlite')).open()
    const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
    const organisation = await testOrganisation(store)
    const site = await openSite(door)
    try {
      const { cookie } = await organisation.session('administrator')
      const [name = '', value = ''] = cookie.split('=')
      let link = ''
      await withPage(site, {}, async (page) => {
        page.setDefaultTimeout(15_000)
        await page.context().addCookies([{ name, value, url: site.address }])
        const place = `/organisations/${organisation.id}`
        for (const person of ['Ada Made-up', 'Bo Made-up']) {
          await page.goto(`${place}/people`)
          await add(page, person)
          const banner = page.getByRole('alert')
          assert.match(await banner.innerText(), new RegExp(`${person} was added`))
          assert.equal(
            await banner.evaluate((each) => each.ownerDocument.activeElement === each),
            true,
          )
        }
        await looksRight(page, 'saved')
        await page.reload()
        assert.equal(await page.getByRole('alert').count(), 0)

        await page.goto(`${place}/people`)
        await page.getByRole('link', { name: 'Invite people' }).click()
        await looksRight(page, 'invite')
        await page.getByRole('button', { name: 'Invite them' }).click()
        assert.match(await page.getByRole('alert').innerText(), /Choose whom to invite/)
        await looksRight(page, 'invite-error')
        await page
          .getByLabel('Whom to invite')
          .selectOption('Everybody who has no invitation yet (2)')
        await page.getByRole('button', { name: 'Invite them' }).click()
        await page.getByRole('heading', { name: '2 invitations' }).waitFor()
        await looksRight(page, 'links')
        link = /http\S+\/link\/[\w-]{43}/.exec(await page.getByRole('main').innerText())?.[0] ?? ''
        const [file] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('button', { name: 'Download the links as CSV' }).click(),
        ])
        assert.equal(file.suggestedFilename(), 'invitations.csv')

        await page.goto(`${place}/grades/add`)
        await page.getByLabel('Name').fill('Grade 7')
        await page.getByLabel('Order').fill('1')
        await page.getByRole('button', { name: 'Add the grade' }).click()
        await page.getByRole('link', { name: 'Set the usual grade of a role level' }).click()
        const level = page.getByLabel('Role level')
        await page.getByRole('button', { name: 'Save' }).click()
        assert.match(
          (await level.evaluate((each) => each.getAttribute('aria-describedby'))) ?? '',
          /error/,
        )
        await looksRight(page, 'usual-add')
        await level.selectOption('Software developer: Senior developer')
        await page.getByLabel('Grade').selectOption('Grade 7')
        await page.getByRole('button', { name: 'Save' }).click()
        assert.match(
          await page.getByRole('alert').innerText(),
          /usual grade of Software developer: Senior developer was saved/,
        )
        await looksRight(page, 'usual')
      })
      await withPage(site, { javaScriptEnabled: false }, async (page) => {
        page.setDefaultTimeout(15_000)
        await page.goto(link)
        await page.getByLabel('New password').fill('kettle orbit mango')
        await page.getByRole('button', { name: 'Open an account' }).click()
        const email = page.getByLabel('E-mail address')
        assert.equal(await email.inputValue(), 'ada.made-up@example.org')
        await page.getByLabel('Password').fill('kettle orbit mango')
        await page.getByRole('button', { name: 'Sign in', exact: true }).click()
        await page.getByRole('button', { name: 'Join' }).click()
        assert.match(await page.getByRole('alert').innerText(), /You have joined Test department/)
      })
    } finally {
      await site.close()
    }
  })
})
