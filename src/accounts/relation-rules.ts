import type { Tables } from '../platform/store/index.ts'
import type { FieldError } from './form.ts'

/** Who is what to whom, from when until when. */
export type Relation = Pick<
  Tables['relations'],
  'person_id' | 'other_id' | 'kind' | 'from_day' | 'until_day'
>

interface Days {
  readonly from: string
  readonly until: string | null
}

/**
 * Why a reporting line cannot be, at the field it is about; undefined when it can.
 *
 * @param others the lines of the organisation, without the one that is changed
 * @example
 * whyNoRelation([], { ...line, person_id: 'a', other_id: 'a' })?.message
 * // 'Nobody is their own line manager'
 */
export function whyNoRelation(others: readonly Relation[], line: Relation): FieldError | undefined {
  const days = daysOf(line)
  if (days.until !== null && days.until <= days.from) {
    return { field: 'until', message: 'The day it ends must be after the day it begins' }
  }
  if (line.person_id === line.other_id) {
    return { field: 'other', message: `Nobody is their own ${line.kind.replace('-', ' ')}` }
  }
  const isSame = (other: Relation): boolean =>
    other.kind === line.kind &&
    other.person_id === line.person_id &&
    other.other_id === line.other_id &&
    common(daysOf(other), days) !== undefined
  if (others.some(isSame)) {
    return { field: 'from', message: 'This is so already on some of these days' }
  }
  if (line.kind === 'line-manager' && wouldCircle(others, line)) {
    const message =
      'They would manage each other, directly or through others, on some of these days'
    return { field: 'other', message }
  }
  return undefined
}

/** Follows managers upwards, as long as all the lines hold on some day together. */
function wouldCircle(others: readonly Relation[], line: Relation): boolean {
  const managers = Map.groupBy(
    others.filter(({ kind }) => kind === 'line-manager'),
    ({ person_id: person }) => person,
  )
  const seen = new Set<string>()
  const reaches = (person: string, days: Days): boolean => {
    if (person === line.person_id) return true
    const key = `${person} ${days.from} ${days.until ?? ''}`
    if (seen.has(key)) return false
    seen.add(key)
    return (managers.get(person) ?? []).some((above) => {
      const both = common(days, daysOf(above))
      return both !== undefined && reaches(above.other_id, both)
    })
  }
  return reaches(line.other_id, daysOf(line))
}

function daysOf({ from_day: from, until_day: until }: Relation): Days {
  return { from, until }
}

/** The days that two stretches have in common; undefined where there are none. */
function common(a: Days, b: Days): Days | undefined {
  const from = a.from > b.from ? a.from : b.from
  const ends = [a.until, b.until].filter((until) => until !== null).toSorted()
  const until = ends[0] ?? null
  return until === null || from < until ? { from, until } : undefined
}
