import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openSite, sidewaysScroll, withPage } from './browser.ts'
import type { Site } from './browser.ts'
import { isLookedAt, kinds, ownLayouts } from './kinds.ts'
import { faultsOfNames } from './names.ts'

// What an automatic checker does not see. docs/accessibility.md says what each of these means.

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const wide = { width: 1280, height: 900 }

/** Runs a function in the page. It is given as text, because the page is no part of this program. */
function inPage<T>(page: Page, code: string): Promise<T> {
  return page.evaluate<T>(`(() => {${code}})()`)
}

const headings = `
  return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .filter((heading) => heading.checkVisibility())
    .map((heading) => Number(heading.tagName.slice(1)))`

const landmarks = `
  const of = (selector) => document.querySelectorAll(selector).length
  return {
    banner: of('body > header'), main: of('main'), contentinfo: of('body > footer'),
    unnamed: [...document.querySelectorAll('nav, [role=region]')]
      .filter((each) => !each.getAttribute('aria-label') && !each.getAttribute('aria-labelledby')).length,
  }`

/** Blocks of the page that stand above the one before them although they come after it. */
const outOfOrder = `
  const blocks = [...document.querySelectorAll('h1, h2, h3, main > p, main > ul, main > ol, main > dl, footer')]
    .filter((block) => block.checkVisibility())
  return blocks.slice(1).filter((block, at) =>
    block.getBoundingClientRect().top < blocks[at].getBoundingClientRect().top - 1 &&
    block.getBoundingClientRect().left < blocks[at].getBoundingClientRect().right - 1
  ).map((block) => block.textContent.trim().slice(0, 40))`

const spacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
  'p { margin-bottom: 2em !important }'

/** Elements whose text is cut off. */
const clipped = `
  return [...document.querySelectorAll('body *')]
    .filter((each) => each.checkVisibility() && !each.closest('.govuk-visually-hidden, .scroller'))
    .filter((each) => ['hidden', 'clip'].includes(getComputedStyle(each).overflowX))
    .filter((each) => each.clientWidth > 1 && each.scrollWidth > each.clientWidth + 1)
    .map((each) => each.className || each.tagName)`

const moving = `
  return [...document.querySelectorAll('*')]
    .filter((each) => {
      const { transitionDuration, animationDuration } = getComputedStyle(each)
      return [transitionDuration, animationDuration].some((value) => /[1-9]/.test(value.replace(/e-\\d+/g, '')) && parseFloat(value) > 0.01)
    })
    .map((each) => each.className || each.tagName)`

/** Whether what has the focus can be seen: in the window, marked, and not under something else. */
const focus = `
  const at = document.activeElement
  if (at === null || at === document.body) return { gone: true }
  const box = at.getClientRects()[0] ?? at.getBoundingClientRect()
  const style = getComputedStyle(at)
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2)
  const y = box.top + Math.min(box.height / 2, 10)
  const top = document.elementFromPoint(x, y)
  const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none'
  return {
    name: (at.textContent || at.getAttribute('name') || '').trim().slice(0, 40),
    inWindow: box.bottom > 0 && box.top < innerHeight,
    marked,
    covered: top !== null && top !== at && !at.contains(top) && !top.contains(at),
  }`

interface Focus {
  readonly gone?: boolean
  readonly name: string
  readonly inWindow: boolean
  readonly marked: boolean
  readonly covered: boolean
}

/** Controls that are smaller than 24 by 24 pixels and do not stand in a line of text. */
const smallTargets = `
  return [...document.querySelectorAll('a, button, input, select, summary, [tabindex="0"]')]
    .filter((each) => each.checkVisibility())
    .filter((each) => getComputedStyle(each).display !== 'inline')
    .filter((each) => { const box = each.getBoundingClientRect(); return box.width < 24 || box.height < 24 })
    .filter((each) => !each.matches('.govuk-skip-link, .govuk-visually-hidden *'))
    .map((each) => (each.textContent || each.getAttribute('name') || each.tagName).trim().slice(0, 40))`

const looked = Object.entries(kinds).filter(([kind]) => isLookedAt(kind))

