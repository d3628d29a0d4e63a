import type { Tables } from '../../platform/store/index.ts'
import type { Writes } from '../people-files/state.ts'
import { soughtText } from '../store/people.ts'
import type { MadeUpOrganisation } from './content.ts'
import { mailboxOf } from './words.ts'

/** A made-up organisation as rows of the store. */
export interface DemonstrationRows {
  readonly grades: readonly Tables['grades'][]
  readonly payRanges: readonly Tables['pay_ranges'][]
  readonly usualGrades: readonly Tables['usual_grades'][]
  readonly writes: Writes
  readonly duties: readonly Tables['duties'][]
}

/** What rows are made with. */
export interface RowParts {
  readonly organisationId: string
  readonly now: Date
  readonly newId: () => string
}

/**
 * Where the addresses of a demonstration are: nobody can receive what is sent to `example.org`, and
 * no two demonstrations share an address.
 *
 * @example
 * domainOf('1a2b3c4d-…') // 'demonstration-1a2b3c4d.example.org'
 */
export function domainOf(organisationId: string): string {
  return `demonstration-${organisationId.slice(0, 8)}.example.org`
}

/**
 * Gives everything in a made-up organisation an identifier.
 *
 * @example
 * rowsOf(generate(parts), { organisationId, now, newId: randomUUID }).writes.people.length // 60
 */
export function rowsOf(content: MadeUpOrganisation, parts: RowParts): DemonstrationRows {
  const { newId } = parts
  const ids: Identifiers = {
    grades: identified(content.grades, ({ name }) => name, newId),
    teams: identified(content.teams, ({ reference }) => reference, newId),
    people: identified(content.people, ({ reference }) => reference, newId),
    posts: identified(content.posts, ({ reference }) => reference, newId),
  }
  return {
    ...gradeRows(content, parts, ids),
    duties: content.duties.map(({ person, ...duty }) => ({
      ...duty,
      id: newId(),
      person_id: ids.people(person),
      team_id: null,
      until_day: null,
      provider: null,
    })),
    writes: {
      teams: content.teams.map(({ reference, name, above }) => ({
        id: ids.teams(reference),
        organisation_id: parts.organisationId,
        parent_id: above === null ? null : ids.teams(above),
        reference,
        name,
      })),
      people: content.people.map((person) => personRow(person, parts, ids)),
      posts: content.posts.map((post) => postRow(post, parts, ids)),
      holdings: content.holdings.map(({ post, person, ...holding }) => ({
        ...holding,
        id: newId(),
        post_id: ids.posts(post),
        person_id: ids.people(person),
      })),
      relations: content.lines.map(({ person, other, ...line }) => ({
        ...line,
        id: newId(),
        person_id: ids.people(person),
        other_id: ids.people(other),
      })),
    },
  }
}

/** The identifier of something by its reference. */
type Identifier = (reference: string) => string

function identified<Item>(
  items: readonly Item[],
  reference: (item: Item) => string,
  newId: () => string,
): Identifier {
  const ids = new Map(items.map((item) => [reference(item), newId()]))
  return (of) => {
    const id = ids.get(of)
    if (id === undefined) throw new RangeError(`Nothing has the reference ${of}.`)
    return id
  }
}

interface Identifiers {
  readonly grades: Identifier
  readonly teams: Identifier
  readonly people: Identifier
  readonly posts: Identifier
}

function gradeRows(
  { grades, usualGrades }: MadeUpOrganisation,
  { organisationId: organisation_id, newId }: RowParts,
  ids: Identifiers,
): Pick<DemonstrationRows, 'grades' | 'payRanges' | 'usualGrades'> {
  return {
    grades: grades.map(({ name, position, equivalent }) => ({
      id: ids.grades(name),
      organisation_id,
      name,
      position,
      equivalent,
    })),
    payRanges: grades.flatMap(({ name, pay }) =>
      pay.map((range) => ({ id: newId(), grade_id: ids.grades(name), ...range })),
    ),
    usualGrades: usualGrades.map(({ level, grade }) => ({
      organisation_id,
      framework: level.framework,
      role_level: level.path,
      grade_id: ids.grades(grade),
    })),
  }
}

function personRow(
  { reference, name, team, leftOn }: MadeUpOrganisation['people'][number],
  { organisationId, now }: RowParts,
  ids: Identifiers,
): Tables['people'] {
  const email = `${mailboxOf(name)}@${domainOf(organisationId)}`
  return {
    id: ids.people(reference),
    organisation_id: organisationId,
    account_id: null,
    reference,
    name,
    email,
    sought: soughtText({ name, reference, email }),
    team_id: ids.teams(team),
    left_on: leftOn,
    version: 1,
    created_at: now.toISOString(),
  }
}

function postRow(
  { reference, title, team, grade, level, isFunded, fte }: MadeUpOrganisation['posts'][number],
  { organisationId }: RowParts,
  ids: Identifiers,
): Tables['posts'] {
  return {
    id: ids.posts(reference),
    organisation_id: organisationId,
    team_id: ids.teams(team),
    grade_id: ids.grades(grade),
    reference,
    title,
    framework: level?.framework ?? null,
    edition: level?.edition ?? null,
    role_level: level?.path ?? null,
    funded: isFunded ? 1 : 0,
    fte,
  }
}
