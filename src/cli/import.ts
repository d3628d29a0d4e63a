import type {
  EditionLibrary,
  Import,
  ImportedEdition,
  ImportedFile,
  ImportTarget,
  PackedEdition,
} from '../editions/index.ts'
import {
  differenceFromBase,
  editionExists,
  ImportRefused,
  packEdition,
  prepareImport,
} from '../editions/index.ts'
import { becomesStatedInWords, differenceInWords } from '../explore/index.ts'
import type {
  CapabilityFramework,
  Difference,
  Finding,
  InferredRequirement,
  Requirement,
} from '../framework/index.ts'
import { exitCodeFor, findingsInWords, reportInWords, reportOf } from './report.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options of `capable import`. */
export interface ImportOptions {
  readonly into?: string
  readonly dryRun?: boolean
  readonly requirements?: boolean
  readonly acceptErrors?: boolean
  readonly strict?: boolean
  readonly verbose?: boolean
}

/** What an import works with. */
export interface ImportContext {
  readonly library: EditionLibrary
  /** `YYYY-MM-DD` */
  readonly today: string
  /** Puts editions into the store, all of them or none. */
  readonly keep: (
    editions: readonly PackedEdition[],
    files: readonly ImportedFile[],
  ) => Promise<void>
}

/** One requirement in the answer of `import --requirements`: a promise to scripts. */
interface RequirementReport {
  readonly family: string | null
  readonly role: string
  readonly roleLevel: string | null
  readonly roleLevelNumber?: number
  readonly skill: string | null
  readonly skillAsNamed: string
  readonly level: string | null
  readonly basis: string
  readonly score: number
  readonly source: string
  readonly line: number | null
}

/**
 * Imports files into new editions. Writes nothing with `--dry-run`, nor where a finding is an
 * error, unless errors are accepted.
 */
export async function importFiles(
  paths: readonly string[],
  options: ImportOptions,
  context: ImportContext,
): Promise<Outcome> {
  try {
    const into = options.into === undefined ? undefined : targetOf(options.into)
    const { library, today } = context
    const prepared = prepareImport(paths, { library, today, ...(into !== undefined && { into }) })
    const findings = [
      ...prepared.editions.flatMap((each) => each.heldFindings),
      ...prepared.findings,
    ]
    const differences = prepared.editions.flatMap((each) => differenceFromBase(each, library) ?? [])
    const written = await write(prepared, { options, into, context, findings })
    const reports = prepared.editions.map((each) => reportOf(each.held, each.heldFindings))
    return {
      json: {
        frameworks: reports,
        ...(prepared.findings.length > 0 && { findings: prepared.findings }),
        ...(options.requirements === true && {
          requirements: prepared.editions.flatMap(requirementsOf),
        }),
        difference: differences.map(({ from, to, counts }) => ({ from, to, counts })),
        ...written.json,
      },
      text: [
        'What the files hold:',
        ...reports.map((report) => reportInWords(report, { every: options.verbose === true })),
        ...(prepared.findings.length > 0
          ? findingsInWords(prepared.findings, { every: true })
          : []),
        ...(options.requirements === true
          ? prepared.editions.flatMap(requirementsOf).map(requirementInWords)
          : []),
        ...differences.flatMap(differenceLines),
        written.text,
      ].join('\n'),
      exitCode: exitCodeFor(findings, options.strict === true),
    }
  } catch (error) {
    if (error instanceof ImportRefused) return refusal(error.code, error.message)
    throw error
  }
}

function differenceLines(difference: Difference): string[] {
  return [
    `How ${difference.to} differs from ${difference.from}:`,
    ...differenceInWords(difference).map((sentence) => `  ${sentence}`),
    ...becomesStatedInWords(difference),
  ]
}

function targetOf(into: string): ImportTarget {
  const match = /^([a-z0-9][a-z0-9-]{0,99})@([a-z0-9-]{1,60})$/.exec(into)
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new ImportRefused(
      'edition-name',
      `--into says "${into}". Name a framework and an edition, for example uk-digital-data@2026-12-01.`,
    )
  }
  return { framework: match[1], edition: match[2] }
}

interface Written {
  readonly json: { readonly imported: readonly string[] }
  readonly text: string
}

