import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { testDatabase } from '../../test/stores.ts'
import { assetsFolder, createViews, readAssetAddresses } from '../platform/index.ts'
import type { PrivateRoute } from './http.ts'
import { privateRoutes } from './pages.ts'
import { addFrameworkOwner } from './store/framework-owners.ts'
import { kinds, testOrganisation } from '../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../test/organisation.ts'

type Outcome = 'allowed' | 'sign-in' | 'second-factor' | 'not-allowed'

/**
 * What comes of each route for each kind of person, in the order of `kinds`: nobody, somebody
 * without an organisation, an administrator of another one, a person, their line manager, a
 * former manager, a planner, an administrator who has not given their second factor, one who has
 * none, and an administrator. Written by hand: a is allowed, s asks to sign in, f asks for the
 * second factor, n is refused.
 */
const everybody = 'a a a a a a a a a a'
const whoeverSignedIn = 's a a a a a a f a a'
const onlyThePerson = 's n n a n n n f n n'
const administrators = 's n n n n n n f f a'
const members = 's n n a a a a f a a'
const onlyByTwo = 's n n n n n n f n n'
const planners = 's n n n n n a f n n'
const administratorsOfAny = 's n a n n n n f f a'
const lineManager = 's n n n a n n f n n'
/** The former manager is one: no duty in an organisation makes anybody a framework owner. */
const frameworkOwners = 's n n n n a n f n n'

