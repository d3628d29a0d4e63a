import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { createApp } from '../../app.ts'
import { openLibrary } from '../../editions/index.ts'
import type { EditionLibrary } from '../../editions/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { readConfig } from '../../platform/index.ts'
import type { SkillProfile } from '../../framework/standing/profile-file.ts'

const root = join(import.meta.dirname, '..', '..', '..')
let app: FastifyInstance

before(async () => {
  const library = openLibrary({
    frameworksDir: join(root, 'frameworks'),
    dataDir: join(root, 'build', 'no-data'),
  })
  const config = readConfig({ LOG_LEVEL: 'silent' })
  app = await createApp({ library, config, strictViews: true })
})
after(() => app.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }

interface Sent {
  readonly to?: string
  readonly headers?: Record<string, string>
  readonly by?: FastifyInstance
}

function post(payload: string, { to = 'result', headers = {}, by = app }: Sent = {}) {
  return by.inject({
    method: 'POST',
    url: `/my-skills/${to}`,
    headers: { ...form, ...headers },
    payload,
  })
}

/** Sends a file as a browser does. */
async function load(content: string, { edition = '', by = app } = {}) {
  const data = new FormData()
  data.set('edition', edition)
  data.set('file', new File([content], 'mine.json', { type: 'application/json' }))
  const request = new Request('http://localhost/', { method: 'POST', body: data })
  return by.inject({
    method: 'POST',
    url: '/my-skills/load',
    headers: { 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}

function sections(body: string): number {
  return [...body.matchAll(/<section class="own-skill"/g)].length
}

/** The fields of a page that hold something, as they are sent. */
function fieldsIn(body: string): string {
  const fields = new URLSearchParams()
  for (const [tag] of body.matchAll(/<input [^>]*>/g)) {
    const value = (name: string): string =>
      new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&quot;', '"') ?? ''
    if (value('type') === 'hidden' || tag.endsWith(' checked>')) {
      fields.append(value('name'), value('value'))
    }
  }
  const [choices = ''] = /name="target">[^]*?<\/select>/.exec(body) ?? []
  const target = /<option value="([^"]*)" selected/.exec(choices)?.[1]
  if (target !== undefined && !fields.has('target')) fields.append('target', target)
  return fields.toString()
}

/** The shipped edition, and one after it with a skill gone, a level gone and words changed. */
async function withNext(): Promise<FastifyInstance> {
  const shipped = openLibrary({ dataDir: join(root, 'build', 'test-data') })
  const now = shipped.newest('uk-digital-data')
  assert.ok(now?.edition.kind === 'capability-framework')
  const { edition } = now
  const skills = edition.skills
    .filter(({ slug }) => slug !== 'data-modelling')
    .map((skill) =>
      skill.slug === 'prototyping'
        ? {
            ...skill,
            levels: skill.levels.map((level) =>
              level.level === 'working'
                ? { ...level, statements: level.statements.slice(1) }
                : level,
            ),
          }
        : skill,
    )
  const next = {
    ...now,
    edition: { ...edition, skills, edition: { ...edition.edition, name: '2027-06-01' } },
  }
  const library: EditionLibrary = {
    all: () => [next, ...shipped.all()],
    newest: (framework) => (framework === 'uk-digital-data' ? next : shipped.newest(framework)),
    get: (framework, name) => (name === '2027-06-01' ? next : shipped.get(framework, name)),
  }
  return createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }), strictViews: true })
}

const fileWith = (first: string): string =>
  JSON.stringify({
    format: 'capable-skills',
    version: 1,
    framework: 'uk-digital-data',
    edition: '2026-11-21',
    skills: [
      { skill: 'data-modelling', level: 'expert', ticked: [], note: 'Led it' },
      { skill: 'prototyping', level: 'working', ticked: [first] },
    ],
  })

