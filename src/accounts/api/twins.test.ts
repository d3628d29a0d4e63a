import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { Value } from 'typebox/value'
import { addressIn, withToken } from '../../../test/with-token.ts'
import type { Kind } from '../../../test/organisation.ts'
import { storeKinds } from '../../../test/stores.ts'
import { assetsFolder, createViews, readAssetAddresses } from '../../platform/index.ts'
import type { PrivateOperation } from '../../platform/index.ts'
import type { PrivateRoute } from '../http.ts'
import { privateRoutes } from '../pages.ts'
import { addPerson } from '../store/people.ts'
import { privateOperations } from './operations.ts'

const level = 'uk-digital-data@2026-11-21/data-engineer/data-engineer'

type Found = Awaited<ReturnType<typeof withToken>>

function routesOf({ door }: Found): readonly PrivateRoute[] {
  const views = createViews({ navigation: [], asset: readAssetAddresses(assetsFolder) })
  return privateRoutes({ door, views, baseUrl: '' })
}

function idIn(address: string): string {
  return address.split('/').at(-1) ?? ''
}

/** Builds an organisation with nothing but the API, and answers where each thing stands. */
async function built(found: Found): Promise<Readonly<Record<string, string>>> {
  const { sendJson, sendFile } = found
  const made = async (path: string, values: object): Promise<string> => {
    const response = await sendJson(path, { ...values })
    assert.equal(response.statusCode, 201, response.body)
    assert.equal(response.headers.location, addressIn(response))
    return addressIn(response)
  }
  const above = await made('/teams/add', { name: 'Digital', reference: 'D' })
  const team = await made('/teams/add', { name: 'Data', reference: 'DD', parent: idIn(above) })
  const empty = await made('/teams/add', { name: 'Empty', reference: 'E' })
  const grade = await made('/grades/add', { name: 'SEO', position: 3, equivalent: null })
  const pay = { from: '2026-04-01', least: '40,000', most: 45_000 }
  assert.equal((await sendJson(`${grade}/pay`, pay)).statusCode, 200)
  const usual = { roleLevel: level, grade: idIn(grade) }
  assert.equal((await sendJson('/grades/usual/add', usual)).statusCode, 200)
  const values = { reference: 'P1', title: 'Engineer', team: idIn(team), grade: idIn(grade) }
  const more = { roleLevel: level, funded: true, fte: 0.6 }
  const post = await made('/posts/add', { ...values, ...more })
  const ada = { name: 'Ada Made-up', email: 'ada@example.org', reference: 'A1', team: idIn(team) }
  const person = await made('/people/add', ada)
  const held = { who: 'A1', terms: 'loan', fte: 0.6, from: '2026-01-01' }
  const holding = await made(`${post}/holdings/add`, held)
  const line = { kind: 'line-manager', other: 'manager', from: '2026-02-01' }
  const relation = await made(`${person}/relations/add`, line)
  const file = 'Reference,Name\nB1,Bo Made-up\n'
  const sent = await sendFile('/import', 'people.csv', file)
  assert.equal(sent.statusCode, 201, sent.body)
  return { above, team, empty, grade, post, person, holding, relation, import: addressIn(sent) }
}

/** Who may read what stands at an address. */
function readerOf(path: string): Kind {
  if (path.endsWith('/figures.json')) return 'planner'
  return path.includes('/team/{') || path.endsWith('/team.json') ? 'manager' : 'administrator'
}

/** What an answer is not, held against its schema. */
function faultsIn({ answers }: PrivateOperation, response: LightMyRequestResponse): string[] {
  const { data } = response.json<{ data: unknown }>()
  return [...Value.Errors(answers, data)].map((error) => JSON.stringify(error))
}

