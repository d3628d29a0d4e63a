import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { folded } from '../../framework/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { foldEmail } from './accounts.ts'
import { notOver } from './days.ts'
import { endInvitations } from './links.ts'

/** A person as they are kept. */
export type Person = Tables['people']

/** What is known of somebody who is added. */
export interface NewPerson {
  readonly organisationId: string
  readonly reference: string
  readonly name: string
  readonly email?: string | null
  readonly accountId?: string | null
  readonly teamId?: string | null
  readonly now: Date
}

/**
 * What a person is found by, folded: no case, no accents.
 *
 * @example
 * soughtText({ name: 'Zoë Ash', reference: 'A1', email: null }) // 'zoe ash\na1\n'
 */
export function soughtText({
  name,
  reference,
  email,
}: Pick<Person, 'name' | 'reference' | 'email'>): string {
  return [name, reference, email ?? ''].map(plain).join('\n')
}

function plain(text: string): string {
  return folded(text).normalize('NFKD').replace(/\p{M}/gu, '')
}

/**
 * What the folded text of people is like whose name has these words, one after the other. Who reads
 * names only finds nobody by a reference or an e-mail address.
 *
 * @example
 * namePattern('Zoë') // '%zoe%\n%\n%'
 */
export function namePattern(name: string): string {
  const words = literally(plain(name))
  return `%${words.split(' ').filter(Boolean).join('%')}%\n%\n%`
}

/** Adds a person and answers their identifier. */
export async function addPerson(db: Writing, person: NewPerson): Promise<string> {
  const id = randomUUID()
  const { reference, name } = person
  const email = person.email ?? null
  await db
    .insertInto('people')
    .values({
      id,
      organisation_id: person.organisationId,
      account_id: person.accountId ?? null,
      reference,
      name,
      email,
      sought: soughtText({ name, reference, email }),
      team_id: person.teamId ?? null,
      left_on: null,
      version: 1,
      created_at: person.now.toISOString(),
    })
    .execute()
  return id
}

/** A person of an organisation; of any other they are not found. */
export function personOf(
  db: Reading,
  organisationId: string,
  id: string,
): Promise<Person | undefined> {
  return db
    .selectFrom('people')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Which person, and in which state they were read. */
export interface PersonVersion {
  readonly organisationId: string
  readonly id: string
  readonly version: number
}

/**
 * Changes a person. An invitation was for the e-mail address that they had: it ends with that.
 * False: somebody else changed them since that version was read.
 */
export async function changePerson(
  db: Writing,
  { organisationId, id, version }: PersonVersion,
  change: Partial<Pick<Person, 'name' | 'email' | 'team_id' | 'left_on' | 'account_id'>>,
): Promise<boolean> {
  const kept = await personOf(db, organisationId, id)
  if (kept === undefined || kept.version !== version) return false
  if (change.email !== undefined && !isSameAddress(kept.email, change.email)) {
    await endInvitations(db, [id])
  }
  await db
    .updateTable('people')
    .set({ ...change, sought: soughtText({ ...kept, ...change }), version: version + 1 })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute()
  return true
}

/**
 * Whether two e-mail addresses, or none, are the same.
 *
 * @example
 * isSameAddress('Ada@example.org', 'ada@example.org') // true
 */
export function isSameAddress(one: string | null, other: string | null): boolean {
  return foldEmail(one ?? '') === foldEmail(other ?? '')
}

/** The first person of an organisation with an e-mail address, a reference or an account. */
export async function personBy(
  db: Reading,
  organisationId: string,
  by:
    | { readonly email: string; readonly except: string | null }
    | { readonly reference: string }
    | { readonly accountId: string },
): Promise<Person | undefined> {
  const people = db
    .selectFrom('people')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('created_at')
  if ('accountId' in by) return people.where('account_id', '=', by.accountId).executeTakeFirst()
  if ('reference' in by) return people.where('reference', '=', by.reference).executeTakeFirst()
  const others = by.except === null ? people : people.where('id', '!=', by.except)
  const found = await others.where(likeEmail(by.email)).execute()
  return found.find(hasEmail(by.email))
}

/**
 * The condition that people may have an e-mail address, for `hasEmail` to decide on: databases
 * fold letters each in their way, and SQLite only those of English.
 */
export function likeEmail(email: string): RawBuilder<SqlBool> {
  return sql`people.sought like ${`%\n${literally(plain(email))}`} escape '\\'`
}

/** Whether somebody has an e-mail address, in whichever case. */
export function hasEmail(email: string): (person: Pick<Person, 'email'>) => boolean {
  const folds = foldEmail(email)
  return (person) => foldEmail(person.email ?? '') === folds
}

/** As a pattern finds it. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, String.raw`\$&`)
}

/** A person with the name of the organisation that invites them. */
export type InvitedPerson = Person & { readonly organisation_name: string }

/** The person an invitation is for: the link says who, and stands for the right to know. */
export function invitedPerson(db: Reading, id: string): Promise<InvitedPerson | undefined> {
  return db
    .selectFrom('people')
    .innerJoin('organisations', 'organisations.id', 'people.organisation_id')
    .selectAll('people')
    .select('organisations.name as organisation_name')
    .where('people.id', '=', id)
    .executeTakeFirst()
}

/** Which people of an organisation are looked for. */
export interface PeopleSought {
  readonly organisationId: string
  /** Words that all stand in name, reference or e-mail address. */
  readonly words: string
  readonly leavers: boolean
  /** Those in this team itself. */
  readonly teamId?: string | undefined
  readonly today: string
}

/** A person in a list. */
export type ListedPerson = Person & { readonly team_name: string | null }

/** People of an organisation by name, a page of them. */
export function listPeople(
  db: Reading,
  sought: PeopleSought,
  { from, count }: { from: number; count: number },
): Promise<ListedPerson[]> {
  return matching(db, sought)
    .leftJoin('teams', 'teams.id', 'people.team_id')
    .selectAll('people')
    .select('teams.name as team_name')
    .orderBy('people.sought')
    .orderBy('people.id')
    .limit(count)
    .offset(from)
    .execute()
}

/** How many people of an organisation match. */
export async function countPeople(db: Reading, sought: PeopleSought): Promise<number> {
  const { count } = await matching(db, sought)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

function matching(db: Reading, sought: PeopleSought) {
  const { organisationId, words, leavers, teamId, today } = sought
  const all = db
    .selectFrom('people')
    .where('people.organisation_id', '=', organisationId)
    .$if(teamId !== undefined, (found) => found.where('people.team_id', '=', teamId ?? ''))
  const here = leavers ? all : all.where(notOver('people.left_on', today))
  return plain(words)
    .split(' ')
    .filter(Boolean)
    .reduce((found, word) => {
      const pattern = `%${literally(word)}%`
      return found.where(sql<boolean>`people.sought like ${pattern} escape '\\'`)
    }, here)
}

/** The names of people of an organisation by identifier. */
export async function namesOf(
  db: Reading,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Those of some people who are in an organisation, by name. */
export async function managedPeople(
  db: Reading,
  organisationId: string,
  ids: readonly string[],
): Promise<ListedPerson[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('people')
    .leftJoin('teams', 'teams.id', 'people.team_id')
    .selectAll('people')
    .select('teams.name as team_name')
    .where('people.organisation_id', '=', organisationId)
    .where('people.id', 'in', [...ids])
    .orderBy('people.sought')
    .execute()
}
