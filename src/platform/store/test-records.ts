import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { isTable } from './erasures.ts'
import type { Reading, Store, Writing } from './store.ts'
import { tables } from './tables.ts'
import type { Tables } from './tables.ts'

const moment = '2026-11-02T09:00:00.000Z'
const day = '2026-11-02'

/** Writes a row or more into every table, with rows that refer to later ones. Answers the account. */
export function fill(store: Store): Promise<{ readonly accountId: string }> {
  return store.write(async (db) => {
    const organisation = await addOrganisation(db, 'Ministry of Kites')
    const accountId = await addAccount(db)
    const person = await addPeople(db, { organisation, accountId })
    await addPosts(db, { organisation, person })
    const mark = { table_name: 'accounts', row_id: randomUUID(), erased_at: moment }
    await db.insertInto('erasures').values(mark).execute()
    await addFiles(db, { organisation, accountId })
    await addPurposes(db, { organisation, person, accountId })
    await addSkills(db, person)
    return { accountId }
  })
}

/** Adds an organisation and answers its identifier. */
export async function addOrganisation(db: Writing, name: string): Promise<string> {
  const id = randomUUID()
  const row = { id, name, demonstration: 0, particulars: '{}', version: 1 } as const
  await db
    .insertInto('organisations')
    .values({ ...row, created_at: moment })
    .execute()
  return id
}

async function addAccount(db: Writing): Promise<string> {
  const id = randomUUID()
  const account: Tables['accounts'] = {
    id,
    email: 'zoe@example.org',
    name: 'Zoë "Quotes" Ash, 日本語 🪁',
    password_hash: '$argon2id$…',
    totp_secret: null,
    totp_confirmed_at: null,
    totp_step: 59_000_000,
    closed_at: null,
    version: 1,
    created_at: moment,
  }
  await db.insertInto('accounts').values(account).execute()
  const code = { code_hash: randomUUID(), account_id: id, used_at: null }
  await db.insertInto('recovery_codes').values(code).execute()
  const identity = { issuer: 'https://idp.example.org', subject: 'a-1', account_id: id }
  await db
    .insertInto('identities')
    .values({ ...identity, created_at: moment })
    .execute()
  await db.insertInto('framework_owners').values({ account_id: id, granted_at: moment }).execute()
  const message = { id: randomUUID(), account_id: id, subject: 'A\nB', body: 'Line\r\nline' }
  await db
    .insertInto('messages')
    .values({ ...message, created_at: moment, read_at: null })
    .execute()
  await addPassing(db, id)
  return id
}

async function addPassing(db: Writing, id: string): Promise<void> {
  const dates = { created_at: moment, expires_at: moment }
  await db
    .insertInto('sessions')
    .values({
      token_hash: 's',
      account_id: id,
      ...dates,
      seen_at: moment,
      second_factor_at: null,
    })
    .execute()
  await db
    .insertInto('one_time_links')
    .values({
      token_hash: 'l',
      account_id: id,
      person_id: null,
      purpose: 'new-password',
      ...dates,
      used_at: null,
    })
    .execute()
  await db
    .insertInto('provider_requests')
    .values({ token_hash: 'p', account_id: id, next: '/account', expires_at: moment })
    .execute()
  await db
    .insertInto('outgoing_mails')
    .values({
      id: randomUUID(),
      purpose: 'message',
      account_id: id,
      person_id: null,
      address: null,
      created_at: moment,
      due_at: moment,
      tries: 0,
    })
    .execute()
  await db.insertInto('throttles').values({ key: 'k', count: 1, until: moment }).execute()
}

