/**
 * Checks the name of an edition: a date (`2026`, `2026-12` or `2026-12-01`), perhaps followed by a
 * hyphen and a word, so that names sort by date. Undefined: the name is good.
 *
 * @example
 * editionName('current') // 'The edition name "current" does not begin with a date. …'
 * editionName('2026-12-01') // undefined
 */
export function editionName(name: string): string | undefined {
  if (
    /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?:-[a-z][a-z0-9-]{0,40})?$/.test(
      name,
    )
  ) {
    return undefined
  }
  const problem = /^\d{4}-\d{2}/.test(name)
    ? 'is no date of the calendar'
    : 'does not begin with a date'
  return `The edition name "${name}" ${problem}. Name it by date, for example 2026-12-01.`
}
