import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults, openSite, sidewaysScroll, visit, withPage } from './browser.ts'
import type { Site } from './browser.ts'

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const wide = { width: 1280, height: 900 }
const narrow = { width: 320, height: 700 }

/** Types into the search of the header and waits for suggestions. */
async function typed(page: Page, words: string): Promise<void> {
  await page.goto('/skills')
  await page.locator('#site-search').focus()
  // As one stroke: typed one by one, the first list may be that of half the words.
  await page.keyboard.insertText(words)
  await page.locator('#site-search-suggestions [role=option]').first().waitFor()
}

function active(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(() => {
      const id = document.activeElement.getAttribute('aria-activedescendant')
      return id === null ? '' : document.getElementById(id).innerText
    })()`,
  )
}

describe('suggestions', () => {
  it('open while somebody types, say what they are and how many there are', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'software dev')
      const field = page.getByRole('combobox', { name: 'Search roles and skills' })
      assert.equal(await field.getAttribute('aria-expanded'), 'true')
      const options = page.getByRole('option')
      assert.match(await options.first().innerText(), /Software developer\s+Role/)
      assert.ok((await options.count()) <= 8)
      const said = await page.locator('.site-search [role=status]').innerText()
      assert.match(said, /^\d suggestions?\. Use the up and down arrow keys to choose\.$/)
    }))

  it('are chosen with the arrow keys and opened with Enter', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'software dev')
      await page.keyboard.press('ArrowDown')
      assert.match(await active(page), /Software developer/)
      assert.equal(await page.locator('[aria-selected=true]').count(), 1)
      await page.keyboard.press('ArrowUp')
      assert.equal(await active(page), '')
      await page.keyboard.press('ArrowUp')
      assert.notEqual(await active(page), '')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/roles\/software-developer$/)
    }))

  it('stay as they are while one is being chosen, however late an answer comes', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'software')
      const { promise: held, resolve: release } = Promise.withResolvers<void>()
      const { promise: ended, resolve: end } = Promise.withResolvers<void>()
      await page.route('**/suggestions.json*', async (route) => {
        await held
        await route.continue().catch(() => undefined)
        end()
      })
      const asked = page.waitForRequest(/suggestions\.json/)
      await page.keyboard.insertText(' dev')
      await asked
      await page.keyboard.press('ArrowDown')
      const chosen = await active(page)
      assert.notEqual(chosen, '')
      release()
      await ended
      await page.waitForTimeout(300)
      assert.equal(await active(page), chosen)
    }))

  it('close with Escape, which keeps the words and the focus', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'software dev')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Escape')
      assert.equal(await page.getByRole('option').count(), 0)
      const field = page.locator('#site-search')
      assert.equal(await field.inputValue(), 'software dev')
      assert.equal(await field.getAttribute('aria-expanded'), 'false')
      assert.equal(await page.evaluate('document.activeElement.id'), 'site-search')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=software\+dev$/)
    }))

  it('leave Enter to the search where none is chosen', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'devops')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/search\?q=devops$/)
    }))

  it('stay open while the focus goes nowhere, and close when it goes on', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typed(page, 'devops')
      await page.evaluate('document.activeElement.blur()')
      assert.ok((await page.getByRole('option').count()) > 0)
      await page.locator('#site-search').focus()
      await page.keyboard.press('Tab')
      assert.equal(await page.getByRole('option').count(), 0)
      assert.equal(await page.evaluate('document.activeElement.innerText'), 'Search')
    }))

  it('open when pressed, and close when something else is', () =>
    withPage(site, { viewport: narrow, hasTouch: true }, async (page) => {
      await typed(page, 'devops')
      await page.locator('footer p').first().tap()
      assert.equal(await page.getByRole('option').count(), 0)
      await typed(page, 'devops')
      await page.getByRole('option').first().tap()
      await page.waitForURL(/\/roles\/development-operations-devops-engineer/)
    }))

  it('are accessible and fit, wide and narrow, in light and dark colours', () =>
    withPage(site, {}, async (page) => {
      for (const viewport of [wide, narrow]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          await typed(page, 'data')
          await page.keyboard.press('ArrowDown')
          assert.deepEqual(await accessibilityFaults(page), [])
          assert.equal(await sidewaysScroll(page), 0)
        }
      }
    }))

  it('belong to the edition of the page', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto('/editions/2017-03-23/roles')
      await page.locator('#site-search').pressSequentially('qat')
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/editions\/2017-03-23\/search\?q=qat$/)
    }))
})

describe('results', () => {
  const sights = [
    { width: 1280, colorScheme: 'light' },
    { width: 320, colorScheme: 'dark' },
  ] as const
  for (const path of ['/search?q=softwear+developer', '/search?q=zzzxq', '/search?q=data']) {
    it(`${path} is accessible and fits`, () =>
      withPage(site, {}, (page) => visit(page, path, sights)))
  }

  it('are found without JavaScript, from a page that does not exist, and lead to the place', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto('/nowhere')
      await page
        .getByRole('searchbox', { name: 'Search roles and skills' })
        .fill('prototyping team')
      await page.getByRole('button', { name: 'Search' }).click()
      await page.waitForURL(/\/search\?q=/)
      assert.ok((await page.locator('main mark').count()) > 0)
      await page.getByRole('link', { name: 'Prototyping: Working' }).first().click()
      await page.waitForURL(/\/skills\/prototyping#working$/)
      assert.equal(await page.locator('#working').count(), 1)
    }))

  it('are looked for on the page that says what is missing, which is accessible and fits', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/roles/data-architct')
      assert.deepEqual(await accessibilityFaults(page), [])
      assert.equal(await sidewaysScroll(page), 0)
    }))

  it('are looked for with the words of an address that is missing, without JavaScript', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto('/roles/data-architct')
      const field = page.getByRole('searchbox', { name: 'What are you looking for?' })
      assert.equal(await field.inputValue(), 'data architct')
      await page.getByRole('button', { name: 'Look for it' }).click()
      await page.waitForURL(/\/search\?q=data\+architct$/)
      await page.goto('/roles/data-architct')
      await page.getByRole('main').getByRole('link', { name: 'Data architect' }).click()
      await page.waitForURL(/\/roles\/data-architect$/)
    }))

  it('of the newest edition are offered where an older one has none', () =>
    withPage(site, { viewport: wide, javaScriptEnabled: false }, async (page) => {
      await page.goto('/editions/2017-03-23/search?q=job+grades')
      await page.getByRole('link', { name: /in the newest edition$/ }).click()
      await page.waitForURL(/\/search\?q=job\+grades$/)
      await page.getByRole('link', { name: 'About job grades' }).click()
      await page.waitForURL(/\/about#grades$/)
    }))

  it('are narrowed down', () =>
    withPage(site, { viewport: wide, javaScriptEnabled: false }, async (page) => {
      await page.goto('/search?q=data')
      await page.getByLabel('Show').selectOption('skill')
      await page.getByLabel('Role family').selectOption('data')
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
      await page.waitForURL(/kind=skill/)
      assert.equal(await page.locator('main h2').count(), 1)
    }))
})
