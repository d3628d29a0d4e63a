import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { testDatabase } from '../../test/stores.ts'
import { assetsFolder, createViews, readAssetAddresses } from '../platform/index.ts'
import type { PrivateRoute } from './http.ts'
import { privateRoutes } from './pages.ts'
import { addFrameworkOwner } from './store/framework-owners.ts'
import { isScope, scopeNames } from './api/scopes.ts'
import type { Scope } from './api/scopes.ts'
import { addAccount } from './store/accounts.ts'
import { addToken, endTokens } from './store/api-tokens.ts'
import { addPerson } from './store/people.ts'
import { openSession } from './store/sessions.ts'
import { scopeNeeded } from '../../test/scopes-needed.ts'
import { kinds, testOrganisation } from '../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../test/organisation.ts'

/** An address and a method that is served at it: a route, or the twin of one. */
type Served = Pick<PrivateRoute, 'method' | 'path'>

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
/** With a second factor, which only some of them have given. */
const tokenOwners = 's f a f a a a f f a'
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
  'GET /account/provider': whoeverSignedIn,
  'POST /account/provider': whoeverSignedIn,
  'POST /account/provider/disconnect': whoeverSignedIn,
  'GET /account/tokens': tokenOwners,
  'GET /account/tokens/add': tokenOwners,
  'POST /account/tokens/add': tokenOwners,
  'POST /account/tokens/:token/end': tokenOwners,
  'GET /account/record': whoeverSignedIn,
  'GET /account/record/:person': onlyThePerson,
  'GET /account/record/:person/file': onlyThePerson,
  'GET /account/record/:person/log': onlyThePerson,
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
  'GET /organisations/:organisation/people/:person/erasure': administrators,
  'POST /organisations/:organisation/people/:person/erasure': administrators,
  'GET /organisations/:organisation/people/:person/remove': administrators,
  'POST /organisations/:organisation/people/:person/remove': administrators,
  'GET /organisations/:organisation/people/:person/edit': administrators,
  'POST /organisations/:organisation/people/:person/edit': administrators,
  'POST /organisations/:organisation/people/:person/invitation': administrators,
  'POST /organisations/:organisation/people/:person/new-password': administrators,
  'POST /organisations/:organisation/people/:person/second-factor': administrators,
  'GET /organisations/:organisation/invitations': administrators,
  'POST /organisations/:organisation/invitations': administrators,
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
  'GET /organisations/:organisation/my-profiles/:profile': members,
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

/** The same for what answers programs: the JSON twins of pages. */
const twins: typeof table = {
  'GET /account/record/:person.json': onlyThePerson,
  'GET /account/record/:person/log.json': onlyThePerson,
  'GET /organisations/:organisation.json': administrators,
  'GET /organisations/:organisation/about.json': members,
  'GET /organisations/:organisation/people.json': administrators,
  'GET /organisations/:organisation/people/:person.json': administrators,
  'GET /organisations/:organisation/people/:person/duties.json': administrators,
  'GET /organisations/:organisation/people/:person/relations.json': administrators,
  'GET /organisations/:organisation/teams.json': administrators,
  'GET /organisations/:organisation/teams/:team.json': administrators,
  'GET /organisations/:organisation/posts.json': administrators,
  'GET /organisations/:organisation/posts/:post.json': administrators,
  'GET /organisations/:organisation/grades.json': administrators,
  'GET /organisations/:organisation/import/:import.json': administrators,
  'GET /organisations/:organisation/team.json': lineManager,
  'GET /organisations/:organisation/team/:person.json': lineManager,
  'GET /organisations/:organisation/profiles.json': administrators,
  'GET /organisations/:organisation/profiles/:profile.json': administrators,
  'GET /organisations/:organisation/figures.json': planners,
  'GET /organisations/:organisation/my-skills.json': members,
  'GET /organisations/:organisation/log.json': administrators,
  'GET /organisations/:organisation/retention.json': administrators,
  'GET /organisations/:organisation/requests.json': administrators,
}

const letters: Readonly<Record<string, Outcome>> = {
  a: 'allowed',
  s: 'sign-in',
  f: 'second-factor',
  n: 'not-allowed',
}

let organisation: TestOrganisation
let routes: readonly Served[]

before(async () => {
  organisation = await testOrganisation((await testDatabase('sqlite')).open())
  const { accountId = '' } = organisation.people.get('former') ?? {}
  await organisation.store.write((db) => addFrameworkOwner(db, { accountId, now: new Date() }))
  const asset = readAssetAddresses(assetsFolder)
  const views = createViews({ navigation: [], asset })
  const declared = privateRoutes({ door: organisation.door, views, baseUrl: '' })
  const withTwin = declared.filter(({ twin }) => twin !== undefined)
  routes = [
    ...declared.map(({ method, path }) => ({ method, path })),
    ...withTwin.map(({ method, path }) => ({ method, path: `${path}.json` })),
  ]
})
after(() => organisation.app.close())