async function addPeople(
  db: Writing,
  { organisation, accountId }: { organisation: string; accountId: string },
): Promise<string> {
  const team = { id: randomUUID(), organisation_id: organisation, reference: 'A', name: 'Team' }
  const above = { ...team, id: randomUUID(), reference: 'B', parent_id: null }
  await db
    .insertInto('teams')
    .values({ ...team, parent_id: null })
    .execute()
  await db.insertInto('teams').values(above).execute()
  // The team comes before the one above it.
  await db.updateTable('teams').set({ parent_id: above.id }).where('id', '=', team.id).execute()
  const person: Tables['people'] = {
    id: randomUUID(),
    organisation_id: organisation,
    account_id: accountId,
    reference: '1',
    name: 'Zoë Ash',
    email: null,
    sought: 'zoe ash',
    team_id: team.id,
    left_on: null,
    version: 1,
    created_at: moment,
  }
  await db.insertInto('people').values(person).execute()
  const event = { id: randomUUID(), at: moment, organisation_id: organisation, details: '{}' }
  await db
    .insertInto('events')
    .values({
      ...event,
      account_id: accountId,
      person_id: null,
      purpose: null,
      action: 'person.read',
    })
    .execute()
  const held = { from_day: day, until_day: null }
  const duty = { id: randomUUID(), person_id: person.id, duty: 'planner', team_id: team.id }
  await db
    .insertInto('duties')
    .values({ ...duty, ...held })
    .execute()
  const relation = { id: randomUUID(), person_id: person.id, other_id: person.id, ...held }
  await db
    .insertInto('relations')
    .values({ ...relation, kind: 'countersigner' })
    .execute()
  return person.id
}

async function addPosts(
  db: Writing,
  { organisation, person }: { organisation: string; person: string },
): Promise<void> {
  const owner = { organisation_id: organisation }
  const grade = { id: randomUUID(), ...owner, name: 'G7', position: 5, equivalent: null }
  await db.insertInto('grades').values(grade).execute()
  const pay = { id: randomUUID(), grade_id: grade.id, from_day: day }
  await db
    .insertInto('pay_ranges')
    .values({ ...pay, least_pence: 5_000_000, most_pence: 6_000_000 })
    .execute()
  const usual = { ...owner, framework: 'kites', role_level: 'maker/lead', grade_id: grade.id }
  await db.insertInto('usual_grades').values(usual).execute()
  const post: Tables['posts'] = {
    id: randomUUID(),
    ...owner,
    team_id: null,
    grade_id: grade.id,
    reference: 'P1',
    title: 'Lead maker',
    framework: 'kites',
    edition: '2026-11-02',
    role_level: 'maker/lead',
    funded: 1,
    fte: 80,
  }
  await db.insertInto('posts').values(post).execute()
  await addProfile(db, { organisation, person, post: post.id })
  const release = { id: randomUUID(), ...owner, series: 1, day, rules: '{}', counts: '{}' }
  await db
    .insertInto('figure_releases')
    .values({ ...release, made_at: moment })
    .execute()
  const holding = { id: randomUUID(), post_id: post.id, person_id: person, fte: 80 }
  await db
    .insertInto('holdings')
    .values({ ...holding, terms: 'loan', from_day: day, until_day: null })
    .execute()
}

async function addProfile(
  db: Writing,
  { organisation, person, post }: { organisation: string; person: string; post: string },
): Promise<void> {
  const profile: Tables['post_profiles'] = {
    id: randomUUID(),
    organisation_id: organisation,
    name: 'Lead maker of the north',
    framework: 'kites',
    edition: '2026-11-02',
    role_level: 'maker/lead',
    owner_id: person,
    from_day: day,
    state: 'in-use',
    version: 1,
    list_version: 2,
    created_at: moment,
    changed_at: moment,
  }
  await db.insertInto('post_profiles').values(profile).execute()
  const change: Tables['post_profile_changes'] = {
    id: randomUUID(),
    profile_id: profile.id,
    kind: 'local',
    skill: null,
    name: 'Weather lore',
    description: 'Knows the wind.',
    level: 'working',
    reason: '',
    statements: '{"working":["You can tell the wind"]}',
    version: 2,
  }
  await db.insertInto('post_profile_changes').values(change).execute()
  const carried = { post_id: post, profile_id: profile.id }
  await db.insertInto('post_profile_posts').values(carried).execute()
}

async function addFiles(
  db: Writing,
  { organisation, accountId }: { organisation: string; accountId: string },
): Promise<void> {
  const owner = { organisation_id: organisation, mapping: '{"name":"name"}' }
  await db
    .insertInto('column_mappings')
    .values({ ...owner, headers_hash: 'h', saved_at: moment })
    .execute()
  await db
    .insertInto('pending_imports')
    .values({
      ...owner,
      id: randomUUID(),
      account_id: accountId,
      file_name: 'people.csv',
      content: '{}',
      outcome: null,
      created_at: moment,
      expires_at: moment,
    })
    .execute()
  const waits = { report: '{}', editions: '[]', loaded_at: null, created_at: moment }
  await db
    .insertInto('pending_editions')
    .values({
      ...waits,
      id: randomUUID(),
      account_id: accountId,
      file_names: '[]',
      expires_at: moment,
    })
    .execute()
  const edition = { framework: 'kites', edition: '2026-11-02', content: 'H4sI', findings: 'H4sI' }
  await db
    .insertInto('editions')
    .values({
      ...edition,
      files: '[]',
      imported_at: moment,
      imported_by: 'browser',
      account_id: accountId,
    })
    .execute()
}