it('looks at every kind that has a layout of its own', () => {
  const unknown = ownLayouts.filter((kind) => !(kind in kinds))
  assert.deepEqual(unknown, [])
})

describe('beyond an automatic checker', { concurrency: 2 }, () => {
  for (const [kind, path] of looked) {
    it(`${kind}: reads in order, with landmarks and no heading skipped`, () =>
      withPage(site, { viewport: wide }, async (page) => {
        await page.goto(path)
        const levels = await inPage<number[]>(page, headings)
        assert.equal(levels.filter((level) => level === 1).length, 1)
        for (const [at, level] of levels.entries()) {
          assert.ok(level <= (levels[at - 1] ?? 0) + 1, `heading ${at + 1} is h${level}`)
        }
        assert.deepEqual(await inPage(page, landmarks), {
          banner: 1,
          main: 1,
          contentinfo: 1,
          unnamed: 0,
        })
        assert.deepEqual(await inPage(page, outOfOrder), [])
      }))

    it(`${kind}: keeps everything at 200% and 400% zoom and with wider spacing`, () =>
      // A reader's own styles are not bound by the policy of the page.
      withPage(site, { viewport: wide, bypassCSP: true }, async (page) => {
        await page.goto(path)
        const links = await page.locator('header nav a').allInnerTexts()
        for (const viewport of [
          { width: 640, height: 450 },
          { width: 320, height: 256 },
        ]) {
          await page.setViewportSize(viewport)
          assert.equal(await sidewaysScroll(page), 0, `scrolls sideways at ${viewport.width} px`)
          assert.deepEqual(await page.locator('header nav a:visible').allInnerTexts(), links)
        }
        await page.addStyleTag({ content: spacing })
        assert.equal(await sidewaysScroll(page), 0, 'scrolls sideways with wider spacing')
        assert.deepEqual(await inPage(page, clipped), [])
      }))

    it(`${kind}: never hides the focus, and nothing moves`, () =>
      withPage(site, { viewport: wide, reducedMotion: 'reduce' }, async (page) => {
        await page.goto(path)
        assert.deepEqual(await inPage(page, moving), [])
        for (let stop = 0; stop < 25; stop += 1) {
          await page.keyboard.press('Tab')
          const at = await inPage<Focus>(page, focus)
          if (at.gone === true) break
          assert.deepEqual(
            { inWindow: at.inWindow, marked: at.marked, covered: at.covered },
            { inWindow: true, marked: true, covered: false },
            `the focus on "${at.name}"`,
          )
        }
      }))

    it(`${kind}: has targets that are large enough and names that say one thing once`, () =>
      withPage(site, { viewport: { width: 320, height: 700 } }, async (page) => {
        await page.goto(path)
        assert.deepEqual(await inPage(page, smallTargets), [])
        assert.deepEqual(await faultsOfNames(page), [])
      }))

    it(`${kind}: shows its words in forced colours`, () =>
      withPage(site, { viewport: wide, forcedColors: 'active' }, async (page) => {
        await page.goto(path)
        assert.equal(await sidewaysScroll(page), 0)
        const hidden = `
          const words = document.querySelectorAll('.level, nav a, .govuk-tag, button, summary, h1, h2')
          return [...words].filter((each) => each.checkVisibility())
            .filter((each) => getComputedStyle(each).color === getComputedStyle(each).backgroundColor)
            .map((each) => each.textContent.trim())`
        assert.deepEqual(await inPage(page, hidden), [])
      }))
  }
})

/** Where the focus is after a jump in the page and one Tab. */
const afterJump = `
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  const stops = [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter((one) => one.checkVisibility())
  const follows = (one) => target.contains(one) ||
    (target.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  const top = target.getBoundingClientRect().top
  return {
    isNext: document.activeElement === stops.find(follows),
    inSight: top > -2 && top < innerHeight,
  }`

/** The visible links of every navigation, in order. */
async function navigationLinks(page: Page): Promise<string[]> {
  return page.locator('nav a:visible, aside a:visible, footer a:visible').allInnerTexts()
}

async function typedInSearch(page: Page): Promise<void> {
  await page.goto('/roles/software-developer')
  await page.locator('#site-search').pressSequentially('data')
}

const focusedName = `return (document.activeElement.textContent || document.activeElement.id).trim()`