const table: Readonly<Record<string, string>> = {
  'GET /sign-in': everybody,
  'POST /sign-in': everybody,
  'GET /sign-in/second-factor': everybody,
  'POST /sign-in/second-factor': everybody,
  'GET /sign-in/help': everybody,
  'GET /sign-in/provider': everybody,
  'POST /sign-in/provider': everybody,
  'GET /sign-in/provider/back': everybody,
  'GET /signed-out': everybody,
  'GET /sign-in/new-password': everybody,
  'POST /sign-in/new-password': everybody,
  'POST /sign-out': everybody,
  'GET /permissions': everybody,
  'GET /link/:token': everybody,
  'POST /link/:token': everybody,
  'GET /account': whoeverSignedIn,
  'GET /account/password': whoeverSignedIn,
  'POST /account/password': whoeverSignedIn,
  'POST /account/sessions': whoeverSignedIn,
  'GET /account/still-here': whoeverSignedIn,
  'POST /account/still-here': whoeverSignedIn,
  'GET /messages': whoeverSignedIn,
  'GET /me': whoeverSignedIn,
  'GET /team': whoeverSignedIn,
  'GET /account/second-factor': whoeverSignedIn,
  'POST /account/second-factor': whoeverSignedIn,
  'POST /account/recovery-codes': whoeverSignedIn,
  'GET /account/record': whoeverSignedIn,
  'GET /account/record/:person': onlyThePerson,
  'GET /account/record/:person/file': onlyThePerson,
  'GET /account/demonstration': administratorsOfAny,
  'POST /account/demonstration': administratorsOfAny,
  'GET /organisations/:organisation/demonstration': administrators,
  'GET /organisations/:organisation/demonstration/remove': administrators,
  'POST /organisations/:organisation/demonstration/remove': administrators,
  'GET /organisations/:organisation': administrators,
  'GET /organisations/:organisation/about': members,
  'GET /organisations/:organisation/particulars': administrators,
  'POST /organisations/:organisation/particulars': administrators,
  'GET /organisations/:organisation/people': administrators,
  'GET /organisations/:organisation/people/add': administrators,
  'POST /organisations/:organisation/people/add': administrators,
  'GET /organisations/:organisation/administrators/add': administrators,
  'POST /organisations/:organisation/administrators/add': administrators,
  'GET /organisations/:organisation/people/:person': administrators,
  'GET /organisations/:organisation/people/:person/edit': administrators,
  'POST /organisations/:organisation/people/:person/edit': administrators,
  'POST /organisations/:organisation/people/:person/invitation': administrators,
  'POST /organisations/:organisation/people/:person/new-password': administrators,
  'POST /organisations/:organisation/people/:person/second-factor': administrators,
  'GET /organisations/:organisation/people/:person/duties': administrators,
  'POST /organisations/:organisation/people/:person/duties': administrators,
  'GET /organisations/:organisation/people/:person/relations': administrators,
  'GET /organisations/:organisation/people/:person/relations/add': administrators,
  'POST /organisations/:organisation/people/:person/relations/add': administrators,
  'GET /organisations/:organisation/people/:person/relations/:relation': administrators,
  'POST /organisations/:organisation/people/:person/relations/:relation': administrators,
  'GET /organisations/:organisation/teams': administrators,
  'GET /organisations/:organisation/teams/add': administrators,
  'POST /organisations/:organisation/teams/add': administrators,
  'GET /organisations/:organisation/teams/:team': administrators,
  'GET /organisations/:organisation/teams/:team/edit': administrators,
  'POST /organisations/:organisation/teams/:team/edit': administrators,
  'POST /organisations/:organisation/teams/:team/delete': administrators,
  'GET /organisations/:organisation/posts': administrators,
  'GET /organisations/:organisation/posts/add': administrators,
  'POST /organisations/:organisation/posts/add': administrators,
  'GET /organisations/:organisation/posts/:post': administrators,
  'GET /organisations/:organisation/posts/:post/edit': administrators,
  'POST /organisations/:organisation/posts/:post/edit': administrators,
  'GET /organisations/:organisation/posts/:post/holdings/add': administrators,
  'POST /organisations/:organisation/posts/:post/holdings/add': administrators,
  'GET /organisations/:organisation/posts/:post/holdings/:holding': administrators,
  'POST /organisations/:organisation/posts/:post/holdings/:holding': administrators,
  'GET /organisations/:organisation/posts/:post/profile': administrators,
  'POST /organisations/:organisation/posts/:post/profile': administrators,
  'GET /organisations/:organisation/profiles': administrators,
  'GET /organisations/:organisation/profiles/add': administrators,
  'POST /organisations/:organisation/profiles/add': administrators,
  'GET /organisations/:organisation/profiles/:profile': administrators,
  'GET /organisations/:organisation/profiles/:profile/csv': administrators,
  'GET /organisations/:organisation/profiles/:profile/json': administrators,
  'GET /organisations/:organisation/profiles/:profile/copy': administrators,
  'POST /organisations/:organisation/profiles/:profile/copy': administrators,
  'GET /organisations/:organisation/profiles/:profile/edit': administrators,
  'POST /organisations/:organisation/profiles/:profile/edit': administrators,
  'GET /organisations/:organisation/profiles/:profile/skills/add': administrators,
  'POST /organisations/:organisation/profiles/:profile/skills/add': administrators,
  'GET /organisations/:organisation/profiles/:profile/skills/:skill': administrators,
  'POST /organisations/:organisation/profiles/:profile/skills/:skill': administrators,
  'GET /organisations/:organisation/profiles/:profile/local/add': administrators,
  'POST /organisations/:organisation/profiles/:profile/local/add': administrators,
  'GET /organisations/:organisation/profiles/:profile/local/:local': administrators,
  'POST /organisations/:organisation/profiles/:profile/local/:local': administrators,
  'POST /organisations/:organisation/profiles/:profile/local/:local/delete': administrators,
  'GET /organisations/:organisation/profiles/:profile/move': administrators,
  'POST /organisations/:organisation/profiles/:profile/move': administrators,
  'GET /organisations/:organisation/grades': administrators,
  'GET /organisations/:organisation/grades/add': administrators,
  'POST /organisations/:organisation/grades/add': administrators,
  'GET /organisations/:organisation/grades/:grade': administrators,
  'POST /organisations/:organisation/grades/:grade': administrators,
  'GET /organisations/:organisation/grades/:grade/pay': administrators,
  'POST /organisations/:organisation/grades/:grade/pay': administrators,
  'GET /organisations/:organisation/grades/usual/add': administrators,
  'POST /organisations/:organisation/grades/usual/add': administrators,
  'POST /organisations/:organisation/grades/usual/delete': administrators,
  'GET /organisations/:organisation/import': administrators,
  'POST /organisations/:organisation/import': administrators,
  'GET /organisations/:organisation/import/example': administrators,
  'GET /organisations/:organisation/import/:import': administrators,
  'GET /organisations/:organisation/import/:import/columns': administrators,
  'POST /organisations/:organisation/import/:import/columns': administrators,
  'POST /organisations/:organisation/import/:import/load': administrators,
  'POST /organisations/:organisation/import/:import/discard': administrators,
  'GET /organisations/:organisation/team': lineManager,
  'GET /organisations/:organisation/team/:person': lineManager,
  'GET /organisations/:organisation/figures': planners,
  'GET /organisations/:organisation/figures/csv': planners,
  'GET /organisations/:organisation/figures/json': planners,
  'GET /organisations/:organisation/figures/series': administrators,
  'POST /organisations/:organisation/figures/series': administrators,
  'GET /organisations/:organisation/log': administrators,
  'GET /organisations/:organisation/papers': administrators,
  'GET /organisations/:organisation/papers/:paper': administrators,
  'GET /organisations/:organisation/papers/:paper/file': administrators,
  'GET /organisations/:organisation/purposes': administrators,
  'GET /organisations/:organisation/purposes/:purpose': administrators,
  'GET /organisations/:organisation/purposes/:purpose/edit': administrators,
  'POST /organisations/:organisation/purposes/:purpose/edit': administrators,
  'POST /organisations/:organisation/purposes/:purpose/switch': administrators,
  'GET /organisations/:organisation/retention': administrators,
  'GET /organisations/:organisation/requests': administrators,
  'GET /organisations/:organisation/requests/:request': administrators,
  'POST /organisations/:organisation/requests/:request': administrators,
  'GET /organisations/:organisation/requests/:request/end': administrators,
  'POST /organisations/:organisation/requests/:request/end': administrators,
  'GET /organisations/:organisation/people/:person/hold': administrators,
  'POST /organisations/:organisation/people/:person/hold': administrators,
  'GET /organisations/:organisation/people/:person/access': administrators,
  'POST /organisations/:organisation/people/:person/access': administrators,
  'GET /organisations/:organisation/erasure/:request': administrators,
  'POST /organisations/:organisation/erasure/:request': administrators,
  // Nobody of the ten was given exceptional access: what whoever was can open is tested apart.
  'GET /organisations/:organisation/held/:person': onlyByTwo,
  'GET /organisations/:organisation/held/:person/file': onlyByTwo,
  'GET /account/record/:person/erasure': onlyThePerson,
  'POST /account/record/:person/erasure': onlyThePerson,
  'GET /editions/load': frameworkOwners,
  'POST /editions/load': frameworkOwners,
  'GET /editions/load/:upload': frameworkOwners,
  'POST /editions/load/:upload/confirm': frameworkOwners,
  'POST /editions/load/:upload/discard': frameworkOwners,
  'GET /me/skills': whoeverSignedIn,
  'GET /me/skills/share': whoeverSignedIn,
  'GET /me/skills/file': whoeverSignedIn,
  'GET /organisations/:organisation/my-skills': members,
  'GET /organisations/:organisation/my-skills/skills': members,
  'GET /organisations/:organisation/my-skills/file': members,
  'GET /organisations/:organisation/my-skills/skills/:skill': members,
  'GET /organisations/:organisation/my-skills/skills/:skill/edit': members,
  'POST /organisations/:organisation/my-skills/skills/:skill/edit': members,
  'POST /organisations/:organisation/my-skills/skills/:skill/delete': members,
  'GET /organisations/:organisation/my-skills/targets/add': members,
  'POST /organisations/:organisation/my-skills/targets/add': members,
  'GET /organisations/:organisation/my-skills/targets/:target': members,
  'POST /organisations/:organisation/my-skills/targets/:target/delete': members,
  'GET /organisations/:organisation/my-skills/load': members,
  'POST /organisations/:organisation/my-skills/load': members,
  'GET /organisations/:organisation/my-skills/share': members,
  'GET /organisations/:organisation/my-skills/share/:relation': members,
  'POST /organisations/:organisation/my-skills/share/:relation': members,
  'POST /organisations/:organisation/my-skills/share/:relation/confirm': members,
  'POST /organisations/:organisation/my-skills/share/:relation/take-back': members,
  'GET /organisations/:organisation/team/:person/skills/:rating': lineManager,
  'POST /organisations/:organisation/team/:person/skills/:rating': lineManager,
}

