import type { CountTable, Group, Release } from './release.ts'

/** An organisation made up for a test: groups, people and what is recorded of each. */
export interface Organisation {
  readonly groups: readonly Group[]
  readonly people: readonly Person[]
  readonly tables: readonly Omit<CountTable, 'counts'>[]
}

export interface Person {
  readonly group: string
  /** By table name. */
  readonly values: Readonly<Record<string, string>>
}

/** The same numbers from 0 up to 1 in every run. */
export function fromSeed(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 2_147_483_648
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

const levels = ['not assessed', 'awareness', 'working', 'practitioner', 'expert']
const grades = ['EO', 'HEO', 'SEO', 'G7']
const sexes = ['women', 'men']

/** The skills, grades and, in some organisations, sexes of 8 to 400 people in a tree of teams. */
export function organisationFrom(seed: number): Organisation {
  const random = fromSeed(seed)
  const pick = <Each>(from: readonly Each[], skew = 1): Each | undefined =>
    from[Math.floor(random() ** skew * from.length)]
  const size = Math.round(8 * 50 ** random())
  const bySex = random()
  const teams = teamsFor(size, random)
  const groups = bySex < 0.3 ? [...teams, ...sexesOf(teams)] : teams
  const skills = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at) => `skill-${at}`)
  const tables: Omit<CountTable, 'counts'>[] = [
    ...skills.map((value) => ({
      name: value,
      item: { dimension: 'skill', value },
      attribute: 'level',
      categories: levels,
      notRecorded: 'not assessed',
    })),
    { name: 'grades', attribute: 'grade', categories: grades },
  ]
  if (bySex > 0.6) tables.push({ name: 'sexes', attribute: 'sex', categories: sexes })
  const homes = groups.filter((group) => !groups.some((each) => each.within === group.id))
  const usual = new Map(groups.map(({ id }) => [id, random()]))
  const people = Array.from({ length: size }, (): Person => {
    const leads = random() < 0.04
    const group = pick(leads ? teams : homes, 1 + (usual.get('all') ?? 0))?.id ?? 'all'
    // In some teams nearly everybody is alike, so that groups give themselves away.
    const alike = (usual.get(group) ?? 0) < 0.15
    const skew = alike ? 40 : 1.5
    const values = tables.map(({ name, categories }) => [name, pick(categories, skew) ?? ''])
    return { group, values: Object.fromEntries(values) }
  })
  return { groups, people, tables }
}

function teamsFor(size: number, random: () => number): readonly Group[] {
  const groups: Group[] = [{ id: 'all', dimension: 'organisation' }]
  const units = size < 40 ? 0 : 2 + Math.floor(random() * 4)
  for (let at = 0; at < units; at += 1) {
    groups.push({ id: `unit-${at}`, within: 'all', dimension: 'unit' })
  }
  const teams = Math.max(2, Math.round(size / (5 + random() * 70)))
  for (let at = 0; at < teams; at += 1) {
    const within = units === 0 ? 'all' : `unit-${Math.floor(random() * units)}`
    groups.push({ id: `team-${at}`, within, dimension: 'team' })
  }
  return groups
}

function sexesOf(teams: readonly Group[]): readonly Group[] {
  return teams
    .filter((group) => !teams.some((each) => each.within === group.id))
    .flatMap(({ id }) => sexes.map((sex) => ({ id: `${id} ${sex}`, within: id, dimension: 'sex' })))
}

/** Counts the people of an organisation. */
export function countedFrom({ groups, people, tables }: Organisation): Release {
  return {
    groups,
    tables: tables.map((table) => {
      const counts = new Map(groups.map(({ id }) => [id, table.categories.map(() => 0)]))
      for (const { group, values } of people) {
        const row = counts.get(group)
        const at = table.categories.indexOf(values[table.name] ?? '')
        if (row !== undefined && at >= 0) row[at] = (row[at] ?? 0) + 1
      }
      return { ...table, counts }
    }),
  }
}

/** The same organisation later: one person joined, or many joined, left or changed. */
export function laterFrom(organisation: Organisation, seed: number): Organisation {
  const random = fromSeed(seed + 1000)
  const other = organisationFrom(seed)
  const share = [0, 0.4, 0.9][Math.floor(random() * 3)] ?? 0
  const joiner = other.people[0]
  const people = organisation.people.flatMap((person, at): readonly Person[] => {
    const roll = random()
    const values = other.people[at % other.people.length]?.values ?? person.values
    if (roll < share / 2) return []
    return [roll < share ? { ...person, values } : person]
  })
  return { ...organisation, people: joiner === undefined ? people : [...people, joiner] }
}