async function addPurposes(
  db: Writing,
  { organisation, person, accountId }: { organisation: string; person: string; accountId: string },
): Promise<void> {
  const purpose: Tables['purposes'] = {
    organisation_id: organisation,
    purpose: 'planning',
    lawful_basis: 'public-task',
    basis_text: 'Kites Act 1900',
    notice: 'https://example.org/notice',
    retention_months: 12,
    on_from: day,
    off_from: null,
    version: 1,
  }
  await db.insertInto('purposes').values(purpose).execute()
  const about = { organisation_id: organisation, person_id: person, asked_at: moment }
  const hold: Tables['exceptional_requests'] = {
    id: randomUUID(),
    ...about,
    kind: 'legal-hold',
    reason: 'A claim',
    hold_id: null,
    reader_id: null,
    days: null,
    until_day: null,
    tell_on: null,
    told_at: null,
    asked_by_id: person,
    decided_by_id: null,
    decided_at: null,
    decision: null,
    decision_reason: null,
    ended_at: null,
  }
  await db.insertInto('exceptional_requests').values(hold).execute()
  const erasure = { id: randomUUID(), ...about, words: 'All of it', due_on: day, decided_at: null }
  await db
    .insertInto('erasure_requests')
    .values({ ...erasure, decided_by_id: null, decision: null, ground: null, reason: null })
    .execute()
  const job = { name: 'retention', due_at: moment, leased_by: null, leased_until: null }
  await db
    .insertInto('jobs')
    .values({ ...job, last_run_at: null, outcome: null })
    .execute()
  await db
    .insertInto('unattached_accounts')
    .values({ account_id: accountId, since_day: day })
    .execute()
}

async function addSkills(db: Writing, person: string): Promise<void> {
  const owner = { person_id: person, framework: 'kites', edition: '2026-11-02' }
  const rating: Tables['skill_ratings'] = {
    id: randomUUID(),
    ...owner,
    skill: 'making',
    number: 1,
    level: null,
    ticked: '["a"]',
    counted: 'working',
    note: 'Kites for "all"',
    confidence: null,
    interest: 'more',
    claims: '[]',
    state: 'shared',
    version: 1,
    rated_at: moment,
  }
  await db.insertInto('skill_ratings').values(rating).execute()
  const target = { id: randomUUID(), ...owner, role_level: 'maker/lead', added_at: moment }
  await db.insertInto('skill_targets').values(target).execute()
  const { id: relation } = await db.selectFrom('relations').select('id').executeTakeFirstOrThrow()
  const share = { id: randomUUID(), person_id: person, relation_id: relation, shared_at: moment }
  await db
    .insertInto('skill_shares')
    .values({ ...share, kind: 'rating', rating_id: rating.id, target_id: null })
    .execute()
  const answer = { id: randomUUID(), rating_id: rating.id, manager_id: person, words: '' }
  await db
    .insertInto('skill_answers')
    .values({ ...answer, outcome: 'agreed', answered_at: moment })
    .execute()
}

/** Every row of every table, in an order that both databases share. */
export type Everything = Readonly<Record<string, readonly string[]>>

/** Reads every row of the tables that backups hold, or of those that they do not. */
export function everythingIn(
  store: Store,
  which: 'kept' | 'passing' = 'kept',
): Promise<Everything> {
  return store.read(async (db) => {
    const all: Record<string, readonly string[]> = {}
    for (const name of Object.keys(tables).filter(isTable)) {
      if (tables[name] === which) all[name] = await rowsOf(db, name)
    }
    return all
  })
}

async function rowsOf(db: Reading, name: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(db)
  const columns = Object.keys(rows[0] ?? {}).toSorted()
  return rows
    .map((row) => JSON.stringify(columns.map((column) => [column, row[column]])))
    .toSorted()
}
