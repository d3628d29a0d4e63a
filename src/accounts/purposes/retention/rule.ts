/** For how long something is kept after its event. */
export type Period = { readonly months: number } | { readonly days: number }

/** A record, as far as it matters for how long it is kept. */
export interface Kept {
  /** The day from which its time is counted; null: that has not come. */
  readonly eventDay: string | null
  /** Undefined: nobody said how long. */
  readonly period: Period | undefined
  /** Whether a legal hold keeps it. */
  readonly isHeld: boolean
}

/** When a record goes, or why it stays. */
export type Standing = { readonly dueOn: string } | { readonly stays: Reason }

/** Why a record stays for now. */
export type Reason = 'held' | 'not-begun' | 'no-period'

/**
 * When a record goes: when, and only when, its period after its event has ended and no legal hold
 * keeps it.
 *
 * @example
 * standingOf({ eventDay: '2026-01-31', period: { months: 1 }, isHeld: false })
 * // { dueOn: '2026-02-28' }
 */
export function standingOf({ eventDay, period, isHeld }: Kept): Standing {
  if (isHeld) return { stays: 'held' }
  if (eventDay === null) return { stays: 'not-begun' }
  if (period === undefined) return { stays: 'no-period' }
  return { dueOn: endOf(eventDay, period) }
}

/** Whether a record goes on a day. */
export function isDue(standing: Standing, today: string): boolean {
  return 'dueOn' in standing && standing.dueOn <= today
}

/**
 * The first day after a period: the day with the same number, or the last of a shorter month, as
 * the Information Commissioner counts a calendar month.
 *
 * @throws RangeError where the day is none, or the end is after the year 9999
 * @example
 * endOf('2024-01-31', { months: 1 }) // '2024-02-29'
 */
export function endOf(day: string, period: Period): string {
  if ('days' in period) return addDays(day, period.days)
  const [year, month, date] = partsOf(day)
  const months = year * 12 + (month - 1) + period.months
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1]
  return written(toYear, toMonth, Math.min(date, lengthOf(toYear, toMonth)))
}

/**
 * The last day of an event whose period has ended on a day: what has its event then or before is
 * due. The other way round of `endOf`, for queries.
 *
 * @example
 * lastEventDue('2026-02-28', { months: 1 }) // '2026-01-31'
 */
export function lastEventDue(today: string, period: Period): string {
  if ('days' in period) return addDays(today, -period.days)
  const [year, month, date] = partsOf(today)
  const back = endOf(today, { months: -period.months })
  const isLast = date === lengthOf(year, month)
  const [toYear, toMonth] = partsOf(back)
  return isLast ? written(toYear, toMonth, lengthOf(toYear, toMonth)) : back
}

/** The day so many days after another, or before it. */
export function addDays(day: string, days: number): string {
  const [year, month, date] = partsOf(day)
  const moment = new Date(Date.UTC(year, month - 1, date + days))
  if (Number.isNaN(moment.getTime())) throw new RangeError(`There is no such day after ${day}.`)
  return written(moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate())
}

function partsOf(day: string): readonly [year: number, month: number, date: number] {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (parts === null) throw new RangeError(`${day} is not a day.`)
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])]
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

function written(year: number, month: number, date: number): string {
  if (year < 1 || year > 9999) throw new RangeError(`The year ${year} has no day that is written.`)
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
