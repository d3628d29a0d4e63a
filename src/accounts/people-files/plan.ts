import { setImmediate as turn } from 'node:timers/promises'
import type { Tables } from '../../platform/store/index.ts'
import { foldEmail } from '../store/accounts.ts'
import { endsSooner } from '../store/days.ts'
import { soughtText } from '../store/people.ts'
import type { Fault } from './faults.ts'
import type { Mapping } from './fields.ts'
import { heldPosts, holdingsByPerson, planHoldings } from './held-posts.ts'
import { matchPeople } from './match.ts'
import type { Matched } from './match.ts'
import { Differences, leftOnOf } from './planning.ts'
import type { Difference, Planning } from './planning.ts'
import { planPosts } from './posts.ts'
import type { Table } from './readers/table.ts'
import { planRelations } from './relations.ts'
import type { KnownLevels } from './role-levels.ts'
import { readRows } from './rows.ts'
import { noWrites } from './state.ts'
import type { State, Writes } from './state.ts'
import { planTeams } from './teams.ts'
import { touchedBy } from './touched.ts'
import type { Touched } from './touched.ts'

type Person = Tables['people']

/** What comes of a row. */
export interface PlannedRow {
  readonly row: number
  readonly kind: 'added' | 'changed' | 'same'
  readonly name: string
  readonly reference: string
  /** Of somebody who is added: from nothing. */
  readonly differences: readonly Difference[]
}

/** A team that is added or moved. */
export interface PlannedTeam {
  readonly name: string
  readonly isNew: boolean
  readonly above: string | undefined
}

/** What loading a file would do. Nothing may be written while there is a fault. */
export interface Plan {
  readonly faults: readonly Fault[]
  /** Faults beyond some thousands are counted only. */
  readonly faultCount: number
  readonly rows: readonly PlannedRow[]
  readonly teams: readonly PlannedTeam[]
  /** Posts that are added or changed. */
  readonly posts: { readonly added: number; readonly changed: number }
  /** Who is in the organisation today and not in the file: they stay as they are. */
  readonly notInFile: readonly Pick<Person, 'name' | 'reference'>[]
  readonly writes: Writes
  readonly touched: readonly Touched[]
}

/** What a plan is made from. */
export interface PlanParts {
  readonly organisationId: string
  readonly table: Table
  readonly mapping: Mapping
  readonly state: State
  readonly levels: KnownLevels
  readonly now: Date
  readonly newId: () => string
}

/**
 * What loading a file of people into an organisation would do, and what is wrong with the file.
 * Never throws, whatever the file holds. Loading the same file again then changes nothing, and the
 * order of its rows does not matter.
 *
 * @example
 * planImport({ organisationId, table, mapping, state, levels, now, newId: randomUUID }).faults
 */
export function planImport(parts: PlanParts): Plan {
  const steps = stepsOf(parts)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The same, letting others have their turn in between: a hundred thousand rows take seconds. */
export async function planInTurns(parts: PlanParts): Promise<Plan> {
  const steps = stepsOf(parts)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    await turn()
  }
}

function* stepsOf(parts: PlanParts): Generator<undefined, Plan, undefined> {
  const { organisationId, table, mapping, state, levels, now, newId } = parts
  const { rows, said, faults } = readRows(table, mapping, levels)
  yield
  const matched = matchPeople(rows, { people: state.people, faults, newId })
  yield
  const teams = planTeams(rows, { organisationId, teams: state.teams, faults, newId })
  yield
  const differences = new Differences()
  const titles = new Map(levels.all.map(({ path, title }) => [path, title]))
  const planning: Planning = {
    organisationId,
    state,
    matched,
    said,
    today: now.toISOString().slice(0, 10),
    faults,
    differences,
    newId,
    teamOf: teams.find,
    levelTitle: (path) => titles.get(path) ?? path,
  }
  const people = planPeople(planning, { now, teams: [...state.teams, ...teams.put] })
  keepAdministrator(planning, people)
  yield
  const holdingsOf = holdingsByPerson(planning)
  const held = heldPosts(planning, holdingsOf)
  yield
  const { posts, put } = planPosts(held, planning)
  yield
  const holdings = planHoldings(held, planning, { holdingsOf, posts })
  yield
  const relations = planRelations(planning)
  yield
  const hadTeams = new Set(state.teams.map(({ id }) => id))
  const hadPosts = new Set(state.posts.map(({ id }) => id))
  const addedPosts = put.filter(({ id }) => !hadPosts.has(id)).length
  const names = new Map([...state.teams, ...teams.put].map(({ id, name }) => [id, name]))
  const writes = { teams: teams.put, people, posts: put, holdings, relations }
  return {
    faults: faults.all,
    faultCount: faults.count,
    rows: matched.map((each) => plannedRow(each, differences)),
    teams: teams.put.map(({ id, name, parent_id: above }) => ({
      name,
      isNew: !hadTeams.has(id),
      above: names.get(above ?? ''),
    })),
    posts: { added: addedPosts, changed: put.length - addedPosts },
    notInFile: leftAlone(planning),
    writes: faults.count > 0 ? noWrites : writes,
    touched: faults.count > 0 ? [] : touchedBy(planning, writes),
  }
}

