/**
 * A date as people read it. What is not a whole ISO date, such as a year, is returned as it stands.
 *
 * @example
 * readableDate('2017-03-23') // '23 March 2017'
 */
export function readableDate(iso: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso
  const date = new Date(`${iso}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return iso
  return date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
