import { Type } from 'typebox'
import type { Static } from 'typebox'
import { Value } from 'typebox/value'
import { findingCodes } from '../framework/index.ts'
import type { Finding, Severity } from '../framework/index.ts'
import { ExpectedFailure } from '../platform/index.ts'

/** Severities, the gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'notice']

const text = Type.Optional(Type.String({ maxLength: 200 }))
const Query = Type.Object({ severity: text, code: text, source: text })

/** Which findings to show; undefined: all. */
export interface FindingFilter {
  readonly severity: Severity | null
  readonly code: string | null
  readonly source: string | null
}

/** The findings of one kind. */
export interface FindingKind {
  readonly code: string
  readonly severity: Severity
  readonly title: string
  readonly meaning: string
  /** How many there are in the edition, whatever the filter. */
  readonly total: number
  readonly findings: readonly Finding[]
}

/** How sound an edition is. */
export interface HealthDescription {
  readonly totals: Readonly<Record<Severity, number>>
  readonly filter: FindingFilter
  /** How many findings the filter lets through. */
  readonly shown: number
  readonly kinds: readonly FindingKind[]
  /** Documents in which something was found. */
  readonly sources: readonly string[]
  /** Kinds of finding there are, for the filter. */
  readonly codes: readonly { readonly code: string; readonly title: string }[]
}

/** The findings of an edition that a query asks for, by kind, the gravest first. */
export function describeHealth(findings: readonly Finding[], query: unknown): HealthDescription {
  const sources = [...new Set(findings.map(({ source }) => source))].sort()
  const filter = checkedFilter(query, sources)
  const shown = findings.filter(
    (finding) =>
      (filter.severity === null || finding.severity === filter.severity) &&
      (filter.code === null || finding.code === filter.code) &&
      (filter.source === null || finding.source === filter.source),
  )
  const codes = [...new Set(findings.map(({ code }) => code))]
  return {
    totals: totalsOf(findings),
    filter,
    shown: shown.length,
    kinds: kindsOf(shown, findings),
    sources,
    codes: codes
      .map((code) => ({ code, title: explained(code).title }))
      .sort((a, b) => a.title.localeCompare(b.title, 'en')),
  }
}

/** How many findings there are of each severity. */
export function totalsOf(findings: readonly Finding[]): Record<Severity, number> {
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length
  return { error: count('error'), warning: count('warning'), notice: count('notice') }
}

function checkedFilter(query: unknown, sources: readonly string[]): FindingFilter {
  if (!Value.Check(Query, query)) throw new ExpectedFailure('query-not-valid')
  const given: Static<typeof Query> = query
  const severity = severities.find((one) => one === given.severity)
  if (given.severity && severity === undefined) throw new ExpectedFailure('severity-not-valid')
  if (given.code && !Object.hasOwn(findingCodes, given.code)) {
    throw new ExpectedFailure('finding-code-not-valid')
  }
  if (given.source && !sources.includes(given.source)) throw new ExpectedFailure('source-not-valid')
  return { severity: severity ?? null, code: given.code || null, source: given.source || null }
}

function kindsOf(shown: readonly Finding[], all: readonly Finding[]): FindingKind[] {
  return [...Map.groupBy(shown, ({ code }) => code)]
    .map(([code, findings]) => ({
      code,
      severity: findings[0]?.severity ?? 'notice',
      ...explained(code),
      total: all.filter((finding) => finding.code === code).length,
      findings,
    }))
    .sort(
      (a, b) =>
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        b.findings.length - a.findings.length ||
        a.code.localeCompare(b.code),
    )
}

function explained(code: string): { readonly title: string; readonly meaning: string } {
  const known = Object.entries(findingCodes).find(([name]) => name === code)?.[1]
  return known === undefined
    ? { title: code, meaning: '' }
    : { title: known.title, meaning: known.meaning }
}
