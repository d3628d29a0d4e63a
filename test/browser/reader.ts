import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { sidewaysScroll } from './browser.ts'

/** No page has so many stops before what a reader looks for. */
const mostStops = 250

/** Somebody who reads pages, with a pointer or with the keyboard alone. */
export class Reader {
  readonly page: Page
  readonly #byKeyboard: boolean

  constructor(page: Page, { byKeyboard }: { readonly byKeyboard: boolean }) {
    this.page = page
    this.#byKeyboard = byKeyboard
  }

  /** The part of the page that is its own. */
  get main(): Locator {
    return this.page.getByRole('main')
  }

  /** Opens a page, which must not scroll sideways. */
  async go(path: string): Promise<void> {
    await this.page.goto(path)
    assert.equal(await sidewaysScroll(this.page), 0, `${path} scrolls sideways`)
  }

  /** Follows the first link of this name and waits for where it leads. */
  async follow(name: string, within: Locator = this.main): Promise<void> {
    const link = within.getByRole('link', { name, exact: true }).first()
    const target = new URL((await link.getAttribute('href')) ?? '', this.page.url()).href
    await this.press(link)
    await this.page.waitForURL(target)
    assert.equal(await sidewaysScroll(this.page), 0, `${target} scrolls sideways`)
  }

  /** Presses a link, a button or a summary. */
  async press(control: Locator): Promise<void> {
    if (!this.#byKeyboard) return control.click()
    await this.reach(control)
    await this.page.keyboard.press('Enter')
  }

  /** Writes into a field. */
  async write(field: Locator, words: string): Promise<void> {
    if (this.#byKeyboard) await this.reach(field)
    else await field.click()
    await this.page.keyboard.type(words)
  }

  /** Goes on to a control, with Tab alone where there is only the keyboard. */
  async reach(control: Locator): Promise<void> {
    if (!this.#byKeyboard) return control.focus()
    const words = await control.textContent()
    for (let stop = 0; stop < mostStops; stop += 1) {
      const at = await this.page.evaluate<string | null>('document.activeElement.textContent')
      // Comparing words first takes far less time than looking for the control at every stop.
      if (at === words && (await control.and(this.page.locator(':focus')).count()) > 0) return
      await this.page.keyboard.press('Tab')
    }
    assert.fail(`Tab does not reach ${String(control)}`)
  }

  /** The words must stand on the page. */
  async sees(...words: readonly (string | RegExp)[]): Promise<void> {
    const text = (await this.main.innerText()).replaceAll(/\s+/g, ' ')
    for (const each of words) {
      const found = typeof each === 'string' ? text.includes(each) : each.test(text)
      assert.ok(found, `${String(each)} is not in: ${text.slice(0, 600)}`)
    }
  }

  /** The page must have this heading at its top. */
  async isAt(heading: string): Promise<void> {
    assert.equal(await this.page.getByRole('heading', { level: 1 }).innerText(), heading)
  }

  /** What a link in the page led to must stand in the window. */
  async seesInWindow(target: Locator): Promise<void> {
    const box = await target.boundingBox()
    const height = this.page.viewportSize()?.height ?? 0
    // A browser may stop a pixel short of it.
    const inWindow = box !== null && box.y > -2 && box.y < height
    assert.ok(inWindow, `${String(target)} is not in the window`)
  }
}
