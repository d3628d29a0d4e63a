import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../app.ts'
import { openLibrary } from '../editions/index.ts'
import { readConfig } from '../platform/index.ts'

const root = join(import.meta.dirname, '..', '..')
const library = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
})
let app: FastifyInstance

before(async () => {
  app = await createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }), strictViews: true })
})
after(() => app.close())

const developer = 'software-developer/developer'
const leadDevOps = 'development-operations-devops-engineer/lead-devops-engineer'
const pair = `levels=${developer},${leadDevOps}`

async function page(url: string): Promise<string> {
  const { statusCode, body } = await app.inject(url)
  assert.equal(statusCode, 200, url)
  assert.doesNotMatch(body, /undefined|\[object|NaN|style=/, url)
  return body
}

async function data<T>(url: string): Promise<T> {
  return (await app.inject(url)).json<{ data: T }>().data
}

describe('a comparison', () => {
  it('sums up two role levels and says how the figures come about', async () => {
    const body = await page(`/compare?${pair}`)
    assert.match(body, /5 skills raised and 5 the same\./)
    assert.match(body, /meets 5 of the 10 skills/)
    assert.match(body, /Covers 24 of 31 levels = 77\.4%/)
  })

  it('prints no group that is empty', async () => {
    const body = await page(`/compare?${pair}`)
    assert.doesNotMatch(body, /id="added"|id="dropped"|\(0\)/)
  })

  it('shows what is new, what falls away and what is reworded', async () => {
    const body = await page(`/compare?${pair}`)
    assert.match(body, /New at expert: you can/)
    assert.match(body, /Named only at working: you can/)
    assert.match(body, /Nearly the same words/)
  })

  it('has the same as JSON', async () => {
    const { moves, skills } = await data<{
      moves: { coverage: number }[]
      skills: { change: string }[]
    }>(`/compare.json?${pair}`)
    assert.equal(moves[0]?.coverage, 24 / 31)
    assert.equal(skills.filter(({ change }) => change === 'raised').length, 5)
  })

  it('has the same as CSV', async () => {
    const { headers, body } = await app.inject(`/compare.csv?${pair}`)
    assert.match(String(headers['content-type']), /^text\/csv/)
    assert.match(body, /^skill,Software developer: Developer,.*,change,levels missing\r\n/)
    assert.match(body, /\r\nPrototyping,practitioner,practitioner,same,0\r\n/)
  })

  it('takes three and four role levels as one table', async () => {
    const more = 'software-developer/senior-developer,software-developer/lead-developer'
    assert.match(await page(`/compare?${pair},${more}`), /How the first meets the others/)
    assert.equal((await app.inject(`/compare.csv?${pair},${more}`)).statusCode, 200)
  })

  it('asks for another role level where one is given', async () => {
    const body = await page(`/compare?levels=${developer}`)
    assert.match(body, /Choose a second role level/)
    assert.match(body, /<option value="software-developer\/developer" selected>/)
  })

  it('leads from the form, and from names, to the permanent address', async () => {
    const lead = encodeURIComponent(leadDevOps)
    const form = await app.inject(
      `/compare?levels=${encodeURIComponent(developer)}&levels=${lead}&levels=`,
    )
    assert.deepEqual([form.statusCode, form.headers.location], [301, `/compare?${pair}`])
    const named = await app.inject('/compare.json?levels=Software%20developer:%20Developer')
    assert.equal(named.headers.location, `/compare.json?levels=${developer}`)
  })

  it('holds two skills against each other', async () => {
    const url = '/compare?skills=user-focus,user-focus-content-design'
    assert.match(await page(url), /2 statements the same, 6 reworded/)
    const form = await app.inject('/compare?skills=user-focus&skills=prototyping')
    assert.equal(form.headers.location, '/compare?skills=user-focus,prototyping')
  })

  it('says so where an edition has nothing to compare', async () => {
    assert.match(await page('/editions/2017-03-23/compare'), /nothing to compare them by/)
  })
})

describe('what cannot be compared', () => {
  const long = 'x'.repeat(900)
  const refused: readonly (readonly [string, number, string])[] = [
    ['/compare?levels=software-developer/wizard', 404, 'level-not-known'],
    ['/compare?levels=__proto__,constructor', 404, 'level-not-known'],
    ['/compare?levels=%3Cscript%3Ealert(1)%3C/script%3E', 404, 'level-not-known'],
    ['/compare?levels=chief-data-officer', 400, 'level-not-measured'],
    [`/compare?levels=${developer},${developer}`, 400, 'levels-not-valid'],
    ['/compare?levels=a,b,c,d,e', 400, 'levels-not-valid'],
    [`/compare?levels=${long}`, 400, 'query-not-valid'],
    [`/compare?levels=${'x'.repeat(700)}`, 404, 'level-not-known'],
    ['/compare?skills=user-focus', 400, 'skills-not-valid'],
    ['/compare?skills=user-focus,user-focus', 400, 'skills-not-valid'],
    ['/compare?skills=user-focus,__proto__', 404, 'skill-not-found'],
    ['/compare.csv?levels=a', 404, 'level-not-known'],
    ['/compare.csv', 400, 'levels-not-valid'],
    ['/route?from=nobody', 404, 'level-not-known'],
    ['/route?from=chief-data-officer', 400, 'level-not-measured'],
    ['/route?rule=__proto__', 400, 'route-rule-not-valid'],
    ['/route?from=a&from=b', 400, 'query-not-valid'],
    ['/roles/software-developer/developer/nearest?all=maybe', 400, 'query-not-valid'],
    ['/roles/software-developer/wizard/nearest', 404, 'role-level-not-found'],
    ['/roles/chief-data-officer/x/nearest', 404, 'role-has-no-levels'],
    ['/roles/__proto__/constructor/nearest', 404, 'role-not-found'],
    ['/families/none/heat-map', 404, 'family-not-found'],
    ['/map?family=__proto__', 404, 'family-not-found'],
  ]
  for (const [url, status, code] of refused) {
    it(`${url.slice(0, 60)} answers ${status} ${code}`, async () => {
      const json = await app.inject({ url, headers: { accept: 'application/json' } })
      assert.equal(json.statusCode, status)
      assert.equal(json.json<{ error: { code: string } }>().error.code, code)
      const html = await app.inject({ url, headers: { accept: 'text/html' } })
      assert.equal(html.statusCode, status)
      assert.doesNotMatch(html.body, /<script>|undefined|node_modules/)
    })
  }

  it('names what could have been meant', async () => {
    const url = `/compare.json?levels=${developer},software-developer/wizard`
    const { error } = (await app.inject(url)).json<{
      error: { details: { candidates: { path: string }[] } }
    }>()
    assert.ok(
      error.details.candidates.some(({ path }) => path === 'software-developer/lead-developer'),
    )
    const { body } = await app.inject(url.replace('.json', ''))
    assert.ok(
      body.includes(`href="/compare?levels=${developer},software-developer/lead-developer"`),
    )
  })

  it('says of a Senior Civil Service role that there is no honest answer', async () => {
    const { body } = await app.inject('/compare?levels=chief-data-officer')
    assert.match(body, /there is no honest way to measure/)
  })
})

describe('roles near a role level', () => {
  const url = `/roles/${developer}/nearest`

  it('says in words first what is met, and figures second', async () => {
    const body = await page(url)
    assert.match(body, /Meets 5 of 10 skills, 3 one level short, 2 two levels short\./)
    assert.match(body, /Covers 77% of what it asks for\./)
    assert.doesNotMatch(body, /match %|% match/)
  })

  it('shows one level of each role, and every level on request', async () => {
    const one = await data<{ nearest: { role: { slug: string } }[] }>(`${url}.json`)
    const roles = one.nearest.map(({ role }) => role.slug)
    assert.equal(new Set(roles).size, roles.length)
    const every = await data<{ nearest: unknown[] }>(`${url}.json?all=true`)
    assert.ok(every.nearest.length > one.nearest.length)
  })

  it('says of each role which level is shown, and which is covered best', async () => {
    const body = await page('/roles/software-developer/senior-developer/nearest')
    assert.match(body, /Of each role, the highest level that is still near\./)
    assert.match(
      body,
      /Covered best of the levels of this role[^]*Senior DevOps engineer[^]*covers 97%/,
    )
    assert.doesNotMatch(
      await page('/roles/software-developer/senior-developer/nearest?all=true'),
      /Covered best/,
    )
  })

  it('explains the threshold and says that no grades are held', async () => {
    const body = await page(url)
    assert.match(body, /Near means at least 74\.98%, shown as 75%/)
    assert.match(body, /the sample standard deviation 5\.66%/)
    assert.match(body, /at least 75% \(74\.98% before rounding\)/)
    assert.match(body, /This edition holds no usual grades/)
  })

  it('suggests roles by wording that share no skill', async () => {
    const { alikeByWording } = await data<{ alikeByWording: { role: { slug: string } }[] }>(
      `${url}.json`,
    )
    assert.equal(alikeByWording[0]?.role.slug, 'data-engineer')
  })
})

describe('routes', () => {
  const ends =
    'from=application-operations-engineer/senior-application-operations-engineer&to=service-transition-manager/lead-service-transition-manager'

  it('show each move in a picture and in a table', async () => {
    const body = await page(`/route?${ends}&rule=smallest-steps`)
    assert.match(body, /Three moves, 11 levels to gain/)
    assert.equal([...body.matchAll(/class="route__box"/g)].length, 4)
    assert.match(body, /<title id="route-title">/)
    assert.match(body, /Cost of the whole route: <strong>52</)
  })

  it('have the same as JSON', async () => {
    const route = await data<{ cost: number; moves: { cost: number }[] }>(
      `/route.json?${ends}&rule=smallest-steps`,
    )
    assert.equal(
      route.cost,
      route.moves.reduce((sum, { cost }) => sum + cost, 0),
    )
  })

  it('say why there is none', async () => {
    const body = await page(`/route?from=${developer}&to=data-engineer/senior-data-engineer`)
    assert.match(body, /There is no way of at most 4 moves/)
  })

  it('say how far one can get and from where the end can be reached, where there is none', async () => {
    const to = 'analytics-engineer/lead-analytics-engineer'
    const body = await page(`/route?from=data-engineer/data-engineer&to=${to}`)
    assert.match(body, /as far as Analytics engineer: Analytics engineer, which covers 57% of/)
    const start = /href="(\/route\?from=[^"]*)">Analytics engineer: Senior/.exec(body)?.[1]
    assert.ok(start !== undefined)
    assert.match(await page(start.replaceAll('&amp;', '&')), /One move,/)
  })
})

