import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import { createApp } from '../../src/app.ts'
import { openLibrary, prepareImport } from '../../src/editions/index.ts'
import { slugOf } from '../../src/framework/index.ts'
import { readConfig } from '../../src/platform/index.ts'
import { keep } from '../imported.ts'
import { testDatabase } from '../stores.ts'
import { openSite, sidewaysScroll, withPage } from './browser.ts'
import type { Site } from './browser.ts'
import { unbroken, writeMadeUpDownload } from './made-up-download.ts'
import { featuresOfADownload, featuresOfTheShipped } from './official-features.ts'
import type { Journeys } from './official-features.ts'
import { Reader } from './reader.ts'

// What the official service offers its readers, done here step by step: by its own list of features
// and of user journeys. What no shipped document holds stands in a made-up download.

const folder = mkdtempSync(join(tmpdir(), 'capable-journeys-'))
let shipped: Site
let download: Site

before(async () => {
  shipped = await openSite()
  download = await openDownload(shipped)
})
after(async () => {
  await download.close()
  rmSync(folder, { recursive: true })
})

/** The site after the import of the made-up download, in front of the same browser. */
async function openDownload(beside: Site): Promise<Site> {
  const database = await testDatabase('sqlite')
  const store = database.open()
  const library = openLibrary({ dataDir: database.dataDir, store })
  const edition = library.newest('uk-digital-data')?.edition
  assert.ok(edition?.kind === 'capability-framework')
  const into = { framework: 'uk-digital-data', edition: '2027-01-02' }
  const files = writeMadeUpDownload(edition, folder)
  const [only] = prepareImport(files, { library, into, today: '2027-01-02' }).editions
  assert.ok(only !== undefined)
  await keep(store, only)
  await library.refresh()
  const config = readConfig({ LOG_LEVEL: 'silent' })
  const app = await createApp({ library, config, strictViews: true })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  const close = async (): Promise<void> => {
    await app.close()
    await beside.close()
  }
  return { address, browser: beside.browser, close }
}

const wide = { width: 1280, height: 900 }
const narrow = { width: 320, height: 700 }
/** Between them every feature is used wide, narrow, by keyboard alone and without JavaScript. */
const ways: readonly (readonly [string, BrowserContextOptions, boolean])[] = [
  ['at 1280 pixels', { viewport: wide }, false],
  ['at 320 pixels with the keyboard alone', { viewport: narrow }, true],
  ['at 320 pixels without JavaScript', { viewport: narrow, javaScriptEnabled: false }, false],
]

function journeys(features: Journeys, site: () => Site): void {
  for (const [feature, steps] of Object.entries(features)) {
    for (const [way, options, byKeyboard] of ways) {
      it(`${feature}, ${way}`, () =>
        withPage(site(), { reducedMotion: 'reduce', ...options }, (page) =>
          steps(new Reader(page, { byKeyboard })),
        ))
    }
  }
}

describe('what the official service offers', { concurrency: 2 }, () => {
  journeys(featuresOfTheShipped, () => shipped)
  journeys(featuresOfADownload, () => download)
})

describe('odd names', { concurrency: 2 }, () => {
  const [level, skill] = [
    `${slugOf(`${unbroken}R`)}/${slugOf(`${unbroken}L`)}`,
    slugOf(`${unbroken}S`),
  ]
  const paths = {
    'the home page': '/',
    'all roles': '/roles',
    'the family': `/families/${slugOf(`${unbroken}F`)}`,
    'the role': `/roles/${slugOf(`${unbroken}R`)}`,
    'the role level': `/roles/${level}`,
    'all skills': '/skills',
    'the skill': `/skills/${skill}`,
    'framework health': '/framework-health',
    'the difference': '/editions/difference?from=2026-11-21&to=2027-01-02',
    'the search': `/search?q=${unbroken}S`,
  }
  for (const [page, path] of Object.entries(paths)) {
    it(`of 100 letters without a space do not widen ${page}`, () =>
      withPage(download, { viewport: narrow }, async (at) => {
        const answer = await at.goto(path)
        assert.equal(answer?.status(), 200)
        await at.evaluate(
          'document.querySelectorAll("details").forEach((one) => { one.open = true })',
        )
        assert.equal(await sidewaysScroll(at), 0)
        assert.match(await at.locator('main').innerText(), new RegExp(`${unbroken}[FRLS]`))
      }))
  }

  it('give no two things on the page of all skills one id', () =>
    withPage(download, { viewport: wide }, async (page) => {
      await page.goto('/skills')
      const ids = await page.evaluate<string[]>(
        '[...document.querySelectorAll("[id]")].map(({ id }) => id)',
      )
      assert.deepEqual(
        ids.filter((id, at) => ids.indexOf(id) !== at),
        [],
      )
      const letters = await page.getByRole('navigation', { name: 'Letters' }).innerText()
      assert.match(letters.replaceAll(/\s+/g, ''), /^3A.*DE(?!E).*L/)
    }))
})
