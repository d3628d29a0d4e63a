import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { idIn, valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { withToken } from '../../../test/with-token.ts'
import { grantDuty } from '../store/duties.ts'
import { eventsOf } from '../store/events.ts'
import { addHolding, addPost, changeHolding } from '../store/posts.ts'
import { postsCarrying } from '../store/profiles.ts'

const edition = 'uk-digital-data@2026-11-21'
const developer = `${edition}/software-developer/developer`

/** What a page says, without its marks. */
function textOf({ body }: { body: string }): string {
  return body
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
}

for (const kind of storeKinds) {
  describe(`local profiles on ${kind}`, () => {
    let here: Awaited<ReturnType<typeof withToken>>
    let profile: string

    const path = (rest = ''): string => `/profiles/${profile}${rest}`

    before(async () => {
      here = await withToken(kind)
      const owner = { personId: here.person('plain'), duty: 'hiring-manager' } as const
      await here.store.write((db) => grantDuty(db, { ...owner, now: new Date() }))
      const other = { personId: here.person('former'), duty: 'hiring-manager' } as const
      await here.store.write((db) => grantDuty(db, { ...other, now: new Date() }))
      await here.store.write((db) =>
        db
          .updateTable('accounts')
          .set({ totp_secret: 'sealed', totp_confirmed_at: new Date().toISOString() })
          .where('id', '=', here.people.get('plain')?.accountId ?? '')
          .execute(),
      )
      const added = await here.send('/profiles/add', {
        name: 'Developer of the tax engine',
        roleLevel: developer,
      })
      assert.equal(added.statusCode, 303)
      profile = idIn(added)
    })

    it('say that they are not official, and how each skill came on the list', async () => {
      const read = textOf(await here.page(path()))
      assert.match(read, /Local profile of Test department\. Not official\./)
      assert.match(read, /As published for Software developer: Developer in 2026-11-21/)
      assert.match(read, /Prototyping/)
      assert.match(read, /You can/)
    })

    it('add, change and leave out skills, each with its reason, and take it back', async () => {
      const skill = await here.send(path('/skills/add'), {
        skill: 'data-governance',
        level: 'working',
        reason: 'It holds tax data',
      })
      assert.equal(skill.statusCode, 303, skill.body)
      const form = valuesIn(await here.page(path('/skills/prototyping')))
      assert.equal(form['version'], '0')
      const level = { level: 'expert', reason: 'Every rule is tried first', version: '0' }
      assert.equal((await here.send(path('/skills/prototyping'), level)).statusCode, 303)
      const out = { level: '(left out)', reason: 'Another team does it', version: '0' }
      assert.equal((await here.send(path('/skills/user-focus'), out)).statusCode, 303)
      const read = textOf(await here.page(path()))
      assert.match(read, /Added here, because: It holds tax data/)
      assert.match(read, /Level changed here, because: Every rule is tried first\. Practitioner as/)
      assert.match(read, /Left out .* User focus .* Left out here, because: Another team does it/)
      const { version } = valuesIn(await here.page(path('/skills/user-focus')))
      const back = { level: '(as published)', reason: '', version: version ?? '' }
      assert.equal((await here.send(path('/skills/user-focus'), back)).statusCode, 303)
      assert.doesNotMatch(textOf(await here.page(path())), /Left out here/)
    })

    it('refuse what cannot be, beside the field, and keep what was written', async () => {
      const there = { skill: 'data-governance', level: 'expert', reason: 'Once more' }
      assert.doesNotMatch((await here.page(path('/skills/add'))).body, /Level \(optional\)/)
      const twice = await here.send(path('/skills/add'), there)
      assert.equal(twice.statusCode, 422)
      assert.match(twice.body, /Choose the skill/)
      assert.match(twice.body, /Once more/)
      const form = (await here.page(path('/local/add'))).body
      assert.match(form, /A local skill is one that your organisation words itself/)
      const hints = [...form.matchAll(/for example “You can ([^”]+)”/g)].map(([, text]) => text)
      assert.equal(new Set(hints).size, 4)
      const official = await here.send(path('/local/add'), {
        name: 'prototyping',
        reason: 'Of our own',
      })
      assert.equal(official.statusCode, 422)
      assert.match(official.body, /Prototyping is a skill of the framework/)
      const bare = { level: 'awareness', reason: '', version: '0' }
      const noReason = await here.send(path('/skills/user-focus'), bare)
      assert.match(noReason.body, /Enter a reason/)
      const same = await here.send('/profiles/add', { name: 'Developer of the tax engine' })
      assert.match(same.body, /There is a local profile with this name/)
    })

    it('have local skills with statements, marked as local', async () => {
      const law = {
        name: 'Tax <law>',
        description: 'Knows the acts.',
        level: 'working',
        'at-working': 'You can find an act\n\nYou can read an act',
      }
      const bare = await here.send(path('/local/add'), law)
      assert.equal(bare.statusCode, 422)
      assert.match(bare.body, /Enter a reason/)
      const reason = 'The engine follows the acts'
      const added = await here.send(path('/local/add'), { ...law, reason })
      assert.equal(added.statusCode, 303, added.body)
      const page = await here.page(path())
      assert.match(
        textOf(page),
        /Tax &lt;law&gt; .* Local skill, because: The engine follows the acts .* You can read an act/,
      )
      const link = /local\/([\w-]{36})"/.exec(page.body)?.[1] ?? ''
      const form = await here.page(path(`/local/${link}`))
      assert.ok(form.body.includes(reason))
      const { version = '' } = valuesIn(form)
      const levels = ['awareness', 'working', 'practitioner', 'expert']
      const rest = Object.fromEntries(levels.map((level) => [`at-${level}`, `at ${level}`]))
      const said = { name: 'Tax law', description: '', level: 'expert', reason }
      const change = { ...rest, ...said, version }
      assert.equal((await here.send(path(`/local/${link}`), change)).statusCode, 303)
      const later = { ...change, name: 'Law of taxes' }
      const conflict = await here.send(path(`/local/${link}`), later)
      assert.equal(conflict.statusCode, 409)
      assert.match(conflict.body, /Somebody else changed this while you did/)
    })

    it('leave as CSV and JSON with the same marks', async () => {
      const csv = (await here.page(path('/csv'))).body.trim().split('\r\n')
      const json = (await here.page(path('.json'))).json().data
      assert.ok(csv.slice(1).every((row) => row.includes('Local profile of Test department. Not')))
      assert.equal(json.official, false)
      const inJson = [...json.skills, ...json.leftOut]
      assert.equal(csv.length - 1, inJson.length)
      const page = textOf(await here.page(path()))
      for (const { inWords, mark } of inJson) {
        assert.ok(page.includes(inWords), `${mark}: ${inWords}`)
        assert.ok(csv.some((row) => row.includes(inWords)))
      }
      const local = inJson.find(({ mark }) => mark === 'local')
      assert.equal(local?.official, false)
      assert.equal(local?.reason, 'The engine follows the acts')
    })

    it('are read by programs of their readers, with their own scope', async () => {
      const url = `/organisations/${here.id}${path('.json')}`
      const asked = async (token: string) =>
        here.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
      const answer = await asked(await here.tokenOf('former', ['profiles:read']))
      assert.deepEqual(answer.json().data, (await here.page(path('.json'))).json().data)
      const lacking = await asked(await here.tokenOf('former', ['organisation:read']))
      assert.match(lacking.body, /token-lacks-scope/)
      const foreign = await asked(await here.tokenOf('planner', ['profiles:read']))
      assert.match(foreign.body, /not-allowed/)
      const { profiles, official } = (await here.page('/profiles.json')).json().data
      assert.equal(official, false)
      assert.deepEqual(
        profiles.map((each: { id: string }) => each.id),
        [profile],
      )
      assert.equal((await here.page(path('/json'))).statusCode, 404)
    })

    it('are changed by administrators and by the hiring manager who owns them', async () => {
      const at = `/organisations/${here.id}/profiles/${profile}`
      assert.equal((await here.get('former', at)).statusCode, 200)
      assert.doesNotMatch((await here.get('former', at)).body, /Change its name/)
      assert.equal((await here.get('former', `${at}/edit`)).statusCode, 403)
      const { version = '' } = valuesIn(await here.page(path('/edit')))
      const give = {
        name: 'Developer of the tax engine',
        state: 'in-use',
        from: '2026-12-01',
        owner: here.person('former'),
        version,
      }
      assert.equal((await here.send(path('/edit'), give)).statusCode, 303)
      assert.deepEqual(await here.messages('former'), [
        'You own the local profile Developer of the tax engine',
      ])
      assert.equal((await here.get('former', `${at}/edit`)).statusCode, 200)
      assert.doesNotMatch((await here.get('former', `${at}/edit`)).body, /name="owner"/)
      assert.equal((await here.get('planner', at)).statusCode, 403)
      assert.equal((await here.get('foreign', at)).statusCode, 403)
      const conflict = await here.send(path('/edit'), { ...give, name: 'Another', version })
      assert.equal(conflict.statusCode, 409)
      const record = await here.get('former', `/account/record/${here.person('former')}`)
      assert.match(textOf(record), /that they own Developer of the tax engine/)
    })

    it('are started from others, as drafts', async () => {
      const copied = await here.send(path('/copy'), { name: 'Developer of the payments engine' })
      const [copy, whole] = await Promise.all(
        [idIn(copied), profile].map(
          async (id) => (await here.page(`/profiles/${id}.json`)).json().data,
        ),
      )
      assert.equal(copy.state, 'draft')
      assert.deepEqual([copy.skills, copy.leftOut], [whole.skills, whole.leftOut])
      const list = textOf(await here.page('/profiles'))
      assert.match(list, /payments engine Draft .* tax engine In use 1 December 2026/)
    })

    it('are carried by posts, when they are in use', async () => {
      const post = await here.store.write((db) =>
        addPost(db, here.id, {
          reference: 'P1',
          title: 'Developer',
          team_id: null,
          grade_id: null,
          framework: null,
          edition: null,
          role_level: null,
          funded: 1,
          fte: 100,
        }),
      )
      const form = await here.page(`/posts/${post}/profile`)
      assert.doesNotMatch(form.body, /payments engine/)
      assert.doesNotMatch(form.body, /nothing to choose from/)
      assert.equal((await here.send(`/posts/${post}/profile`, { profile })).statusCode, 303)
      const shown = await here.page(`/posts/${post}`)
      assert.match(shown.body, /Developer of the tax engine/)
      assert.doesNotMatch(shown.body, /another role level/)
      for (const [level, isOther] of [
        ['software-developer/lead-developer', true],
        ['software-developer/developer', false],
      ] as const) {
        const pinned = { framework: 'uk-digital-data', edition: '2026-11-21', role_level: level }
        await here.store.write((db) =>
          db.updateTable('posts').set(pinned).where('id', '=', post).execute(),
        )
        const text = textOf(await here.page(`/posts/${post}`))
        assert.equal(/starts from another role level/.test(text), isOther, level)
      }
      assert.match(textOf(await here.page(path())), /Posts that carry it Developer \(P1\)/)
    })

    it('are read by whoever holds a post that carries them, while in use, without a duty', async () => {
      const at = `/organisations/${here.id}/my-profiles/${profile}`
      const personId = here.person('planner')
      const record = `/account/record/${personId}`
      assert.equal((await here.get('planner', at)).statusCode, 404)
      assert.ok(!(await here.get('planner', record)).body.includes(at))
      const [post] = await here.store.read((db) => postsCarrying(db, here.id, profile))
      const terms = { terms: 'permanent', fte: 100, from_day: '2026-01-05' } as const
      const holding = await here.store.write((db) =>
        addHolding(db, { post_id: post?.id ?? '', person_id: personId, ...terms, until_day: null }),
      )
      assert.match(textOf(await here.get('planner', at)), /Not official\..*Prototyping/)
      assert.equal(
        (await here.get('planner', `/organisations/${here.id}${path()}`)).statusCode,
        403,
      )
      for (const place of [record, `/organisations/${here.id}/my-skills`]) {
        assert.ok((await here.get('planner', place)).body.includes(at), place)
      }
      assert.equal((await here.get('manager', at)).statusCode, 404)
      const setState = (state: 'in-use' | 'draft') =>
        here.store.write((db) =>
          db.updateTable('post_profiles').set({ state }).where('id', '=', profile).execute(),
        )
      await setState('draft')
      assert.equal((await here.get('planner', at)).statusCode, 404)
      await setState('in-use')
      const ended = { ...terms, until_day: '2026-01-20' }
      await here.store.write((db) =>
        changeHolding(db, { id: holding, postId: post?.id ?? '' }, ended),
      )
      assert.equal((await here.get('planner', at)).statusCode, 404)
    })

    it('move to a newer edition when somebody who has seen what changes says so', async () => {
      const old = 'uk-digital-data@2017-03-23'
      await here.store.write((db) =>
        db
          .updateTable('post_profiles')
          .set({ edition: '2017-03-23', role_level: 'test-manager/test-manager' })
          .where('id', '=', profile)
          .execute(),
      )
      await here.store.write((db) => db.deleteFrom('post_profile_changes').execute())
      const page = await here.page(path('/move'))
      assert.match(textOf(page), /Nothing has changed yet/)
      assert.match(textOf(page), /skills change, 0 stand.*Is new Not asked for/)
      const unseen = await here.send(path('/move'), { edition: '2026-11-21', list: '1' })
      assert.equal(unseen.statusCode, 409)
      assert.equal((await here.page(path('.json'))).json().data.edition, '2017-03-23', old)
      const moved = await here.send(path('/move'), valuesIn(page))
      assert.equal(moved.statusCode, 303, textOf(moved))
      assert.equal((await here.page(path('.json'))).json().data.edition, '2026-11-21')
      assert.match(textOf(await here.page(path('/move'))), /the newest there is/)
    })

    it('are found in their own organisation only, and everything done to them is in the log', async () => {
      const other = await here.get('administrator', `/organisations/${here.id}/profiles/none`)
      assert.equal(other.statusCode, 404)
      const events = await here.store.read((db) => eventsOf(db, { organisationId: here.id }))
      const done = events.filter(({ action }) => action === 'profile.changed')
      assert.ok(done.length >= 9, `${done.length} events`)
      assert.ok(done.every(({ account_name: name }) => name === 'Test administrator'))
    })
  })
}
