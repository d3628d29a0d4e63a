import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Page } from 'playwright-core'
import { createApp } from '../../src/app.ts'
import { openLibrary } from '../../src/editions/index.ts'
import { readConfig } from '../../src/platform/index.ts'
import { visit, withPage } from './browser.ts'
import type { Site } from './browser.ts'
import { openFiles } from './files.ts'
import { isLookedAt, kinds } from './kinds.ts'

// The site as files, below a path, behind a server that does nothing but send files.

const root = join(import.meta.dirname, '..', '..')
const base = '/framework'
const wide = { width: 1280, height: 900 }
const narrow = { width: 320, height: 700 }

let site: Site
/** The same site with a server, for comparing. */
let app: FastifyInstance

before(async () => {
  const library = openLibrary({ dataDir: join(root, 'build', 'no-data') })
  site = await openFiles(library, base)
  app = await createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }) })
})
after(async () => {
  await site.close()
  await app.close()
})

/** Kinds of pages that are files, and those that only this form of the site has. */
const filed = {
  ...Object.fromEntries(
    Object.entries(kinds)
      .filter(([, path]) => !path.includes('?'))
      .map(([kind, path]) => [kind, `${base}${path.replace(/\/?$/, '/')}`]),
  ),
  'search results': `${base}/search/?q=devops`,
  'search with nothing found': `${base}/search/?q=zzzxq`,
  'difference of two editions': `${base}/editions/difference/2017-03-23/2026-11-21/`,
  'two levels compared': `${base}/compare/levels/software-developer/developer/senior-developer/`,
  'roles of a family that share skills': `${base}/map/data/`,
  'a thing that is gone': `${base}/families/technical/`,
}

describe('every kind of page as a file', { concurrency: 2 }, () => {
  for (const [kind, path] of Object.entries(filed)) {
    // The server's pages are looked at in every way: these differ in their links.
    if (isLookedAt(kind)) {
      it(`${kind} is accessible and fits 320 pixels`, () =>
        withPage(site, {}, (page) => visit(page, path, [{ width: 320, colorScheme: 'light' }])))
    }

    it(`${kind} can be read without JavaScript`, () =>
      withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
        await page.goto(path)
        assert.equal(await page.locator('h1:visible').count(), 1)
        assert.equal(await page.locator('form:visible').count(), 0)
      }))
  }
})

/** Searches by the form of the header and waits for what is found. */
async function searched(page: Page, words: string): Promise<void> {
  await page.goto(`${base}/skills/`)
  await page
    .getByRole('searchbox', { name: 'Search roles and skills' })
    .or(page.getByRole('combobox', { name: 'Search roles and skills' }))
    .fill(words)
  await page.getByRole('banner').getByRole('button', { name: 'Search' }).click()
  await settled(page)
}

async function settled(page: Page): Promise<void> {
  await page.locator('#found > :is(h2, p[role=status]):not(:text("Searching …"))').first().waitFor()
}

function wordsOf(page: Page): Promise<string> {
  return page.locator('#found').innerText()
}

