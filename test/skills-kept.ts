import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import { openLibrary } from '../src/editions/index.ts'
import type { CapabilityFramework } from '../src/framework/index.ts'
import type { KeptSkills } from '../src/accounts/skills/kept-skills.ts'
import { skillsOf } from '../src/accounts/store/skills.ts'
import type { StoreKind } from '../src/platform/store/index.ts'
import { administered, valuesIn } from './administered.ts'
import type { Kind } from './organisation.ts'
import type { Scope } from '../src/accounts/api/scopes.ts'
import { tokenIn } from './with-token.ts'

const library = openLibrary({ dataDir: 'build/test-data' })

/** The newest edition that is shipped. */
export function newestEdition(): CapabilityFramework {
  const found = library.newest('uk-digital-data')?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

/** Two skills that have statements at every level. */
export const [skill, other] = newestEdition().skills.filter(
  ({ levels }) => levels.every(({ statements }) => statements.length > 0) && levels.length > 0,
)

/** The first statements of a skill, at its lowest level. */
export function lowestTicks(slug: string): readonly string[] {
  const found = newestEdition().skills.find((each) => each.slug === slug)
  return (found?.levels[0]?.statements ?? []).map(({ id }) => id)
}

/** A made-up organisation in which people keep skills. `plain` has `manager` as line manager. */
export async function keepingSkills(kind: StoreKind) {
  const organisation = await administered(kind)
  await organisation.switchOn('development')
  const { id, get, post, app, session, person, store } = organisation
  const own = (path: string): string => `/organisations/${id}/my-skills${path}`
  const send = async (who: Kind, path: string, values: URLSearchParams) => {
    const { cookie, word } = await session(who)
    values.set('word', word)
    return app.inject({
      method: 'POST',
      url: path,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: values.toString(),
    })
  }
  const kept = (who: Kind = 'plain'): Promise<KeptSkills> =>
    store.read((db) => skillsOf(db, { organisationId: id, personId: person(who) }))
  const rate = async (
    slug: string,
    values: Readonly<Record<string, string>>,
  ): Promise<LightMyRequestResponse> => {
    const edit = own(`/skills/${slug}/edit`)
    const form = valuesIn(await get('plain', edit))
    const fields = { level: '', note: '', confidence: '', interest: '', ...values }
    const sent = new URLSearchParams({ version: form['version'] ?? '', ...fields })
    for (const level of newestEdition().framework.scale) {
      const name = `statements-${level}`
      if (!sent.has(name)) sent.set(name, '')
    }
    return send('plain', edit, sent)
  }
  const relation = async (who: Kind = 'manager'): Promise<string> => {
    const rows = await store.read((db) =>
      db.selectFrom('relations').select('id').where('other_id', '=', person(who)).execute(),
    )
    return rows[0]?.id ?? ''
  }
  /** Somebody becomes line manager of `plain` today; answers the day. */
  const addLine = async (who: Kind): Promise<string> => {
    const today = new Date().toISOString().slice(0, 10)
    const ends = { person_id: person('plain'), other_id: person(who) }
    const line = { id: randomUUID(), ...ends, from_day: today, until_day: null }
    await store.write((db) =>
      db
        .insertInto('relations')
        .values({ ...line, kind: 'line-manager' })
        .execute(),
    )
    return today
  }
  /** Gives `plain` a post of a role level of the newest edition, as if long ago. */
  const givePost = async (roleLevel: string): Promise<string> => {
    const { framework, edition } = newestEdition()
    const added = { id: randomUUID(), organisation_id: id, team_id: null, grade_id: null }
    const pinned = { framework: framework.slug, edition: edition.name, role_level: roleLevel }
    const named = { reference: randomUUID(), title: 'Made-up post', funded: 1, fte: 100 } as const
    const days = { from_day: '2026-01-05', until_day: null }
    const held = { id: randomUUID(), post_id: added.id, person_id: person('plain') }
    await store.write(async (db) => {
      await db
        .insertInto('posts')
        .values({ ...added, ...pinned, ...named })
        .execute()
      await db
        .insertInto('holdings')
        .values({ ...held, ...days, terms: 'permanent', fte: 100 })
        .execute()
    })
    return added.id
  }
  /** Ticks items, looks at the page of the manager and, if that is wanted, confirms. */
  const choose = async (items: readonly string[], who: Kind = 'manager') => {
    const at = own(`/share/${await relation(who)}`)
    const { mark = '' } = valuesIn(await get('plain', at))
    const values = new URLSearchParams({ mark })
    for (const item of items) values.append(fieldOf(item), item)
    const look = await send('plain', at, values)
    return { look, confirm: () => post('plain', `${at}/confirm`, confirmIn(look)) }
  }
  const team = (who: Kind = 'manager') => get(who, `/organisations/${id}/team/${person('plain')}`)
  /** What a program of somebody is answered. */
  const readBy = async (who: Kind, scopes: readonly Scope[], url: string) =>
    app.inject({
      url,
      headers: { authorization: `Bearer ${await tokenIn(organisation, who, scopes)}` },
    })
  const load = async (who: Kind, text: string, existing = 'keep') => {
    const { cookie, word } = await session(who)
    const form = new FormData()
    form.set('word', word)
    form.set('existing', existing)
    form.set('file', new Blob([text]), 'skills.json')
    const request = new Request('http://localhost', { method: 'POST', body: form })
    return app.inject({
      method: 'POST',
      url: own('/load'),
      headers: { cookie, 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    })
  }
  const made = { own, send, kept, rate, relation, addLine, givePost, choose, team, readBy, load }
  return { ...organisation, ...made }
}

function fieldOf(item: string): string {
  const kind = item.split(':')[0]
  if (kind === 'rating') return 'ratings'
  if (kind === 'confidence') return 'confidences'
  return kind === 'interest' ? 'interests' : 'targets'
}

/** What the button of the page that looks ahead would send. */
export function confirmIn(look: LightMyRequestResponse): Record<string, string> {
  const { items = '', mark = '' } = valuesIn(look)
  return { items, mark }
}

/** What a page says between its heading and what can be done there. */
export function shownIn({ body }: Pick<LightMyRequestResponse, 'body'>): string {
  const from = body.indexOf('<span class="govuk-caption-xl">')
  const ends = ['Answer a rating</h2>', 'see this?</h2>', '</main>']
  const to = Math.min(...ends.map((end) => body.indexOf(end, from)).filter((at) => at !== -1))
  const cut = body.slice(from, to)
  const heading = cut.lastIndexOf('<h2')
  return to === body.indexOf('</main>', from) ? cut.trim() : cut.slice(0, heading).trim()
}
