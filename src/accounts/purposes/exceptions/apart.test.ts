import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, it } from 'node:test'
import { idIn } from '../../../../test/administered.ts'
import { withTwoAdministrators } from '../../../../test/leaver.ts'
import { storeKinds } from '../../../../test/stores.ts'
import type { StoreKind } from '../../../platform/store/index.ts'
import type { Kind } from '../../../../test/organisation.ts'
import { enter } from '../../provider/enter.ts'
import { writeMail } from '../../mail/write.ts'
import { claimMail, queueMail } from '../../store/outgoing-mails.ts'
import type { Action } from '../../store/events.ts'
import { log } from '../../store/events.ts'
import { changePerson, personOf } from '../../store/people.ts'
import { isApart } from './apart.ts'

const agree = { decision: 'agreed', reason: 'It is needed.' }
const access = { kind: 'grievance', reader: 'planner', days: '14', reason: 'A grievance' }
const claim = { reason: 'A claim' }

async function withLog(kind: StoreKind) {
  const organisation = await withTwoAdministrators(kind)
  const { store, id: organisationId, person, people, at, post, get } = organisation
  return {
    ...organisation,
    /** Puts into the log what was done to somebody, by somebody else or by whoever runs it. */
    done: (action: Action, to: Kind, by?: Kind, now = new Date()) =>
      store.write((db) =>
        log(db, {
          action,
          accountId: by === undefined ? null : (people.get(by)?.accountId ?? ''),
          organisationId,
          personId: person(to),
          now,
        }),
      ),
    apart: (who: Kind) =>
      store.read((db) => isApart(db, { personId: person(who), now: new Date() })),
    /** A third who could administer: `planner` of the ten. */
    third: {
      page: (path: string) => get('planner', at(path)),
      send: (path: string, values: Readonly<Record<string, string>>) =>
        post('planner', at(path), values),
    },
    since: (who: Kind, day: string) =>
      store.write((db) =>
        db
          .updateTable('duties')
          .set({ from_day: day })
          .where('person_id', '=', person(who))
          .where('duty', '=', 'administrator')
          .execute(),
      ),
  }
}

