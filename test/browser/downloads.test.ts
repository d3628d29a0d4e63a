import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openSite, visit, withPage } from './browser.ts'
import type { Sight, Site } from './browser.ts'

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const sights: readonly Sight[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
]

describe('files and data', () => {
  for (const path of ['/downloads', '/editions/2017-03-23/downloads', '/api']) {
    it(`${path} is accessible and fits, wide and narrow, in light and dark colours`, () =>
      withPage(site, {}, async (page) => {
        await visit(page, path, sights)
      }))
  }

  it('examples can be opened and scrolled without widening the page', () =>
    withPage(site, { viewport: { width: 320, height: 700 } }, async (page) => {
      await page.goto('/downloads')
      await page.getByText('Example of roles.csv').first().click()
      assert.match(await page.locator('.sample').first().innerText(), /Role/)
      const overflow = await page.evaluate<number>(
        'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
      )
      assert.equal(overflow, 0)
    }))

  it('a file is saved under a name that says which edition it is', () =>
    withPage(site, {}, async (page) => {
      await page.goto('/downloads')
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'skills.csv', exact: true }).click()
      assert.equal((await download).suggestedFilename(), 'uk-digital-data-2026-11-21-skills.csv')
    }))
})
