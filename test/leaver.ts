import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Store, StoreKind } from '../src/platform/store/index.ts'
import { administered } from './administered.ts'
import { addAccount, changeAccount } from '../src/accounts/store/accounts.ts'
import { grantDuty } from '../src/accounts/store/duties.ts'
import { log } from '../src/accounts/store/events.ts'
import { send } from '../src/accounts/store/messages.ts'
import { addPerson } from '../src/accounts/store/people.ts'
import { changePurpose, purposeOf } from '../src/accounts/purposes/purpose-store.ts'

/** A second administrator who can decide, as the ten kinds have one only. */
export async function withTwoAdministrators(kind: StoreKind) {
  const organisation = await administered(kind)
  const { store, id: organisationId, people } = organisation
  const manager = people.get('manager')?.personId ?? ''
  await store.write((db) =>
    grantDuty(db, { personId: manager, duty: 'administrator', now: new Date('2026-01-01') }),
  )
  const at = (path: string): string => `/organisations/${organisationId}${path}`
  return {
    ...organisation,
    at,
    /** What the second administrator does: the line manager of the ten. */
    other: {
      page: (path: string) => organisation.get('manager', at(path)),
      send: (path: string, values: Readonly<Record<string, string>>) =>
        organisation.post('manager', at(path), values),
    },
  }
}

/** What somebody made up who left is found by, in any table. */
export const marks = {
  name: 'Zebedee Leaver',
  email: 'zebedee.leaver@example.org',
  reference: 'LEAVER-77',
}

/** Adds somebody who left on a day, with a post, a reporting line, a duty, an account and a log. */
export async function addLeaver(
  store: Store,
  {
    organisationId,
    managerId,
    leftOn,
  }: { organisationId: string; managerId: string; leftOn: string },
): Promise<{ readonly personId: string; readonly accountId: string }> {
  const now = new Date('2026-01-05T09:00:00.000Z')
  return store.write(async (db) => {
    const { name, email, reference } = marks
    const accountId = await addAccount(db, { email, name, now })
    await changeAccount(db, accountId, { password_hash: 'none that any password has' })
    const personId = await addPerson(db, { organisationId, reference, name, email, accountId, now })
    await db.updateTable('people').set({ left_on: leftOn }).where('id', '=', personId).execute()
    const post = {
      id: randomUUID(),
      organisation_id: organisationId,
      team_id: null,
      grade_id: null,
    }
    await db
      .insertInto('posts')
      .values({
        ...post,
        reference: randomUUID(),
        title: 'Made-up post',
        framework: null,
        edition: null,
        role_level: null,
        funded: 1,
        fte: 100,
      })
      .execute()
    const days = { from_day: '2026-01-05', until_day: '2026-01-20' }
    await db
      .insertInto('holdings')
      .values({
        id: randomUUID(),
        post_id: post.id,
        person_id: personId,
        terms: 'permanent',
        fte: 100,
        ...days,
      })
      .execute()
    const line = { person_id: personId, other_id: managerId, kind: 'line-manager' } as const
    await db
      .insertInto('relations')
      .values({ id: randomUUID(), ...line, ...days })
      .execute()
    const pinned = { person_id: personId, framework: 'uk-digital-data', edition: '2017-03-23' }
    await db
      .insertInto('skill_ratings')
      .values({
        id: randomUUID(),
        ...pinned,
        skill: 'made-up-skill',
        number: 1,
        level: null,
        ticked: '[]',
        counted: null,
        note: `${name} wrote this`,
        confidence: null,
        interest: null,
        claims: '[]',
        state: 'draft',
        version: 1,
        rated_at: now.toISOString(),
      })
      .execute()
    await db
      .insertInto('skill_targets')
      .values({
        id: randomUUID(),
        ...pinned,
        role_level: 'made-up/role-level',
        added_at: now.toISOString(),
      })
      .execute()
    await grantDuty(db, { personId, duty: 'planner', now })
    const read = new Date('2026-03-05T09:00:00.000Z')
    await log(db, { action: 'person.added', accountId: null, organisationId, personId, now })
    await log(db, { action: 'person.read', accountId: null, organisationId, personId, now: read })
    await send(db, { accountId, subject: `To ${name}`, body: 'Made up.', now })
    return { personId, accountId }
  })
}

/** Says how long people are kept, and switches the purpose on. */
export async function keepFor(
  store: Store,
  { organisationId, months }: { organisationId: string; months: number },
): Promise<void> {
  await store.write(async (db) => {
    const kept = await purposeOf(db, organisationId, 'organisation')
    await changePurpose(db, kept, {
      lawful_basis: 'public-task',
      basis_text: 'Made up for tests',
      notice: 'https://example.org/notice',
      retention_months: months,
      on_from: '2026-01-01',
    })
  })
}

/** In which tables any of some texts is, in any column. The list of erasures holds identifiers on purpose. */
export async function tablesWith(
  store: Store,
  texts: readonly string[],
): Promise<readonly string[]> {
  return store.read(async (db) => {
    const found: string[] = []
    for (const { name } of await db.introspection.getTables()) {
      if (name === 'erasures') continue
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
      const all = JSON.stringify(rows).toLowerCase()
      if (texts.some((text) => all.includes(text.toLowerCase()))) found.push(name)
    }
    return found.toSorted()
  })
}