const letters: Readonly<Record<string, Outcome>> = {
  a: 'allowed',
  s: 'sign-in',
  f: 'second-factor',
  n: 'not-allowed',
}

let organisation: TestOrganisation
let routes: readonly PrivateRoute[]

before(async () => {
  organisation = await testOrganisation((await testDatabase('sqlite')).open())
  const { accountId = '' } = organisation.people.get('former') ?? {}
  await organisation.store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
  const asset = readAssetAddresses(assetsFolder)
  const views = createViews({ navigation: [], asset })
  routes = privateRoutes({ door: organisation.door, views, baseUrl: '' })
})
after(() => organisation.app.close())

/** The address of a route about the made-up organisation and the person in it. */
function addressOf(path: string): string {
  const values: Readonly<Record<string, string>> = {
    organisation: organisation.id,
    person: organisation.people.get('plain')?.personId ?? '',
  }
  return path.replace(/:(\w+)/g, (_, name: string) => values[name] ?? 'none')
}

/** What came of a request, seen from outside. */
function outcomeOf(url: string, response: LightMyRequestResponse): Outcome {
  const { statusCode, headers, body } = response
  assert.ok(statusCode < 500, `${url} answers ${statusCode}: ${body}`)
  const next = new URLSearchParams({ next: url }).toString()
  const to = headers.location
  if (to === `/sign-in?${next}`) return 'sign-in'
  if (to === `/sign-in/second-factor?${next}`) return 'second-factor'
  if (to === `/account/second-factor?${next}`) return 'second-factor'
  const code = codeOf(response)
  if (code === 'sign-in-needed') return 'sign-in'
  if (code === 'second-factor-needed') return 'second-factor'
  return code === 'not-allowed' ? 'not-allowed' : 'allowed'
}

