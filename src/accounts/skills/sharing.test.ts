import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  confirmIn,
  keepingSkills,
  lowestTicks,
  other,
  shownIn,
  skill,
} from '../../../test/skills-kept.ts'
import { storeKinds } from '../../../test/stores.ts'
import type { StoreKind } from '../../platform/store/index.ts'
import { accountJobs } from '../purposes/jobs.ts'
import { itemOf, itemsIn } from './shared.ts'

assert.ok(skill !== undefined && other !== undefined)
const one = skill.slug
const two = other.slug

const dayIn = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const [yesterday, thisDay, tomorrow] = [dayIn(-1), dayIn(0), dayIn(1)]

/** `plain` and their line manager, whose line an administrator changes. */
async function sharing(kind: StoreKind) {
  const keeping = await keepingSkills(kind)
  const { rate, kept, choose, post, relation, store, id, person } = keeping
  const setDays = async (days: { from?: string; until: string }) =>
    post(
      'administrator',
      `/organisations/${id}/people/${person('plain')}/relations/${await relation()}`,
      {
        from: '2026-01-01',
        ...days,
      },
    )
  const directly = async (days: { until_day: string | null }) => {
    const line = await relation()
    await store.write((db) =>
      db.updateTable('relations').set(days).where('id', '=', line).execute(),
    )
  }
  return {
    ...keeping,
    setDays: Object.assign(setDays, { directly }),
    /** Shares a rating that the manager agrees with, and an interest. */
    shareAgreed: async () => {
      await rate(one, { level: 'working', note: `Words ${Math.random()}`, interest: 'more' })
      const rating = (await kept()).ratings[0]?.id ?? ''
      const { confirm } = await choose([itemOf('rating', rating), itemOf('interest', rating)])
      assert.equal((await confirm()).statusCode, 303)
      const answer = `/organisations/${id}/team/${person('plain')}/skills/${rating}`
      await post('manager', answer, { outcome: 'agreed', words: '' })
    },
    shares: async () =>
      (await store.read((db) => db.selectFrom('skill_shares').select('id').execute())).length,
  }
}

