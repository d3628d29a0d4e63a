// Made once: to make one takes far longer than to use it.
const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const
const dayAnywhere = new Intl.DateTimeFormat('en-GB', { ...longDay, timeZone: 'UTC' })
const dayHere = new Intl.DateTimeFormat('en-GB', { ...longDay, timeZone: 'Europe/London' })
const timeHere = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

/**
 * A date as people read it. What is not a whole ISO date, such as a year, is returned as it stands.
 *
 * @example
 * readableDate('2017-03-23') // '23 March 2017'
 */
export function readableDate(iso: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso
  const date = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(date.getTime()) ? iso : dayAnywhere.format(date)
}

/**
 * A moment as people here read it: in British time.
 *
 * @example
 * readableMoment('2026-07-01T08:05:00.000Z') // '1 July 2026 at 09:05'
 */
export function readableMoment(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return iso
  return `${dayHere.format(moment)} at ${timeHere.format(moment)}`
}

const day = 86_400_000

/**
 * The moment at which a day begins where people read `readableMoment`.
 *
 * @example
 * dayBegins('2026-07-01') // '2026-06-30T23:00:00.000Z'
 */
export function dayBegins(date: string): string {
  return beginning(Date.parse(`${date}T00:00:00Z`))
}

/**
 * The moment at which a day is over there.
 *
 * @example
 * dayAfterBegins('2026-03-29') // '2026-03-29T23:00:00.000Z'
 */
export function dayAfterBegins(date: string): string {
  return beginning(Date.parse(`${date}T00:00:00Z`) + day)
}

/** Clocks go forward and back after one in the morning, so this hour is that of the whole night. */
function beginning(midnight: number): string {
  const options = { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' } as const
  const hour = Number(new Date(midnight).toLocaleTimeString('en-GB', options))
  return new Date(midnight - hour * 3_600_000).toISOString()
}