describe('searching files', () => {
  for (const query of [
    'q=devops',
    'q=softwear+developer',
    'q=data&kind=skill&family=data',
    'q=prototyping&level=expert',
    'q=zzzxq',
    'q=%3Cimg+src%3Dx%3E+%26amp%3B+%22data%22',
    'q=researcher&edition=2017-03-23',
  ]) {
    it(`finds what the server finds: ${query}`, () =>
      withPage(site, { viewport: wide }, async (page) => {
        const { body } = await app.inject(`/search?${query}`)
        const found = /<div id="found">([^]*?)<\/div>\n*<\/main>/.exec(
          body.replaceAll('\n\n', '\n'),
        )
        await page.goto(`${base}/search/?${query}`)
        await settled(page)
        if (query.includes('edition=')) await page.waitForURL(/editions\/2017-03-23\/search\/\?q=/)
        await settled(page)
        const own = await wordsOf(page)
        await page.setContent(found?.[1] ?? '')
        assert.equal(squeezed(own), squeezed(await page.locator('body').innerText()))
      }))
  }

  it('leads to the place, says what was searched for and keeps it in the fields', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await searched(page, 'prototyping team')
      await page.waitForURL(/\/framework\/search\/\?q=prototyping\+team$/)
      assert.equal(await page.title(), 'prototyping team - Search - Capable')
      assert.equal(await page.getByLabel('Role, skill or words').inputValue(), 'prototyping team')
      await page.getByRole('link', { name: 'Prototyping: Working' }).first().click()
      await page.waitForURL(/\/framework\/skills\/prototyping\/#working$/)
      assert.equal(await page.locator('#working').count(), 1)
    }))

  it('is narrowed down, and can look into another edition', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto(`${base}/search/?q=data`)
      await settled(page)
      await page.getByLabel('Show').selectOption('skill')
      await page.getByLabel('Role family').selectOption('data')
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
      await page.waitForURL(/kind=skill/)
      await settled(page)
      assert.equal(await page.locator('#found h2').count(), 1)
      assert.equal(await page.getByLabel('Show').inputValue(), 'skill')
      await page.getByLabel('Edition').selectOption('2017-03-23')
      await page.getByLabel('Show').selectOption('')
      await page.getByLabel('Role family').selectOption('')
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click()
      await page.waitForURL(/\/framework\/editions\/2017-03-23\/search\/\?q=data/)
      await settled(page)
      const link = page.locator('#found').getByRole('link').first()
      assert.match(String(await link.getAttribute('href')), /^\/framework\/editions\/2017-03-23\//)
    }))

  it('shows markup as words', () =>
    withPage(site, { viewport: wide }, async (page) => {
      const query = new URLSearchParams({ q: '<img src=x onerror=alert(1)> data' })
      await page.goto(`${base}/search/?${query.toString()}`)
      await settled(page)
      assert.equal(await page.locator('#found img').count(), 0)
      assert.match(await wordsOf(page), /<img src=x onerror=alert\(1\)>/)
    }))

  it('says what to do when it cannot be loaded', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.route('**/documents.json', (route) => route.abort())
      await page.goto(`${base}/search/?q=data`)
      await page.getByRole('alert').waitFor()
      assert.match(await wordsOf(page), /could not be loaded\. Check your connection/)
    }))

  it('reads what is searched only when somebody searches', () =>
    withPage(site, { viewport: wide }, async (page) => {
      const asked: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      await page.goto(`${base}/roles/`)
      await page.waitForLoadState('networkidle')
      assert.ok(!asked.some((url) => url.endsWith('documents.json')))
      await page.locator('#site-search').pressSequentially('data')
      await page.getByRole('option').first().waitFor()
      assert.equal(asked.filter((url) => url.endsWith('documents.json')).length, 1)
    }))

  it('needs JavaScript and says so', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}/search/?q=devops`)
      const main = page.getByRole('main')
      assert.match(await main.innerText(), /Search in this copy needs JavaScript/)
      await main.getByRole('link', { name: 'all roles' }).click()
      await page.waitForURL(/\/framework\/roles\/$/)
      await page.goBack()
      await main.getByRole('link', { name: 'skills from A to Z' }).click()
      await page.waitForURL(/\/framework\/skills\/$/)
    }))
})

function squeezed(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}

describe('by keyboard', () => {
  it('suggestions open while somebody types and lead to their page', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto(`${base}/skills/`)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      assert.equal(await page.evaluate('document.activeElement.id'), 'main')
      await page.locator('#site-search').focus()
      await page.keyboard.insertText('software dev')
      await page.getByRole('option').first().waitFor()
      assert.match(await page.getByRole('option').first().innerText(), /Software developer\s+Role/)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/framework\/roles\/software-developer\/$/)
    }))

  it('Enter searches', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto(`${base}/editions/2017-03-23/roles/`)
      await page.locator('#site-search').focus()
      await page.keyboard.type('qat')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/framework\/editions\/2017-03-23\/search\/\?q=qat$/)
      await settled(page)
      assert.match(await wordsOf(page), /results? for “qat”/)
    }))
})

describe('a reader of files', () => {
  it('is sent on from a former and from an official address', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      for (const [from, to] of [
        ['/roles/development-operations/', /\/roles\/development-operations-devops-engineer\/$/],
        ['/skill/prototyping/', /\/framework\/skills\/prototyping\/$/],
        [
          '/editions/2026-11-21/roles/software-developer/',
          /framework\/roles\/software-developer\/$/,
        ],
      ] as const) {
        await page.goto(`${base}${from}`)
        await page.waitForURL(to)
      }
    }))

  it('is told what is gone, and where it last was', () =>
    withPage(site, { viewport: narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}/families/technical/`)
      assert.match(await page.getByRole('main').innerText(), /is not in the edition 2026-11-21/)
      await page
        .getByRole('main')
        .getByRole('link', { name: /2017-03-23/ })
        .first()
        .click()
      await page.waitForURL(/\/framework\/editions\/2017-03-23\/families\/technical\/$/)
    }))

  it('saves a file under a name that says which edition it is', () =>
    withPage(site, {}, async (page) => {
      await page.goto(`${base}/downloads/`)
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'skills.csv', exact: true }).click()
      assert.equal((await download).suggestedFilename(), 'uk-digital-data-2026-11-21-skills.csv')
    }))

  it('follows a link to a place on another page', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await page.goto(`${base}/roles/software-developer/developer/`)
      await page.getByRole('link', { name: 'What these words mean' }).click()
      await page.waitForURL(/\/framework\/about\/#basis$/)
      assert.equal(await page.locator('#basis').isVisible(), true)
    }))

  it('sees what the next level asks for side by side', () =>
    withPage(site, { viewport: wide, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}/roles/software-developer/developer/`)
      await page
        .getByRole('link', { name: /^See it side by side/ })
        .first()
        .click()
      await page.waitForURL(
        /\/framework\/compare\/levels\/software-developer\/developer\/[\w-]+\/$/,
      )
      assert.match(await page.getByRole('main').innerText(), /compared with/)
    }))

  it('is told what needs a server, before and after following a link to it', () =>
    withPage(site, { viewport: wide, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}/roles/software-developer/developer/`)
      await page.getByRole('link', { name: 'Find a route (needs a server)' }).click()
      await page.waitForURL(/\/framework\/about\/#without-a-server$/)
      await page.goto(`${base}/my-skills/`)
      assert.match(await page.getByRole('main').innerText(), /needs a server/)
    }))
})
