import { basename } from 'node:path'
import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { decode, maxDocumentBytes, readDocuments, tooLargeFinding } from '../documents/index.ts'
import type { ReadDocument, SourceDocument } from '../documents/index.ts'
import type {
  CapabilityFragment,
  CapabilityFramework,
  Edition,
  EditionInput,
  Finding,
  InferredRequirement,
  MaturityFragment,
  MaturityModel,
  Source,
} from '../framework/index.ts'
import {
  compileCapability,
  compileMaturity,
  fragmentsOf,
  frameworkId,
  levelKey,
  maturityFragmentsOf,
  orderOf,
} from '../framework/index.ts'
import type { EditionLibrary } from './library.ts'
import { ImportRefused } from './refused.ts'
import { editionName } from './edition-name.ts'

/** Where an import goes: a framework and the name of its new edition. */
export interface ImportTarget {
  readonly framework: string
  readonly edition: string
}

/** One edition that an import would make. */
export interface ImportedEdition {
  /** The whole new edition, joined with what the newest published one knows. */
  readonly edition: Edition
  /** What the files themselves hold of it. */
  readonly held: Edition
  /** Findings in the files themselves. */
  readonly findings: readonly Finding[]
  readonly inferred: readonly InferredRequirement[]
  /** Names of the files it was made from. */
  readonly files: readonly string[]
  /** The edition the files were joined with, `framework@edition`. */
  readonly basedOn?: string
}

/** What an import found. Nothing is written by making one. */
export interface Import {
  readonly editions: readonly ImportedEdition[]
  /** Findings in files that belong to no edition. */
  readonly findings: readonly Finding[]
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
  const files = paths.map(readFile)
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
  const editions: ImportedEdition[] = whole.map((edition) =>
    wholeEdition(edition, loose, options.into),
  )
  if (capability.some(holdsAnything)) {
    editions.push(joinedCapability({ fragments: capability, sources, loose }, options))
  }
  if (maturity.some((each) => each.descriptors !== undefined || each.rows !== undefined)) {
    editions.push(joinedMaturity({ fragments: maturity, sources, loose }, options))
  }
  const placed = new Set(editions.flatMap((each) => each.findings))
  return { editions, findings: loose.filter((finding) => !placed.has(finding)) }
}

interface ReadFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly document?: SourceDocument
  readonly findings: readonly Finding[]
}

/** Looks at the size before reading, so that a huge file costs no memory. */
function readFile(path: string): ReadFile {
  const name = basename(path)
  const { size, isFile } = fileState(path)
  if (!isFile)
    throw new ImportRefused('not-a-file', `${path} is not a file. Name the files to import.`)
  if (size > maxDocumentBytes) {
    return { name, bytes: new Uint8Array(), findings: [tooLargeFinding(name, size)] }
  }
  const bytes = readFileSync(path)
  return { name, bytes, ...decode(name, bytes) }
}

function fileState(path: string): { size: number; isFile: boolean } {
  try {
    const state = statSync(path)
    return { size: state.size, isFile: state.isFile() }
  } catch {
    throw new ImportRefused(
      'file-not-found',
      `There is no file ${path}. Check the name and the folder.`,
    )
  }
}

function sourceOf(
  document: SourceDocument,
  results: readonly ReadDocument[],
  files: readonly ReadFile[],
): Source {
  const bytes = files.find((file) => file.document === document)?.bytes ?? new Uint8Array()
  const result = results.find((each) => each.documents.includes(document))
  return {
    file: document.name,
    format: result?.format ?? 'unknown',
    title: result?.title ?? document.name,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    licence: 'Not stated in the file',
    attribution: '',
    date: null,
  }
}

