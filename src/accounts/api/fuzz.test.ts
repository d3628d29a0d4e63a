import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { withToken } from '../../../test/with-token.ts'
import { storeKinds } from '../../../test/stores.ts'
import {
  assetsFolder,
  createViews,
  errorCatalogue,
  readAssetAddresses,
} from '../../platform/index.ts'
import { newSecret } from '../second-factor.ts'
import { changeAccount } from '../store/accounts.ts'
import { addTeam } from '../store/teams.ts'
import { addGrade } from '../store/grades.ts'
import { addPost } from '../store/posts.ts'
import type { Field } from '../form.ts'
import type { PrivateRoute } from '../http.ts'
import { privateRoutes } from '../pages.ts'

const isFull = process.env['CAPABLE_TEST_FULL'] !== undefined
const runs = { sqlite: isFull ? 10_000 : 300, postgres: isFull ? 2000 : 100 }

const level = 'uk-digital-data@2026-11-21/data-engineer/data-engineer'

/** Names of fields of our forms, and some that no form should have. */
const names = `
  name email reference team left version kind other from until who terms fte grade roleLevel
  funded title parent position equivalent least most framework duty give mark column-0
  scopes days organisation controller contact privacyNotice marking word code password
  current next sealed yours-name file __proto__ constructor toString hasOwnProperty then`.split(
  /\s+/,
)

/** Values that come near what is right, and some that should come nowhere. */
const likely = [
  '',
  'yes',
  'no',
  '1',
  '0.6',
  '-1',
  '1e309',
  'NaN',
  '90',
  '2026-11-22',
  '2026-02-30',
  '9999-12-31',
  '0000-01-01',
  'ada@example.org',
  'plain',
  'manager',
  'administrator',
  'planner',
  'line-manager',
  'countersigner',
  'loan',
  'permanent',
  'people:read',
  '32,500',
  level,
  'a@b/c',
  '@/',
  "' or 1=1 --",
  '{{ 7 * 7 }}',
  '<script>',
  '../../etc/passwd',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\u202e',
  '\ufeff',
  '\r\n',
  '%00',
  '\\',
  '🏳️‍🌈',
  '9'.repeat(400),
  'x'.repeat(5000),
  'é'.repeat(70_000),
  '//evil.example',
  '__proto__',
]

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...likely) },
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
)
const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...names) }, text)
const fields = fc.array(fc.tuple(name, text), { maxLength: 12 })

/** Texts of JSON: objects of fields, and what is none. */
const json = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .array(
        fc.tuple(
          name,
          fc.oneof({ weight: 3, arbitrary: text }, fc.boolean(), fc.double(), fc.jsonValue()),
        ),
        { maxLength: 12 },
      )
      // By hand, so that names may come twice and be __proto__.
      .map((pairs) => `{${pairs.map((pair) => pair.map(inJson).join(':')).join(',')}}`),
  },
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '[]', 'null', '"', '{"a":}', '['.repeat(50_000), `{"a":${'['.repeat(9000)}`),
)

function inJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null'
}

const form = fc.oneof(
  {
    weight: 6,
    arbitrary: fields.map((pairs) => new URLSearchParams(pairs.map(asPair)).toString()),
  },
  fc.string({ unit: 'binary' }),
  fc.constantFrom('%', '%ff%fe=%c0', '=&=&=', 'a&'.repeat(2000), 'name=%00', 'name[]=1&name=2'),
)

function asPair([key, value]: [string, string]): [string, string] {
  return [key, value]
}

const multipart = fields.map((pairs) =>
  pairs
    .map(([key, value]) => {
      const file = value.length % 2 === 0 ? `; filename="${value.slice(0, 20)}"` : ''
      return `--x\r\nContent-Disposition: form-data; name="${key}"${file}\r\n\r\n${value}\r\n`
    })
    .concat('--x--')
    .join(''),
)

interface Body {
  readonly as: keyof typeof types
  readonly payload: string
}

const withoutJson: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ as: fc.constant('form' as const), payload: form }),
  fc.record({ as: fc.constant('multipart' as const), payload: multipart }),
)
const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({ as: fc.constant('json' as const), payload: json }),
  { weight: 2, arbitrary: withoutJson },
)

