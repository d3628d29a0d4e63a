import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  keepingSkills,
  lowestTicks,
  newestEdition,
  other,
  skill,
} from '../../../test/skills-kept.ts'
import { valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { everythingIn } from '../../platform/store/test-records.ts'
import type { Store } from '../../platform/store/index.ts'
import { scopeNames } from '../api/scopes.ts'
import { itemOf, itemsIn } from './shared.ts'

assert.ok(skill !== undefined && other !== undefined)
const one = skill.slug
const two = other.slug
const { name: newest } = newestEdition().edition
const role = [...profilesOf(newestEdition()).values()].find(({ asks }) => asks.has(one))?.path ?? ''

async function everyRow(store: Store): Promise<string> {
  return JSON.stringify([await everythingIn(store), await everythingIn(store, 'passing')])
}

for (const kind of storeKinds) {
  describe(`skills that a person keeps on ${kind}`, () => {
    it('are rated by statements, as My skills counts them, and pinned to the edition', async () => {
      const { rate, kept, get, own } = await keepingSkills(kind)
      const empty = await get('plain', own(''))
      assert.match(empty.body, /Nothing yet\. The skills you rate stand here/)
      const ticks = lowestTicks(one).join(' ')
      assert.equal((await rate(one, { 'statements-awareness': ticks })).statusCode, 303)
      const [rating] = (await kept()).ratings
      assert.deepEqual(
        [rating?.counted, rating?.level, rating?.edition, rating?.state],
        ['awareness', null, newest, 'draft'],
      )
      assert.deepEqual(rating?.ticked.toSorted(), [...lowestTicks(one)].toSorted())
      const { body } = await get('plain', own(''))
      assert.match(body, /Awareness[\s\S]*, today[\s\S]*Draft, only yours/)
      const page = await get('plain', own(`/skills/${one}`))
      assert.match(page.body, /Awareness/)
    })

    it('say what has to be put right, and keep what was typed', async () => {
      const { rate, kept } = await keepingSkills(kind)
      const nothing = await rate(one, {})
      assert.equal(nothing.statusCode, 422)
      assert.match(nothing.body, /Tick a statement, or fill in something else/)
      const long = await rate(one, { note: 'x'.repeat(2001), level: 'working' })
      assert.equal(long.statusCode, 422)
      assert.match(long.body, /must be 2000 characters or fewer/)
      const forged = await rate(one, { 'statements-awareness': lowestTicks(two).join(' ') })
      assert.equal(forged.statusCode, 422)
      assert.deepEqual((await kept()).ratings, [])
    })

    it('say what the post asks for, and lead on to its next skill with no rating', async () => {
      const { rate, get, own, givePost } = await keepingSkills(kind)
      assert.doesNotMatch((await get('plain', own(`/skills/${one}/edit`))).body, /Your post asks/)
      await givePost(role)
      const asks = [...(profilesOf(newestEdition()).get(role)?.asks.keys() ?? [])]
      const edit = (await get('plain', own(`/skills/${one}/edit`))).body
      assert.match(edit, /Your post asks for: (Awareness|Working|Practitioner|Expert)\./)
      const seen = [one]
      for (const _ of asks.slice(1)) {
        const at = own(`/skills/${seen.at(-1)}`)
        await rate(seen.at(-1) ?? '', { level: 'working' })
        const { body } = await get('plain', at)
        const next = /\/skills\/([^/"]+)\/edit"[^>]*>Next skill of your post/.exec(body)?.[1]
        assert.ok(next !== undefined && asks.includes(next) && !seen.includes(next), body)
        seen.push(next)
      }
      await rate(seen.at(-1) ?? '', { level: 'working' })
      const last = await get('plain', own(`/skills/${seen.at(-1)}`))
      assert.doesNotMatch(last.body, /Next skill of your post/)
      assert.deepEqual(seen.toSorted(), asks.toSorted())
    })

    it('are not overwritten from a second window', async () => {
      const { rate, kept, get, own, send } = await keepingSkills(kind)
      const edit = own(`/skills/${one}/edit`)
      const old = valuesIn(await get('plain', edit))
      await rate(one, { level: 'working', 'statements-awareness': lowestTicks(one).join(' ') })
      const fields = { level: 'expert', note: '', confidence: '', interest: '' }
      const sent = new URLSearchParams({ version: old['version'] ?? '', ...fields })
      for (const level of newestEdition().framework.scale) sent.set(`statements-${level}`, '')
      const second = await send('plain', edit, sent)
      assert.equal(second.statusCode, 409)
      assert.match(second.body, /You, in another window, saved a change/)
      assert.match(second.body, /Working[\s\S]*Expert/)
      assert.equal((await kept()).ratings[0]?.counted, 'working')
      const carried = { ...valuesIn(second), level: 'expert', 'statements-awareness': '' }
      const chosen = await send('plain', edit, new URLSearchParams(carried))
      assert.equal(chosen.statusCode, 303)
      const [rating] = (await kept()).ratings
      assert.deepEqual([rating?.counted, rating?.ticked], ['expert', []])
    })

    it('are deleted as drafts at once, without a trace in any table', async () => {
      const { rate, kept, post, own, store, get } = await keepingSkills(kind)
      await get('plain', own(''))
      const { events: _, erasures: __, ...before } = await everythingIn(store)
      const words = { level: 'working', note: 'Words of a draft', interest: 'learn' }
      await rate(one, { ...words, 'statements-awareness': lowestTicks(one).join(' ') })
      const [draft] = (await kept()).ratings
      assert.match(await everyRow(store), /Words of a draft/)
      assert.equal((await post('plain', own(`/skills/${one}/delete`))).statusCode, 303)
      const { events, erasures, ...after } = await everythingIn(store)
      assert.deepEqual(after, before)
      const left = await everyRow(store)
      const traces = ['Words of a draft', 'learn', ...lowestTicks(one)]
      assert.deepEqual(
        traces.filter((trace) => left.includes(trace)),
        [],
      )
      assert.doesNotMatch(JSON.stringify([events, erasures]), new RegExp(one))
      const marks = await store.read((db) => db.selectFrom('erasures').selectAll().execute())
      assert.deepEqual(
        marks.map((mark) => mark.row_id),
        [draft?.id],
      )
      assert.equal(left.split(draft?.id ?? '').length - 1, 1)
    })

    it('of another edition say so, and move only when they are saved again', async () => {
      const { rate, kept, store, get, own } = await keepingSkills(kind)
      await rate(one, { 'statements-awareness': lowestTicks(one).join(' ') })
      const ticked = JSON.stringify([...lowestTicks(one), 'gone'])
      await store.write((db) =>
        db.updateTable('skill_ratings').set({ edition: '2017-03-23', ticked }).execute(),
      )
      assert.match((await get('plain', own(''))).body, /2017-03-23, not the newest/)
      const edit = await get('plain', own(`/skills/${one}/edit`))
      assert.match(edit.body, /about the edition 2017-03-23/)
      assert.match(edit.body, /1 of the statements you ticked are not in it/)
      assert.equal((await kept()).ratings[0]?.edition, '2017-03-23')
      await rate(one, { 'statements-awareness': lowestTicks(one).join(' ') })
      const [rating] = (await kept()).ratings
      assert.deepEqual([rating?.edition, rating?.ticked.length], [newest, lowestTicks(one).length])
    })

    it('are added by nobody where the organisation does not keep them; deleting stays', async () => {
      const { rate, kept, switchOff, get, post, own, choose, team } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Shared before' })
      await (await choose(itemsIn(await kept()))).confirm()
      assert.match((await team()).body, /Shared before/)
      await rate(two, { level: 'working' })
      await switchOff('development')
      assert.doesNotMatch((await team()).body, /Shared before/)
      assert.equal((await rate(one, { level: 'expert' })).statusCode, 409)
      assert.equal((await get('plain', own('/load'))).statusCode, 409)
      const off = (await get('plain', own(''))).body
      assert.match(off, /keeps no records of skills now\. Development: off since \d+ \w+ \d{4}\./)
      assert.doesNotMatch(off, /Choose what your line manager sees|Add one to see|targets\/add/)
      const share = (await get('plain', own('/share'))).body
      assert.match(share, /Development: off since/)
      assert.doesNotMatch(share, /Choose what Test manager sees/)
      assert.doesNotMatch((await get('plain', own(`/skills/${one}`))).body, /Rate this skill/)
      assert.equal((await get('plain', own('/file'))).statusCode, 200)
      await post('plain', own(`/skills/${two}/delete`))
      assert.deepEqual(
        (await kept()).ratings.map(({ skill: left }) => left),
        [one],
      )
    })

    it('of somebody in several organisations are kept apart; the short address leads there', async () => {
      const { get, own, store, person } = await keepingSkills(kind)
      assert.equal((await get('plain', '/me/skills')).headers.location, own(''))
      assert.equal((await get('plain', '/me/skills/file')).headers.location, own('/file'))
      assert.match((await get('alone', '/me/skills')).body, /You are in no organisation/)
      const open = await get('plain', '/my-skills')
      assert.match(open.body, /sign in and open <a[^>]*href="\/me\/skills">Your skills</)
      await store.write(async (db) => {
        const { organisation_id: elsewhere } = await db
          .selectFrom('people')
          .select('organisation_id')
          .where('id', '=', person('foreign'))
          .executeTakeFirstOrThrow()
        await db
          .updateTable('people')
          .set({ organisation_id: elsewhere })
          .where('id', '=', person('former'))
          .execute()
        const { account_id: account } = await db
          .selectFrom('people')
          .select('account_id')
          .where('id', '=', person('plain'))
          .executeTakeFirstOrThrow()
        await db
          .updateTable('people')
          .set({ account_id: account })
          .where('id', '=', person('former'))
          .execute()
      })
      const several = await get('plain', '/me/skills/share')
      assert.match(several.body, /Each organisation keeps its own/)
      assert.match(several.body, /Other department[\s\S]*Test department/)
    })

    it('begin with those of the role level of one’s own post', async () => {
      const { rate, get, own, givePost } = await keepingSkills(kind)
      const before = await get('plain', own(''))
      assert.doesNotMatch(before.body, /The skills of your post/)
      await givePost(role)
      await rate(one, { level: 'working' })
      const { body } = await get('plain', own(''))
      assert.match(body, /Rate your skills<[\s\S]*The skills of your post, [^<]+: /)
      const begin = body.slice(body.indexOf('The skills of your post'))
      for (const each of profilesOf(newestEdition()).get(role)?.asks.keys() ?? []) {
        assert.ok(begin.includes(`href="${own(`/skills/${each}/edit`)}"`), each)
      }
      assert.match(begin, /: Working<[\s\S]*Choose a skill[\s\S]*Role levels you aim for</)
    })

    it('have a gap to each role level that a person aims for', async () => {
      const { rate, kept, get, post, own } = await keepingSkills(kind)
      await rate(one, { level: 'none' })
      const add = own('/targets/add')
      assert.equal((await post('plain', add, { 'role-level': role })).statusCode, 303)
      const twice = await post('plain', add, { 'role-level': role })
      assert.equal(twice.statusCode, 422)
      assert.match(twice.body, /You aim for this role level already/)
      const [target] = (await kept()).targets
      const { body } = await get('plain', own(`/targets/${target?.id}`))
      assert.match(body, /The gap to/)
      assert.match(body, /No level yet[\s\S]*Not assessed/)
      const asked = profilesOf(newestEdition()).get(role)?.asks.keys() ?? []
      for (const each of asked) assert.ok(body.includes(`href="${own(`/skills/${each}`)}"`), each)
      await post('plain', own(`/targets/${target?.id}/delete`))
      assert.deepEqual((await kept()).targets, [])
    })

    it('are in everything that is held about a person, with who read what they share', async () => {
      const { rate, kept, choose, get, person, team, events } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Own words' })
      const id = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('rating', id)])).confirm()
      await team()
      const record = await get('plain', `/account/record/${person('plain')}`)
      assert.match(record.body, /Working, saved [\s\S]*Shared with Test manager: 1 item/)
      assert.match(record.body, /Skills that are shared were read[\s\S]*Development of the person/)
      const file = await get('plain', `/account/record/${person('plain')}/file`)
      assert.match(file.body, /"note": "Own words"/)
      assert.match(file.body, /"kind": "rating"/)
      const read = (await events('plain')).filter(({ action }) => action === 'skills.read')
      assert.equal(read.length, 1)
    })

    it('are in the twin of what is held, for the person and nobody else', async () => {
      const {
        rate,
        kept,
        choose,
        get,
        post,
        person,
        own,
        id: here,
        readBy,
      } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Own words', interest: 'more' })
      await post('plain', own('/targets/add'), { 'role-level': role })
      const all = itemsIn(await kept())
      await (await choose(all)).confirm()
      const [before] = (await kept()).ratings
      const answer = `/organisations/${here}/team/${person('plain')}/skills/${before?.id}`
      await post('manager', answer, { outcome: 'disagreed', words: 'Not quite' })
      const url = `/account/record/${person('plain')}.json`
      const twin = await get('plain', url)
      assert.equal(twin.statusCode, 200, twin.body)
      const { skills } = twin.json().data
      const { framework, edition } = newestEdition()
      const said = { skill: one, level: 'working', setBy: 'hand', note: 'Own words', ticked: [] }
      const felt = { confidence: null, interest: 'more', claims: [], state: 'shared', number: 1 }
      assert.equal(skills.ratings.length, 1)
      const { id, rated, answers, ...rest } = skills.ratings[0]
      assert.deepEqual([id, rated], [before?.id, before?.ratedAt])
      assert.deepEqual(rest, {
        framework: framework.slug,
        edition: edition.name,
        ...said,
        ...felt,
      })
      assert.deepEqual(
        answers.map(({ outcome, words, managerName }: Record<string, string>) => {
          return [outcome, words, managerName]
        }),
        [['disagreed', 'Not quite', 'Test manager']],
      )
      assert.deepEqual(
        skills.targets.map(({ roleLevel }: { roleLevel: string }) => roleLevel),
        [role],
      )
      assert.deepEqual(
        skills.shares
          .map((share: { kind: string; id: string; managerName: string }) => {
            return `${share.kind}:${share.id} ${share.managerName}`
          })
          .toSorted(),
        all.map((item) => `${item} Test manager`).toSorted(),
      )
      const program = await readBy('plain', ['record:read-own'], url)
      assert.deepEqual(program.json().data.skills, skills)
      const refused = await readBy('plain', ['organisation:read'], url)
      assert.match(refused.body, /token-lacks-scope/)
      for (const who of ['manager', 'administrator', 'planner'] as const) {
        const theirs = await get(who, url)
        assert.equal(theirs.statusCode, 403, who)
        assert.doesNotMatch(theirs.body, /Own words/)
      }
    })

    it('are to a program of their owner what the page shows, and to no other program', async () => {
      const { rate, kept, own, readBy, get } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'In the file only' })
      const answer = await readBy('plain', ['record:read-own'], own('.json'))
      const { data } = answer.json()
      const [rating] = (await kept()).ratings
      const wanted = {
        skill: one,
        level: 'working',
        setBy: 'hand',
        state: 'draft',
        rated: rating?.ratedAt,
        shared: [],
      }
      const { framework, edition } = newestEdition()
      const of = { framework: framework.slug, edition: edition.name }
      assert.deepEqual(data, { kept: true, skills: [{ ...of, ...wanted }], targets: [] })
      assert.deepEqual((await get('plain', own('.json'))).json().data, data)
      for (const who of ['manager', 'administrator', 'planner'] as const) {
        const theirs = await readBy(who, scopeNames, own('.json'))
        assert.deepEqual(theirs.json().data.skills, [], who)
      }
      const lacking = await readBy('plain', ['organisation:read'], own('.json'))
      assert.match(lacking.body, /token-lacks-scope/)
      const page = await readBy('plain', scopeNames, own(''))
      assert.match(page.body, /not-for-tokens/)
    })

    it('are nobody else’s: not an administrator’s, not a planner’s', async () => {
      const { rate, kept, get, id, person, own } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Nobody else reads this' })
      const places = [
        ['administrator', `/organisations/${id}/people/${person('plain')}`],
        ['administrator', `/organisations/${id}/log`],
        ['administrator', own('')],
        ['administrator', own(`/skills/${one}`)],
        ['planner', own('')],
        ['manager', own('')],
        ['manager', `/organisations/${id}/team/${person('plain')}`],
      ] as const
      for (const [who, place] of places) {
        const { body, statusCode } = await get(who, place)
        assert.equal(statusCode, 200, place)
        assert.doesNotMatch(body, /Nobody else reads this|Working</, `${who} ${place}`)
      }
      assert.equal((await kept('administrator')).ratings.length, 0)
      const administrator = await get(
        'administrator',
        `/organisations/${id}/team/${person('plain')}`,
      )
      assert.equal(administrator.statusCode, 403)
    })
  })
}
