import type { Finding, Source } from '../framework/index.ts'
import type { Frame, Link } from '../platform/index.ts'
import { describeHealth, severities } from './health.ts'
import type { FindingKind, HealthDescription } from './health.ts'
import type { HealthView, ShownKind } from './health-view.ts'
import { counted } from './leads.ts'
import { listed } from './present.ts'
import type { NameLink } from './present.ts'
import { actionWords, severityWords } from './words.ts'

/** Above this many findings kinds stay folded until a filter is chosen. */
const unfoldUpTo = 20

interface HealthParts {
  readonly frame: Frame
  readonly heading: string
  /** The address of the page without its query. */
  readonly action: string
  readonly elsewhere: Link | undefined
  /** Documents of the edition: their titles say more than their file names. */
  readonly documents: readonly Source[]
  /** The pages a finding is about. */
  readonly subjects: (finding: Finding) => readonly NameLink[]
}

/** The page of findings. */
export function presentHealth(health: HealthDescription, parts: HealthParts): HealthView {
  const { filter } = health
  const { documents, subjects, ...page } = parts
  const titleOf = titleIn(documents)
  const filtered = filter.severity !== null || filter.code !== null || filter.source !== null
  const open = filtered || health.shown <= unfoldUpTo
  return {
    ...page,
    summary: summaryOf(health.totals),
    explanation:
      'Everything that looked wrong while the published documents were read and checked. Repairs show the wording before and after. Nothing else was changed.',
    filters: filtersOf(health, titleOf),
    shown: filtered
      ? `${counted(health.shown, 'finding')} ${health.shown === 1 ? 'fits' : 'fit'} your choice.`
      : `All ${counted(health.shown, 'finding')}, by kind. Open a kind to see its findings.`,
    clear: filtered ? parts.action : undefined,
    kinds: health.kinds.map((kind) => presentKind(kind, { open, titleOf, subjects })),
  }
}

/**
 * Findings by kind, the gravest first, where there are no pages yet that they could lead to.
 *
 * @param documents the documents they are about: their titles say more than their file names
 * @example
 * shownFindings(findings, []).map(({ title, count }) => `${title}: ${count}`)
 */
export function shownFindings(
  findings: readonly Finding[],
  documents: readonly Pick<Source, 'file' | 'title'>[],
): ShownKind[] {
  const health = describeHealth(findings, {})
  const titleOf = titleIn(documents)
  const open = health.shown <= unfoldUpTo
  return health.kinds.map((kind) => presentKind(kind, { open, titleOf, subjects: () => [] }))
}

/**
 * How many findings there are, in a sentence.
 *
 * @example
 * summaryOf({ error: 0, warning: 2, notice: 1 }) // '3 findings: 2 warnings and 1 notice.'
 */
export function summaryOf(totals: HealthDescription['totals']): string {
  const all = severities.reduce((sum, severity) => sum + totals[severity], 0)
  if (all === 0) return 'Nothing was found to be wrong.'
  const parts = severities
    .filter((severity) => totals[severity] > 0)
    .map((severity) => counted(totals[severity], severity))
  return `${counted(all, 'finding')}: ${listed(parts)}.`
}

/** The title of a document by its file name. */
type TitleOf = (file: string) => string

function titleIn(documents: readonly Pick<Source, 'file' | 'title'>[]): TitleOf {
  return (file) => documents.find((source) => source.file === file)?.title ?? file
}

function filtersOf(
  { filter, totals, codes, sources }: HealthDescription,
  titleOf: TitleOf,
): HealthView['filters'] {
  return [
    {
      name: 'severity',
      label: 'Severity',
      options: [
        choice('', 'Any', filter.severity),
        ...severities
          .filter((one) => totals[one] > 0 || one === filter.severity)
          .map((one) => choice(one, severityWords[one].one, filter.severity)),
      ],
    },
    {
      name: 'code',
      label: 'Kind',
      options: [
        choice('', 'Any', filter.code),
        ...codes.map(({ code, title }) => choice(code, title, filter.code)),
      ],
    },
    {
      name: 'source',
      label: 'Document',
      options: [
        choice('', 'Any', filter.source),
        ...sources.map((source) => choice(source, titleOf(source), filter.source)),
      ],
    },
  ]
}

function choice(value: string, text: string, chosen: string | null) {
  return { value, text, selected: value === (chosen ?? '') }
}

function presentKind(
  kind: FindingKind,
  { open, ...parts }: { open: boolean } & FindingParts,
): ShownKind {
  const { code, title, meaning, severity, findings } = kind
  return {
    code,
    title,
    meaning,
    mark: { kind: severity, text: severityWords[severity].one },
    count: counted(findings.length, 'finding'),
    open,
    findings: findings.map((finding) => presentFinding(finding, parts)),
  }
}

interface FindingParts extends Pick<HealthParts, 'subjects'> {
  readonly titleOf: TitleOf
}

function presentFinding(
  finding: Finding,
  { titleOf, subjects }: FindingParts,
): ShownKind['findings'][number] {
  const { message, source, line, action, before, after } = finding
  const wording = [
    { label: 'Before', text: before },
    { label: 'After', text: after },
  ]
  return {
    message,
    about: subjects(finding),
    where: whereIs(titleOf(source), source, line),
    action: actionWords[action],
    wording: wording.flatMap(({ label, text }) =>
      text === undefined ? [] : [{ label, text: text === '' ? 'Nothing' : text }],
    ),
  }
}

function whereIs(title: string, file: string, line: number | null): string {
  const document = title === file ? file : `${title} (${file})`
  return line === null ? document : `${document}, line ${line}`
}
