import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openSite, visit, withPage } from './browser.ts'
import type { Site } from './browser.ts'

// What somebody new wants to know, without JavaScript, in at most four page views from home.

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const mostViews = 4

/** Starts at home and hands over the page; at the end, counts the pages seen and looks closely. */
async function journey(walk: (page: Page) => Promise<void>): Promise<void> {
  const options = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } }
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
      const main = await compare(page, 'Developer', 'Lead DevOps engineer')
      assert.match(main, /5 skills raised and 5 the same/)
      assert.match(main, /already meets 5 of the 10 skills/)
      assert.match(main, /New at expert/)
    }))

  it('how senior and lead user researcher differ', () =>
    journey(async (page) => {
      const main = await compare(page, 'Senior user researcher', 'Lead user researcher')
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

  it('who models data, and which roles share skills with that role', () =>
    journey(async (page) => {
      await page.getByRole('link', { name: /Understand what skills are needed/ }).click()
      await page.getByRole('link', { name: 'Data modelling', exact: true }).click()
      await page
        .getByRole('row')
        .getByRole('link', { name: 'Data architect', exact: true })
        .first()
        .click()
      assert.match(
        await page.getByRole('main').innerText(),
        /Data modelling[^]*Roles that share skills[^]*Data engineer/,
      )
    }))

  it('the roles near a role level, from its page', () =>
    withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/roles/software-developer/developer')
      await page.getByRole('link', { name: 'Roles near this one' }).click()
      const main = await page.getByRole('main').innerText()
      assert.match(main, /Meets 5 of 10 skills/)
      assert.match(main, /Likeness is no promise/)
    }))

  it('a route, with the rule that found it', () =>
    withPage(site, { javaScriptEnabled: false }, async (page) => {
      await page.goto('/route')
      await page.getByLabel('From').selectOption({ label: 'Developer' })
      await page.getByLabel('To', { exact: true }).selectOption({ label: 'Lead developer' })
      await page.getByLabel('Rule').selectOption({ label: 'Smallest steps' })
      await page.getByRole('button', { name: 'Find a route' }).click()
      assert.ok(await page.getByRole('img', { name: /Picture of the route/ }).isVisible())
      assert.match(await page.getByRole('main').innerText(), /Found by the rule “Smallest steps”/)
    }))
})

describe('on paper', () => {
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
    }))
})
