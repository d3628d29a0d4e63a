import { randomUUID } from 'node:crypto'
import { fromSeed } from '../src/aggregates/test-organisations.ts'
import type { Store, Tables } from '../src/platform/store/index.ts'

/** Somebody made up, with what they would be counted by. */
export interface ManyPerson {
  /** The top-level team; undefined: none. */
  readonly team: string | undefined
  readonly grade: string | undefined
  readonly family: string | undefined
  readonly terms: string | undefined
  readonly workingTime: string | undefined
}

/** A post that nobody holds. */
export interface ManyVacancy {
  readonly funded: boolean
  readonly grade: string | undefined
}

/** What was made up. */
export interface ManyPeople {
  readonly teams: readonly string[]
  readonly grades: readonly string[]
  readonly people: readonly ManyPerson[]
  readonly vacancies: readonly ManyVacancy[]
}

const batch = 50
const day = '2026-01-01'
const terms = ['permanent', 'fixed-term', 'loan', 'secondment', 'apprentice', 'contingent'] as const
const levels = [
  'software-developer/developer',
  'data-engineer/data-engineer',
  'user-researcher/user-researcher',
  'delivery-manager/delivery-manager',
]

/** What to make up, and where. */
export interface ManyWanted {
  readonly organisationId: string
  /** The same people come of it each time. */
  readonly seed: number
  readonly size: number
  /** The role family of a role: the test says by itself what it expects. */
  readonly familyOf: (role: string) => string | undefined
}

/**
 * Fills an organisation with made-up people, teams in two layers, grades, posts and who holds them.
 * Some people have no team or post, and some posts are vacant.
 *
 * @example
 * const made = await addManyPeople(store, { organisationId, seed: 1, size: 2000, familyOf })
 */
export async function addManyPeople(store: Store, wanted: ManyWanted): Promise<ManyPeople> {
  const random = fromSeed(wanted.seed)
  const pick = <Each>(from: readonly Each[], skew = 1.6): Each => {
    const found = from[Math.floor(random() ** skew * from.length)] ?? from[0]
    if (found === undefined) throw new RangeError('Nothing to pick from')
    return found
  }
  const of = { organisation_id: wanted.organisationId }
  const tops = Array.from({ length: 8 }, (_, at) => team(of, `T${at}`, null))
  const below = Array.from({ length: 24 }, (_, at) => team(of, `B${at}`, pick(tops, 1).id))
  const grades = ['AO', 'EO', 'HEO', 'SEO', 'G7', 'G6'].map((name, at) => {
    const position = at + 1
    return { id: randomUUID(), ...of, name, position, equivalent: null }
  })
  const made = peopleIn({ of, random, pick, wanted, grades, teams: [...tops, ...below] })
  const vacancies = Array.from({ length: Math.floor(wanted.size / 12) }, () => ({
    grade: pick(grades).id,
    funded: random() < 0.7,
  }))
  const vacant = vacancies.map((each, at) => postRow(of, `V${at}`, { ...each, level: null }))
  await store.write(async (db) => {
    await db.insertInto('teams').values(tops).execute()
    await db.insertInto('teams').values(below).execute()
    await db.insertInto('grades').values(grades).execute()
    for (const some of batches(made.people)) await db.insertInto('people').values(some).execute()
    for (const some of batches([...made.posts, ...vacant])) {
      await db.insertInto('posts').values(some).execute()
    }
    for (const some of batches(made.holdings)) {
      await db.insertInto('holdings').values(some).execute()
    }
  })
  return {
    teams: tops.map(({ id }) => id),
    grades: grades.map(({ id }) => id),
    people: made.expected,
    vacancies,
  }
}

interface MakingPeople {
  readonly of: { readonly organisation_id: string }
  readonly random: () => number
  readonly pick: <Each>(from: readonly Each[], skew?: number) => Each
  readonly wanted: ManyWanted
  readonly grades: readonly { readonly id: string }[]
  readonly teams: readonly Tables['teams'][]
}

/** People with their posts, and what each is expected to be counted as. */
function peopleIn({ of, random, pick, wanted, grades, teams }: MakingPeople) {
  const posts: Tables['posts'][] = []
  const people: Tables['people'][] = []
  const holdings: Tables['holdings'][] = []
  const expected: ManyPerson[] = []
  for (let at = 0; at < wanted.size; at += 1) {
    const home = random() < 0.03 ? undefined : pick(teams)
    const top = home?.parent_id ?? home?.id
    const person = personRow(of, at, home?.id ?? null)
    people.push(person)
    if (random() < 0.05) {
      expected.push({ ...nothing, team: top })
      continue
    }
    const level = pick(levels)
    const grade = random() < 0.02 ? undefined : pick(grades).id
    const post = postRow(of, `P${at}`, { grade, level, funded: random() < 0.9 })
    posts.push(post)
    const fte = random() < 0.2 ? 60 : 100
    const on = pick(terms, 3)
    const held = { id: randomUUID(), post_id: post.id, person_id: person.id, terms: on, fte }
    holdings.push({ ...held, from_day: day, until_day: null })
    const workingTime = fte === 100 ? 'full-time' : 'part-time'
    const family = wanted.familyOf(level.split('/')[0] ?? '')
    expected.push({ team: top, grade, family, terms: on, workingTime })
  }
  return { posts, people, holdings, expected }
}

const nothing = { grade: undefined, family: undefined, terms: undefined, workingTime: undefined }

function team(
  of: { readonly organisation_id: string },
  reference: string,
  parent: string | null,
): Tables['teams'] {
  return { id: randomUUID(), ...of, reference, name: `Team ${reference}`, parent_id: parent }
}

function personRow(
  of: { readonly organisation_id: string },
  at: number,
  teamId: string | null,
): Tables['people'] {
  return {
    id: randomUUID(),
    ...of,
    account_id: null,
    reference: `M${at}`,
    name: `Made up ${at}`,
    email: null,
    sought: `made up ${at}`,
    team_id: teamId,
    left_on: null,
    version: 1,
    created_at: `${day}T00:00:00.000Z`,
  }
}

function postRow(
  of: { readonly organisation_id: string },
  reference: string,
  { grade, level, funded }: { grade: string | undefined; level: string | null; funded: boolean },
): Tables['posts'] {
  return {
    id: randomUUID(),
    ...of,
    team_id: null,
    grade_id: grade ?? null,
    reference,
    title: 'Made up',
    framework: level === null ? null : 'uk-digital-data',
    edition: level === null ? null : '2026-11-21',
    role_level: level,
    funded: funded ? 1 : 0,
    fte: 100,
  }
}

function batches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / batch) }, (_, at) =>
    rows.slice(at * batch, (at + 1) * batch),
  )
}
