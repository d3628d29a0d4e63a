import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { createApp } from '../src/app.ts'
import { openLibrary } from '../src/editions/index.ts'
import { readConfig } from '../src/platform/index.ts'
import type { Store, Writing } from '../src/platform/store/index.ts'
import { changePurpose, purposeOf } from '../src/accounts/purposes/purpose-store.ts'
import type { PurposeName } from '../src/accounts/purposes/purposes.ts'
import { formWord, safeOf } from '../src/accounts/secrets.ts'
import type { Door } from '../src/accounts/sign-in.ts'
import { addAccount, changeAccount } from '../src/accounts/store/accounts.ts'
import { grantDuty } from '../src/accounts/store/duties.ts'
import { addOrganisation } from '../src/accounts/store/organisations.ts'
import { addPerson } from '../src/accounts/store/people.ts'
import { openSession } from '../src/accounts/store/sessions.ts'
import type { Duty } from '../src/accounts/permissions.ts'

/** The kinds of people that can ask for something. `half` and `unprotected` administer too. */
export const kinds = [
  'nobody',
  'alone',
  'foreign',
  'plain',
  'manager',
  'former',
  'planner',
  'half',
  'unprotected',
  'administrator',
] as const

/** One of them. */
export type Kind = (typeof kinds)[number]

/** Somebody made up who is in the organisation. */
export interface TestPerson {
  readonly accountId: string
  readonly personId: string
}

/** A made-up organisation with everybody in it, behind a real application on a real store. */
export interface TestOrganisation {
  readonly app: FastifyInstance
  readonly store: Store
  readonly door: Door
  readonly id: string
  /** `alone` and `foreign` are nobody here: their person is of no or another organisation. */
  readonly people: ReadonlyMap<Kind, TestPerson>
  /** Opens a session as somebody; the cookie and the word of its forms. */
  readonly session: (kind: Kind) => Promise<{ cookie: string; word: string }>
  readonly get: (kind: Kind, path: string) => Promise<LightMyRequestResponse>
  /** Sends a form as a page of the same session does. */
  readonly post: (
    kind: Kind,
    path: string,
    values?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>
}

/** Whoever decides with another must have had the duty for a while. */
const longAgo = new Date('2026-01-01')

/** Of a password that nobody knows any more. */
const nobodysPassword =
  '$argon2id$v=19$m=19456,t=2,p=1$SanH9rkf2pj8t5n8LvjyzA$EKh3RCRADYWdtqCZDMDXFj+YUi7IV5vuETPHzmIzqb4'

const given = {
  controller: 'Test department',
  contact: 'records@example.org',
  privacyNotice: 'Made up for tests.',
  retentionDecidedBy: 'Nobody real',
  accessibilityStatement: 'https://example.org/accessibility',
  freedomOfInformation: 'foi@example.org',
  marking: 'OFFICIAL',
}

/** The people of the organisation with their duties and whether they have a second factor. */
const members: readonly (readonly [Kind, readonly Duty[], boolean])[] = [
  ['plain', [], false],
  ['manager', [], true],
  ['former', [], true],
  ['planner', ['planner'], true],
  ['half', ['administrator'], true],
  ['unprotected', ['administrator'], false],
  ['administrator', ['administrator'], true],
]

/**
 * Makes the organisation in an empty store. Whoever calls it closes the application.
 *
 * @example
 * const organisation = await testOrganisation((await testDatabase('sqlite')).open())
 */
export async function testOrganisation(store: Store): Promise<TestOrganisation> {
  const door: Door = { store, safe: safeOf('x'.repeat(32)), now: () => new Date() }
  const people = new Map<Kind, TestPerson>()
  const id = await addEverybody(door, people)
  const app = await openApp(door)
  const session = async (kind: Kind): Promise<{ cookie: string; word: string }> => {
    const accountId = people.get(kind)?.accountId
    if (accountId === undefined) return { cookie: '', word: '' }
    const secondFactor = kind !== 'plain' && kind !== 'half' && kind !== 'unprotected'
    const token = await store.write((db) =>
      openSession(db, {
        accountId,
        secondFactor: secondFactor && kind !== 'alone',
        now: door.now(),
      }),
    )
    return { cookie: `capable=${token}`, word: formWord(token) }
  }
  return {
    app,
    store,
    door,
    id,
    people,
    session,
    async get(kind, path) {
      const { cookie } = await session(kind)
      return app.inject({ method: 'GET', url: path, headers: { cookie } })
    },
    async post(kind, path, values = {}) {
      const { cookie, word } = await session(kind)
      return app.inject({
        method: 'POST',
        url: path,
        headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ word, ...values }).toString(),
      })
    },
  }
}

const root = join(import.meta.dirname, '..')
const library = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
})
const config = readConfig({ LOG_LEVEL: 'silent' })

function openApp(door: Door): Promise<FastifyInstance> {
  return createApp({ library, config, strictViews: true, door })
}

function addEverybody(door: Door, people: Map<Kind, TestPerson>): Promise<string> {
  const now = door.now()
  return door.store.write(async (db) => {
    const organisationId = await addOrganisation(db, { name: 'Test department', now })
    const particulars = JSON.stringify(given)
    await db.updateTable('organisations').set({ particulars }).execute()
    const add = async (kind: Kind, owner: string, hasFactor: boolean): Promise<TestPerson> => {
      const email = `${kind}@example.org`
      const accountId = await addAccount(db, { email, name: `Test ${kind}`, now })
      await changeAccount(db, accountId, {
        password_hash: nobodysPassword,
        ...(hasFactor && { totp_secret: 'sealed', totp_confirmed_at: now.toISOString() }),
      })
      const person = { organisationId: owner, reference: kind, name: `Test ${kind}`, email }
      const personId = owner === '' ? '' : await addPerson(db, { ...person, accountId, now })
      const both = { accountId, personId }
      people.set(kind, both)
      return both
    }
    for (const [kind, duties, hasFactor] of members) {
      const { personId } = await add(kind, organisationId, hasFactor)
      for (const duty of duties) await grantDuty(db, { personId, duty, now: longAgo })
    }
    await add('alone', '', false)
    const other = await addOrganisation(db, { name: 'Other department', now })
    const { personId } = await add('foreign', other, true)
    await grantDuty(db, { personId, duty: 'administrator', now })
    const managed = people.get('plain')?.personId ?? ''
    const lines = [
      { other_id: people.get('manager')?.personId ?? '', until_day: null },
      { other_id: people.get('former')?.personId ?? '', until_day: '2026-01-31' },
    ]
    for (const line of lines) {
      const relation = { id: randomUUID(), person_id: managed, kind: 'line-manager' } as const
      await db
        .insertInto('relations')
        .values({ ...relation, ...line, from_day: '2026-01-01' })
        .execute()
    }
    await switchedOn(db, organisationId, 'organisation')
    return organisationId
  })
}

/** Says everything about a purpose and switches it on, as if that had been done long ago. */
export async function switchedOn(
  db: Writing,
  organisationId: string,
  purpose: PurposeName,
): Promise<void> {
  await changePurpose(db, await purposeOf(db, organisationId, purpose), {
    lawful_basis: 'public-task',
    basis_text: 'Made up for tests',
    notice: 'Made up for tests.',
    retention_months: 24,
    on_from: '2026-01-01',
    off_from: null,
  })
}