describe('My skills on the server', () => {
  it('speak of no accounts where there are none', async () => {
    assert.doesNotMatch((await app.inject('/my-skills')).body, /\/me\/skills/)
  })

  it('starts with every role level, grouped by role', async () => {
    const { body } = await app.inject('/my-skills')
    assert.ok([...body.matchAll(/<optgroup/g)].length > 30)
    assert.ok([...body.matchAll(/<option value="[^"]/g)].length > 190)
  })

  it('asks about the skills of a role level, with their statements', async () => {
    const { body } = await app.inject('/my-skills/form?level=software-developer/developer')
    assert.equal(sections(body), 10)
    assert.match(body, /is sent once to work out the next page and is not kept/)
  })

  it('asks about the skills that somebody chose, with their statements', async () => {
    const { body, headers } = await post('asked=data-modelling&asked=prototyping', {
      to: 'continue',
    })
    assert.equal(sections(body), 2)
    assert.ok([...body.matchAll(/name="ticked"/g)].length > 10)
    assert.equal(headers['cache-control'], 'no-store')
    assert.doesNotMatch(body, /my-skills\.[0-9a-f]+\.js/)
  })

  it('asks for a choice where there is none', async () => {
    const none = await post('edition=', { to: 'continue' })
    assert.equal(none.statusCode, 400)
    assert.match(none.body, /Choose at least one skill/)
    assert.equal((await app.inject('/my-skills/form')).statusCode, 200)
    const empty = await app.inject('/my-skills/form?level=')
    assert.equal(empty.statusCode, 400)
    assert.match(empty.body, /Choose a role level, or the skills you know/)
    const senior = await app.inject('/my-skills/form?level=chief-data-officer')
    assert.equal(senior.statusCode, 400)
    assert.match(senior.body, /there is no honest way to measure/)
  })

  for (const [query, status] of [
    ['level=nothing', 404],
    ['level=__proto__', 404],
    ['level=a&level=b', 400],
    ['edition=1999-01-01', 404],
    ['edition=a&edition=b', 400],
  ] as const) {
    it(`answers ${query} with ${status} and a way out`, async () => {
      const response = await app.inject(`/my-skills/form?${query}`)
      assert.equal(response.statusCode, status)
      assert.match(response.body, /href="\/(my-skills|editions)"/)
    })
  }

  it('works out the result and keeps nothing', async () => {
    const response = await post(
      'target=software-developer/developer&level-prototyping=working&note-prototyping=<script>x',
    )
    assert.equal(response.statusCode, 200)
    assert.equal(response.headers['cache-control'], 'no-store')
    assert.equal(response.headers['set-cookie'], undefined)
    assert.match(response.body, /You have not assessed 9 of 10 skills/)
    assert.match(response.body, /was sent once to work out this page and is not kept/)
    assert.match(response.body, /Evidence: &lt;script&gt;x/)
  })

  it('has something to say to an empty form', async () => {
    const { statusCode, body } = await post('target=&rule=75')
    assert.equal(statusCode, 200)
    assert.match(body, /You have not assessed any skill yet/)
  })

  const refused: readonly (readonly [string, string, Record<string, string>, number])[] = [
    ['a huge body', `ticked=${'x'.repeat(3 * 1024 * 1024)}`, {}, 413],
    ['an unknown skill', 'level-nothing=working', {}, 400],
    ['a field that stands twice', 'rule=75&rule=50', {}, 400],
    ['__proto__', '__proto__=1&constructor=2', {}, 400],
    ['JSON', '{}', { 'content-type': 'application/json' }, 400],
    ['another site', 'rule=75', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a sibling site', 'rule=75', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', 'rule=75', { origin: 'https://example.org' }, 403],
    ['no origin at all', 'rule=75', { origin: 'null' }, 403],
  ]
  for (const [what, payload, headers, status] of refused) {
    it(`refuses ${what}`, async () => {
      assert.equal((await post(payload, { headers })).statusCode, status)
    })
  }

  it('takes the form from its own pages', async () => {
    assert.equal(
      (await post('rule=75', { headers: { 'sec-fetch-site': 'same-origin' } })).statusCode,
      200,
    )
    const host = 'capable.example:3000'
    const own = await post('rule=75', { headers: { host, origin: `http://${host}` } })
    assert.equal(own.statusCode, 200)
  })

  it('takes forms at no other address', async () => {
    for (const url of ['/my-skills', '/my-skills/form', '/team-from-files']) {
      const { statusCode } = await app.inject({
        method: 'POST',
        url,
        headers: form,
        payload: 'a=1',
      })
      assert.equal(statusCode, 405)
    }
  })

  it('leads back from the address of a result to the start', async () => {
    for (const path of ['result', 'continue', 'file', 'load']) {
      const { statusCode, headers } = await app.inject(`/my-skills/${path}`)
      assert.deepEqual([statusCode, headers.location], [302, '/my-skills'])
    }
  })

  it('saves what was said to a file and fills in the form from it', async () => {
    const first = await post(
      'target=software-developer/developer&level-prototyping=working&note-prototyping=One%0D%0Atwo&asked=data-modelling',
    )
    const file = await post(fieldsIn(first.body), { to: 'file' })
    assert.match(file.headers['content-disposition'] ?? '', /attachment; filename="my-skills.json"/)
    assert.equal(file.headers['cache-control'], 'no-store')
    const { skills, target } = file.json<SkillProfile>()
    assert.equal(target, 'software-developer/developer')
    assert.deepEqual(skills, [
      { skill: 'prototyping', level: 'working', ticked: [], note: 'One\ntwo' },
    ])
    const { body, statusCode } = await load(file.body)
    assert.equal(statusCode, 200)
    assert.equal(sections(body), 10)
    assert.match(body, /name="level-prototyping" type="radio" value="working" checked/)
    assert.match(body, />One\ntwo<\/textarea>/)
    const again = await post(fieldsIn(first.body), { to: 'continue' })
    assert.equal(sections(again.body), 11)
  })

  const unreadable: readonly (readonly [string, string, number, RegExp])[] = [
    ['no file', '', 400, /Choose a file that you saved here/],
    ['one too large', ' '.repeat(1024 * 1024 + 1), 400, /larger than 1 MB/],
    ['one far too large', ' '.repeat(4 * 1024 * 1024), 413, /larger than 1 MB/],
    ['one too deep', '['.repeat(200_000), 400, /holds no skills/],
    ['what is not JSON', '<script>', 400, /is not JSON/],
    ['a newer version', '{"format":"capable-skills","version":2}', 400, /newer Capable/],
    [
      'another framework',
      '{"format":"capable-skills","version":1,"framework":"kites","skills":[]}',
      400,
      /another framework/,
    ],
  ]
  for (const [what, content, status, reason] of unreadable) {
    it(`refuses ${what} with a sentence on the page`, async () => {
      const { statusCode, body, headers } = await load(content)
      assert.equal(statusCode, status)
      assert.match(body, reason)
      assert.match(body, /name="file"/)
      assert.equal(headers['cache-control'], 'no-store')
    })
  }

  it('loads an older version and takes no harm from scripts', async () => {
    const { body } = await load('{"skills":{"user-focus":"expert","<script>1":"<img src=x>"}}')
    assert.match(body, /name="level-user-focus" type="radio" value="expert" checked/)
    assert.match(body, /“&lt;script&gt;1” has no levels in this edition/)
    assert.doesNotMatch(body, /<script>1|<img/)
  })

  it('refuses parts that cannot be read', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    assert.equal((await post('nothing', { to: 'load', headers })).statusCode, 400)
    assert.equal((await post('file=x', { to: 'load' })).statusCode, 400)
  })
})