function wholeEdition(
  edition: Edition,
  loose: readonly Finding[],
  into: ImportTarget | undefined,
): ImportedEdition {
  const named = `${edition.framework.slug}@${edition.edition.name}`
  if (into !== undefined && named !== `${into.framework}@${into.edition}`) {
    throw new ImportRefused(
      'edition-names-differ',
      `The file holds ${named}, but --into says ${into.framework}@${into.edition}. Leave out --into, or name the edition of the file.`,
    )
  }
  const files = edition.sources.map((source) => source.file)
  return { edition, held: edition, findings: loose, inferred: [], files }
}

function holdsAnything(fragment: CapabilityFragment): boolean {
  const { roles, skills, requirements, summaries, changeNotes, roleLinks } = fragment
  return [roles, skills, requirements, summaries, changeNotes, roleLinks].some(
    (part) => part !== undefined && part.length > 0,
  )
}

interface Material<Fragment> {
  readonly fragments: readonly Fragment[]
  readonly sources: readonly Source[]
  readonly loose: readonly Finding[]
}

interface Options {
  readonly library: EditionLibrary
  readonly into?: ImportTarget
  readonly today: string
}

function joinedCapability(
  material: Material<CapabilityFragment>,
  options: Options,
): ImportedEdition {
  const base = capabilityBase(material.fragments, options)
  const complete = isComplete(material.fragments)
  const own = new Set(material.fragments.map((fragment) => fragment.source))
  const previous =
    base === undefined
      ? []
      : complete
        ? [orderOf(base, levelsOf(material.fragments))]
        : // A file that is loaded again takes the place of what it said before.
          fragmentsOf(base).filter((fragment) => !own.has(fragment.source))
  const input = inputFor(base, { kind: 'capability-framework', material, options, complete })
  const compiled = compileCapability(input, [...material.fragments, ...previous])
  return {
    edition: compiled.edition,
    held: heldCapability(compiled.edition, own),
    findings: [...material.loose, ...compiled.findings.filter((each) => own.has(each.source))],
    inferred: compiled.inferred,
    files: [...own],
    ...(base !== undefined && { basedOn: `${base.framework.slug}@${base.edition.name}` }),
  }
}

/** Roles with their requirements, and skills with their statements: an edition of its own. */
function isComplete(fragments: readonly CapabilityFragment[]): boolean {
  const has = (part: (fragment: CapabilityFragment) => readonly unknown[] | undefined): boolean =>
    fragments.some((fragment) => (part(fragment)?.length ?? 0) > 0)
  return has((each) => each.roles) && has((each) => each.requirements) && has((each) => each.skills)
}

function levelsOf(fragments: readonly CapabilityFragment[]): Set<string> {
  return new Set(
    fragments.flatMap((fragment) =>
      (fragment.roles ?? []).flatMap((role) =>
        role.levels.map((level) => levelKey(role.name, level.name)),
      ),
    ),
  )
}

/** The newest edition of the framework that the files share the most names with. */
function capabilityBase(
  fragments: readonly CapabilityFragment[],
  { library, into }: Options,
): CapabilityFramework | undefined {
  const newest = new Map<string, CapabilityFramework>()
  for (const { edition } of library.all()) {
    if (edition.kind !== 'capability-framework' || newest.has(edition.framework.slug)) continue
    newest.set(edition.framework.slug, edition)
  }
  if (into !== undefined) return newest.get(into.framework)
  const named = new Set(fragments.flatMap(namesIn).map((name) => name.toLowerCase()))
  const shared = (edition: CapabilityFramework): number =>
    [...edition.roles, ...edition.skills].filter((each) => named.has(each.name.value.toLowerCase()))
      .length
  return [...newest.values()].toSorted((a, b) => shared(b) - shared(a))[0]
}

function namesIn(fragment: CapabilityFragment): string[] {
  return [
    ...(fragment.roles ?? []).map((role) => role.name),
    ...(fragment.skills ?? []).map((skill) => skill.name),
    ...(fragment.summaries ?? []).flatMap((summary) => [
      summary.role,
      ...summary.skills.map((skill) => skill.skillAsNamed),
    ]),
  ]
}