// The five failures that the official service declared of its old pages, in what they come to in
// Chromium.
describe('what failed elsewhere does not fail here', { concurrency: 2 }, () => {
  for (const path of ['/skills', '/roles', '/roles/software-developer']) {
    it(`back to top and every other jump takes the focus with it, in sight (1.3.2, 2.4.3, 2.4.7): ${path}`, () =>
      withPage(site, { viewport: wide, reducedMotion: 'reduce' }, async (page) => {
        await page.goto(path)
        const links = await page.locator('a[href^="#"]').all()
        assert.ok(links.length > 4)
        // The skip link, the first and the last of a list, and what stands at the end.
        for (const link of [...links.slice(0, 2), ...links.slice(-2)]) {
          await link.press('Enter')
          await page.keyboard.press('Tab')
          assert.deepEqual(
            await inPage(page, afterJump),
            { isNext: true, inSight: true },
            (await link.getAttribute('href')) ?? '',
          )
        }
      }))
  }

  it('nobody needs the suggestions of the search, and closing them loses nothing (2.1.1)', () =>
    withPage(site, { viewport: wide }, async (page) => {
      const field = page.locator('#site-search')
      for (const close of ['Escape', 'Tab']) {
        await typedInSearch(page)
        await page.getByRole('option').first().waitFor()
        await page.keyboard.press(close)
        assert.equal(await page.getByRole('option').count(), 0)
        assert.equal(await field.inputValue(), 'data')
      }
      await page.route('**/suggestions.json*', (route) => route.abort())
      await typedInSearch(page)
      await inPage(page, 'document.activeElement.blur()')
      assert.equal(await field.inputValue(), 'data')
      await field.press('Enter')
      await page.waitForURL(/\/search\?q=data$/)
    }))

  it('the focus goes on from the search as if there were no suggestions (2.1.1)', () =>
    withPage(site, { viewport: wide }, async (page) => {
      await typedInSearch(page)
      await page.getByRole('option').first().waitFor()
      const stops: string[] = []
      for (const key of ['ArrowDown', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab']) {
        await page.keyboard.press(key)
        stops.push(await inPage<string>(page, focusedName))
      }
      assert.deepEqual(stops, ['site-search', 'Search', 'Home', 'Search', 'site-search'])
      assert.equal(await page.locator('#site-search').inputValue(), 'data')
    }))

  for (const path of ['/', '/roles/software-developer', '/editions/2017-03-23/skills']) {
    it(`no navigation is lost at 200% and at 400% zoom, and Tab reaches all of it (1.4.10): ${path}`, () =>
      withPage(site, { viewport: wide }, async (page) => {
        await page.goto(path)
        const links = await navigationLinks(page)
        for (const viewport of [
          { width: 640, height: 450 },
          { width: 320, height: 256 },
        ]) {
          await page.setViewportSize(viewport)
          assert.deepEqual(await navigationLinks(page), links)
          const unreachable = `
            return [...document.querySelectorAll('nav a, aside a, footer a')].filter((link) => {
              link.focus()
              const box = link.getBoundingClientRect()
              return document.activeElement !== link || link.tabIndex < 0 || box.width === 0 ||
                box.left < 0 || box.right > innerWidth || box.top >= innerHeight || box.bottom <= 0
            }).map((link) => link.textContent)`
          assert.deepEqual(await inPage(page, unreachable), [])
        }
      }))
  }

  it('a button that read “Yes yes”, and one named as another, would be found (1.3.1, 4.1.2)', () =>
    withPage(site, {}, async (page) => {
      await page.setContent(
        '<main><button>Yes <span class="hidden">yes</span></button><button>No</button><button>No</button></main>',
      )
      assert.deepEqual(await faultsOfNames(page), [
        'Yes yes says itself twice',
        'another button has the name of No ()',
      ])
      const link = 'href="https://example.org/'
      await page.setContent(
        `<main><a ${link}a">It</a> <a ${link}b">It</a> <a ${link}c"></a></main>`,
      )
      assert.deepEqual(await faultsOfNames(page), [
        'link https://example.org/c has no name',
        'another link has the name of It (https://example.org/b)',
      ])
    }))
})
