import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import { valuesIn } from '../../../test/administered.ts'
import { testOrganisation } from '../../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../../test/organisation.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import type { Store } from '../../platform/store/index.ts'
import { everythingIn } from '../../platform/store/test-records.ts'
import { longestHours } from '../store/sessions.ts'
import { inWords, secretFields } from './kept-form.ts'

const here = { 'sec-fetch-site': 'same-origin', accept: 'text/html' }
const written = 'We keep <what> this page says.\r\n\r\n"Made up" & for a test.'

/** What a browser reads out of an attribute. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

/** The form of the main part of a page, as a browser would send it. */
function formIn({ body }: LightMyRequestResponse) {
  const main = body.slice(body.indexOf('<main'))
  const form = /<form method="post" action="([^"]*)">(.*?)<\/form>/s.exec(main)
  assert.ok(form !== null, body)
  const inputs = [...(form[2] ?? '').matchAll(/name="([^"]*)" value="([^"]*)"/g)]
  return {
    action: plain(form[1] ?? ''),
    fields: inputs.map(([, name = '', value = '']): [string, string] => [
      plain(name),
      plain(value),
    ]),
  }
}

async function everything(store: Store) {
  return { ...(await everythingIn(store)), ...(await everythingIn(store, 'passing')) }
}

for (const kind of storeKinds) {
  describe(`a form of a session that ended, on ${kind}`, () => {
    let organisation: TestOrganisation
    before(async () => {
      organisation = await testOrganisation((await testDatabase(kind)).open())
    })
    after(() => organisation.app.close())

    const place = (path: string): string => `/organisations/${organisation.id}${path}`

    function send(
      url: string,
      fields: readonly (readonly [string, string])[],
      headers: Readonly<Record<string, string>> = {},
    ): Promise<LightMyRequestResponse> {
      const pairs = fields.map(([name, value]): [string, string] => [name, value])
      return organisation.app.inject({
        method: 'POST',
        url,
        headers: { ...here, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: new URLSearchParams(pairs).toString(),
      })
    }

    async function particulars(): Promise<[string, string][]> {
      const page = await organisation.get('administrator', place('/particulars'))
      const values = { ...valuesIn(page), privacyNotice: written, marking: 'MADE UP' }
      return Object.entries(values).map(([name, value]) => [plain(name), plain(value)])
    }

    const signedIn = async (who: Kind) => ({ cookie: (await organisation.session(who)).cookie })

    it('is given back whole, and is saved once somebody has signed in and looked at it', async () => {
      const fields = await particulars()
      const ended = await send(place('/particulars'), [['word', 'of the old session'], ...fields])
      assert.equal(ended.statusCode, 401)
      assert.equal(ended.headers['cache-control'], 'no-store')
      assert.match(ended.body, /Your session has ended/)
      assert.match(ended.body, /href="\/sign-in\?next=[^"]*" target="_blank" rel="noopener"/)
      const first = formIn(ended)
      assert.equal(first.action, place('/particulars'))
      assert.deepEqual(first.fields, fields)
      // Nobody has signed in yet: the page comes back as it was.
      const early = await send(first.action, first.fields)
      assert.deepEqual(formIn(early), first)
      const cookie = await signedIn('administrator')
      const check = await send(first.action, first.fields, cookie)
      assert.equal(check.statusCode, 403)
      assert.match(check.body, /You are signed in as Test administrator/)
      assert.match(check.body, /We keep &lt;what&gt; this page says/)
      const second = formIn(check)
      assert.deepEqual(
        second.fields.filter(([name]) => name !== 'word'),
        fields,
      )
      const saved = await send(second.action, second.fields, cookie)
      assert.equal(saved.statusCode, 303, saved.body)
      const shown = await organisation.get('administrator', place('/particulars'))
      assert.match(shown.body, /We keep &lt;what&gt; this page says/)
    })

    it('is given back only where the browser says that it comes from here', async () => {
      const cookie = await signedIn('administrator')
      const fields = await particulars()
      const url = place('/particulars')
      for (const who of [cookie, await signedIn('half'), {}]) {
        const unsaid = await organisation.app.inject({
          method: 'POST',
          url,
          headers: {
            ...who,
            accept: 'text/html',
            'content-type': 'application/x-www-form-urlencoded',
          },
          payload: new URLSearchParams(fields).toString(),
        })
        assert.ok(unsaid.statusCode === 403 || unsaid.statusCode === 401)
        assert.doesNotMatch(unsaid.body, /We keep|name="privacyNotice"/)
      }
      const elsewhere = await send(url, fields, { ...cookie, 'sec-fetch-site': 'cross-site' })
      assert.doesNotMatch(elsewhere.body, /We keep|name="privacyNotice"/)
      assert.match(elsewhere.body, /sent from another site/)
      const nobody = await send(url, fields)
      assert.doesNotMatch(nobody.body, /name="word"/)
      // Who may not do it is told so, and nothing is offered.
      const planner = await send(url, fields, await signedIn('planner'))
      assert.equal(planner.statusCode, 403)
      assert.doesNotMatch(planner.body, /Check what you wrote/)
    })

    it('waits for the second factor too', async () => {
      const fields = await particulars()
      const asked = await send(place('/particulars'), fields, await signedIn('half'))
      assert.equal(asked.statusCode, 403)
      assert.match(asked.body, /This needs your second factor/)
      assert.match(asked.body, /href="\/sign-in\/second-factor\?next=/)
      assert.deepEqual(
        formIn(asked).fields.filter(([name]) => name !== 'word'),
        fields,
      )
    })

    it('gives no password back, and does not pretend that it could be sent without', async () => {
      const page = await send('/account/password', [
        ['current', 'kettle orbit mango'],
        ['password', 'lantern puddle zebra'],
      ])
      assert.equal(page.statusCode, 401)
      assert.match(page.body, /Passwords and codes are not given back/)
      assert.doesNotMatch(page.body, /kettle|lantern|name="(?:current|password)"/)
      assert.doesNotMatch(page.body.slice(page.body.indexOf('<main')), /<form/)
    })

    it('says that a file cannot be kept', async () => {
      const form = new FormData()
      form.set('file', new File(['Reference,Name\n'], 'people.csv'))
      const sent = new Response(form)
      const page = await organisation.app.inject({
        method: 'POST',
        url: place('/import'),
        headers: { ...here, 'content-type': sent.headers.get('content-type') ?? '' },
        payload: Buffer.from(await sent.arrayBuffer()),
      })
      assert.equal(page.statusCode, 401)
      assert.match(page.body, /Files cannot be kept/)
    })

    it('keeps nothing in the store', async () => {
      const { store } = organisation
      const earlier = await everything(store)
      await send(place('/particulars'), [['privacyNotice', 'Written in an old session']])
      assert.deepEqual(await everything(store), earlier)
    })
  })

  describe(`staying signed in on ${kind}`, () => {
    it('lasts an hour longer each time, and a working day at most', async () => {
      const organisation = await testOrganisation((await testDatabase(kind)).open())
      try {
        const { app, store, people, door } = organisation
        const session = await organisation.session('planner')
        const stay = async (): Promise<LightMyRequestResponse> =>
          app.inject({
            method: 'POST',
            url: '/account/still-here',
            headers: {
              cookie: session.cookie,
              accept: 'application/json',
              'content-type': 'application/x-www-form-urlencoded',
            },
            payload: new URLSearchParams({ word: session.word }).toString(),
          })
        const accountId = people.get('planner')?.accountId ?? ''
        const change = (seen: number, ends: number) =>
          store.write((db) =>
            db
              .updateTable('sessions')
              .set({
                seen_at: new Date(door.now().getTime() + seen).toISOString(),
                expires_at: new Date(door.now().getTime() + ends).toISOString(),
              })
              .where('account_id', '=', accountId)
              .execute(),
          )
        const minute = 60_000
        await change(-58 * minute, longestHours * 60 * minute)
        assert.deepEqual((await stay()).json(), { secondsLeft: 3600 })
        // Being seen is noted once a minute: what is promised is what is kept.
        await change(-minute / 2, longestHours * 60 * minute)
        const { secondsLeft } = (await stay()).json<{ secondsLeft: number }>()
        assert.ok(secondsLeft > 3560 && secondsLeft <= 3570, String(secondsLeft))
        await change(-58 * minute, 4 * minute)
        const last = (await stay()).json<{ secondsLeft: number }>()
        assert.ok(last.secondsLeft > 230 && last.secondsLeft <= 240)
        await change(-61 * minute, longestHours * 60 * minute)
        assert.equal((await stay()).statusCode, 401)
        const page = await organisation.get('planner', '/account/still-here')
        assert.match(page.body, /You are signed in/)
        assert.match(page.body, /data-session-seconds="3(?:599|600)"/)
      } finally {
        await organisation.app.close()
      }
    })
  })
}

describe('what is not given back', () => {
  it('is every field of a password or a code that a page has', async () => {
    const organisation = await testOrganisation((await testDatabase('sqlite')).open())
    try {
      const pages = await Promise.all([
        organisation.get('nobody', '/sign-in'),
        organisation.get('half', '/sign-in/second-factor'),
        organisation.get('plain', '/account/password'),
        organisation.get('plain', '/account/second-factor'),
      ])
      const inputs = pages.flatMap(({ body }) => body.match(/<input[^>]*>/g) ?? [])
      const secret = inputs.filter((input) => /type="password"|one-time-code/.test(input))
      const names = secret.map((input) => / name="([^"]+)"/.exec(input)?.[1] ?? '')
      assert.deepEqual([...new Set(names)].toSorted(), ['code', 'current', 'password'])
      assert.deepEqual(
        names.filter((name) => !secretFields.has(name)),
        [],
      )
    } finally {
      await organisation.app.close()
    }
  })

  it('leaves names of fields that people can read', () => {
    assert.equal(inWords('retentionDecidedBy'), 'Retention decided by')
    assert.equal(inWords('line-manager_2'), 'Line manager 2')
  })
})
