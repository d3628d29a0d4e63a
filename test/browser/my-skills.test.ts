import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { accessibilityFaults, openSite, sidewaysScroll, visit, withPage } from './browser.ts'
import type { Sight, Site } from './browser.ts'

let site: Site

before(async () => {
  site = await openSite()
})
after(() => site.close())

const narrow = { width: 320, height: 700 }
const sights: readonly Sight[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 320, colorScheme: 'dark' },
]
const developer = 'software-developer/developer'
const formOf = `/my-skills/form?level=${developer}`

/** Waits until the page is a tool and everything it wanted from the server is there. */
async function tool(page: Page): Promise<void> {
  await page.locator('#file').waitFor()
  await page.locator('html[data-offline=ready]').waitFor()
}

function file(text: string, name = 'mine.json') {
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) }
}

const saved = (skills: object[]): string =>
  JSON.stringify({
    format: 'capable-skills',
    version: 1,
    framework: 'uk-digital-data',
    edition: '2026-11-21',
    savedAt: '',
    target: developer,
    skills,
  })

const prototyping = (level: string | null): string =>
  saved([{ skill: 'prototyping', level, ticked: [] }])

/** Looks closely at a page that only a form leads to. Scripts that look do not run without them. */
function lookAt(address: string, html: string): Promise<void> {
  return withPage(site, {}, async (page) => {
    await page.route(`**${address}`, (route) =>
      route.fulfill({ body: html, contentType: 'text/html' }),
    )
    await visit(page, address, sights)
  })
}

function skill(page: Page, name: string) {
  return page.locator('.own-skill', { has: page.getByText(name, { exact: true }) })
}

