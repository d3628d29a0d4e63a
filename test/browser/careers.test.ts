import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openSite, sidewaysScroll, visit, withPage } from './browser.ts'
import type { Site } from './browser.ts'
import { kinds } from './kinds.ts'

// What somebody new wants to know, even without JavaScript, in at most four page views from home.

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const mostViews = 4

/** Starts at home and hands over the page; at the end, counts the pages seen and looks closely. */
async function journey(
  walk: (page: Page) => Promise<void>,
  javaScriptEnabled = false,
): Promise<void> {
  const options = { javaScriptEnabled, viewport: { width: 320, height: 700 } }
  let end = ''
  await withPage(site, options, async (page) => {
    let views = 0
    page.on('domcontentloaded', () => {
      views += 1
    })
    await page.goto('/')
    await walk(page)
    assert.ok(views <= mostViews, `${views} pages seen`)
    const { pathname, search } = new URL(page.url())
    end = pathname + search
  })
  await withPage(site, {}, (page) =>
    visit(page, end, [
      { width: 1280, colorScheme: 'light' },
      { width: 320, colorScheme: 'dark' },
    ]),
  )
}

async function compare(page: Page, first: string, second: string): Promise<string> {
  await page.getByRole('link', { name: /help career progression/ }).click()
  await page.getByLabel('First role level').selectOption({ label: first })
  await page.getByLabel('Second role level').selectOption({ label: second })
  await page.getByRole('button', { name: 'Compare role levels' }).click()
  return page.getByRole('main').innerText()
}

describe('somebody new finds', () => {
  it('what Lead DevOps engineer would ask of a Developer', () =>
    journey(async (page) => {
      const main = await compare(
        page,
        'Software developer: Developer',
        'Development operations (DevOps) engineer: Lead DevOps engineer',
      )
      assert.match(main, /5 skills raised and 5 the same/)
      assert.match(main, /already meets 5 of the 10 skills/)
      assert.match(main, /New at expert/)
    }))

  it('how senior and lead user researcher differ', () =>
    journey(async (page) => {
      const main = await compare(
        page,
        'User researcher: Senior user researcher',
        'User researcher: Lead user researcher',
      )
      assert.match(main, /Senior user researcher compared with Lead user researcher/)
      assert.match(main, /skills raised/)
    }))

  it('which roles need Prototyping at practitioner', () =>
    journey(async (page) => {
      await page.getByRole('link', { name: /Understand what skills are needed/ }).click()
      await page.getByRole('link', { name: 'Prototyping', exact: true }).click()
      const row = page.getByRole('row', { name: /Software developer/ })
      assert.match(await row.innerText(), /Practitioner\s+Developer/)
    }))

  for (const javaScriptEnabled of [false, true]) {
    const how = javaScriptEnabled ? 'with' : 'without'
    it(`which roles are near data modelling and work with stakeholders, ${how} JavaScript`, () =>
      journey(async (page) => {
        await page.getByRole('link', { name: 'My skills', exact: true }).click()
        if (javaScriptEnabled) await page.locator('html[data-offline=ready]').waitFor()
        await page.getByText('Choose the skills you know').click()
        await page.getByLabel('Data modelling', { exact: true }).check()
        await page.getByLabel('Stakeholder relationship management', { exact: true }).check()
        await page.getByRole('button', { name: 'Start with these skills' }).click()
        for (const name of ['Data modelling', 'Stakeholder relationship management']) {
          const own = page.locator('.own-skill', { has: page.getByText(name, { exact: true }) })
          await own.getByLabel('Practitioner', { exact: true }).check()
        }
        await page.getByRole('button', { name: 'See the result' }).click()
        await page.getByRole('heading', { name: 'Nearest role levels' }).waitFor()
        const main = await page.getByRole('main').innerText()
        assert.match(
          main,
          /Nearest role levels[^]*Meets 1 of \d+ skills? and has \d+% of their levels/,
        )
        assert.match(
          main,
          /Data architect\s+Meets 1 of \d+ skills[^.]*\.[^.]*\. Of your skills it asks for Data modelling/,
        )
        assert.equal(await sidewaysScroll(page), 0)
      }, javaScriptEnabled))
  }

  it('the roles near a role level, from its page', () =>
    withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/roles/software-developer/developer')
      await page.getByRole('link', { name: 'Roles near this one' }).click()
      await page.waitForURL(/\/nearest$/)
      const main = await page.getByRole('main').innerText()
      assert.match(main, /Meets 5 of 10 skills/)
      assert.match(main, /Likeness is no promise/)
    }))

  it('a route, with the rule that found it', () =>
    withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/route')
      await page.getByLabel('From').selectOption({ label: 'Software developer: Developer' })
      await page
        .getByLabel('To', { exact: true })
        .selectOption({ label: 'Software developer: Lead developer' })
      await page.getByLabel('Rule').selectOption({ label: 'Smallest steps' })
      await page.getByRole('button', { name: 'Find a route' }).click()
      await page.getByRole('img', { name: /Picture of the route/ }).waitFor()
      assert.match(await page.getByRole('main').innerText(), /Found by the rule “Smallest steps”/)
    }))
})

