import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import type { Release, Rules } from '../../aggregates/index.ts'
import type { Counted } from './counting.ts'

const releaseType = Type.Object({
  groups: Type.Array(
    Type.Object({
      id: Type.String(),
      within: Type.Optional(Type.String()),
      dimension: Type.String(),
    }),
  ),
  tables: Type.Array(
    Type.Object({
      name: Type.String(),
      attribute: Type.String(),
      categories: Type.Array(Type.String()),
      notRecorded: Type.String(),
      counts: Type.Record(Type.String(), Type.Array(Type.Integer({ minimum: 0 }))),
    }),
  ),
})
const countsType = Type.Object({ people: releaseType, vacancies: releaseType })

const rulesType = Type.Object({
  threshold: Type.Integer(),
  specialThreshold: Type.Integer(),
  base: Type.Integer(),
  averageThreshold: Type.Integer(),
  percentageThreshold: Type.Integer(),
  specialDimensions: Type.Array(Type.String()),
  dimensionSets: Type.Array(
    Type.Object({
      groups: Type.Array(Type.String()),
      item: Type.Optional(Type.String()),
      attribute: Type.String(),
    }),
  ),
})

/** Counts as they are kept in the store. */
export function countsToKeep({ people, vacancies }: Counted): string {
  return JSON.stringify({ people: plain(people), vacancies: plain(vacancies) })
}

/**
 * Reads what `countsToKeep` wrote.
 *
 * @throws {RangeError} if it is something else
 */
export function countsFrom(text: string): Counted {
  const value: unknown = JSON.parse(text)
  if (!Value.Check(countsType, value)) throw new RangeError('Kept figures cannot be read')
  return { people: releaseFrom(value.people), vacancies: releaseFrom(value.vacancies) }
}

/**
 * Reads the settings that a series began with: all of its releases are protected by the same.
 *
 * @throws {RangeError} if it is something else
 */
export function rulesFrom(text: string): Rules {
  const value: unknown = JSON.parse(text)
  if (!Value.Check(rulesType, value)) throw new RangeError('Kept rules cannot be read')
  return value
}

function plain({ groups, tables }: Release) {
  return {
    groups,
    tables: tables.map((table) => ({ ...table, counts: Object.fromEntries(table.counts) })),
  }
}

function releaseFrom({ groups, tables }: Static<typeof releaseType>): Release {
  return {
    groups,
    tables: tables.map((table) => ({ ...table, counts: new Map(Object.entries(table.counts)) })),
  }
}
