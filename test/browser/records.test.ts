import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import type { Kind } from '../organisation.ts'
import { keepingSkills, lowestTicks, skill } from '../skills-kept.ts'
import { openSite, visit, withPage } from './browser.ts'
import type { Sight, Site } from './browser.ts'

const narrow: Sight = { width: 320, colorScheme: 'dark' }
const wide: Sight = { width: 1280, colorScheme: 'light' }
const slug = skill?.slug ?? ''

/** Pages about records, by who opens them; after the organisation where they begin with a dot. */
const pages: readonly (readonly [Kind, string])[] = [
  ['administrator', '.'],
  ['administrator', './purposes'],
  ['administrator', './purposes/development'],
  ['administrator', './purposes/development/edit'],
  ['administrator', './retention'],
  ['administrator', './requests'],
  ['administrator', './people/:person/hold'],
  ['administrator', './people/:person/access'],
  ['administrator', './papers'],
  ['administrator', './papers/data-protection'],
  ['administrator', './profiles'],
  ['administrator', './profiles/add'],
  ['administrator', './figures/series'],
  ['administrator', '/account/tokens'],
  ['administrator', '/account/tokens/add'],
  ['administrator', '/account/demonstration'],
  ['planner', './figures'],
  ['plain', './my-skills'],
  ['plain', './my-skills/share'],
  ['plain', './my-skills/skills'],
  ['plain', `./my-skills/skills/${slug}`],
  ['plain', `./my-skills/skills/${slug}/edit`],
  ['plain', './my-skills/targets/add'],
  ['plain', './my-skills/load'],
  ['plain', './my-skills/share/:relation'],
  ['plain', './about'],
  ['plain', '/account/record/:person'],
  ['plain', '/account/record/:person/erasure'],
  ['manager', './team/:person'],
]

/** Pages that look like no other of these. */
const ownLayouts = new Set([
  '.',
  './retention',
  './papers/data-protection',
  './figures',
  './my-skills',
  `./my-skills/skills/${slug}/edit`,
  '/account/record/:person',
])

/** At full size every page narrow and wide, otherwise a layout that others have too narrow alone. */
function sightsOf(path: string): readonly Sight[] {
  const isFull = process.env['CAPABLE_TEST_FULL'] !== undefined
  return isFull || ownLayouts.has(path) ? [wide, narrow] : [narrow]
}

describe('pages about records', { concurrency: 2 }, () => {
  let made: Awaited<ReturnType<typeof keepingSkills>>
  let site: Site
  let relation: string

  before(async () => {
    made = await keepingSkills('sqlite')
    await made.switchOn('planning')
    await made.rate(slug, { 'statements-awareness': lowestTicks(slug).join(' '), note: 'Evidence' })
    relation = await made.relation()
    site = await openSite(made.door)
  })
  after(() => site.close())

  const addressOf = (path: string): string =>
    path
      .replace(/^\./, `/organisations/${made.id}`)
      .replace(':person', made.person('plain'))
      .replace(':relation', relation)

  /** Opens a page in the browser of somebody who has signed in. */
  async function as(
    kind: Kind,
    { javaScriptEnabled }: { javaScriptEnabled: boolean },
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const { cookie } = await made.session(kind)
    const [name = '', value = ''] = cookie.split('=')
    const viewport = { width: 320, height: 700 }
    await withPage(site, { javaScriptEnabled, viewport }, async (page) => {
      page.setDefaultTimeout(15_000)
      await page.context().addCookies([{ name, value, url: site.address }])
      await use(page)
    })
  }

  for (const [kind, path] of pages) {
    it(`${path} is accessible and fits, for ${kind}`, () =>
      as(kind, { javaScriptEnabled: true }, async (page) => {
        const answer = page.waitForResponse(
          (each) => new URL(each.url()).pathname === addressOf(path),
        )
        await visit(page, addressOf(path), sightsOf(path))
        assert.equal((await answer).status(), 200)
      }))
  }

  it('let somebody share one rating, seeing first what their manager will see', async () => {
    await as('plain', { javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf('./my-skills/share/:relation'))
      const rating = page.getByRole('checkbox').first()
      await rating.focus()
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: /See what/ }).press('Enter')
      await page.getByRole('button', { name: /^Let .* see this/ }).waitFor()
      assert.match(await page.getByRole('main').innerText(), /Evidence/)
      await page.getByRole('button', { name: /^Let .* see this/ }).press('Enter')
      await page.waitForURL(/my-skills/)
    })
    await as('manager', { javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf('./team/:person'))
      assert.match(await page.getByRole('main').innerText(), /Evidence/)
    })
    await as('plain', { javaScriptEnabled: false }, async (page) => {
      await page.goto(addressOf('/account/record/:person'))
      assert.match(await page.getByRole('main').innerText(), /Skills that are shared were read/)
    })
  })
})