/**
 * Gives the focus to everything that can have it and names what cannot be seen then: clipped, out
 * of the window, or under something else.
 */
const unseen = `(() => {
  for (const one of document.querySelectorAll('details')) one.open = true
  const stops = [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea, main summary, main [tabindex="0"]')]
  return stops.filter((stop) => {
    stop.focus()
    if (document.activeElement !== stop) return false
    // A link that runs over two lines has a box on each.
    return ![...stop.getClientRects()].some(({ left, right, top, bottom }) => {
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
      const seen = document.elementFromPoint(x, y)
      // Radios and checkboxes are drawn by their labels.
      return seen !== null && (stop.contains(seen) || [...(stop.labels ?? [])].some((one) => one.contains(seen)))
    })
  }).map((stop) => stop.outerHTML.slice(0, 120))
})()`

const careers = [
  ...Object.entries(kinds).filter(([, path]) =>
    /compare|nearest|route|map|my-skills|team/.test(path),
  ),
  ['my skills, from a role level', '/my-skills/form?level=software-developer/developer'] as const,
]

describe('on a narrow screen', { concurrency: 2 }, () => {
  for (const [kind, path] of careers) {
    it(`${kind}: whatever has the focus can be seen`, () =>
      withPage(site, { viewport: { width: 320, height: 700 } }, async (page) => {
        await page.goto(path)
        assert.deepEqual(await page.evaluate<string[]>(unseen), [])
      }))
  }
})

/** What stands on paper although it is of no use there, and tables that run off the sheet. */
const ofNoUse = `(() => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
  return {
    headings: seen('h1').length,
    controls: seen('main button, main input, main select, main textarea, header nav').map((one) => one.outerHTML.slice(0, 80)),
    cut: seen('.scroller').filter((one) => getComputedStyle(one).overflowX !== 'visible').length,
  }
})()`

describe('on paper', { concurrency: 2 }, () => {
  for (const [kind, path] of careers) {
    it(`${kind}: tables are whole and there is nothing to press`, () =>
      withPage(site, { viewport: { width: 718, height: 1000 } }, async (page) => {
        await page.emulateMedia({ media: 'print' })
        await page.goto(path)
        assert.deepEqual(await page.evaluate(ofNoUse), { headings: 1, controls: [], cut: 0 })
      }))
  }

  it('a comparison shows what is folded away on screen', () =>
    withPage(site, {}, async (page) => {
      await page.emulateMedia({ media: 'print' })
      await page.goto(
        '/compare?levels=software-developer/developer,development-operations-devops-engineer/lead-devops-engineer',
      )
      const height = await page.evaluate<number>(
        'document.querySelector("details:not([open]) .saying").getBoundingClientRect().height',
      )
      assert.ok(height > 0)
      const printed = await page.locator('.printed').innerText()
      assert.match(printed, /\/compare\?levels=software-developer\/developer,/)
      const marker = await page.evaluate<string>(
        'getComputedStyle(document.querySelector("summary"), "::before").content',
      )
      assert.equal(marker, 'none')
    }))
})
