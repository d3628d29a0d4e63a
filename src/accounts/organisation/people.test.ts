import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, idIn, valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'
import { organisationById } from '../store/organisations.ts'
import { addPerson, personOf } from '../store/people.ts'

const ada = { name: 'Zoë Made-up', reference: 'T100', email: 'zoe@example.org', team: '' }

for (const kind of storeKinds) {
  describe(`people of an organisation on ${kind}`, () => {
    it('are found by any part of name, reference or address, without accents', async () => {
      const { send, page } = await administered(kind)
      assert.equal((await send('/people/add', ada)).statusCode, 303)
      for (const words of ['zoe', 'MADE-UP zoë', 't100', 'zoe@example']) {
        const { body } = await page(`/people?q=${encodeURIComponent(words)}`)
        assert.match(body, /1 person/, words)
        assert.match(body, /Zoë Made-up/)
      }
      assert.match((await page('/people?q=%25')).body, /0 people/)
    })

    it('are listed fifty a page, without those who have left', async () => {
      const { store, id, page } = await administered(kind)
      await store.write(async (db) => {
        for (let at = 0; at < 60; at += 1) {
          const made = { organisationId: id, reference: `M${at}`, name: `Made ${at}` }
          await addPerson(db, { ...made, now: new Date() })
        }
        await db
          .updateTable('people')
          .set({ left_on: '2026-01-01' })
          .where('reference', '=', 'M1')
          .execute()
      })
      assert.match((await page('/people?q=made')).body, /1 to 50 of 59 people/)
      const second = await page('/people?q=made&page=2')
      assert.match(second.body, /51 to 59 of 59 people/)
      assert.match(second.body, /rel="prev"/)
      const all = await page('/people?q=made&page=9&leavers=yes')
      assert.match(all.body, /51 to 60 of 60 people/)
    })

    it('have a reference and an address that nobody else has, and nothing is lost', async () => {
      const { send } = await administered(kind)
      await send('/people/add', ada)
      const again = await send('/people/add', {
        ...ada,
        name: 'Bo Made-up',
        email: 'ZOE@example.org',
      })
      assert.equal(again.statusCode, 422)
      assert.match(again.body, /Zoë Made-up has this reference/)
      assert.match(again.body, /Zoë Made-up has this e-mail address/)
      assert.equal(valuesIn(again)['name'], 'Bo Made-up')
    })

    it('have names that can be seen', async () => {
      const { send } = await administered(kind)
      for (const [name, why] of [
        ['Zoë\u2060 Made-up', /Name must not hold characters that cannot be seen/],
        ['–', /Name must hold a letter or a digit/],
      ] as const) {
        const refused = await send('/people/add', { ...ada, name })
        assert.equal(refused.statusCode, 422)
        assert.match(refused.body, why)
      }
    })

    it('have an address that nobody else has, in whichever case of any letter', async () => {
      const { send } = await administered(kind)
      const pairs = [
        ['É_1%@b.example', 'é_1%@b.example'],
        ['я@b.example', 'Я@b.example'],
        ['\u212a@b.example', 'k@b.example'],
      ] as const
      for (const [at, [first, second]] of pairs.entries()) {
        const person = { name: 'Made up', reference: `A${at}`, team: '' }
        assert.equal((await send('/people/add', { ...person, email: first })).statusCode, 303)
        const again = await send('/people/add', { ...person, reference: `B${at}`, email: second })
        assert.match(again.body, /Made up has this e-mail address/)
      }
      // Accents are told apart, and what a pattern would take for anything.
      for (const [at, email] of ['e_1%@b.example', 'éx1%@b.example'].entries()) {
        const person = { name: 'Made up', reference: `C${at}`, team: '', email }
        assert.equal((await send('/people/add', person)).statusCode, 303)
      }
    })

    it('wait until it is said who answers for the records; administrators need not', async () => {
      const { send, page, unsay, store, id, alone } = await administered(kind)
      await alone()
      await unsay()
      const refused = await send('/people/add', ada)
      assert.equal(refused.statusCode, 409)
      assert.match(refused.body, /Nobody but administrators can be added yet/)
      assert.match(refused.body, /the privacy notice/)
      assert.doesNotMatch((await page('')).body, /not the official framework service/)
      const added = idIn(await send('/administrators/add', ada))
      assert.match((await page(`/people/${added}`)).body, /Administrator/)
      await store.write((db) => db.updateTable('organisations').set({ demonstration: 1 }).execute())
      const made = await send('/people/add', { ...ada, reference: 'T101', email: '' })
      assert.equal(made.statusCode, 303)
      assert.ok(await store.read((db) => personOf(db, id, idIn(made))))
    })

    it('are not added while the purpose of keeping them is off; administrators are', async () => {
      const { send, page, switchOff, switchOn, store, alone } = await administered(kind)
      await alone()
      await switchOff('organisation')
      const refused = await send('/people/add', ada)
      assert.equal(refused.statusCode, 409)
      assert.match(refused.body, /“Running the organisation” is off since 2 January 2026/)
      assert.match(refused.body, /href="[^"]*\/purposes\/organisation"/)
      assert.match((await page('/people')).body, /Switch the purpose on again/)
      assert.match((await page('')).body, /Switch the purpose “Running the organisation” on again/)
      assert.match((await page('/import')).body, /Nobody can be loaded yet/)
      assert.equal((await send('/administrators/add', ada)).statusCode, 303)
      await store.write((db) => db.deleteFrom('purposes').execute())
      assert.match((await page('/people/add')).body, /has not been switched on/)
      const { body: home } = await page('')
      assert.match(home, /Say why records of people are kept/)
      assert.match(home, /Add your grades/)
      assert.doesNotMatch(home, /Fill in the papers/, 'there are people already')
      await switchOn('organisation')
      const other = { ...ada, reference: 'T101', email: '' }
      assert.equal((await send('/people/add', other)).statusCode, 303)
    })

    it('are changed by one of two who edit at once, and the second chooses', async () => {
      const { send, page, person, store, id, events } = await administered(kind)
      const path = `/people/${person('plain')}/edit`
      const form = valuesIn(await page(path))
      const values = { version: form['version'] ?? '', name: 'Test plain', left: '', team: '' }
      const first = await send(path, { ...values, email: 'first@example.org' })
      assert.equal(first.statusCode, 303)
      const second = await send(path, { ...values, name: 'Second', email: 'plain@example.org' })
      assert.equal(second.statusCode, 409)
      assert.match(second.body, /first@example\.org[\s\S]*Saved by Test administrator/)
      assert.match(second.body, /plain@example\.org[\s\S]*Sent by you/)
      const carried = valuesIn(second)
      delete carried['name']
      delete carried['email']
      const left = await send(path, carried)
      assert.equal(left.statusCode, 422)
      assert.match(left.body, /Choose a version: Name/)
      const chosen = { ...carried, name: 'Second', email: 'first@example.org' }
      assert.equal((await send(path, chosen)).statusCode, 303)
      const kept = await store.read((db) => personOf(db, id, person('plain')))
      assert.deepEqual([kept?.name, kept?.email], ['Second', 'first@example.org'])
      const changes = (await events('plain')).filter(({ action }) => action === 'person.changed')
      assert.deepEqual(changes.map(({ details }) => details).toSorted(), [
        '{"what":"e-mail address"}',
        '{"what":"name"}',
      ])
    })

    it('see who read what is held about them, when and for what, and take it away', async () => {
      const { page, get, person, events } = await administered(kind)
      await page(`/people/${person('plain')}`)
      await get(
        'manager',
        `/organisations/${(await events('plain'))[0]?.organisation_id}/team/${person('plain')}`,
      )
      const record = await get('plain', `/account/record/${person('plain')}`)
      assert.match(record.body, /Test administrator[\s\S]*Running the organisation/)
      assert.match(record.body, /Line manager: Test manager/)
      const file = await get('plain', `/account/record/${person('plain')}/file`)
      assert.match(String(file.headers['content-disposition']), /attachment/)
      const held: unknown = JSON.parse(file.body)
      assert.ok(typeof held === 'object' && held !== null && 'person' in held)
      const actions = (await events('plain')).map(({ action }) => action)
      assert.deepEqual(actions.toSorted(), ['person.exported', 'person.read', 'person.read'])
    })

    it('are asked for by their own manager with name, team, post and grade, and no more', async () => {
      const { get, person, id } = await administered(kind)
      const { body } = await get('manager', `/organisations/${id}/team/${person('plain')}`)
      assert.match(body, /Test plain/)
      assert.doesNotMatch(body, /plain@example\.org/)
    })
  })

  describe(`who answers for the records on ${kind}`, () => {
    const given = {
      controller: 'Made-up department',
      contact: 'dpo@example.org',
      privacyNotice: 'https://example.org/privacy',
      retentionDecidedBy: 'The made-up board, 1 June 2026',
      accessibilityStatement: 'https://example.org/accessibility',
      freedomOfInformation: 'foi@example.org',
      marking: 'OFFICIAL',
    }

    it('can be said in parts, and stands at the foot of pages when all is said', async () => {
      const { send, page, unsay } = await administered(kind)
      await unsay()
      const version = valuesIn(await page('/particulars'))['version'] ?? ''
      const part = { ...given, marking: '', version }
      assert.equal((await send('/particulars', part)).statusCode, 303)
      const { body } = await page('')
      assert.match(body, /Still missing: the handling marking\./)
      const next = valuesIn(await page('/particulars'))['version'] ?? ''
      assert.equal((await send('/particulars', { ...given, version: next })).statusCode, 303)
      assert.match(
        (await page('/people')).body,
        /Run by Made-up department; not the official framework service\. Handle as OFFICIAL\./,
      )
    })

    it('is not overwritten by the second of two', async () => {
      const { send, page, store, id } = await administered(kind)
      const version = valuesIn(await page('/particulars'))['version'] ?? ''
      await send('/particulars', { ...given, version })
      const second = await send('/particulars', { ...given, controller: 'Another', version })
      assert.equal(second.statusCode, 409)
      const kept = await store.read((db) => organisationById(db, id))
      assert.match(kept?.particulars ?? '', /Made-up department/)
      // The same words twice are no conflict.
      assert.equal((await send('/particulars', { ...given, version })).statusCode, 303)
    })

    it('refuses what is no address, in a sentence at the field', async () => {
      const { send, page } = await administered(kind)
      const version = valuesIn(await page('/particulars'))['version'] ?? ''
      const wrong = await send('/particulars', {
        ...given,
        accessibilityStatement: 'javascript:alert(1)',
        version,
      })
      assert.equal(wrong.statusCode, 422)
      assert.match(wrong.body, /Enter a web address that begins with https/)
    })
  })
}