describe('My skills', { concurrency: 2 }, () => {
  // Tab passes by all but one of a group of radio buttons, so the form is no kind of page like others.
  it('starts from a role level with a tool that is accessible and fits', () =>
    withPage(site, {}, (page) => visit(page, formOf, sights)))

  it('keeps its words and what is chosen visible in forced colours', () =>
    withPage(site, { forcedColors: 'active', viewport: narrow }, async (page) => {
      await page.goto(formOf)
      await tool(page)
      assert.equal(await sidewaysScroll(page), 0)
      const dot = await page.evaluate<string[]>(`(() => {
        const label = document.querySelector('.govuk-radios__input:checked + label')
        const { color, backgroundColor } = getComputedStyle(label)
        const mark = getComputedStyle(label, '::after')
        return [color === backgroundColor ? 'hidden' : 'words', mark.opacity]
      })()`)
      assert.deepEqual(dot, ['words', '1'])
    }))

  it('is a form without JavaScript', () =>
    withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
      await page.goto(formOf)
      await skill(page, 'Prototyping').getByLabel('Working', { exact: true }).check()
      await skill(page, 'User focus').locator('summary').click()
      await skill(page, 'User focus').getByRole('checkbox').first().check()
      await page.getByRole('button', { name: 'See the result' }).click()
      await page.waitForURL('**/my-skills/result')
      assert.equal(await sidewaysScroll(page), 0)
      const main = await page.getByRole('main').innerText()
      assert.match(main, /You have not assessed 8 of 10 skills/)
      assert.match(main, /is not kept/)
      await lookAt('/my-skills/result', await page.content())
      await page.goto('/team-from-files')
      assert.match(await page.getByRole('main').innerText(), /This page needs JavaScript/)
    }))

  it('saves to a file and loads it again without JavaScript', () =>
    withPage(site, { javaScriptEnabled: false, viewport: narrow }, async (page) => {
      await page.goto(formOf)
      await skill(page, 'Prototyping').getByLabel('Expert', { exact: true }).check()
      await page.getByRole('button', { name: 'See the result' }).click()
      await page.waitForURL('**/my-skills/result')
      const downloading = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save to a file' }).click()
      const text = readFileSync(await (await downloading).path(), 'utf8')
      await page.getByRole('button', { name: 'Change what you said' }).click()
      await page.waitForURL('**/my-skills/continue')
      const expert = skill(page, 'Prototyping').getByLabel('Expert', { exact: true })
      assert.equal(await expert.isChecked(), true)
      await page.goto('/my-skills')
      await page.locator('#file').setInputFiles(file(text.replace('"expert"', '"guru"')))
      await page.getByRole('button', { name: 'Load the file' }).click()
      await page.waitForURL('**/my-skills/load')
      const main = await page.getByRole('main').innerText()
      assert.match(main, /Prototyping: “guru” is no level of this edition/)
      assert.match(main, /sent once to work out the next page and is not kept/)
      await lookAt('/my-skills/load', await page.content())
    }))

  it('goes from a role level to a result by keyboard, on a narrow screen, sending nothing', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/my-skills')
      await tool(page)
      const sent: string[] = []
      page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`))
      await page.locator('#level').focus()
      await page.keyboard.type('Software developer: Developer')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('#target:focus').waitFor()
      await page.locator('#level-prototyping-0').focus()
      for (let press = 0; press < 3; press += 1) await page.keyboard.press('ArrowRight')
      assert.equal(await page.locator('#level-prototyping-3').isChecked(), true)
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await skill(page, 'Prototyping').getByRole('checkbox').first().waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      assert.match(await skill(page, 'Prototyping').innerText(), /Your ticks add up to/)
      assert.match(await page.locator('.own-status').innerText(), /Kept in this browser only/)
      await page.getByRole('button', { name: 'See the result' }).press('Enter')
      assert.equal(await page.evaluate('document.activeElement.id'), 'result')
      const result = await page.locator('.own-result').innerText()
      assert.match(result, /You have not assessed 9 of 10 skills/)
      assert.match(result, /Evidence that would move you up to practitioner/)
      assert.match(result, /Nearest role levels/)
      assert.equal(await sidewaysScroll(page), 0)
      assert.deepEqual(sent, [])
    }))

  it('is still there after a reload, works without a network and forgets when told', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/my-skills')
      await tool(page)
      await page.selectOption('#level', developer)
      await page.getByRole('button', { name: 'Start' }).click()
      await skill(page, 'Prototyping').getByLabel('Expert', { exact: true }).check()
      await page.context().setOffline(true)
      await page.reload()
      await page.locator('#file').waitFor()
      const expert = skill(page, 'Prototyping').getByLabel('Expert', { exact: true })
      assert.equal(await expert.isChecked(), true)
      await skill(page, 'User focus').getByLabel('Working', { exact: true }).check()
      assert.match(await page.locator('.own-result').innerText(), /not assessed 8 of 10/)
      page.on('dialog', (dialog) => void dialog.accept())
      await page.getByRole('button', { name: 'Delete everything' }).click()
      assert.equal(await page.evaluate('localStorage.length'), 0)
    }))

  it('forgets the role level in its address once another state is kept', () =>
    withPage(site, {}, async (page) => {
      await page.goto(formOf)
      await tool(page)
      assert.match(await page.locator('.own-result').innerText(), /^Assess a skill and/)
      await page.selectOption('#target', 'data-engineer/data-engineer')
      await page.reload()
      await tool(page)
      assert.equal(await page.locator('#target').inputValue(), 'data-engineer/data-engineer')
      assert.match(page.url(), /\/my-skills$/)
      await page.goto(formOf)
      await tool(page)
      page.on('dialog', (dialog) => void dialog.accept())
      const other = saved([{ skill: 'prototyping', level: 'expert', ticked: [] }])
      await page
        .locator('#file')
        .setInputFiles(file(other.replace(developer, 'data-engineer/senior-data-engineer')))
      await page.locator('.own-status').getByText('Your file is loaded').waitFor()
      await page.reload()
      await tool(page)
      assert.equal(await page.locator('#target').inputValue(), 'data-engineer/senior-data-engineer')
    }))

  it('finds a skill by its name, and offers all skills again once everything is deleted', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/my-skills')
      await tool(page)
      page.on('dialog', (dialog) => void dialog.accept())
      for (const chosen of ['Data modelling', 'Prototyping']) {
        await page.getByText('Choose the skills you know').click()
        await page.getByLabel('Filter by name').fill(chosen.toLowerCase())
        const fit = await page.getByText(/^\d of 1\d\d skills fit/).innerText()
        const left = await page.locator('.own-choice .govuk-checkboxes__item:visible').count()
        assert.equal(left, Number(fit.charAt(0)))
        assert.deepEqual(await accessibilityFaults(page), [])
        await page.getByLabel(chosen, { exact: true }).check()
        await page.getByRole('button', { name: 'Start with these skills' }).click()
        await skill(page, chosen).waitFor()
        await page.getByRole('button', { name: 'Add this skill' }).click()
        assert.equal(await page.locator('.own-skill').count(), 1)
        await page.getByRole('button', { name: 'Delete everything' }).click()
      }
    }))

  it('saves to a file that loads again', () =>
    withPage(site, {}, async (page) => {
      await page.goto(formOf)
      await tool(page)
      await skill(page, 'Prototyping').getByLabel('Working', { exact: true }).check()
      await skill(page, 'Prototyping').locator('summary').click()
      await skill(page, 'Prototyping').getByLabel('Evidence').fill('<b>Led</b> it')
      const downloading = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Save to a file' }).click()
      const text = readFileSync(await (await downloading).path(), 'utf8')
      await withPage(site, {}, async (other) => {
        await other.goto('/my-skills')
        await other.locator('#file').setInputFiles(file(text))
        await other.locator('.own-result').waitFor()
        assert.match(await other.locator('.own-result').innerText(), /Evidence: <b>Led<\/b> it/)
        assert.match(await other.locator('.own-status').innerText(), /Your file is loaded/)
      })
    }))

  it('loads an older version and skills that the role level does not ask for', () =>
    withPage(site, {}, async (page) => {
      await page.goto('/my-skills')
      await page.locator('#file').setInputFiles(file('{"skills":{"user-focus":"expert"}}'))
      const expert = skill(page, 'User focus').getByLabel('Expert', { exact: true })
      assert.equal(await expert.isChecked(), true)
    }))

  it('says what a file from another edition no longer finds', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/my-skills')
      const text = saved([{ skill: 'kite-making', level: 'expert', ticked: [] }])
      await page.locator('#file').setInputFiles(file(text.replace('2026-11-21', '2017-03-23')))
      await page.locator('.own-result').waitFor()
      const notes = await page.locator('.own-notes').innerText()
      assert.match(notes, /made with the edition 2017-03-23 and is held against 2026-11-21/)
      assert.match(notes, /“kite-making” has no levels in this edition/)
      await page.locator('#file').setInputFiles(file('nothing'))
      await page.locator('.own-status').getByText('not JSON').waitFor()
      assert.equal(await page.locator('.own-notes li').count(), 0)
    }))

  it('takes no harm from hostile files', () =>
    withPage(site, {}, async (page) => {
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(String(error)))
      await page.goto('/my-skills')
      const status = page.locator('.own-status')
      const input = page.locator('#file')
      await input.setInputFiles(file('x'.repeat(2 * 1024 * 1024)))
      await status.getByText('larger than 1 MB').waitFor()
      await input.setInputFiles(file('['.repeat(200_000)))
      await status.getByText('holds no skills').waitFor()
      await input.setInputFiles(file('{"skills":{"a":{"__proto__":1}}}'))
      await status.getByText('is not text').waitFor()
      const script = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
      const hostile = ['__proto__', script, 'prototyping'].map((slug) => ({
        skill: slug,
        level: script,
        note: script,
        ticked: [script],
      }))
      await input.setInputFiles(file(saved(hostile)))
      await page.locator('.own-result').waitFor()
      assert.equal(await page.locator('main img, main script').count(), 0)
      assert.match(await page.title(), /^My skills/)
      assert.deepEqual(faults, [])
    }))

  it('is accessible with everything open, and prints only the result', () =>
    withPage(site, {}, async (page) => {
      await page.goto('/my-skills')
      const skills = [{ skill: 'prototyping', level: 'awareness', ticked: [], note: 'Did it' }]
      await page.locator('#file').setInputFiles(file(saved(skills)))
      await page.locator('.own-result').waitFor()
      await skill(page, 'Prototyping').locator('summary').click()
      await skill(page, 'Prototyping').getByRole('checkbox').first().check()
      for (const { width, colorScheme } of sights) {
        await page.setViewportSize({ width, height: 900 })
        await page.emulateMedia({ colorScheme })
        assert.deepEqual(await accessibilityFaults(page), [])
        assert.equal(await sidewaysScroll(page), 0)
      }
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('.own-result').isVisible(), true)
      assert.equal(await page.locator('.own-toolbar').isVisible(), false)
      assert.equal(await skill(page, 'Prototyping').isVisible(), false)
    }))
})

describe('A team from files', () => {
  it('shows people by skills with cover, uploading nothing', () =>
    withPage(site, { viewport: narrow }, async (page) => {
      await page.goto('/team-from-files')
      await page.locator('#team-files').waitFor()
      const sent: string[] = []
      page.on('request', (request) => sent.push(request.url()))
      await page
        .locator('#team-files')
        .setInputFiles([
          file(prototyping('expert'), 'zoe.json'),
          file(prototyping(null), 'ash.json'),
          file(saved([{ skill: 'kite-making', level: 'expert', ticked: [] }]), 'kit.json'),
          file('[[', 'bad.json'),
        ])
      await page.locator('.own-status').getByText('bad.json: This file is not JSON').waitFor()
      await page.selectOption('#team-target', developer)
      await page.getByLabel('Label').first().fill('<b>Z</b>')
      const head = await page.getByRole('columnheader').allInnerTexts()
      assert.deepEqual(head, ['Skill', 'Cover', '<b>Z</b>', 'ash', 'kit'])
      const main = await page.getByRole('main').innerText()
      assert.match(main, /kit: this edition has no levels for “kite-making”, so it is not/)
      const row = page.getByRole('row').filter({ hasText: 'Prototyping' })
      assert.deepEqual(await row.getByRole('cell').allInnerTexts(), [
        '1 of 3 at practitioner or above, 2 not assessed',
        'Expert',
        'Not assessed',
        'Not assessed',
      ])
      assert.equal(await sidewaysScroll(page), 0)
      assert.deepEqual(await accessibilityFaults(page), [])
      assert.deepEqual(sent, [])
      await page.getByRole('button', { name: 'Take out ash' }).click()
      assert.equal(await page.getByRole('columnheader').count(), 4)
    }))
})
