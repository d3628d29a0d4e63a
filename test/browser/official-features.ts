import assert from 'node:assert/strict'
import type { Reader } from './reader.ts'

/** What a reader does, step by step, by what the service offers. */
export type Journeys = Readonly<Record<string, (reader: Reader) => Promise<void>>>

const role = '/roles/software-developer'

/** Each feature of the official service that the shipped documents bear, or plainly do not. */
export const featuresOfTheShipped: Journeys = {
  'the home page says what it is for to each of four audiences': async (reader) => {
    await reader.go('/')
    await reader.sees('For anyone', 'For professionals', 'For line managers', 'For hiring managers')
    await reader.follow('Find the skill gaps of a team')
    await reader.isAt('A team from files')
  },
  'the home page lists every role under its family, one step away': async (reader) => {
    await reader.go('/')
    assert.equal(await reader.main.getByRole('heading', { level: 3 }).count(), 8)
    assert.equal(await reader.main.locator('#roles ~ .flow a[href^="/roles/"]').count(), 52)
    await reader.follow('Data scientist')
    await reader.isAt('Data scientist')
  },
  'the home page names the skill levels and leads to what is known of their meaning': async (
    reader,
  ) => {
    await reader.go('/')
    await reader.sees('awareness, working, practitioner, expert')
    await reader.follow('What the skill levels mean')
    await reader.seesInWindow(reader.page.locator('#levels'))
    await reader.sees('The published definition of these words is not in the documents we hold.')
  },
  'without change notes, the page of changes says so and how to load them': async (reader) => {
    await reader.go('/')
    await reader.follow('See all changes')
    await reader.sees('We hold no change notes of this framework.', 'changelog.csv')
  },
  'the further resources lead where they say': async (reader) => {
    for (const [name, heading] of [
      ['Skills A to Z', 'Skills A to Z'],
      ['Job grades', 'About Capable'],
      ['Download everything as CSV or JSON', 'Downloads'],
      ['What is not here', 'About Capable'],
    ] as const) {
      await reader.go('/')
      await reader.follow(name)
      await reader.isAt(heading)
    }
    await reader.sees(/which context and with which challenges.*or what is planned/)
  },
  'somebody who wants another wording learns where to propose it': async (reader) => {
    await reader.go('/')
    await reader.follow('Propose a change')
    await reader.seesInWindow(reader.page.locator('#feedback'))
    const official = reader.main.locator('#feedback ~ p a[href^="https://understand-digital-data"]')
    await reader.reach(official)
  },
  'a role without a published text says where its first sentence is from': async (reader) => {
    await reader.go('/roles/data-scientist')
    await reader.sees(/\d{4} wording|Worked out from the data/)
  },
  'the levels of a role are numbered': async (reader) => {
    await reader.go(role)
    await reader.sees(
      'Apprentice developer Step 1, 7 skills',
      'Principal developer Step 6, 10 skills',
    )
  },
  'a level whose duties are not held says so and where they are published': async (reader) => {
    await reader.go(role)
    await reader.follow('Junior developer')
    await reader.sees(/We hold none of the published responsibilities.*Read them at/)
  },
  'skills stand in a table by level, and on the level with a meter in words': async (reader) => {
    await reader.go(role)
    const row = reader.page.getByRole('row', { name: /^Prototyping/ })
    assert.match(await row.innerText(), /Awareness\s+Working\s+Practitioner/)
    await reader.follow('Junior developer', reader.page.getByRole('table'))
    await reader.sees(/Prototyping\s+Working\s+2 of 4 You can:/)
  },
  'a skill of a role leads to the skill': async (reader) => {
    await reader.go(role)
    await reader.follow('Prototyping', reader.page.getByRole('table'))
    await reader.isAt('Prototyping')
  },
  'a list of contents leads to each part of a role, its updates too': async (reader) => {
    const parts = [
      ['Skills by level', '#skills'],
      ['What each level asks for', '#levels'],
      ['Roles that share skills', '#sharing'],
      ['All changes', '#changes'],
    ] as const
    for (const [name, target] of parts) {
      await reader.go(role)
      await reader.follow(name, reader.page.getByRole('navigation', { name: 'On this page' }))
      await reader.seesInWindow(reader.page.locator(target))
    }
  },
  'a level whose grade is not held says so': async (reader) => {
    await reader.go(`${role}/senior-developer`)
    await reader.sees('No usual grade of this level is in the documents we hold.')
  },
  'related roles stand with the skills they share': async (reader) => {
    await reader.go(role)
    await reader.press(
      reader.main.locator('summary').filter({ hasText: '10 shared skills' }).first(),
    )
    await reader.follow('Prototyping', reader.main.locator('#sharing ~ ul details[open]'))
    await reader.isAt('Prototyping')
  },
  'a role says what is known of the way up, and a level shows routes to others': async (reader) => {
    await reader.go(role)
    await reader.sees(
      'Which Senior Civil Service roles this role could lead to is not in the documents',
    )
    await reader.follow('Senior developer')
    await reader.sees('What changes at the next level')
    await reader.follow('Find a route')
    await reader.isAt('Find a route')
  },
  'a Senior Civil Service role has no levels, and skills with leadership examples': async (
    reader,
  ) => {
    await reader.go('/roles')
    await reader.follow('Chief technology officer')
    await reader.sees('Senior Civil Service role', 'Leadership examples:')
    await reader.sees('Which roles could lead here is not in the documents we hold.')
    assert.equal(await reader.main.locator('.level__bar').count(), 0)
    await reader.follow('Technology evaluation')
    await reader.sees('A Senior Civil Service skill: it has no levels.', 'Leadership examples')
  },
  'the skills from A to Z have letters, and each skill its levels and who needs it at which':
    async (reader) => {
      await reader.go('/')
      await reader.follow('Skills', reader.page.getByRole('navigation', { name: 'Main' }))
      await reader.follow('P', reader.page.getByRole('navigation', { name: 'Letters' }))
      await reader.seesInWindow(reader.page.locator('#letter_p'))
      await reader.follow('Prototyping')
      await reader.sees('Awareness 1 of 4 You can:', 'Expert 4 of 4 You can:')
      const row = reader.page.getByRole('row').filter({ hasText: 'Software developer' })
      await reader.follow('Junior developer', row)
      await reader.isAt('Junior developer')
    },
  'addresses of the official service still lead to their pages': async (reader) => {
    await reader.go('/role/data-scientist')
    await reader.isAt('Data scientist')
    await reader.go('/skill/prototyping')
    await reader.isAt('Prototyping')
    await reader.go('/skills#prototyping')
    await reader.seesInWindow(reader.page.locator('#prototyping'))
  },
  'the way back from a role leads over its family': async (reader) => {
    await reader.go(role)
    const crumbs = reader.page.getByRole('navigation', { name: 'Breadcrumb' })
    assert.equal(
      (await crumbs.innerText()).replaceAll(/\s+/g, ' '),
      'Home Roles Software development',
    )
    await reader.follow('Software development', crumbs)
    await reader.isAt('Software development roles')
  },
  'search finds roles and skills from any page, one that does not exist too, and says which is which':
    async (reader) => {
      await reader.page.goto('/nowhere')
      await reader.write(reader.page.getByLabel('Search roles and skills'), 'data scientist')
      await reader.page.keyboard.press('Enter')
      await reader.page.waitForURL(/search\?q=data/)
      await reader.sees('Data scientist Role', /Data scientist Role level/)
      await reader.follow('Data scientist')
      await reader.isAt('Data scientist')
    },
  'a search for what is not there says so and what to try': async (reader) => {
    await reader.go('/search?q=zzzznothing')
    await reader.sees('What to try')
    await reader.follow('skills')
    await reader.isAt('Skills A to Z')
  },
  'somebody who misses something learns whom to tell': async (reader) => {
    await reader.go(role)
    await reader.follow('Say what is wrong or missing')
    await reader.seesInWindow(reader.page.locator('#feedback'))
    await reader.sees('tell whoever runs this site')
  },
}

