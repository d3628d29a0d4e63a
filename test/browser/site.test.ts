import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openSite, sidewaysScroll, visit, withPage } from './browser.ts'
import type { Sight, Site } from './browser.ts'
import { kinds, ownLayouts } from './kinds.ts'

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const wide = { width: 1280, height: 900 }
const narrow = { width: 320, height: 700 }

const full = process.env['CAPABLE_TEST_FULL'] === '1'

const everySight: readonly Sight[] = [
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
]

/**
 * At full size every page in every sight. Otherwise each width and each scheme once, as colours do
 * not depend on width, and a layout that another kind has too only where it is narrowest.
 */
function sightsOf(kind: string): readonly Sight[] {
  if (full) return everySight
  const [first, second] = everySight.slice(2)
  assert.ok(first !== undefined && second !== undefined)
  return ownLayouts.includes(kind) ? [first, second] : [first]
}

describe('every kind of page', { concurrency: 2 }, () => {
  for (const [kind, path] of Object.entries(kinds)) {
    it(`${kind} is accessible and fits, and Tab reaches every link and control in order`, () =>
      withPage(site, {}, async (page) => {
        await visit(page, path, sightsOf(kind))
        await page.setViewportSize(wide)
        await tabThrough(page)
      }))

    it(`${kind} can be read without JavaScript`, () =>
      withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
        await page.goto(path)
        assert.equal(await page.locator('h1:visible').count(), 1)
        assert.equal(await page.locator('script:not([type=module][src^="/assets/"])').count(), 0)
      }))
  }
})

describe('keyboard', () => {
  it('skips to the content', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto('/roles')
      await page.keyboard.press('Tab')
      assert.equal(await focused(page), 'Skip to main content')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate('document.activeElement.id'), 'main')
      await page.keyboard.press('Tab')
      assert.equal(await page.evaluate('document.activeElement.closest("main") !== null'), true)
    }))

  it('filters findings', () =>
    withPage(site, { viewport: wide, javaScriptEnabled: false }, async (page) => {
      await page.goto('/framework-health')
      await page.locator('#severity').focus()
      await page.keyboard.press('ArrowDown')
      await page.getByRole('button', { name: 'Show findings' }).press('Enter')
      await page.waitForURL(/severity=warning/)
      assert.match(await page.locator('main').innerText(), /findings fit your choice/)
    }))

  it('scrolls a wide table in its own region', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/maturity')
      const region = page.getByRole('region', { name: 'Topics and themes' })
      await region.focus()
      for (let press = 0; press < 20; press += 1) await page.keyboard.press('ArrowRight')
      await page.waitForFunction('document.activeElement.scrollLeft > 0')
      assert.equal(await sidewaysScroll(page), 0)
    }))
})

describe('a reader finds', () => {
  it('what a role level asks for, from the home page', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Learn about what different roles do' }).click()
      await page
        .getByRole('main')
        .getByRole('link', { name: 'Software developer', exact: true })
        .click()
      await page
        .getByRole('main')
        .getByRole('link', { name: 'Senior developer', exact: true })
        .first()
        .click()
      const main = await page.getByRole('main').innerText()
      assert.match(main, /Asks for \d+ skills/)
      assert.match(main, /You can:/)
    }))

  it('who needs a skill', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto('/')
      await page.getByRole('link', { name: /Understand what skills are needed/ }).click()
      await page.getByRole('link', { name: 'Prototyping', exact: true }).click()
      assert.ok((await page.getByRole('row').count()) > 1)
    }))
})

describe('colours and paper', () => {
  it('print without navigation or filters', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.emulateMedia({ media: 'print' })
      await page.goto('/framework-health')
      assert.equal(await page.locator('.site-header nav').isVisible(), false)
      assert.equal(await page.locator('.filters').isVisible(), false)
    }))

  it('keep the level bar readable with forced colours', () =>
    withPage(site, { viewport: wide, forcedColors: 'active' }, async (page) => {
      await page.goto('/roles/software-developer/developer')
      const colours = await page.evaluate<string[]>(
        `['.level__step--on', '.level__step:not(.level__step--on)'].map((one) =>
          getComputedStyle(document.querySelector(one)).backgroundColor)`,
      )
      assert.notEqual(colours[0], colours[1])
    }))
})

/** Presses Tab until the end and holds the stops against the order of the document. */
async function tabThrough(page: Page): Promise<void> {
  const expected = await page.evaluate<number>(noteStops)
  // Long lists repeat one pattern: their first stops prove it.
  const tested = Math.min(expected, 60)
  for (let at = 0; at < tested; at += 1) await page.keyboard.press('Tab')
  const stops = await page.evaluate<readonly Stop[]>('window.reached')
  assert.equal(stops.length, tested)
  for (const [at, stop] of stops.entries()) {
    assert.equal(stop.at, at, `stop ${at} is ${stop.name}`)
    assert.ok(stop.marked, `${stop.name} shows no focus`)
  }
}

interface Stop {
  /** Its place in the document among all stops. */
  readonly at: number
  /** Whether it shows that it has the focus. */
  readonly marked: boolean
  readonly name: string
}

/** The page notes what gets the focus, so that nobody has to ask after each press. */
const noteStops = `(() => {
  const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility())
  window.reached = []
  document.addEventListener('focusin', ({ target: one }) => {
    const inside = one.tagName === 'SUMMARY' ? one.querySelector('span') ?? one : one
    const style = [one, inside].map((part) => getComputedStyle(part))
    const marked = style.some((part) => part.boxShadow !== 'none' ||
      (part.outlineStyle !== 'none' && parseFloat(part.outlineWidth) >= 2))
    window.reached.push({ at: stops.indexOf(one), marked, name: one.outerHTML.slice(0, 80) })
  })
  return stops.length
})()`

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.textContent.trim()')
}
