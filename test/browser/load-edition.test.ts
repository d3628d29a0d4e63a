import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { addFrameworkOwner } from '../../src/accounts/store/framework-owners.ts'
import { safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import { testOrganisation } from '../organisation.ts'
import { testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'

/** Wide and narrow, a page is accessible and fits. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 })
    assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
    assert.deepEqual(await accessibilityFaults(page), [], `${name} at ${width}`)
  }
}

/** A role level of a framework about kites, with a skill that nothing knows. */
const faulty = 'Kites role: Kite maker\n\nRole level: Lead\n\nSkill: Flying kites\n- fly them\n'

describe('a framework owner', () => {
  it('loads an edition in spite of an error', async () => {
    const store = (await testDatabase('sqlite')).open()
    const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
    const organisation = await testOrganisation(store)
    const { accountId = '' } = organisation.people.get('former') ?? {}
    await store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
    const site = await openSite(door)
    try {
      const { cookie } = await organisation.session('former')
      const [name = '', value = ''] = cookie.split('=')
      await withPage(site, {}, async (page) => {
        page.setDefaultTimeout(15_000)
        await page.context().addCookies([{ name, value, url: site.address }])
        await page.goto('/account')
        await page.getByRole('link', { name: 'Load an edition' }).click()
        await looksRight(page, 'load')
        await page.getByRole('button', { name: 'Read the files' }).click()
        assert.match(await page.getByRole('alert').innerText(), /Choose at least one file/)
        await looksRight(page, 'load with an error')
        const file = { name: 'faulty.txt', mimeType: 'text/plain', buffer: Buffer.from(faulty) }
        await page.getByLabel('Files', { exact: true }).setInputFiles([file])
        await page.getByLabel('Name of the new edition').fill('2027-02-03')
        await page.getByRole('button', { name: 'Read the files' }).click()
        await page.getByRole('heading', { name: 'Check before you load' }).waitFor()
        await looksRight(page, 'preview')
        await page.getByRole('button', { name: 'Load for everybody' }).click()
        assert.match(await page.getByRole('alert').innerText(), /accept the errors/)
        await looksRight(page, 'preview with an error')
        await page.getByLabel(/in spite of one error/).check()
        await page.getByRole('button', { name: 'Load for everybody' }).click()
        await page.getByRole('heading', { name: 'The edition was loaded' }).waitFor()
        await looksRight(page, 'loaded')
        await page.getByRole('link', { name: 'Load another edition' }).click()
        assert.match(await page.getByRole('main').innerText(), /uk-digital-data@2027-02-03/)
        await looksRight(page, 'load with a history')
      })
    } finally {
      await organisation.app.close()
      await site.close()
    }
  })
})
