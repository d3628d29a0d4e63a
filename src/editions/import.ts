import { readDocuments } from '../documents/index.ts'
import type { CapabilityFragment, Difference, Edition, Finding } from '../framework/index.ts'
import { checkFramework, differenceOf } from '../framework/index.ts'
import { fileOf, readFile, sourceOf } from './import-files.ts'
import type { ReadFile } from './import-files.ts'
import { joinedCapability } from './join-capability.ts'
import { joinedMaturity } from './join-maturity.ts'
import { editionName } from './edition-name.ts'
import { refuseOtherKind } from './joining.ts'
import type { ImportedEdition, ImportTarget } from './joining.ts'
import type { EditionLibrary } from './library.ts'
import { ImportRefused } from './refused.ts'
import type { ImportedFile } from './store.ts'

/** What an import found. Nothing is written by making one. */
export interface Import {
  readonly editions: readonly ImportedEdition[]
  /** Findings in files that belong to no edition. */
  readonly findings: readonly Finding[]
  /** The files themselves. */
  readonly files: readonly ImportedFile[]
}

/**
 * Reads files in any published format and joins them into editions. Formats are recognised by
 * content. Files that name no edition are joined with the newest published edition of the framework
 * they belong to: a complete official download keeps only the order of role levels from it,
 * anything less is added to all of it.
 *
 * @throws ImportRefused where no edition can be made of the files
 * @example
 * prepareImport(['roles.csv', 'skills.csv'], { library, today: '2026-12-01' })
 */
export function prepareImport(
  paths: readonly string[],
  options: { library: EditionLibrary; into?: ImportTarget; today: string },
): Import {
  return joinFiles(paths.map(readFile), options)
}

/** The same for files that were read. */
export function joinFiles(
  files: readonly ReadFile[],
  options: { library: EditionLibrary; into?: ImportTarget; today: string },
): Import {
  const documents = files.flatMap((file) => file.document ?? [])
  const results = readDocuments(documents)
  const loose = [
    ...files.flatMap((file) => file.findings),
    ...results.flatMap((each) => each.findings),
  ]
  const whole = results.flatMap((result) => result.edition ?? [])
  const sources = documents.map((document) => sourceOf(document, results, files))
  const capability = results.flatMap((result) =>
    result.fragments.filter((each) => each.kind === 'capability'),
  )
  const maturity = results.flatMap((result) =>
    result.fragments.filter((each) => each.kind === 'maturity'),
  )
  const editions: ImportedEdition[] = whole.map((edition) => wholeEdition(edition, options))
  if (capability.some(holdsAnything)) {
    editions.push(joinedCapability({ fragments: capability, sources, loose }, options))
  }
  if (maturity.some((each) => each.descriptors !== undefined || each.rows !== undefined)) {
    editions.push(joinedMaturity({ fragments: maturity, sources, loose }, options))
  }
  const placed = new Set(editions.flatMap((each) => each.heldFindings))
  return {
    editions,
    findings: loose.filter((finding) => !placed.has(finding)),
    files: files.map((file) => fileOf(file, results)),
  }
}

/**
 * How a new edition differs from the one its files were joined with, else from the newest one
 * there is; undefined: there is none to compare with.
 */
export function differenceFromBase(
  { edition, basedOn }: Pick<ImportedEdition, 'edition' | 'basedOn'>,
  library: EditionLibrary,
): Difference | undefined {
  const { slug } = edition.framework
  const base =
    library.all().find((one) => fullName(one.edition) === basedOn) ?? library.newest(slug)
  if (base === undefined || base.edition.kind !== edition.kind) return undefined
  return differenceOf(base.edition, edition, base.register)
}

function fullName({ framework, edition }: Edition): string {
  return `${framework.slug}@${edition.name}`
}

function wholeEdition(
  edition: Edition,
  options: { library: EditionLibrary; into?: ImportTarget },
): ImportedEdition {
  const { library, into } = options
  const problem = editionName(edition.edition.name)
  if (problem !== undefined) throw new ImportRefused('edition-name', problem)
  refuseOtherKind(library, edition.framework.slug, edition.kind)
  const slug = edition.framework.slug
  const named = `${slug}@${edition.edition.name}`
  const target = into && `${into.framework ?? slug}@${into.edition}`
  if (target !== undefined && named !== target) {
    throw new ImportRefused(
      'edition-names-differ',
      `The file holds ${named}, but --into says ${target}. Leave out --into, or name the edition of the file.`,
    )
  }
  const files = edition.sources.map((source) => source.file)
  const findings = edition.kind === 'capability-framework' ? checkFramework(edition) : []
  return { edition, held: edition, findings, heldFindings: findings, inferred: [], files }
}

function holdsAnything(fragment: CapabilityFragment): boolean {
  const { roles, skills, requirements, summaries, changeNotes, roleLinks } = fragment
  return [roles, skills, requirements, summaries, changeNotes, roleLinks].some(
    (part) => part !== undefined && part.length > 0,
  )
}