/** What a page of the same session would send along. */
function withWord({ as, payload }: Body, word: string): string {
  if (as === 'json') return payload
  if (as === 'form') return `word=${word}&${payload}`
  return `--x\r\nContent-Disposition: form-data; name="word"\r\n\r\n${word}\r\n${payload}`
}

/** What a field takes, or now and then anything: so that more than the first check is met. */
function nearly(field: Field, things: Readonly<Record<string, string>>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 12, arbitrary: right(field, things) }, text)
}

function right(
  { name: of, kind, options = [] }: Field,
  things: Readonly<Record<string, string>>,
): fc.Arbitrary<string> {
  const given = things[of] ?? rights[of]
  if (given !== undefined) return fc.constant(given)
  const [first, ...more] = options.map(({ value }) => value)
  if (first !== undefined) return fc.constantFrom(first, ...more)
  if (kind === 'day') return fc.constantFrom('2026-11-22', '2026-11-23', '2027-01-01')
  const word = fc.stringMatching(/^[a-z0-9]{6,12}$/)
  return kind === 'email' ? word.map((local) => `${local}@example.org`) : word
}

const rights: Readonly<Record<string, string>> = {
  who: 'plain',
  other: 'planner',
  fte: '0.5',
  roleLevel: level,
  position: '3',
  version: '1',
  least: '40,000',
  most: '50,000',
  from: '2026-11-01',
  until: '2026-12-01',
}

/** A whole form, with one value or another that is not right. */
function whole(
  all: readonly Field[],
  things: Readonly<Record<string, string>>,
): fc.Arbitrary<Body> {
  const pairs = fc.tuple(
    ...all.map((field) =>
      nearly(field, things).map((value): [string, string] => [field.name, value]),
    ),
  )
  return fc
    .tuple(pairs, fc.boolean())
    .map(([sent, asJson]) =>
      asJson
        ? { as: 'json', payload: inJson(Object.fromEntries(sent)) }
        : { as: 'form', payload: new URLSearchParams(sent).toString() },
    )
}

function sentTo(
  route: PrivateRoute | undefined,
  things: Readonly<Record<string, string>>,
): fc.Arbitrary<Body & { readonly path: string; readonly byToken: boolean }> {
  assert.ok(route !== undefined)
  const { path, operation } = route
  const sent =
    operation === undefined
      ? fc.oneof({ weight: 5, arbitrary: withoutJson }, body)
      : fc.oneof({ weight: 3, arbitrary: whole(operation.fields, things) }, body)
  return fc.tuple(sent, fc.boolean()).map(([each, token]) => ({
    ...each,
    path,
    byToken: each.as === 'json' || (operation !== undefined && token),
  }))
}

const types = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  multipart: 'multipart/form-data; boundary=x',
}

/** What stands in an address in place of an identifier: mostly one that is there. */
const part = fc.oneof(
  { weight: 5, arbitrary: fc.constant('right') },
  fc.constantFrom('%00', '%ff', '%', '..', 'x'.repeat(150), '%F0%9F', "'", '__proto__', 'none'),
)

type Found = Awaited<ReturnType<typeof withToken>>

/** Real things to name in addresses. */
async function thingsIn({ store, id, person }: Found): Promise<Readonly<Record<string, string>>> {
  return store.write(async (db) => {
    const team = { name: 'Team', reference: 'T', parent_id: null }
    const grade = { name: 'Grade', position: 1, equivalent: null }
    const none = { team_id: null, grade_id: null, framework: null, edition: null, role_level: null }
    const post = { ...none, reference: 'P', title: 'Post', funded: 1, fte: 100 } as const
    const teamId = await addTeam(db, id, team)
    const relation = await db.selectFrom('relations').select('id').executeTakeFirst()
    return {
      organisation: id,
      person: person('plain'),
      team: teamId,
      parent: teamId,
      grade: await addGrade(db, id, grade),
      post: await addPost(db, id, post),
      relation: relation?.id ?? '',
    }
  })
}

