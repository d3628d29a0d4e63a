import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openSite, sidewaysScroll, withPage } from './browser.ts'
import type { Site } from './browser.ts'
import { kinds } from './kinds.ts'

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

/** Names that say one word twice in a row, as "Yes yes" does. */
const doubled = `
  return [...document.querySelectorAll('a, button, summary, label')]
    .map((each) => (each.getAttribute('aria-label') || each.textContent).replace(/\\s+/g, ' ').trim())
    .filter((name) => /\\b(\\w{2,}) \\1\\b/i.test(name))`

describe('beyond an automatic checker', { concurrency: 2 }, () => {
  for (const [kind, path] of Object.entries(kinds)) {
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

    it(`${kind}: has targets that are large enough and names that say a thing once`, () =>
      withPage(site, { viewport: { width: 320, height: 700 } }, async (page) => {
        await page.goto(path)
        assert.deepEqual(await inPage(page, smallTargets), [])
        assert.deepEqual(await inPage(page, doubled), [])
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