function joinedMaturity(material: Material<MaturityFragment>, options: Options): ImportedEdition {
  const base = options.library
    .all()
    .map(({ edition }) => edition)
    .find(
      (edition): edition is MaturityModel =>
        edition.kind === 'maturity-model' &&
        (options.into === undefined || edition.framework.slug === options.into.framework),
    )
  const input = inputFor(base, { kind: 'maturity-model', material, options, complete: false })
  const own = new Set(material.fragments.map((fragment) => fragment.source))
  const previous =
    base === undefined
      ? []
      : maturityFragmentsOf(base).filter((fragment) => !own.has(fragment.source))
  const themes = base?.themes.map((theme) => theme.name.value) ?? []
  const { edition, findings } = compileMaturity(input, [...material.fragments, ...previous], themes)
  return {
    edition,
    held: {
      ...edition,
      rows: edition.rows.filter((row) => own.has(row.provenance.source)),
      descriptors: edition.descriptors.filter((each) => own.has(each.provenance.source)),
    },
    findings: [...material.loose, ...findings.filter((each) => own.has(each.source))],
    inferred: [],
    files: [...own],
    ...(base !== undefined && { basedOn: `${base.framework.slug}@${base.edition.name}` }),
  }
}

function inputFor(
  base: Edition | undefined,
  of: {
    kind: Edition['kind']
    material: Material<unknown>
    options: Options
    complete: boolean
  },
): EditionInput {
  const { options, material, complete } = of
  const name = options.into?.edition ?? options.today
  const problem = editionName(name)
  if (problem !== undefined) throw new ImportRefused('edition-name', problem)
  const slug = options.into?.framework ?? base?.framework.slug ?? 'imported'
  const names = new Set(material.sources.map((source) => source.file))
  const kept = complete || base === undefined ? [] : base.sources
  const sources = [...material.sources, ...kept.filter((source) => !names.has(source.file))]
  return {
    framework: base?.framework ?? newFramework(slug, of.kind),
    edition: {
      name,
      title: `Imported on ${options.today}`,
      published: null,
      compiled: options.today,
      about:
        base === undefined
          ? `Imported from ${material.sources.map((source) => source.file).join(', ')}.`
          : `Imported from ${material.sources.map((source) => source.file).join(', ')}, ${complete ? 'with the order of role levels from' : 'joined with'} ${base.framework.slug}@${base.edition.name}.`,
    },
    sources,
  }
}

function newFramework(slug: string, kind: Edition['kind']): EditionInput['framework'] {
  const uri = `urn:capable:framework:${slug}`
  return {
    slug,
    kind,
    uri,
    id: frameworkId(uri),
    title: { lang: 'en', value: slug },
    publisher: 'Not stated',
    lang: 'en',
    scale:
      kind === 'maturity-model'
        ? ['1', '2', '3', '4', '5']
        : ['awareness', 'working', 'practitioner', 'expert'],
    licence: { name: 'Not stated', url: '', attribution: '' },
  }
}

/** The part of an edition that certain sources speak of. */
function heldCapability(
  edition: CapabilityFramework,
  own: ReadonlySet<string>,
): CapabilityFramework {
  const from = (thing: { provenance: readonly { source: string }[] }): boolean =>
    thing.provenance.some((each) => own.has(each.source))
  const roles = edition.roles
    .filter(from)
    .map((role) => ({ ...role, levels: role.levels.filter(from) }))
  const families = new Set(roles.map((role) => role.family))
  return {
    ...edition,
    introduction: [],
    purposes: [],
    families: edition.families.filter((family) => families.has(family.slug)),
    roles,
    skills: edition.skills.filter(from),
    requirements: edition.requirements.filter((each) =>
      each.evidence.some((evidence) => own.has(evidence.source)),
    ),
    roleLinks: edition.roleLinks.filter((link) => own.has(link.source)),
    changeNotes: edition.changeNotes.filter((note) => own.has(note.source)),
  }
}