/** Nobody is told of a fault of ours, and whoever sent it learns what to put right. */
function check({ statusCode, body: answer, headers }: LightMyRequestResponse): void {
  assert.ok(statusCode < 500, `${statusCode}: ${answer}`)
  if (statusCode < 400) return
  const isJson = String(headers['content-type']).startsWith('application/json')
  if (!isJson) {
    assert.match(answer, /<h1[^>]*>[^<]{5,}/)
    return
  }
  const { error } = JSON.parse(answer)
  assert.ok(Object.hasOwn(errorCatalogue, error.code), answer)
  assert.ok(error.message.length > 10 && error.action.length > 10, answer)
  if (error.code !== 'fields-not-valid') return
  assert.ok(error.details.fields.length > 0, answer)
  for (const { message } of error.details.fields) assert.ok(message.length > 5, answer)
}

for (const kind of storeKinds) {
  describe(`whatever is sent, on ${kind}`, () => {
    let found: Found
    let routes: readonly PrivateRoute[]
    let things: Readonly<Record<string, string>>

    before(async () => {
      found = await withToken(kind)
      things = await thingsIn(found)
      const { door, people, store } = found
      const { accountId = '' } = people.get('administrator') ?? {}
      const secret = door.safe.seal(newSecret(), accountId)
      await store.write((db) => changeAccount(db, accountId, { totp_secret: secret }))
      const views = createViews({ navigation: [], asset: readAssetAddresses(assetsFolder) })
      routes = privateRoutes({ door: found.door, views, baseUrl: '' })
    })

    const fill = (path: string, parts: readonly string[]): string => {
      let at = 0
      return path.replace(/:(\w+)/g, (_, key: string) => {
        const asked = parts[at] ?? 'right'
        at += 1
        return asked === 'right' ? (things[key] ?? 'none') : asked
      })
    }

    it('is taken or refused in a sentence, and never breaks anything', async () => {
      const posts = routes.filter(({ method }) => method === 'POST')
      const came = new Map<number, number>()
      const property = fc.asyncProperty(
        fc.nat(posts.length - 1).chain((at) => sentTo(posts[at], things)),
        fc.array(part, { minLength: 3, maxLength: 3 }),
        async ({ path, as, payload, byToken }, parts) => {
          const { cookie, word } = await found.session('administrator')
          const sent = withWord({ as, payload }, word)
          const response = await found.app.inject({
            method: 'POST',
            url: fill(path, parts),
            headers: {
              'content-type': types[as],
              ...(byToken ? { authorization: `Bearer ${found.token}` } : { cookie }),
            },
            payload: sent,
          })
          came.set(response.statusCode, (came.get(response.statusCode) ?? 0) + 1)
          check(response)
        },
      )
      await fc.assert(property, { numRuns: runs[kind] })
      // It was not all refused at the door.
      const taken = [...came].reduce((sum, [status, n]) => (status < 400 ? sum + n : sum), 0)
      assert.ok(taken > 2 && (came.get(422) ?? 0) > 2, inJson([...came]))
    })

    it('and whatever is asked for', async () => {
      const reads = routes.filter(({ method }) => method === 'GET')
      const query = fc.oneof(
        fields.map((pairs) => new URLSearchParams(pairs.map(asPair)).toString().slice(0, 1500)),
        fc.constantFrom('q=%00', 'page=%00', 'q=%ff', 'page=-1', 'page=1e9', 'q[]=1&q=2', '%'),
      )
      const property = fc.asyncProperty(
        fc.nat(),
        query,
        fc.array(part, { minLength: 3, maxLength: 3 }),
        async (at, asked, parts) => {
          const route = reads[at % reads.length]
          assert.ok(route !== undefined)
          const suffix = route.twin !== undefined && at % 3 > 0 ? '.json' : ''
          const { cookie } = await found.session('administrator')
          const url = `${fill(route.path, parts)}${suffix}?${asked}`
          check(await found.app.inject({ url, headers: { cookie } }))
        },
      )
      await fc.assert(property, { numRuns: Math.ceil(runs[kind] / 2) })
    })
  })
}
