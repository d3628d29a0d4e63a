import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { gradesOf } from '../store/grades.ts'
import { holdingsOf, listPosts } from '../store/posts.ts'
import { teamsOf } from '../store/teams.ts'

type Administered = Awaited<ReturnType<typeof administered>>

async function teamNamed({ store, id }: Administered, name: string): Promise<string> {
  const teams = await store.read((db) => teamsOf(db, id))
  return teams.find((team) => team.name === name)?.id ?? ''
}

async function onlyPost({ store, id }: Administered): Promise<string> {
  const [post] = await store.read((db) => listPosts(db, id, { from: 0, count: 1 }))
  return post?.id ?? ''
}

const post = {
  reference: 'P1',
  title: 'Made-up developer',
  team: '',
  grade: '',
  roleLevel: 'uk-digital-data@2026-11-21/software-developer/developer',
  funded: 'yes',
  fte: '1',
}

for (const kind of storeKinds) {
  describe(`the structure of an organisation on ${kind}`, () => {
    it('has teams that are added, moved, and deleted when they are empty', async () => {
      const made = await administered(kind)
      const { send, page, store, person } = made
      await send('/teams/add', { name: 'Digital', reference: 'D', parent: '' })
      const digital = await teamNamed(made, 'Digital')
      await send('/teams/add', { name: 'Data', reference: 'DD', parent: digital })
      const data = await teamNamed(made, 'Data')
      assert.match((await page('/teams')).body, /Data[\s\S]*Digital/)
      assert.match((await page('/people/add')).body, /Digital › Data/)
      const same = await send('/teams/add', { name: 'Other', reference: 'D', parent: '' })
      assert.match(same.body, /Digital has this reference/)
      const circle = { name: 'Digital', reference: 'D', parent: data }
      const refused = await send(`/teams/${digital}/edit`, circle)
      assert.equal(refused.statusCode, 422)
      assert.match(refused.body, /Choose the team above it from the list|part of itself/)
      assert.equal((await send(`/teams/${digital}/delete`, {})).statusCode, 409)
      await store.write((db) =>
        db.updateTable('people').set({ team_id: data }).where('id', '=', person('plain')).execute(),
      )
      const listed = `/people?team=${data}&leavers=yes`
      assert.ok((await page(`/teams/${data}`)).body.includes(listed.replace('&', '&amp;')))
      const people = await page(listed)
      assert.match(people.body, /People of Data[\s\S]*>1 person</)
      assert.match(people.body, new RegExp(`name="team" value="${data}"`))
      for (const team of [made.id, 'x']) {
        assert.equal((await page(`/people?team=${team}`)).statusCode, 404, team)
        assert.equal((await page(`/people.json?team=${team}`)).statusCode, 404, team)
      }
      assert.equal((await page(`/people.json?team=${data}`)).json().data.people.length, 1)
      assert.equal((await send(`/teams/${data}/delete`, {})).statusCode, 409)
      await store.write((db) => db.updateTable('people').set({ team_id: null }).execute())
      assert.equal((await send(`/teams/${data}/delete`, {})).statusCode, 303)
      assert.equal(await teamNamed(made, 'Data'), '')
      assert.equal((await page(`/teams/${data}`)).statusCode, 404)
    })

    it('says what was saved, once, in the page that follows and to nobody else', async () => {
      const { app, id, session, send } = await administered(kind)
      const { cookie, word } = await session('administrator')
      const at = `/organisations/${id}/teams`
      const values = { word, name: '<b>Data</b>', reference: 'D', parent: '' }
      const sent = await app.inject({
        method: 'POST',
        url: `${at}/add`,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(values).toString(),
      })
      const carried = sent.cookies.find(({ name }) => name === 'capable-saved')
      assert.ok(carried?.httpOnly === true && carried.sameSite === 'Lax')
      assert.doesNotMatch(carried.value, /Data/)
      const saved = `capable-saved=${carried.value}`
      const body = async (...cookies: readonly string[]) =>
        (await app.inject({ url: at, headers: { cookie: cookies.join('; ') } })).body
      const banner = /role="alert"[\s\S]*The team &lt;b&gt;Data&lt;\/b&gt; was added\./
      const shown = await app.inject({ url: at, headers: { cookie: `${cookie}; ${saved}` } })
      assert.match(shown.body, banner)
      const gone = shown.cookies.find(({ name }) => name === 'capable-saved')
      assert.equal(gone?.value, '')
      assert.doesNotMatch(await body(cookie), /role="alert"/)
      const other = await session('administrator')
      assert.doesNotMatch(await body(other.cookie, saved), /role="alert"/)
      assert.doesNotMatch(await body(cookie, 'capable-saved=Made%20up'), /role="alert"|Made up/)
      // What has to be put right is not saved.
      const wrong = await send('/teams/add', { name: '', reference: 'E', parent: '' })
      assert.deepEqual(wrong.cookies, [])
    })

    it('has posts that people hold in part, and says how far each is filled', async () => {
      const made = await administered(kind)
      const { send, page, person, store, id, get } = made
      assert.equal((await send('/posts/add', { ...post, fte: '2' })).statusCode, 422)
      assert.equal((await send('/posts/add', post)).statusCode, 303)
      assert.match((await page('/posts')).body, /Vacant/)
      const at = `/posts/${await onlyPost(made)}`
      const holding = { terms: 'permanent', fte: '0.6', from: '2026-01-01', until: '' }
      const nobody = await send(`${at}/holdings/add`, { ...holding, who: 'nobody' })
      assert.match(nobody.body, /Nobody has this reference/)
      await send(`${at}/holdings/add`, { ...holding, who: 'PLAIN@example.org' })
      assert.match((await page(at)).body, /Partly filled: 0\.6 of 1/)
      assert.match((await page(at)).body, /Software developer: Developer<[\s\S]*Edition 20/)
      assert.match((await page(`${at}/edit`)).body, /selected>Software developer: Developer/)
      assert.match((await page(`/people/${person('plain')}`)).body, /Made-up developer/)
      const managed = await get('manager', `/organisations/${id}/team/${person('plain')}`)
      assert.match(managed.body, /Made-up developer/)
      const [held] = await store.read(async (db) => holdingsOf(db, id, [await onlyPost(made)]))
      const ended = { ...holding, until: '2026-02-01' }
      await send(`${at}/holdings/${held?.id ?? ''}`, ended)
      assert.match((await page(at)).body, /Vacant/)
    })

    it('has reporting lines that both people see, and no circle', async () => {
      const { send, page, person, events } = await administered(kind)
      const at = (who: Parameters<typeof person>[0]) => `/people/${person(who)}/relations/add`
      const to = { kind: 'line-manager', from: '2026-01-01', until: '' }
      assert.match(
        (await send(at('manager'), { ...to, other: 'plain' })).body,
        /They would manage each other/,
      )
      assert.match(
        (await send(at('planner'), { ...to, other: 'planner' })).body,
        /Nobody is their own line manager/,
      )
      assert.equal((await send(at('planner'), { ...to, other: 'manager' })).statusCode, 303)
      assert.match((await page(`/people/${person('planner')}/relations`)).body, /Test manager/)
      assert.match((await page(`/people/${person('manager')}/relations`)).body, /Test planner/)
      const changed = async (who: Parameters<typeof person>[0]) =>
        (await events(who)).filter(({ action }) => action === 'person.changed').length
      assert.deepEqual([await changed('planner'), await changed('manager')], [1, 1])
    })

    it('has grades in order with what they pay, and usual grades', async () => {
      const { send, page, store, id } = await administered(kind)
      await send('/grades/add', { name: 'Senior', position: '2', equivalent: 'SEO' })
      await send('/grades/add', { name: 'Junior', position: '1', equivalent: '' })
      const twice = await send('/grades/add', { name: 'Junior', position: '3', equivalent: '' })
      assert.match(twice.body, /There is a grade with this name/)
      const [junior] = await store.read((db) => gradesOf(db, id))
      const at = `/grades/${junior?.id ?? ''}/pay`
      const pay = { from: '2026-04-01', least: '£32,500', most: '30000' }
      assert.match((await send(at, pay)).body, /Highest pay must be/)
      assert.equal((await send(at, { ...pay, most: '36,000' })).statusCode, 303)
      const grade = junior?.id ?? ''
      const unknown = await send('/grades/usual/add', { roleLevel: 'king', grade })
      assert.match(unknown.body, /Choose the role level from the list/)
      await send('/grades/usual/add', { roleLevel: post.roleLevel, grade })
      const usual = { framework: 'uk-digital-data', roleLevel: 'software-developer/developer' }
      const { body } = await page('/grades')
      assert.match(body, /Junior[\s\S]*£32,500 to £36,000[\s\S]*Senior[\s\S]*SEO/)
      assert.match(body, /<th[^>]*>Software developer: Developer<\/th>/)
      assert.match(body, /Take away: Software developer: Developer/)
      const form = await page('/grades/usual/add')
      const group = /<optgroup label="Software developer">(.*?)<\/optgroup>/.exec(form.body)?.[1]
      assert.deepEqual(group?.match(/(?<=: )(?:Apprentice|Junior|Senior|Lead) developer(?=<)/g), [
        'Apprentice developer',
        'Junior developer',
        'Senior developer',
        'Lead developer',
      ])
      await send('/grades/usual/delete', usual)
      assert.match((await page('/grades')).body, /None is set/)
    })
  })
}
