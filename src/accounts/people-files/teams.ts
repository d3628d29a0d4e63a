import { folded } from '../../framework/index.ts'
import type { Tables } from '../../platform/store/index.ts'
import { circlesIn } from './circles.ts'
import type { Faults } from './faults.ts'
import type { Field } from './fields.ts'
import type { PersonRow } from './rows.ts'

type Team = Tables['teams']

/** What the file makes of the teams. */
export interface PlannedTeams {
  /** The team a cell names; undefined: it names none, or one that is not clear. */
  readonly find: (text: string) => Team | undefined
  /** Added or moved, those above before those below. */
  readonly put: readonly Team[]
}

/** What planning teams needs. */
export interface TeamPlanning {
  readonly organisationId: string
  readonly teams: readonly Team[]
  readonly faults: Faults
  readonly newId: () => string
}

/** A team with the team above it that the file names, and where it does. */
interface Named {
  readonly team: Team
  readonly isNew: boolean
  above: Named | undefined
  row: number
}

const longestReference = 60

/** Finds the teams that a file names, adds those that are missing, and moves those that moved. */
export function planTeams(rows: readonly PersonRow[], planning: TeamPlanning): PlannedTeams {
  const named = new NamedTeams(planning)
  named.name(rows)
  for (const row of rows) {
    const { team, teamAbove } = row.texts
    if (team !== '' && teamAbove !== '') named.putBelow(row, team, teamAbove)
  }
  named.findCircles()
  return { find: (text) => named.find(text)?.team, put: named.put() }
}

class NamedTeams {
  readonly #planning: TeamPlanning
  readonly #byReference: ReadonlyMap<string, Team>
  readonly #byName: ReadonlyMap<string, readonly Team[]>
  readonly #byId: ReadonlyMap<string, Team>
  readonly #known = new Map<string, Named>()
  readonly #texts = new Map<string, Named | undefined>()

  constructor(planning: TeamPlanning) {
    this.#planning = planning
    const { teams } = planning
    this.#byReference = new Map(teams.map((team) => [team.reference, team]))
    this.#byName = Map.groupBy(teams, ({ name }) => folded(name))
    this.#byId = new Map(teams.map((team) => [team.id, team]))
  }

  /** Of several ways to write a new team, the first in the alphabet is kept. */
  name(rows: readonly PersonRow[]): void {
    const first = new Map<string, { row: number; field: Field }>()
    for (const { number, texts } of rows) {
      for (const field of ['team', 'teamAbove'] as const) {
        const text = texts[field]
        if (text !== '' && !first.has(text)) first.set(text, { row: number, field })
      }
    }
    const references = new Set(this.#byReference.keys())
    for (const [text, { row, field }] of [...first].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const existing = this.#existing(text)
      if (existing === 'several') {
        const message = 'Several teams have this name. Use the reference of the team.'
        this.#planning.faults.add(row, field, { value: text, message })
        this.#texts.set(text, undefined)
      } else {
        const key = existing?.id ?? `new ${folded(text)}`
        const named = this.#known.get(key) ?? this.#add(existing, { text, references })
        this.#known.set(key, named)
        this.#texts.set(text, named)
      }
    }
  }

  #existing(text: string): Team | 'several' | undefined {
    const team = this.#byReference.get(text)
    if (team !== undefined) return team
    const [only, ...others] = this.#byName.get(folded(text)) ?? []
    return others.length > 0 ? 'several' : only
  }

  #add(existing: Team | undefined, added: { text: string; references: Set<string> }): Named {
    if (existing !== undefined) return { team: existing, isNew: false, above: undefined, row: 0 }
    const { text, references } = added
    const start = text.slice(0, longestReference)
    let reference = start
    for (let count = 2; references.has(reference); count += 1) reference = `${start} ${count}`
    references.add(reference)
    const { organisationId, newId } = this.#planning
    const team = { id: newId(), organisation_id: organisationId, parent_id: null, reference }
    return { team: { ...team, name: text }, isNew: true, above: undefined, row: 0 }
  }

  find(text: string): Named | undefined {
    return this.#texts.get(text)
  }

  putBelow({ number }: PersonRow, text: string, aboveText: string): void {
    const [named, above] = [this.find(text), this.find(aboveText)]
    if (named === undefined || above === undefined) return
    if (named.above !== undefined && named.above !== above) {
      const message = `Row ${named.row} puts the team ${text} below ${named.above.team.name}. Name the same team above it in each row, or give one of the two teams another name.`
      this.#planning.faults.add(number, 'teamAbove', { value: aboveText, message })
      return
    }
    named.above = above
    named.row ||= number
  }

  findCircles(): void {
    const moved = [...this.#known.values()].filter(({ above }) => above !== undefined)
    const byId = new Map([...this.#known.values()].map((named) => [named.team.id, named]))
    const above = (id: string): readonly string[] => {
      const parent = byId.get(id)?.above?.team.id ?? this.#byId.get(id)?.parent_id
      return parent === null || parent === undefined ? [] : [parent]
    }
    for (const circle of circlesIn(
      moved.map(({ team }) => team.id),
      above,
    )) {
      const rows = circle.map((id) => byId.get(id)?.row ?? 0).filter((row) => row > 0)
      const names = [...circle, ...circle.slice(0, 1)].map((id) => this.#nameOf(id, byId))
      const message = `The teams stand above each other in a circle: ${names.join(' → ')}. Change the team above in one of these rows: ${rows.join(', ')}.`
      if (rows.length > 0) this.#planning.faults.add(Math.min(...rows), 'teamAbove', { message })
    }
  }

  #nameOf(id: string, byId: ReadonlyMap<string, Named>): string {
    return byId.get(id)?.team.name ?? this.#byId.get(id)?.name ?? ''
  }

  /** A team must be there before another can stand below it. */
  put(): readonly Team[] {
    const put: Team[] = []
    const seen = new Set<Named>()
    for (const each of this.#known.values()) {
      const upwards: Named[] = []
      for (let named: Named | undefined = each; named !== undefined; named = named.above) {
        if (seen.has(named)) break
        seen.add(named)
        upwards.push(named)
      }
      for (const { team, isNew, above } of upwards.toReversed()) {
        const parent = above?.team.id ?? team.parent_id
        if (isNew || parent !== team.parent_id) put.push({ ...team, parent_id: parent })
      }
    }
    return put
  }
}