/** The address of a route about the made-up organisation and the person in it. */
function addressOf(path: string, about: Readonly<Record<string, string>> = {}): string {
  const values: Readonly<Record<string, string>> = {
    organisation: organisation.id,
    person: organisation.people.get('plain')?.personId ?? '',
    ...about,
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
  readonly route: Served
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

function expected(route: Served): readonly (readonly [Kind, Outcome])[] {
  const row = { ...table, ...twins }[`${route.method} ${route.path}`]
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
    assert.deepEqual(served.toSorted(), Object.keys({ ...table, ...twins }).toSorted())
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

describe('somebody on loan', () => {
  it('is to each of their two organisations what a person is, and reads both records', async () => {
    const { store, door, id, app, people } = organisation
    const now = door.now()
    const { token, loaned } = await store.write(async (db) => {
      const accountId = await addAccount(db, { email: 'loan@example.org', name: 'Loan', now })
      const other = await db
        .selectFrom('people')
        .select('organisation_id')
        .where('id', '=', people.get('foreign')?.personId ?? '')
        .executeTakeFirstOrThrow()
      const places: (readonly [string, string])[] = []
      for (const organisationId of [id, other.organisation_id]) {
        const person = { organisationId, reference: 'loan', name: 'Loan', accountId, now }
        places.push([organisationId, await addPerson(db, person)])
      }
      return {
        token: await openSession(db, { accountId, secondFactor: false, now }),
        loaned: places,
      }
    })
    for (const [place, person] of loaned) {
      for (const route of routes) {
        // Their session would end, or their password be asked for.
        if (!route.path.includes(':organisation') && !route.path.includes(':person')) continue
        const url = addressOf(route.path, { organisation: place, person })
        const headers = { cookie: `capable=${token}`, accept: 'application/json' }
        const response = await app.inject({ method: route.method, url, headers })
        const [, outcome] = expected(route).find(([kind]) => kind === 'plain') ?? []
        assert.equal(outcomeOf(url, response), outcome, url)
      }
    }
  })
})

/** What a token is good for, seen from outside. */
async function askWithToken(route: Served, token: string, cookie = ''): Promise<string> {
  const { method } = route
  const { statusCode, body } = await organisation.app.inject({
    method,
    url: addressOf(route.path),
    headers: {
      authorization: `Bearer ${token}`,
      ...(cookie !== '' && { cookie }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    },
    ...(method === 'POST' && { payload: '{}' }),
  })
  assert.ok(statusCode < 500, `${route.path} answers ${statusCode}: ${body}`)
  const code = /"code":"([\w-]+)"/.exec(body)?.[1] ?? 'allowed'
  return refusalCodes.has(code) ? code : 'allowed'
}

const refusalCodes: ReadonlySet<string> = new Set([
  'not-allowed',
  'not-for-tokens',
  'second-factor-needed',
  'token-lacks-scope',
  'token-not-valid',
])

function tokenFor(kind: Kind, scopes: readonly Scope[] = scopeNames): Promise<string> {
  const { store, door, id, people } = organisation
  const accountId = people.get(kind)?.accountId ?? ''
  const parts = { accountId, organisationId: id, name: kind, scopes, days: 90 }
  return store.write((db) => addToken(db, { ...parts, now: door.now() }))
}

describe('a token', () => {
  it('is good for the addresses of the table, and for no others', () => {
    const served = new Set(routes.map(({ method, path }) => `${method} ${path}`))
    assert.deepEqual(
      Object.keys(scopeNeeded).filter((address) => !served.has(address)),
      [],
    )
    assert.ok(Object.values(scopeNeeded).every(isScope))
  })

  for (const kind of ['administrator', 'manager', 'plain', 'planner', 'foreign'] as const) {
    it(`with every scope may what its owner may, and no more: ${kind}`, async () => {
      const token = await tokenFor(kind)
      for (const route of routes) {
        const address = `${route.method} ${route.path}`
        const [, outcome] = expected(route).find(([who]) => who === kind) ?? []
        const wanted = scopeNeeded[address] === undefined ? 'not-for-tokens' : outcome
        assert.equal(await askWithToken(route, token), wanted, address)
      }
    })
  }

  it('of an administrator is worth nothing for what it was not made for', async () => {
    for (const scope of scopeNames) {
      const others = scopeNames.filter((each) => each !== scope)
      const token = await tokenFor('administrator', others)
      for (const route of routes) {
        const address = `${route.method} ${route.path}`
        if (scopeNeeded[address] !== scope) continue
        assert.equal(await askWithToken(route, token), 'token-lacks-scope', address)
      }
    }
  })

  it('that has ended, or never was, opens nothing, not even beside a session', async () => {
    const { store, people } = organisation
    const token = await tokenFor('administrator')
    const accountId = people.get('administrator')?.accountId ?? ''
    await store.write((db) => endTokens(db, { accountId }))
    const { cookie } = await organisation.session('administrator')
    for (const route of routes) {
      assert.equal(await askWithToken(route, token, cookie), 'token-not-valid', route.path)
      await store.write((db) => db.deleteFrom('throttles').execute())
    }
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