/** Each feature whose content only an official download, or a table of grades, holds. */
export const featuresOfADownload: Journeys = {
  'the home page shows the newest updates and leads to all of them, newest first': async (
    reader,
  ) => {
    await reader.go('/')
    await reader.sees(/24 December 2026: Homepage A made-up note about everything\..*3 December/)
    await reader.follow('See all changes')
    await reader.sees(/24 December 2026.*3 December 2026: Prototyping.*1 December 2026/)
  },
  'a role says what it does and how many levels it has, from the first to the last': async (
    reader,
  ) => {
    await reader.go('/roles')
    await reader.follow('Data scientist')
    await reader.sees(
      'A made-up sentence about the Data scientist.',
      /\d role levels, from \w.+ to Head of data science\./,
    )
  },
  'a level says what somebody does at it': async (reader) => {
    await reader.go(role)
    await reader.follow('Junior developer')
    await reader.sees('At this role level, you will: fly made-up kites land them')
    assert.equal(
      await reader.main
        .getByRole('listitem')
        .filter({ hasText: /^land them$/ })
        .count(),
      1,
    )
  },
  'the updates of a role stand at its foot, as lists, with links that work': async (reader) => {
    await reader.go(role)
    await reader.sees(/Change notes 1 December 2026 See Prototyping\. one two/)
    await reader.follow('Prototyping', reader.main.locator('.notes'))
    await reader.isAt('Prototyping')
  },
  'a level says which grade is usual, and that it is not mandatory': async (reader) => {
    await reader.go(`${role}/senior-developer`)
    await reader.sees('Usual grade: Grade A or Grade B. Usual, not mandatory.')
    await reader.follow('About job grades')
    await reader.seesInWindow(reader.page.locator('#grades'))
  },
  'the three files of the official download can be had': async (reader) => {
    await reader.go('/downloads')
    for (const file of ['roles.csv', 'skills.csv', 'changelog.csv']) {
      const download = reader.page.waitForEvent('download')
      await reader.press(reader.main.getByRole('link', { name: file, exact: true }))
      assert.equal((await download).suggestedFilename(), `uk-digital-data-2027-01-02-${file}`)
    }
  },
  'a skill has the note of its own change': async (reader) => {
    await reader.go('/skills/prototyping')
    await reader.sees(/Change notes 3 December 2026 A made-up note about a skill\./)
  },
}