function plannedRow({ row, id, reference, before }: Matched, all: Differences): PlannedRow {
  const differences = all.of(id)
  const kind = before === undefined ? 'added' : differences.length > 0 ? 'changed' : 'same'
  return {
    row: row.number,
    kind,
    name: row.name,
    reference,
    differences,
  }
}

interface PeopleParts {
  readonly now: Date
  readonly teams: readonly Tables['teams'][]
}

/** The people who are added, and those who are not as they were. */
function planPeople(planning: Planning, { now, teams }: PeopleParts): readonly Person[] {
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  const { differences } = planning
  const put: Person[] = []
  for (const matched of planning.matched) {
    const { before, id } = matched
    const after = finished(matched, { planning, now })
    if (before === undefined) {
      put.push(after)
      differences.add(id, {
        what: 'Team',
        from: 'None',
        to: names.get(after.team_id ?? '') ?? 'None',
      })
    } else if (noteDifferences({ before, after }, { planning, names })) {
      put.push({ ...after, version: before.version + 1, id })
    }
  }
  return put
}

/** Somebody who can sign in to administer the organisation stays, today and later. */
function keepAdministrator({ state, matched, today, faults }: Planning, put: readonly Person[]) {
  const after = new Map([...state.people, ...put].map((person) => [person.id, person]))
  const administrators = new Set(state.administrators)
  const stays = state.administrators.some((id) => after.get(id)?.left_on === null)
  if (stays) return
  for (const { row, id, before } of matched) {
    if (before === undefined || !administrators.has(id) || !isHere(before, today)) continue
    if (!endsSooner(before.left_on, after.get(id)?.left_on ?? null)) continue
    const message =
      'No administrator who can sign in would stay. Leave the date empty, or give the duty to somebody who stays first.'
    faults.add(row.number, 'leftOn', { value: row.texts.leftOn, message })
  }
}

function isHere({ left_on: left }: Person, today: string): boolean {
  return left === null || left > today
}

function finished(
  { row, id, reference, before }: Matched,
  { planning, now }: { planning: Planning; now: Date },
): Person {
  const { said, organisationId, teamOf } = planning
  const kept: Person = before ?? {
    id,
    organisation_id: organisationId,
    account_id: null,
    reference,
    name: row.name,
    email: null,
    sought: '',
    team_id: null,
    left_on: null,
    version: 1,
    created_at: now.toISOString(),
  }
  // An address that differs in case alone is the same.
  const isSameEmail = foldEmail(kept.email ?? '') === row.email
  const person: Person = {
    ...kept,
    reference,
    name: row.name,
    ...(said.has('email') && !isSameEmail && { email: row.email || null }),
    ...(said.has('team') && { team_id: teamOf(row.texts.team)?.id ?? null }),
    left_on: leftOnOf(planning, { row, id, reference, before }),
  }
  return { ...person, sought: soughtText(person) }
}

interface Noting {
  readonly planning: Planning
  readonly names: ReadonlyMap<string, string>
}

/** Whether anything differs. */
function noteDifferences(
  { before, after }: { before: Person; after: Person },
  { planning, names }: Noting,
): boolean {
  const teamName = (id: string | null): string => names.get(id ?? '') ?? 'None'
  const found = [
    { what: 'Reference', from: before.reference, to: after.reference },
    { what: 'Name', from: before.name, to: after.name },
    { what: 'E-mail address', from: before.email ?? 'None', to: after.email ?? 'None' },
    { what: 'Leaving date', from: before.left_on ?? 'None', to: after.left_on ?? 'None' },
  ]
  for (const difference of found) planning.differences.add(after.id, difference)
  const movesTeam = before.team_id !== after.team_id
  if (movesTeam) {
    const [from, to] = [teamName(before.team_id), teamName(after.team_id)]
    planning.differences.add(after.id, {
      what: 'Team',
      from,
      to: from === to ? `${to} (another)` : to,
    })
  }
  return movesTeam || found.some(({ from, to }) => from !== to)
}

function leftAlone({
  state,
  matched,
  today,
}: Planning): readonly Pick<Person, 'name' | 'reference'>[] {
  const inFile = new Set(matched.map(({ id }) => id))
  return state.people
    .filter((person) => !inFile.has(person.id) && isHere(person, today))
    .toSorted((a, b) => (a.sought < b.sought ? -1 : 1))
    .map(({ name, reference }) => ({ name, reference }))
}