for (const kind of storeKinds) {
  describe(`sharing skills on ${kind}`, () => {
    it('looks exactly as the page of the manager does afterwards', async () => {
      const { rate, kept, choose, team, own, post, givePost } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Evidence', confidence: '3', interest: 'more' })
      await rate(two, { level: 'expert', interest: 'less' })
      await givePost('software-developer/senior-developer')
      assert.match((await team()).body, />Software developer: Senior developer</)
      const role = 'software-developer/developer'
      await post('plain', own('/targets/add'), { 'role-level': role })
      const all = itemsIn(await kept())
      assert.equal(all.length, 7)
      const counts =
        /7 items will be shared: 2 levels, how sure about 1 skill, the wish for 2 skills, 1 role level to aim for, the gap to 1 role level\./
      for (const items of [all, all.slice(0, 2), all.slice(2), []]) {
        const { look, confirm } = await choose(items)
        assert.equal(look.statusCode, 200)
        assert.match(look.body, /This is the page that Test manager will see\. Nothing is changed/)
        assert.equal((await confirm()).statusCode, 303)
        const page = await team()
        assert.equal(shownIn(look), shownIn(page))
        if (items === all) assert.match(look.body, counts)
        assert.ok(shownIn(page).includes('Test plain'))
      }
      assert.match((await team()).body, /Test plain shares nothing of their skills with you/)
    })

    it('shares one thing of a skill without the others, and tells both', async () => {
      const {
        rate,
        kept,
        choose,
        team,
        messages,
        events,
        get,
        id: organisation,
      } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Evidence', confidence: '3', interest: 'more' })
      const id = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('interest', id)])).confirm()
      const { body } = await team()
      assert.match(body, /I want to use it more/)
      assert.doesNotMatch(body, /Working|Evidence|Sure of most/)
      const own = await get('plain', `/organisations/${organisation}/my-skills/skills/${one}`)
      assert.match(own.body, /With Test manager: what you want to do, since [^<]+</)
      assert.deepEqual(await messages('manager'), [
        'Test plain changed what they share with you of their skills',
      ])
      assert.deepEqual(await messages('plain'), [
        'What Test manager sees of your skills has changed',
      ])
      const shared = (await events('plain')).filter(({ action }) => action === 'skills.shared')
      assert.deepEqual(
        shared.map(({ details }) => details),
        ['{"what":"1 item more, 0 taken back"}'],
      )
    })

    it('leaves the level of a draft to its owner where something else of it is shared', async () => {
      const { rate, kept, choose, team, get, post, own, store, messages } =
        await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Never shared', interest: 'more' })
      const first = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('interest', first)])).confirm()
      assert.equal((await kept()).ratings[0]?.state, 'draft')
      await rate(one, { level: 'expert', note: 'Written anew', interest: 'less' })
      const [head, before, ...others] = (await kept()).ratings
      assert.deepEqual(others, [])
      assert.deepEqual([head?.state, head?.counted, head?.interest], ['draft', 'expert', 'less'])
      assert.deepEqual(
        [before?.id, before?.state, before?.counted, before?.note, before?.interest],
        [first, 'shared', null, '', 'more'],
      )
      assert.match((await team()).body, /I want to use it more/)
      assert.doesNotMatch((await team()).body, /I want to use it less|Written anew/)
      await (await choose([itemOf('interest', head?.id ?? '')])).confirm()
      const page = (await get('plain', own(`/skills/${one}`))).body
      assert.match(page, /Draft, its level only yours/)
      assert.match(
        page,
        /what you share of it is taken back: Test manager will not see it any more/,
      )
      const told = (await messages('manager')).length
      assert.equal((await post('plain', own(`/skills/${one}/delete`))).statusCode, 303)
      assert.deepEqual(
        (await kept()).ratings.map(({ id }) => id),
        [first],
      )
      assert.match((await team()).body, /shares nothing of their skills with you/)
      assert.equal((await messages('manager')).length, told + 1)
      const shares = await store.read((db) => db.selectFrom('skill_shares').select('id').execute())
      assert.deepEqual(shares, [])
    })

    it('shares every interest in one choice, and a gap with its role level', async () => {
      const { rate, kept, choose, team, own, post } = await keepingSkills(kind)
      await rate(one, { interest: 'more' })
      await rate(two, { interest: 'less' })
      await post('plain', own('/targets/add'), { 'role-level': 'software-developer/developer' })
      const target = (await kept()).targets[0]?.id ?? ''
      await (await choose(['interest:all', itemOf('gap', target)])).confirm()
      const { body } = await team()
      assert.match(body, /I want to use it more/)
      assert.match(body, /I want to use it less/)
      assert.match(body, /Role levels they aim for[\s\S]*The gap to Software developer: Developer/)
      assert.match(body, /Not shared or not assessed/)
    })

    it('shows a program of the manager what the page shows, and the person that one read it', async () => {
      const { rate, kept, choose, id, person, readBy, events, addLine } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Shared words', confidence: '2' })
      await rate(two, { level: 'expert', note: 'Own words', interest: 'more' })
      const shared = (await kept()).ratings.find((rating) => rating.skill === one)?.id ?? ''
      await (await choose([itemOf('rating', shared)])).confirm()
      const url = `/organisations/${id}/team/${person('plain')}.json`
      const answer = await readBy('manager', ['team:read'], url)
      assert.equal(answer.statusCode, 200, answer.body)
      const { skills } = answer.json().data
      assert.deepEqual([skills.confidences, skills.interests, skills.targets], [[], [], []])
      assert.deepEqual(
        skills.ratings.map((rating: { id: string; note: string }) => [rating.id, rating.note]),
        [[shared, 'Shared words']],
      )
      assert.doesNotMatch(answer.body, /Own words/)
      const what = '{"token":"Test"}'
      const read = (await events('plain')).filter(({ action }) => action.endsWith('.read'))
      assert.deepEqual(Object.fromEntries(read.map(({ action, details }) => [action, details])), {
        'person.read': what,
        'skills.read': what,
      })
      await addLine('former')
      const theirs = await readBy('former', ['team:read'], url)
      assert.deepEqual(theirs.json().data.skills.ratings, [])
    })

    it('leaves what was shared as it was; what is said next is a draft of its own', async () => {
      const { rate, kept, choose, team, get, own } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'First words' })
      const first = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('rating', first)])).confirm()
      await rate(one, { level: 'expert', note: 'Second words' })
      const { ratings } = await kept()
      assert.deepEqual(
        ratings.map(({ number, state, note }) => [number, state, note]),
        [
          [2, 'draft', 'Second words'],
          [1, 'shared', 'First words'],
        ],
      )
      assert.doesNotMatch((await team()).body, /Second words/)
      assert.match((await team()).body, /First words/)
      const both = await get('plain', own(`/skills/${one}`))
      assert.match(both.body, /Second words[\s\S]*Before, on[\s\S]*First words/)
    })

    it('says where a level comes from, since when it is shared and whether it is what is kept', async () => {
      const { rate, kept, choose, team, get, own, store } = await keepingSkills(kind)
      await rate(one, { level: 'working' })
      await rate(two, { 'statements-awareness': lowestTicks(two).join(' ') })
      const both = (await kept()).ratings.map(({ id }) => itemOf('rating', id))
      const draft = (await get('plain', own(''))).body
      assert.match(draft, /Set by hand<[\s\S]*Draft, only yours\.</)
      await (await choose(both)).confirm()
      const since = { shared_at: '2026-05-03T09:00:00.000Z' }
      await store.write((db) => db.updateTable('skill_shares').set(since).execute())
      const same = 'Shared with Test manager: Working, since 3 May 2026. The same as you keep.'
      for (const place of ['', `/skills/${one}`]) {
        assert.ok((await get('plain', own(place))).body.includes(same), place)
      }
      const page = (await team()).body
      assert.match(page, /Since 3 May 2026, as it was said then[\s\S]*Set by hand</)
      assert.match(page, /Worked out from the ticked statements</)
      await rate(one, { level: 'practitioner' })
      await rate(two, { 'statements-awareness': lowestTicks(two).join(' '), note: 'More words' })
      const changed = (await get('plain', own(''))).body
      assert.match(changed, /Working, since 3 May 2026\. Now: Practitioner, not shared yet\./)
      assert.match(changed, /Awareness, since 3 May 2026\. Now: Awareness in other words, not/)
      assert.equal(shownIn(await team()), shownIn({ body: page }))
      const { look, confirm } = await choose(both)
      assert.equal(shownIn(look), shownIn({ body: page }))
      await confirm()
      const rating = (await get('plain', own('.json')))
        .json()
        .data.skills.find(({ skill: slug }: { skill: string }) => slug === one)
      const shown = { managerName: 'Test manager', level: 'working', sharedOn: '2026-05-03' }
      assert.deepEqual(rating.shared, [{ ...shown, isSame: false }])
      const newest = (await kept()).ratings.find(({ skill: slug }) => slug === one)
      await (await choose([itemOf('rating', newest?.id ?? '')])).confirm()
      const after = (await get('plain', own(''))).body
      assert.match(after, /Test manager: Practitioner, since [^.]+\. The same as you keep\./)
      assert.match(after, /Draft, only yours\./)
    })

    it('asks again where something was changed in another window', async () => {
      const { rate, kept, choose, post, own, relation, team } = await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Looked at' })
      const id = (await kept()).ratings[0]?.id ?? ''
      const { look } = await choose([itemOf('rating', id)])
      await rate(one, { level: 'expert', note: 'Not looked at' })
      const at = own(`/share/${await relation()}/confirm`)
      const late = await post('plain', at, confirmIn(look))
      assert.equal(late.statusCode, 422)
      assert.match(late.body, /Something was changed since you opened the page/)
      assert.doesNotMatch((await team()).body, /Not looked at/)
    })

    it('is taken back at any time, but for what both agreed on', async () => {
      const { rate, kept, choose, team, own, get, post, relation, id, person, store } =
        await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'Agreed words' })
      await rate(two, { level: 'expert', note: 'Other words', interest: 'more' })
      const items = itemsIn(await kept())
      await (await choose(items)).confirm()
      const agreed = (await kept()).ratings.find((rating) => rating.skill === one)?.id ?? ''
      const answer = `/organisations/${id}/team/${person('plain')}/skills/${agreed}`
      assert.equal(
        (await post('manager', answer, { outcome: 'agreed', words: '' })).statusCode,
        303,
      )
      const before = (await get('plain', own('/share'))).body
      assert.match(before, /Take everything else back from Test manager/)
      await post('plain', own(`/share/${await relation()}/take-back`))
      const after = (await get('plain', own('/share'))).body
      assert.match(after, /1 item shared: 1 level\./)
      assert.match(after, /Test manager agreed with 1 rating: [^.]+\. What is agreed you cannot/)
      assert.doesNotMatch(after, /take-back/)
      const [told] = await store.read((db) =>
        db
          .selectFrom('messages')
          .select('body')
          .where('body', 'like', '%1 item shared now%')
          .execute(),
      )
      assert.match(told?.body ?? '', /agreed they see as long as they are your line manager\.$/)
      const { body } = await team()
      assert.match(body, /Agreed words[\s\S]*Your answer[\s\S]*Agreed on/)
      assert.doesNotMatch(body, /Other words|I want to use it more/)
      assert.equal((await kept()).ratings.find((each) => each.id === agreed)?.state, 'final')
    })

    it('is gone when the line ends, and opening it again shares nothing by itself', async () => {
      const ends = [
        { until: thisDay, passes: false },
        { until: yesterday, passes: true },
      ]
      for (const { until, passes } of ends) {
        const { shareAgreed, setDays, team, shares, messages, events } = await sharing(kind)
        await shareAgreed()
        if (passes) await setDays.directly({ until_day: until })
        else await setDays({ until })
        assert.equal((await team()).statusCode, 403)
        assert.equal(await shares(), passes ? 2 : 0)
        assert.equal((await setDays({ until: '' })).statusCode, 303)
        assert.match((await team()).body, /shares nothing of their skills with you/)
        assert.equal(await shares(), 0)
        const told = (await messages('plain')).filter((subject) => subject.endsWith('has ended'))
        assert.deepEqual(told, ['What you shared with Test manager has ended'])
        const noted = (await events('plain')).flatMap(({ action, details }) =>
          action === 'skills.shared' && details.includes('no longer shared') ? [details] : [],
        )
        assert.equal(noted.length, 1)
        assert.match(noted[0] ?? '', /2 items no longer shared/)
      }
    })

    it('is gone with a line that is moved to a later day, and with a manager who left', async () => {
      const { shareAgreed, setDays, shares, post, id, person, store } = await sharing(kind)
      await shareAgreed()
      await setDays({ from: tomorrow, until: '' })
      assert.equal(await shares(), 0)
      await setDays({ until: '' })
      await shareAgreed()
      const left = { name: 'Test manager', email: '', team: '' }
      await post('administrator', `/organisations/${id}/people/${person('manager')}/edit`, {
        ...left,
        version: '1',
        left: thisDay,
      })
      assert.equal(await shares(), 0)
      const marked = await store.read((db) =>
        db
          .selectFrom('erasures')
          .select('row_id')
          .where('table_name', '=', 'skill_shares')
          .execute(),
      )
      assert.equal(marked.length, 4)
    })

    it('is taken back along a line that has ended, and by the server once its day has come', async () => {
      const { shareAgreed, setDays, shares, post, own, relation, id, store } = await sharing(kind)
      await shareAgreed()
      await setDays.directly({ until_day: yesterday })
      const at = own(`/share/${await relation()}/take-back`)
      assert.equal((await post('planner', at)).statusCode, 404, 'somebody else’s')
      assert.equal((await post('plain', at)).statusCode, 303)
      assert.equal(await shares(), 0)
      await setDays.directly({ until_day: null })
      await shareAgreed()
      const job = accountJobs.find(({ name }) => name === 'end-shares')
      const run = (day: string) =>
        job?.run({ store, now: new Date(`${day}T00:00:00Z`), signal: AbortSignal.timeout(60_000) })
      await run(thisDay)
      assert.equal(await shares(), 2, id)
      await setDays.directly({ until_day: tomorrow })
      await run(thisDay)
      assert.equal(await shares(), 2)
      await run(tomorrow)
      assert.equal(await shares(), 0)
    })

    it('lets a manager disagree in words that the person reads', async () => {
      const { rate, kept, choose, own, get, post, id, person, messages } = await keepingSkills(kind)
      await rate(one, { level: 'expert', note: 'My own words' })
      const rating = (await kept()).ratings[0]?.id ?? ''
      const answer = `/organisations/${id}/team/${person('plain')}/skills/${rating}`
      assert.equal((await get('manager', answer)).statusCode, 409)
      await (await choose([itemOf('rating', rating)])).confirm()
      const form = await get('manager', answer)
      assert.match(form.body, /Evidence<[\s\S]*My own words/)
      assert.match(form.body, /you keep seeing this rating as long as you are their line manager/)
      const counts = async (): Promise<string[]> => {
        const { body } = await get('manager', `/organisations/${id}/team`)
        const row = body.slice(body.indexOf('Test plain'))
        const cell = (label: string): string =>
          new RegExp(`data-label="${label}">([^<]*)<`).exec(row)?.[1] ?? ''
        return [cell('Ratings shared'), cell('Waiting for your answer')]
      }
      assert.deepEqual(await counts(), ['1', '1'])
      const wordless = await post('manager', answer, { outcome: 'disagreed', words: '' })
      assert.equal(wordless.statusCode, 422)
      assert.match(wordless.body, /Say why you do not agree/)
      await post('manager', answer, { outcome: 'disagreed', words: 'Show me the last one' })
      assert.deepEqual(await counts(), ['1', '0'])
      const page = await get('plain', own(`/skills/${one}`))
      assert.match(page.body, /Not agreed[\s\S]*Test manager on[\s\S]*Show me the last one/)
      assert.ok((await messages('plain')).includes('Test manager answered a rating that you share'))
      assert.equal((await kept()).ratings[0]?.state, 'shared')
      await post('manager', answer, { outcome: 'agreed', words: '' })
      const twice = await post('manager', answer, { outcome: 'agreed', words: '' })
      assert.match(twice.body, /You agreed to this rating already, so it is final/)
      assert.equal((await kept()).ratings[0]?.state, 'final')
    })

    it('gives a manager back what they wrote where it was taken back in between', async () => {
      const { rate, kept, choose, post, session, app, id, person, own, relation, messages } =
        await keepingSkills(kind)
      await rate(one, { level: 'expert' })
      const rating = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('rating', rating)])).confirm()
      await post('plain', own(`/share/${await relation()}/take-back`))
      const { cookie, word } = await session('manager')
      const send = (accept: string, named: string) =>
        app.inject({
          method: 'POST',
          url: `/organisations/${id}/team/${person('plain')}/skills/${named}`,
          headers: { cookie, accept, 'content-type': 'application/x-www-form-urlencoded' },
          payload: new URLSearchParams({
            word,
            outcome: 'disagreed',
            words: 'A reason <of> mine',
          }).toString(),
        })
      const page = await send('text/html', rating)
      assert.equal(page.statusCode, 409)
      assert.match(page.body, /<h1[^>]*>Test plain does not share this with you now</)
      assert.match(
        page.body,
        /Your answer was not sent[\s\S]*What you wrote[\s\S]*A reason &lt;of&gt; mine/,
      )
      assert.match(page.body, /href="[^"]*\/team"[^>]*>People you manage</)
      assert.equal((await send('application/json', rating)).json().error.code, 'rating-not-shared')
      assert.equal((await send('text/html', 'no-such-rating')).body, page.body, 'tells nothing')
      assert.ok(
        !(await messages('plain')).includes('Test manager answered a rating that you share'),
      )
    })

    it('shows a manager no answer of another', async () => {
      const { rate, kept, choose, team, post, id, person, addLine } = await keepingSkills(kind)
      await rate(one, { level: 'expert', note: 'Own words' })
      const rating = (await kept()).ratings[0]?.id ?? ''
      await (await choose([itemOf('rating', rating)])).confirm()
      const answer = `/organisations/${id}/team/${person('plain')}/skills/${rating}`
      await post('manager', answer, { outcome: 'disagreed', words: 'Between the two of us' })
      await addLine('planner')
      await (await choose([itemOf('rating', rating)], 'planner')).confirm()
      assert.match((await team()).body, /Between the two of us/)
      const { body } = await team('planner')
      assert.match(body, /Own words/)
      assert.doesNotMatch(body, /Between the two of us/)
    })

    it('ends with the reporting line, and begins with none', async () => {
      const { rate, kept, choose, team, relation, store, get, id, addLine, person } =
        await keepingSkills(kind)
      await rate(one, { level: 'working', note: 'For one only' })
      await (await choose(itemsIn(await kept()))).confirm()
      const today = await addLine('planner')
      const bar = (await get('plain', '/account')).body
      assert.match(bar, /href="\/me\/skills">Your skills</)
      assert.doesNotMatch(bar, />Figures</)
      assert.match((await get('planner', '/account')).body, /\/figures">Figures</)
      await store.write((db) =>
        db
          .updateTable('people')
          .set({ account_id: null })
          .where('id', '=', person('former'))
          .execute(),
      )
      await addLine('former')
      const share = await get('plain', `/organisations/${id}/my-skills/share`)
      assert.equal(share.body.split('has no account here yet').length, 2)
      assert.match((await team('planner')).body, /Test plain shares nothing of their skills/)
      assert.match((await team()).body, /For one only/)
      const line = await relation()
      await store.write((db) =>
        db.updateTable('relations').set({ until_day: today }).where('id', '=', line).execute(),
      )
      assert.equal((await team()).statusCode, 403)
      const shares = await get('plain', `/organisations/${id}/my-skills/share`)
      assert.doesNotMatch(shares.body, /Test manager/)
      assert.equal(
        (await get('plain', `/organisations/${id}/my-skills/share/${line}`)).statusCode,
        404,
      )
    })
  })
}
