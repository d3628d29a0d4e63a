const months =
  'january february march april may june july august september october november december'.split(' ')

/**
 * Whether a text is a day of the calendar as it is kept.
 *
 * @example
 * isDay('2026-02-30') // false
 */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/**
 * The day that somebody wrote, as it is kept: `31 March 2027`, `31 Mar 2027`, `31/3/2027`,
 * `31.03.2027` or `2027-03-31`. The day comes before the month and the year is written in full.
 * Undefined where it is no day from 1900 to 2199.
 *
 * @example
 * readDay('31/3/2027') // '2027-03-31'
 */
export function readDay(text: string): string | undefined {
  const day = inOrder(text)
  const isRead = day !== undefined && isDay(day) && day >= '1900-01-01' && day < '2200-01-01'
  return isRead ? day : undefined
}

function inOrder(text: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text
  const numbers = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  if (numbers !== null) return joined(numbers[3], numbers[2], numbers[1])
  const words = /^(\d{1,2})[ -]([a-z]{3,9})\.?[ -](\d{4})$/i.exec(text)
  if (words === null) return undefined
  const written = words[2]?.toLowerCase() ?? ''
  const month = months.findIndex((name) => name.startsWith(written)) + 1
  return month === 0 ? undefined : joined(words[3], String(month), words[1])
}

function joined(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