function nothing(why: string): Written {
  return { json: { imported: [] }, text: why }
}

async function write(
  { editions, files }: Import,
  of: {
    options: ImportOptions
    into: ImportTarget | undefined
    context: ImportContext
    findings: readonly Finding[]
  },
): Promise<Written> {
  if (of.options.dryRun === true) return nothing('Nothing was written: this was a dry run.')
  if (editions.length === 0) return nothing('Nothing was written: the files hold no edition.')
  const errors = of.findings.filter((finding) => finding.severity === 'error').length
  if (errors > 0 && of.options.acceptErrors !== true) {
    return nothing(
      `Nothing was written: ${errors === 1 ? 'one finding is an error' : `${errors} findings are errors`}. Mend the files, or import what is left with --accept-errors.`,
    )
  }
  const names = editions.map(({ edition }) => `${edition.framework.slug}@${edition.edition.name}`)
  const joined = editions.some((each) => each.basedOn !== undefined)
  if (of.into === undefined && joined) {
    throw new ImportRefused(
      'target-missing',
      `Say which edition to make of these files, for example --into ${names[0] ?? 'uk-digital-data@2026-12-01'}, or look first with --dry-run.`,
    )
  }
  for (const { edition } of editions) {
    const [slug, name] = [edition.framework.slug, edition.edition.name]
    if (of.context.library.get(slug, name) !== undefined) throw editionExists(slug, name)
  }
  await of.context.keep(editions.map(packEdition), files)
  return { json: { imported: names }, text: `Imported ${names.join(', ')}.` }
}

function requirementsOf({ held, inferred, edition, files }: ImportedEdition): RequirementReport[] {
  if (held.kind !== 'capability-framework' || edition.kind !== 'capability-framework') return []
  const fromSummaries = new Set(inferred.map((each) => `${each.source}:${each.line}`))
  const own = new Set(files)
  const stated = held.requirements.flatMap((requirement) =>
    requirement.evidence
      .filter((each) => own.has(each.source) && !fromSummaries.has(`${each.source}:${each.line}`))
      .map((each) => statedReport(edition, requirement, each)),
  )
  return [...inferred.map((each) => inferredReport(edition, each)), ...stated]
}

function inferredReport(
  edition: CapabilityFramework,
  each: InferredRequirement,
): RequirementReport {
  const role = edition.roles.find((one) => one.name.value === each.role)
  const level = role?.levels.find((one) => one.name.value === each.roleLevel)
  const skill = edition.skills.find((one) => one.slug === each.inference.skill)
  return {
    family: each.family,
    role: each.role,
    roleLevel: each.roleLevel ?? null,
    ...(level?.number !== null && level?.number !== undefined && { roleLevelNumber: level.number }),
    skill: skill?.name.value ?? null,
    skillAsNamed: each.skillAsNamed,
    level: each.inference.level ?? null,
    basis: each.inference.basis,
    score: each.inference.score,
    source: each.source,
    line: each.line,
  }
}

function statedReport(
  edition: CapabilityFramework,
  requirement: Requirement,
  evidence: Requirement['evidence'][number],
): RequirementReport {
  const role = edition.roles.find((one) => one.slug === requirement.role)
  const level = role?.levels.find((one) => one.slug === requirement.roleLevel)
  const skill = edition.skills.find((one) => one.slug === requirement.skill)
  const family = edition.families.find((one) => one.slug === role?.family)
  const name = skill?.name.value ?? requirement.skill
  return {
    family: family?.name.value ?? null,
    role: role?.name.value ?? requirement.role,
    roleLevel: level?.name.value ?? null,
    ...(level?.number !== null && level?.number !== undefined && { roleLevelNumber: level.number }),
    skill: name,
    skillAsNamed: name,
    level: evidence.level,
    basis: evidence.basis,
    score: evidence.score ?? 1,
    source: evidence.source,
    line: evidence.line,
  }
}

function requirementInWords(each: RequirementReport): string {
  const level = each.level ?? 'no level'
  return `  ${each.roleLevel ?? each.role}: ${each.skill ?? `"${each.skillAsNamed}"`}: ${level} (${each.basis}, ${Math.round(each.score * 100)}%)`
}