describe('My skills and another edition', () => {
  it('says what changed since a file was saved, and loses nothing of it', async () => {
    const by = await withNext()
    const older = await by.inject('/my-skills.json?edition=2026-11-21')
    const { data } = older.json<{ data: CapabilityFramework }>()
    const prototyping = data.skills.find(({ slug }) => slug === 'prototyping')
    const first = prototyping?.levels.find(({ level }) => level === 'working')?.statements[0]?.id
    assert.ok(first !== undefined)
    const { body } = await load(fileWith(first), { by })
    assert.match(body, /made with the edition 2026-11-21 and is held against 2027-06-01/)
    assert.match(body, /Data modelling has no levels in this edition. It is kept/)
    assert.match(body, /what working means has changed: 0 statements new, 1 gone/)
    assert.match(body, /1 statement you ticked is not in this edition/)
    const saved = await post(fieldsIn(body), { to: 'file', by })
    const { skills, edition } = saved.json<SkillProfile>()
    assert.equal(edition, '2027-06-01')
    assert.deepEqual(skills, [
      { skill: 'prototyping', level: 'working', ticked: [first] },
      { skill: 'data-modelling', level: 'expert', ticked: [], note: 'Led it' },
    ])
    await by.close()
  })

  it('can be used with the older edition', async () => {
    const by = await withNext()
    const start = await by.inject('/my-skills?edition=2026-11-21')
    assert.match(start.body, /name="edition" value="2026-11-21"/)
    const { body } = await load(fileWith('x'), { by, edition: '2026-11-21' })
    assert.match(body, /name="level-data-modelling" type="radio" value="expert" checked/)
    assert.doesNotMatch(body, /held against/)
    const result = await post('edition=2026-11-21&level-data-modelling=expert', { by })
    assert.match(result.body, /href="\/editions\/2026-11-21\/roles\/data/)
    await by.close()
  })

  it('says of an edition without levels that there is nothing to assess', async () => {
    const { statusCode, body } = await app.inject('/my-skills?edition=2017-03-23')
    assert.equal(statusCode, 200)
    assert.match(body, /holds no skills with levels/)
  })
})