describe('the whole', () => {
  it('shows every skill of a family by role level', async () => {
    for (const { slug } of await families()) await page(`/families/${slug}/heat-map`)
    assert.match(await page('/families/user-centred-design/heat-map'), /37 role levels of 8 roles/)
  })

  it('counts the skills that roles share', async () => {
    const { counts, roles, top } = await data<{
      counts: number[][]
      roles: { slug: string }[]
      top: { roles: { slug: string }[] }[]
    }>('/map.json?family=data')
    assert.equal(roles.length, counts.length)
    const family = new Set(roles.map(({ slug }) => slug))
    assert.ok(top.every((one) => one.roles.every(({ slug }) => family.has(slug))))
    for (const [row, list] of counts.entries()) {
      for (const [column, count] of list.entries()) assert.equal(count, counts[column]?.[row])
    }
  })
})

async function families(): Promise<{ slug: string }[]> {
  return (await data<{ families: { slug: string }[] }>('/index.json')).families
}

describe('a role level', () => {
  it('links to its neighbours', async () => {
    const body = await page('/roles/software-developer/senior-developer')
    assert.match(
      body,
      /href="\/compare\?levels=software-developer\/senior-developer,software-developer\/lead-developer"/,
    )
    assert.match(body, /How this differs from the management track/)
    assert.match(body, /Roles near this one/)
    assert.match(body, /Find a route/)
  })
})