for (const kind of storeKinds) {
  describe(`an organisation on ${kind}`, () => {
    it('is built, read and changed by a program as it is on pages', async () => {
      const found = await withToken(kind)
      const added = await found.send('/profiles/add', { name: 'Made up', roleLevel: level })
      const profile = String(added.headers.location)
      const at: Readonly<Record<string, string>> = { ...(await built(found)), profile }
      const operations = privateOperations(routesOf(found))
      const twins = operations.filter(({ method }) => method === 'get')
      const own = found.person('administrator')
      for (const twin of twins) {
        const path = twin.path
          .replace('/account/record/{person}', `/account/record/${own}`)
          .replace(/\{(\w+)\}/g, (_, name: string) =>
            name === 'organisation' ? found.id : (at[name]?.split('/').at(-1) ?? ''),
          )
        const who = readerOf(twin.path)
        const address = twin.path.includes('/team/{')
          ? path.replace(at['person']?.split('/').at(-1) ?? '', found.person('plain'))
          : path
        const response = await found.get(who, address)
        assert.equal(response.statusCode, 200, `${address}: ${response.body}`)
        assert.deepEqual(faultsIn(twin, response), [], address)
        const { self, page } = response.json<{ meta: { self: string; page: string } }>().meta
        assert.deepEqual([self, page], [address, address.replace('.json', '')])
        assert.equal((await found.get(who, page)).statusCode, 200)
      }
    })

    it('says what it holds', async () => {
      const found = await withToken(kind)
      const { read, sendJson } = found
      const at = await built(found)
      const person = (await read(`${at['person']}.json`)).json<{ data: Record<string, unknown> }>()
        .data
      assert.deepEqual(person['team'], ['Digital', 'Data'])
      const [post] = (await read('/posts.json')).json<{
        data: { posts: Record<string, unknown>[] }
      }>().data.posts
      assert.deepEqual(
        [post?.['funded'], post?.['fte'], post?.['roleLevel']],
        [
          true,
          0.6,
          {
            framework: 'uk-digital-data',
            edition: '2026-11-21',
            path: 'data-engineer/data-engineer',
          },
        ],
      )
      const grades = (await read('/grades.json')).json<{
        data: { grades: { pay: object[] }[]; usual: object[] }
      }>().data
      const pay = { from: '2026-04-01', leastPence: 4_000_000, mostPence: 4_500_000 }
      assert.deepEqual(grades.grades[0]?.pay, [pay])
      assert.equal(grades.usual.length, 1)
      assert.equal((await sendJson('/grades/usual/delete', {})).statusCode, 200)
      const key = { framework: 'uk-digital-data', roleLevel: 'data-engineer/data-engineer' }
      await sendJson('/grades/usual/delete', key)
      const left = (await read('/grades.json')).json<{ data: { usual: object[] } }>().data
      assert.equal(left.usual.length, 0)
      assert.equal((await sendJson(`${at['empty']}/delete`, {})).statusCode, 200)
      assert.equal((await sendJson(`${at['team']}/delete`, {})).statusCode, 409)
      const until = { terms: 'loan', fte: 1, from: '2026-01-01', until: '2026-02-01' }
      assert.equal((await sendJson(at['holding'] ?? '', until)).statusCode, 200)
      const ended = (await read(`${at['post']}.json`)).json<{
        data: { holdings: { until: string }[] }
      }>().data
      assert.equal(ended.holdings[0]?.until, '2026-02-01')
      const days = { from: '2026-02-01', until: '2026-03-01' }
      assert.equal((await sendJson(at['relation'] ?? '', days)).statusCode, 200)
    })

    it('loads a file as it was looked at', async () => {
      const found = await withToken(kind)
      const { import: address = '' } = await built(found)
      const { read, sendJson } = found
      const looked = (await read(`${address}.json`)).json<{ data: { state: string } }>().data
      assert.equal(looked.state, 'ready')
      const { mark } = (await read(`${address}.json`)).json<{ data: { mark: string } }>().data
      const wrong = await sendJson(`${address}/load`, { mark: 'another' })
      assert.equal(wrong.statusCode, 409)
      assert.match(wrong.body, /import-not-ready/)
      assert.equal((await sendJson(`${address}/load`, { mark })).statusCode, 200)
      const done = (await read(`${address}.json`)).json<{
        data: { state: string; counts: object }
      }>().data
      assert.equal(done.state, 'loaded')
      assert.deepEqual(done.counts, { added: 1, changed: 0, same: 0, teams: 0, posts: 0 })
      const none = await sendJson(`${address.slice(0, -1)}x/load`, { mark })
      assert.equal(none.statusCode, 404)
      const faulty = await found.sendFile('/import', 'people.csv', 'Reference,Name\n,Nobody\n')
      const faults = (await read(`${addressIn(faulty)}.json`)).json<{
        data: { state: string; faultCount: number; mark: null }
      }>().data
      assert.deepEqual([faults.state, faults.faultCount, faults.mark], ['faulty', 1, null])
      const odd = await found.sendFile('/import', 'people.csv', 'Reference,Name,Odd\nC,C,C\n')
      const asks = (await read(`${addressIn(odd)}.json`)).json<{
        data: { state: string; headers: string[] }
      }>().data
      assert.deepEqual([asks.state, asks.headers], ['columns', ['Reference', 'Name', 'Odd']])
      const columns = { 'column-0': 'reference', 'column-1': 'name', 'column-2': 'left-out' }
      assert.equal((await sendJson(`${addressIn(odd)}/columns`, columns)).statusCode, 200)
      const unread = await found.sendFile('/import', 'people.csv', '')
      assert.equal(unread.statusCode, 422)
      assert.match(unread.body, /"field":"file"/)
    })

    it('tells a program field by field what has to be put right, and keeps nothing', async () => {
      const { sendJson, person, read, store } = await withToken(kind)
      const response = await sendJson('/people/add', { name: ['Ada'], email: 'no', reference: '' })
      assert.equal(response.statusCode, 422)
      assert.match(String(response.headers['content-type']), /application\/json/)
      const { error } = response.json<{ error: { code: string; details: { fields: object[] } } }>()
      assert.equal(error.code, 'fields-not-valid')
      assert.deepEqual(error.details.fields, [
        {
          field: 'name',
          message: 'Send a text without the character NUL, a number, true or false',
        },
      ])
      const again = await sendJson('/people/add', { name: 'Ada', email: 'no', reference: null })
      const fields = again.json<{ error: typeof error }>()
      assert.deepEqual(fields.error.details.fields, [
        { field: 'email', message: 'Enter an e-mail address like name@example.org' },
        { field: 'reference', message: 'Enter the reference' },
      ])
      for (const reference of [2 ** 53, -1e30]) {
        const large = await sendJson('/people/add', { name: 'Ada', reference })
        assert.equal(large.statusCode, 422)
        assert.match(large.body, /"field":"reference","message":"Send this number as a text/)
      }
      const path = `/people/${person('plain')}`
      const { version } = (await read(`${path}.json`)).json<{ data: { version: number } }>().data
      const values = { name: 'Changed', email: null, team: null, left: null }
      const partly = await sendJson(`${path}/edit`, { name: 'Changed', version })
      assert.equal(partly.statusCode, 422)
      assert.match(partly.body, /"field":"left","message":"Send a value, or null"/)
      const typed = await sendJson(`${path}/edit`, { ...values, left: '31/3/2099', version })
      assert.equal(typed.statusCode, 422)
      assert.match(typed.body, /"Leaves or left on must be a real date, written YYYY-MM-DD"/)
      assert.equal((await sendJson(`${path}/edit`, { ...values, version })).statusCode, 200)
      const late = await sendJson(`${path}/edit`, { ...values, name: 'Late', version })
      assert.equal(late.statusCode, 409)
      const { details } = late.json<{ error: { details: { now: { name: string } } } }>().error
      assert.equal(details.now.name, 'Changed')
      await store.write((db) =>
        db.updateTable('organisations').set({ particulars: '{}' }).execute(),
      )
      const nobody = await sendJson('/people/add', { name: 'Ada', reference: 'A' })
      assert.match(nobody.body, /nobody-yet/)
    })
  })
}

describe('a twin', () => {
  it('is a read: the person sees that a program read what is held', async () => {
    const { read, person, events, get } = await withToken('sqlite')
    const id = person('plain')
    await get('administrator', `/organisations/x/people/${id}.json`)
    assert.deepEqual(await events('plain'), [])
    for (const path of ['', '/relations']) await read(`/people/${id}${path}.json`)
    const [one, two, ...more] = await events('plain')
    assert.equal(more.length, 0)
    for (const event of [one, two]) {
      assert.equal(event?.action, 'person.read')
      assert.equal(event?.details, '{"token":"Test"}')
    }
    const record = await get('plain', `/account/record/${id}`)
    assert.match(record.body, /What is held was read<[\s\S]*by a program with the token “Test”</)
  })

  it('is closed to other sites, kept by no cache and linked from its page', async () => {
    const { read, app, id, get } = await withToken('sqlite')
    const { headers } = await read('/people.json')
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['vary'], 'Cookie, Authorization')
    const url = `/organisations/${id}/people.json`
    assert.equal((await app.inject({ method: 'OPTIONS', url })).statusCode, 405)
    const { body } = await get('administrator', `/organisations/${id}/people?q=x`)
    assert.match(body, /people\.json\?q&#x3D;x|people\.json\?q=x/)
    assert.equal((await app.inject(url)).statusCode, 401)
  })

  it('of a long list says where the next part is', async () => {
    const { read, store, id } = await withToken('sqlite')
    await store.write(async (db) => {
      for (let at = 0; at < 60; at += 1) {
        const made = { organisationId: id, reference: `M${at}`, name: `Made ${at}` }
        await addPerson(db, { ...made, now: new Date() })
      }
    })
    interface Part {
      readonly people: object[]
      readonly paging: { readonly all: number; readonly from: number; readonly next: string | null }
    }
    const first = (await read('/people.json?q=made')).json<{ data: Part }>().data
    assert.deepEqual([first.people.length, first.paging.all, first.paging.from], [50, 60, 0])
    const second = (await read(first.paging.next ?? '')).json<{ data: Part }>().data
    assert.deepEqual([second.people.length, second.paging.from, second.paging.next], [10, 50, null])
  })
})

/** Pages of data that answer no JSON of their own, and why. */
const withoutTwin: Readonly<Record<string, string>> = {
  '/account': 'what there is to do with an account',
  '/account/record': 'leads to the record',
  '/account/record/:person/file': 'is JSON already',
  '/account/tokens': 'tokens are for people to make and end',
  '/messages': 'in the record; reading the page marks them as read',
  '/me': 'leads to the record',
  '/team': 'leads to the team',
  '/permissions': 'sentences for people',
  '/sign-in/help': 'help for people',
  '/organisations/:organisation/import/example': 'is a file',
  '/organisations/:organisation/papers': 'leads to papers',
  '/organisations/:organisation/papers/:paper': 'a text to fill in, beside its file',
  '/organisations/:organisation/papers/:paper/file': 'is a file',
  '/sign-in/provider/back': 'on the way in',
  '/signed-out': 'on the way out',
  '/organisations/:organisation/purposes': 'in /about.json',
  '/organisations/:organisation/purposes/:purpose': 'in /about.json',
  '/organisations/:organisation/held/:person': 'let to one reader by two others',
  '/organisations/:organisation/held/:person/file': 'is a file',
  '/organisations/:organisation/figures/csv': 'is a file',
  '/organisations/:organisation/profiles/:profile/csv': 'is a file',
  '/organisations/:organisation/my-profiles/:profile':
    'the same as /profiles/:profile.json, for who holds a post',
  '/organisations/:organisation/demonstration': 'leads to sessions of made-up people',
  '/me/skills': 'leads to the skills',
  '/me/skills/file': 'leads to the file',
  '/me/skills/share': 'leads to the shares',
  '/organisations/:organisation/my-skills/file': 'is JSON already',
  '/organisations/:organisation/my-skills/share': 'for the person alone',
  '/organisations/:organisation/my-skills/skills': 'for the person alone; in the file',
  '/organisations/:organisation/my-skills/skills/:skill': 'for the person alone; in the file',
  '/organisations/:organisation/my-skills/targets/:target': 'for the person alone; in the file',
  '/editions/load/:upload': 'a file on its way in',
}

describe('every page of data', () => {
  it('has a twin, but for these', async () => {
    const routes = routesOf(await withToken('sqlite'))
    const sent = new Set(routes.filter(({ method }) => method === 'POST').map(({ path }) => path))
    const without = routes.filter(
      ({ method, path, twin }) => method === 'GET' && twin === undefined && !sent.has(path),
    )
    assert.deepEqual(
      without.map(({ path }) => path).toSorted(),
      Object.keys(withoutTwin).toSorted(),
    )
  })
})

describe('what programs may send', () => {
  it('is described by the fields that the page of the form has', async () => {
    const found = await withToken('sqlite')
    const at = await built(found)
    const routes = routesOf(found)
    for (const { method, path, operation } of routes) {
      if (method !== 'POST' || operation === undefined || path.includes('/import')) continue
      if (!routes.some((each) => each.method === 'GET' && each.path === path)) continue
      const url = path.replace(/:(\w+)/g, (_, name: string) =>
        name === 'organisation' ? found.id : (at[name]?.split('/').at(-1) ?? ''),
      )
      const page = await found.get('administrator', url)
      assert.equal(page.statusCode, 200, url)
      const [form = ''] =
        /<form method="post" action="\/organisations[\s\S]*?<\/form>/.exec(page.body) ?? []
      const names = [...form.matchAll(/<(?:input|select|textarea)[^>]*? name="([^"]+)"/g)]
        .map(([, name = '']) => name)
        // Programs that send no version say what is to stand; pages carry what stood there.
        .filter((name) => !/^(?:word|version|was-.*)$/.test(name))
      const taken = operation.fields.map(({ name }) => name).filter((name) => name !== 'version')
      assert.deepEqual(taken.toSorted(), names.toSorted(), path)
    }
  })
})