for (const kind of storeKinds) {
  describe(`two people on ${kind}`, () => {
    it('are none where one has just made the other: who was made an administrator asks for nothing', async () => {
      const { send, third, other, get, at, person, since } = await withLog(kind)
      const hold = idIn(await send(`/people/${person('half')}/hold`, claim))
      await other.send(`/requests/${hold}`, agree)
      const made = await send(`/people/${person('planner')}/duties`, {
        duty: 'administrator',
        give: 'yes',
      })
      assert.equal(made.statusCode, 303)
      const about = `/people/${person('plain')}`
      const tries = [
        await third.send(`${about}/access`, access),
        await third.send(`${about}/hold`, claim),
        await third.send(`/requests/${hold}/end`, claim),
      ]
      for (const answer of tries) {
        assert.equal(answer.statusCode, 422)
        assert.match(answer.body, /administrator for less than a week/)
      }
      assert.equal((await get('planner', at(`/held/${person('plain')}`))).statusCode, 403)
      await since('planner', '2026-01-01')
      assert.equal((await third.send(`${about}/hold`, claim)).statusCode, 303)
    })

    it('are looked at again when it is decided', async () => {
      const { send, other, person, done, store } = await withLog(kind)
      const path = `/requests/${idIn(await send(`/people/${person('plain')}/hold`, claim))}`
      await done('account.new-password-offered', 'administrator', 'manager')
      assert.equal((await other.send(path, agree)).statusCode, 409)
      assert.match((await other.page(path)).body, /Whoever asked has been an administrator/)
      await store.write((db) => db.deleteFrom('events').execute())
      await store.write((db) =>
        db
          .updateTable('duties')
          .set({ until_day: '2026-01-02' })
          .where('person_id', '=', person('administrator'))
          .execute(),
      )
      assert.equal((await other.send(path, agree)).statusCode, 409, 'an administrator no more')
      await store.write((db) => db.updateTable('duties').set({ until_day: null }).execute())
      assert.equal((await other.send(path, agree)).statusCode, 303)
    })

    it('have not helped whoever would read into their account, who has not just joined', async () => {
      const { send, other, person, done, store } = await withLog(kind)
      const about = `/people/${person('plain')}/access`
      const nothing = () => store.write((db) => db.deleteFrom('events').execute())
      await done('invitation.sent', 'planner', 'administrator')
      const helped = await send(about, access)
      assert.equal(helped.statusCode, 422)
      assert.match(helped.body, /you helped them into their account/)
      await nothing()
      await done('invitation.accepted', 'planner', 'planner')
      assert.equal((await send(about, access)).statusCode, 422)
      await nothing()
      await done('account.second-factor-removed', 'planner', 'half')
      const path = `/requests/${idIn(await send(about, access))}`
      await done('account.second-factor-removed', 'planner', 'manager')
      assert.equal((await other.send(path, agree)).statusCode, 409)
      assert.match((await other.page(path)).body, /one of you two helped them/)
      await nothing()
      assert.equal((await other.send(path, agree)).statusCode, 303)
    })

    it('are none for a week after a break, a new second factor by another or a command', async () => {
      const { apart, done, store, person } = await withLog(kind)
      const nothing = () => store.write((db) => db.deleteFrom('events').execute())
      assert.equal(await apart('manager'), true)
      for (const action of ['invitation.sent', 'account.second-factor-removed'] as const) {
        await done(action, 'manager', 'administrator')
        assert.equal(await apart('manager'), false, action)
        await nothing()
      }
      await done('account.new-password-offered', 'manager')
      assert.equal(await apart('manager'), false)
      await nothing()
      const days8 = new Date(Date.now() - 8 * 86_400_000)
      await done('account.new-password-offered', 'manager', 'administrator', days8)
      await done('person.changed', 'manager', 'administrator')
      assert.equal(await apart('manager'), true)
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
      await store.write(async (db) => {
        const mine = db.updateTable('duties').where('person_id', '=', person('manager'))
        await mine.set({ until_day: yesterday }).execute()
        await db
          .insertInto('duties')
          .values({
            id: randomUUID(),
            person_id: person('manager'),
            duty: 'administrator',
            team_id: null,
            from_day: yesterday,
            until_day: null,
            provider: null,
          })
          .execute()
      })
      assert.equal(await apart('manager'), false, 'given again')
    })

    it('are not kept from deciding by what anybody can ask for without signing in', async () => {
      const { apart, events, store } = await withLog(kind)
      const now = new Date()
      await store.write((db) =>
        queueMail(db, { purpose: 'help', address: 'manager@example.org', now }),
      )
      const written = await store.write(async (db) => {
        const mail = await claimMail(db, now)
        return mail && writeMail(db, { mail, baseUrl: 'https://skills.example.org', now })
      })
      assert.equal(written?.to, 'manager@example.org')
      const done = (await events('manager')).map(({ action }) => action)
      assert.deepEqual(done, ['account.new-password-asked'])
      assert.equal(await apart('manager'), true)
    })

    it('are none while another has just changed the e-mail address of one', async () => {
      const { apart, send, other, person, store } = await withLog(kind)
      const edit = `/people/${person('manager')}/edit`
      const values = { name: 'Test manager', team: '', left: '' }
      const saved = await other.send(edit, { ...values, version: '1', email: 'own@example.org' })
      assert.equal(saved.statusCode, 303)
      assert.equal(await apart('manager'), true, 'changed by themselves')
      await send(edit, { ...values, version: '2', email: 'second@example.org' })
      assert.equal(await apart('manager'), false)
      await store.write((db) => db.deleteFrom('events').execute())
      assert.equal(await apart('manager'), true)
    })

    it('are none where the account of the reader was taken over after they agreed', async () => {
      const { send, other, get, at, person, done, events } = await withLog(kind)
      const held = at(`/held/${person('plain')}`)
      const request = idIn(await send(`/people/${person('plain')}/access`, access))
      await other.send(`/requests/${request}`, agree)
      assert.equal((await get('planner', held)).statusCode, 200)
      const read = (await events('plain')).length
      await done('account.second-factor-removed', 'planner', 'administrator')
      for (const url of [held, `${held}/file`]) {
        const { statusCode, body } = await get('planner', url)
        assert.equal(statusCode, 403)
        assert.match(body, /Exceptional access rests for a week/)
      }
      assert.equal((await events('plain')).length, read)
    })

    it('are none in the week after one of them joined, also by the sign-in provider', async () => {
      const { apart, store, person, id: organisationId } = await withLog(kind)
      const email = 'second.mailbox@example.org'
      const id = person('manager')
      const change = { account_id: null, email }
      await store.write(async (db) => {
        const { version } = (await personOf(db, organisationId, id)) ?? { version: 0 }
        assert.ok(await changePerson(db, { organisationId, id, version }, change))
      })
      const arrival = {
        issuer: 'https://provider.example',
        subject: 'somebody',
        name: 'Somebody',
        email,
        organisationId,
        duties: new Set<never>(),
        secondFactor: true,
      }
      const entering = { arrival, name: 'Provider', connecting: undefined, now: new Date() }
      await store.write((db) => enter(db, entering))
      assert.equal(await apart('manager'), false)
    })
  })
}
