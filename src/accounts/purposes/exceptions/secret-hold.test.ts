import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { idIn } from '../../../../test/administered.ts'
import { addLeaver, keepFor, marks, withTwoAdministrators } from '../../../../test/leaver.ts'
import { storeKinds } from '../../../../test/stores.ts'
import type { StoreKind } from '../../../platform/store/index.ts'
import { endOf } from '../retention/rule.ts'

const today = new Date().toISOString().slice(0, 10)

type Organisation = Awaited<ReturnType<typeof withTwoAdministrators>>

/** Loads a file of people as the second administrator, who is concerned. */
async function load({ app, at, session, other }: Organisation, content: string): Promise<void> {
  const { cookie, word } = await session('manager')
  const form = new FormData()
  form.set('word', word)
  form.set('file', new File([content], 'people.csv'))
  const sent = new Response(form)
  const { headers, body } = await app.inject({
    method: 'POST',
    url: at('/import'),
    headers: { cookie, 'content-type': sent.headers.get('content-type') ?? '' },
    payload: Buffer.from(await sent.arrayBuffer()),
  })
  assert.ok(headers.location !== undefined, body)
  const path = `/import/${headers.location.split('/').at(-1)}`
  const mark = /name="mark" value="([^"]+)"/.exec((await other.page(path)).body)?.[1] ?? ''
  const done = await other.send(`${path}/load`, { mark })
  assert.ok(!String(done.headers.location).includes('again'), String(done.headers.location))
}

const file = (managerOf: string): string =>
  `Reference,Name,Line manager\nmanager,Test manager,${managerOf}\n`

/** The same in two organisations, whatever their moments and identifiers. */
function noMoments(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '')
    .replace(/[0-9a-f-]{36}/g, '')
}

/** What the second administrator comes to see, whether a hold of which they may not know is on them. */
async function seen(kind: StoreKind, isHeld: boolean) {
  const organisation = await withTwoAdministrators(kind)
  const { id: organisationId, store, send, other, person } = organisation
  const own = person('manager')
  const leftOn = '2026-02-01'
  await keepFor(store, { organisationId, months: 1 })
  await addLeaver(store, { organisationId, managerId: own, leftOn })
  if (isHeld) {
    const asked = await send(`/people/${own}/hold`, {
      reason: 'Fraud',
      tell: endOf(today, { days: 30 }),
    })
    assert.equal(asked.statusCode, 303)
  }
  await load(organisation, file('half'))
  await load(organisation, file(''))
  const { relations } = (await other.page(`/people/${own}/relations.json`)).json().data
  const added = await other.send('/people/add', {
    name: 'Xaver',
    email: '',
    reference: 'X',
    team: '',
  })
  const somebody = `/people/${idIn(added)}`
  const hasRemove = async () => (await other.page(somebody)).body.includes(`${somebody}/remove"`)
  const before = await hasRemove()
  const line = { kind: 'countersigner', other: 'manager', from: today, until: '' }
  assert.equal((await other.send(`${somebody}/relations/add`, line)).statusCode, 303)
  const removed = await other.send(`${somebody}/remove`, {})
  const erasure = { day: today, how: 'letter', words: 'All of it' }
  assert.equal((await other.send(`${somebody}/erasure`, erasure)).statusCode, 303)
  const [path = ''] = /\/erasure\/[0-9a-f-]{36}/.exec((await other.page('/requests')).body) ?? []
  const page = (await other.page(path)).body
  const decided = await other.send(path, { decision: 'all', reason: 'Asked for' })
  const due = (await other.page('/retention.json')).json().data
  const left = (await other.page('/retention')).body
  return {
    lines: relations.map(({ from, until }: { from: string; until: string }) => [from, until]),
    before,
    after: await hasRemove(),
    removed: [removed.statusCode, /This person cannot be removed[^<]*/.exec(removed.body)?.[0]],
    erasure: [/A legal hold keeps/.test(page), /A reporting line ties you/.test(page)],
    decided: [decided.statusCode, /<h1[^>]*>([^<]*)/.exec(decided.body)?.[1]?.trim()],
    due: due.kinds ?? due,
    isListed: left.includes(marks.reference),
  }
}

for (const kind of storeKinds) {
  describe(`a hold of which an administrator is not told yet, on ${kind}`, () => {
    it('changes nothing of what they see', async () => {
      const [with_, without] = [await seen(kind, true), await seen(kind, false)]
      assert.equal(noMoments(with_), noMoments(without))
      assert.deepEqual(without.lines, [[today, today]])
      assert.deepEqual([without.before, without.after], [true, false])
      assert.equal(without.removed[0], 422)
      assert.deepEqual(without.erasure, [false, true])
      assert.equal(without.decided[0], 409)
      assert.equal(without.isListed, false)
    })

    it('leaves removing and erasing to administrators whom no line ties to the person', async () => {
      const { send, other, page } = await withTwoAdministrators(kind)
      const added = idIn(
        await other.send('/people/add', { name: 'Xaver', email: '', reference: 'X', team: '' }),
      )
      const line = { kind: 'countersigner', other: 'manager', from: today, until: '' }
      await other.send(`/people/${added}/relations/add`, line)
      assert.match((await page(`/people/${added}`)).body, /\/remove"/)
      assert.equal((await send(`/people/${added}/remove`, {})).statusCode, 303)
    })
  })
}
