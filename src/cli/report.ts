import type { Edition, Finding, Severity } from '../framework/index.ts'
import { countsOf, findingCodes } from '../framework/index.ts'

/** One edition in the answer of `check` and `import`: a promise to scripts. */
export interface EditionReport {
  readonly framework: string
  readonly edition: string
  readonly counts: Readonly<Record<string, number>>
  readonly findings: readonly Finding[]
}

/** What `check` and `import` say of an edition. */
export function reportOf(edition: Edition, findings: readonly Finding[]): EditionReport {
  return {
    framework: edition.framework.slug,
    edition: edition.edition.name,
    counts: { ...countsOf(edition) },
    findings,
  }
}

/** 1 for an `error` finding, or for any finding when strict; else 0. */
export function exitCodeFor(findings: readonly Finding[], strict: boolean): number {
  const bad = strict ? findings.length > 0 : findings.some((each) => each.severity === 'error')
  return bad ? 1 : 0
}

/**
 * The report in words: counts, then the findings, most serious first, grouped by code.
 *
 * @example
 * reportInWords(report, { every: false })
 */
export function reportInWords(report: EditionReport, { every }: { every: boolean }): string {
  const lines = [`${report.framework}@${report.edition}`]
  const counts = Object.entries(report.counts).filter(([, count]) => count > 0)
  for (const [name, count] of counts) lines.push(`  ${inWords(name)}: ${inDigits(count)}`)
  lines.push(...findingsInWords(report.findings, { every }))
  return lines.join('\n')
}

/** Findings grouped by code, most serious first; `every` lists each one. */
export function findingsInWords(
  findings: readonly Finding[],
  { every }: { every: boolean },
): string[] {
  if (findings.length === 0) return ['  No findings.']
  const order: readonly Severity[] = ['error', 'warning', 'notice']
  const groups = [...Map.groupBy(findings, (each) => each.code)].toSorted(
    ([, a], [, b]) => order.indexOf(severityOf(a)) - order.indexOf(severityOf(b)),
  )
  return groups.flatMap(([code, group]) => [
    `  ${severityOf(group)}: ${titleOf(code)} (${code}): ${inDigits(group.length)}`,
    ...(every || severityOf(group) === 'error' ? group.map(findingInWords) : []),
  ])
}

function findingInWords({ source, line, message }: Finding): string {
  return `    ${source}${line === null ? '' : `:${line}`}: ${message}`
}

function severityOf(group: readonly Finding[]): Severity {
  return group[0]?.severity ?? 'notice'
}

function titleOf(code: string): string {
  const known = Object.entries(findingCodes).find(([name]) => name === code)
  return known?.[1].title ?? code
}

function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}

function inDigits(count: number): string {
  return count.toLocaleString('en-GB')
}