function codeOf({ headers, body }: LightMyRequestResponse): string | undefined {
  if (!String(headers['content-type']).startsWith('application/json')) return undefined
  return /"code":"([\w-]+)"/.exec(body)?.[1]
}

interface Asking {
  readonly route: PrivateRoute
  readonly kind: Kind
  readonly word?: string
  readonly headers?: Readonly<Record<string, string>>
}

async function ask({ route, kind, word, headers = {} }: Asking) {
  const session = await organisation.session(kind)
  const { method } = route
  const url = addressOf(route.path)
  const response = await organisation.app.inject({
    method,
    url,
    headers: {
      ...(session.cookie !== '' && { cookie: session.cookie }),
      accept: 'application/json',
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
      ...headers,
    },
    ...(method === 'POST' && {
      payload: new URLSearchParams({ word: word ?? session.word }).toString(),
    }),
  })
  return { url, response }
}

function expected(route: PrivateRoute): readonly (readonly [Kind, Outcome])[] {
  const row = table[`${route.method} ${route.path}`]
  assert.ok(row !== undefined, `${route.method} ${route.path} is not in the table`)
  const cells = row.split(' ')
  return kinds.map((kind, at) => {
    const outcome = letters[cells[at] ?? '']
    assert.ok(outcome !== undefined)
    return [kind, outcome]
  })
}

describe('who may open what', () => {
  it('has a line in the table for every route, and none for others', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`)
    assert.deepEqual(served.toSorted(), Object.keys(table).toSorted())
  })

  for (const at of kinds) {
    it(`is as the table says for: ${at}`, async () => {
      const found: string[] = []
      const wanted: string[] = []
      for (const route of routes) {
        for (const [kind, outcome] of expected(route)) {
          if (kind !== at) continue
          const { url, response } = await ask({ route, kind })
          found.push(`${route.method} ${route.path}: ${outcomeOf(url, response)}`)
          wanted.push(`${route.method} ${route.path}: ${outcome}`)
        }
      }
      assert.deepEqual(found, wanted)
    })
  }

  it('is asked of the organisation and the person in the address, not of the asker’s own', async () => {
    const { people, id, get } = organisation
    const foreign = people.get('foreign')?.personId ?? ''
    const other = await get('administrator', `/organisations/${id}/people/${foreign}`)
    assert.equal(other.statusCode, 404)
    const managed = await get('manager', `/organisations/${id}/team/${foreign}`)
    assert.equal(managed.statusCode, 403)
  })
})

describe('a form', () => {
  const refusals: readonly (readonly [string, string, () => Promise<Partial<Asking>>])[] = [
    ['without its word', 'form-too-old', async () => ({ word: '' })],
    [
      'with the word of another session',
      'form-too-old',
      async () => ({ word: (await organisation.session('planner')).word }),
    ],
    [
      'from another site',
      'form-from-elsewhere',
      async () => ({ headers: { 'sec-fetch-site': 'cross-site' } }),
    ],
    [
      'from another site, of a browser that says only its origin',
      'form-from-elsewhere',
      async () => ({ headers: { origin: 'https://evil.example' } }),
    ],
  ]
  for (const [what, code, wrong] of refusals) {
    it(`${what} is refused by every route`, async () => {
      for (const route of routes.filter(({ method }) => method === 'POST')) {
        // Its page may have been opened before somebody signed in, in another tab.
        if (code === 'form-too-old' && route.path === '/sign-in') continue
        const allowed = expected(route).findLast(([, outcome]) => outcome === 'allowed')
        assert.ok(allowed !== undefined)
        const { response } = await ask({ route, kind: allowed[0], ...(await wrong()) })
        assert.equal(codeOf(response), code, `${route.path} as ${allowed[0]}`)
      }
    })
  }

  it('from another site is refused where nobody has signed in, too', async () => {
    for (const route of routes.filter(({ method }) => method === 'POST')) {
      const headers = { 'sec-fetch-site': 'cross-site' }
      const { response } = await ask({ route, kind: 'nobody', headers })
      assert.equal(codeOf(response), 'form-from-elsewhere', route.path)
    }
  })
})
