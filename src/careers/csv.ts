import { stringify } from 'csv-stringify/sync'
import type { Comparison } from './compare.ts'

/**
 * A comparison as CSV: one line a skill, one column a role level. Cells that a spreadsheet would
 * take for a formula start with an apostrophe.
 *
 * @example
 * comparisonCsv(comparison) // 'skill,Software developer: Developer,…\r\nPrototyping,practitioner,…'
 */
export function comparisonCsv({ levels, skills }: Comparison): string {
  const pair = levels.length === 2
  const names = levels.map(({ role, name }) => `${role.name.value}: ${name.value}`)
  const rows = skills.map((skill) => {
    const [from = 0, to = 0] = skill.places
    const change = pair ? [skill.change ?? '', String(Math.max(0, to - from))] : []
    return [skill.skill.name.value, ...skill.levels.map((level) => level ?? ''), ...change]
  })
  const head = ['skill', ...names, ...(pair ? ['change', 'levels missing'] : [])]
  return stringify([head, ...rows], { escape_formulas: true, record_delimiter: 'windows' })
}
