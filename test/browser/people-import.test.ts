import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { utils, write } from '@e965/xlsx'
import type { Page } from 'playwright-core'
import { safeOf } from '../../src/accounts/index.ts'
import type { Door } from '../../src/accounts/index.ts'
import { csvText } from '../../src/documents/tables/csv.ts'
import { testOrganisation } from '../organisation.ts'
import type { StoreKind } from '../../src/platform/store/index.ts'
import { storeKinds, testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'

const headers = [
  'Staff number',
  'Full name',
  'Work e-mail',
  'Team',
  'Parent team',
  'Line manager',
  'Job title',
  'Role level',
  'FTE',
  'Start date',
  'Desk',
]

/** Sixty people in a tree of teams. */
function rowsOf(change: (row: string[], at: number) => void = () => undefined): string[][] {
  return Array.from({ length: 60 }, (_, at) => {
    const team = at % 8
    const row = [
      `S${100 + at}`,
      `Made-up Person ${at}`,
      `person.${at}@example.org`,
      `Team ${team}`,
      team === 0 ? '' : `Team ${Math.floor(team / 3)}`,
      at === 0 ? '' : `S${100 + Math.floor((at - 1) / 6)}`,
      `Developer ${at}`,
      'software-developer/developer',
      at % 5 === 0 ? '0.6' : '1',
      '2025-04-01',
      `Desk ${at}`,
    ]
    change(row, at)
    return row
  })
}

function asCsv(rows: string[][]): Buffer {
  return Buffer.from(csvText([headers, ...rows]))
}

function asXlsx(rows: string[][]): Buffer {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([headers, ...rows]), 'People')
  const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx' })
  assert.ok(Buffer.isBuffer(written))
  return written
}

const plainly = { javaScriptEnabled: false, viewport: { width: 320, height: 700 } }
const shots = process.env['CAPABLE_SHOTS']

/** Wide and narrow, a page fits; it is accessible in one width on each database. */
function looksRightOn(kind: StoreKind) {
  const looked = kind === 'sqlite' ? 1280 : 320
  return async (page: Page, name: string): Promise<void> => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways at ${width}`)
      if (width === looked) assert.deepEqual(await accessibilityFaults(page), [], name)
      if (shots !== undefined) {
        await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true })
      }
    }
  }
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page
    .getByLabel('File', { exact: true })
    .setInputFiles({ name, mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: 'Read the file' }).press('Enter')
}

for (const kind of storeKinds) {
  const looksRight = looksRightOn(kind)

  describe(`an administrator on ${kind}`, () => {
    it('loads sixty people from a CSV file, puts it right, and loads it again, with keys alone too', async () => {
      const store = (await testDatabase(kind)).open()
      const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
      const organisation = await testOrganisation(store)
      const site = await openSite(door)
      try {
        const { cookie } = await organisation.session('administrator')
        const [name = '', value = ''] = cookie.split('=')
        await withPage(site, {}, async (page) => {
          page.setDefaultTimeout(15_000)
          await page.context().addCookies([{ name, value, url: site.address }])
          const place = `/organisations/${organisation.id}/import`
          const main = page.getByRole('main')
          await page.goto(place)
          await looksRight(page, 'upload')
          await page.getByRole('button', { name: 'Read the file' }).click()
          assert.match(await page.getByRole('alert').innerText(), /Choose a file/)
          await looksRight(page, 'upload-error')

          const wrong = rowsOf((row, at) => {
            if (at === 3) row[5] = 'S999'
            if (at === 0) row[5] = 'S106'
            if (at === 20) row[7] = 'software-developer/devloper'
            if (at === 30) row[8] = 'half'
          })
          await choose(page, 'people.csv', asCsv(wrong))
          await page.getByRole('heading', { name: 'What the columns mean' }).waitFor()
          assert.equal(await page.getByLabel('Work e-mail').inputValue(), 'email')
          assert.equal(await page.getByLabel('Desk').inputValue(), 'left-out')
          await looksRight(page, 'columns')
          await page.getByLabel('Full name').selectOption('Leave it out')
          await page.getByRole('button', { name: 'Go on' }).click()
          assert.match(await page.getByRole('alert').innerText(), /which column holds the name/)
          assert.equal(await page.getByLabel('Work e-mail').inputValue(), 'email')
          await page.getByLabel('Full name').selectOption('Name')
          await page.getByRole('button', { name: 'Go on' }).click()
          await page.getByRole('heading', { name: 'Put the file right first' }).waitFor()
          const faults = await main.innerText()
          assert.match(faults, /4 things to put right/)
          assert.match(faults, /circle: Made-up Person/)
          assert.match(faults, /Did you mean .*software-developer\/developer/)
          assert.equal(await page.getByRole('button', { name: 'Load the file' }).count(), 0)
          await looksRight(page, 'faults')

          await page.getByRole('button', { name: 'Discard it' }).click()
          await choose(page, 'people.csv', asCsv(rowsOf()))
          // What the columns mean is remembered.
          await page.getByRole('heading', { name: 'Check before you load' }).waitFor()
          assert.match(await main.innerText(), /People to add\s+60/)
          await looksRight(page, 'preview')
          await page.getByRole('button', { name: 'Load the file' }).click()
          await page.getByRole('heading', { name: 'The file was loaded' }).waitFor()
          assert.match(await main.innerText(), /People added\s+60/)
          await looksRight(page, 'done')

          await page.getByRole('link', { name: 'Load another file' }).click()
          const changed = rowsOf((row, at) => {
            if (at === 7) row[1] = 'Made-up Person with a new name'
          })
          await choose(page, 'people.xlsx', asXlsx(changed))
          await page.getByRole('heading', { name: 'Check before you load' }).waitFor()
          const preview = await main.innerText()
          assert.match(preview, /People to add\s+0/)
          assert.match(preview, /People to change\s+1\s/)
          assert.match(preview, /People left alone\s+59/)
          assert.match(preview, /Made-up Person 7\s+Made-up Person with a new name/)
          await looksRight(page, 'preview-changes')
          await page.getByRole('button', { name: 'Load the file' }).click()
          assert.match(await main.innerText(), /People changed\s+1/)
          await page.goto(`/organisations/${organisation.id}/people?q=new+name`)
          assert.match(await main.innerText(), /Made-up Person with a new name/)
        })
        await withPage(site, plainly, async (page) => {
          await page.context().addCookies([{ name, value, url: site.address }])
          await page.goto(`/organisations/${organisation.id}/import`)
          await choose(page, 'people.csv', asCsv(rowsOf()))
          await page.getByRole('heading', { name: 'Check before you load' }).waitFor()
          assert.equal(await sidewaysScroll(page), 0)
          await page.getByRole('button', { name: 'Load the file' }).press('Enter')
          await page.getByRole('heading', { name: 'The file was loaded' }).waitFor()
          assert.match(await page.getByRole('main').innerText(), /People changed\s+1/)
          assert.equal(await sidewaysScroll(page), 0)
        })
      } finally {
        await site.close()
        await organisation.app.close()
      }
    })
  })
}
