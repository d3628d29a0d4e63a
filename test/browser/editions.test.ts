import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openSite, visit, withPage } from './browser.ts'
import type { Sight, Site } from './browser.ts'

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const difference = '/editions/difference?from=2017-03-23&to=2026-11-21'
const kinds: Readonly<Record<string, string>> = {
  'the form for a difference': '/editions/difference',
  'a difference': difference,
  'all changes': '/changes',
  'a role that is gone': '/roles/technical-specialist-architect',
  'a role level that is gone': '/roles/quality-assurance-test-analyst/tester-qat',
  'a role with its changes': '/roles/quality-assurance-test-analyst',
  'a skill with its changes': '/skills/prototyping',
  'a refused difference': '/editions/difference?from=2017-03-23',
}
const sights: readonly Sight[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
]
const narrow = { width: 320, height: 700 }

describe('editions', { concurrency: 2 }, () => {
  for (const [kind, path] of Object.entries(kinds)) {
    it(`${kind} is accessible and fits, wide and narrow`, () =>
      withPage(site, {}, (page) => visit(page, path, sights)))
  }

  it('a difference is accessible and fits with everything unfolded', () =>
    withPage(site, { javaScriptEnabled: true }, async (page) => {
      await page.addInitScript(
        `addEventListener('DOMContentLoaded', () => {
          for (const one of document.querySelectorAll('main details')) one.open = true
        })`,
      )
      await visit(page, difference, sights)
    }))

  it('a reader finds what became of a role, without JavaScript', () =>
    withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
      await page.goto('/editions')
      await page.getByRole('link', { name: 'What changed since 2017-03-23' }).click()
      const main = page.getByRole('main')
      assert.match(await main.innerText(), /QAT analyst is now Quality assurance test analyst/)
      await main.getByRole('link', { name: 'Quality assurance test analyst' }).first().click()
      assert.match(await main.innerText(), /Formerly: QAT analyst\./)
    }))

  it('a reader holds two editions against each other with the keyboard', () =>
    withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
      await page.goto('/editions/difference')
      await page.getByRole('button', { name: 'Show the difference' }).press('Enter')
      await page.waitForURL(/from=2017-03-23&to=2026-11-21/)
      assert.match(
        await page.getByRole('main').innerText(),
        /5 roles and 9 role levels are renamed/,
      )
    }))
})
