import type {
  Edition,
  EditionInput,
  Finding,
  InferredRequirement,
  Source,
} from '../framework/index.ts'
import { frameworkId } from '../framework/index.ts'
import { editionName } from './edition-name.ts'
import type { EditionLibrary, LoadedEdition } from './library.ts'
import { ImportRefused } from './refused.ts'

/** Where an import goes. */
export interface ImportTarget {
  /** Undefined: the one that the files share the most names with. */
  readonly framework?: string
  /** The name of the new edition. */
  readonly edition: string
}

/** One edition that an import would make. */
export interface ImportedEdition {
  /** The whole new edition, joined with what the newest published one knows. */
  readonly edition: Edition
  /** What the files themselves hold of it. */
  readonly held: Edition
  /** Every finding of the whole new edition. */
  readonly findings: readonly Finding[]
  /** Findings in the files themselves. */
  readonly heldFindings: readonly Finding[]
  readonly inferred: readonly InferredRequirement[]
  /** Names of the files it was made from. */
  readonly files: readonly string[]
  /** The edition the files were joined with, `framework@edition`. */
  readonly basedOn?: string
}

/** What the files of an import hold for one framework. */
export interface Material<Fragment> {
  readonly fragments: readonly Fragment[]
  readonly sources: readonly Source[]
  readonly loose: readonly Finding[]
}

/** How an import is to be done. */
export interface Options {
  readonly library: EditionLibrary
  readonly into?: ImportTarget
  readonly today: string
}

/**
 * What the new edition is made from.
 *
 * @throws ImportRefused for a name that is no date, or a framework of another kind
 */
export function inputFor(
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
  refuseOtherKind(options.library, slug, of.kind)
  const names = new Set(material.sources.map((source) => source.file))
  const kept = complete || base === undefined ? [] : base.sources
  const licence = base?.framework.licence
  const own = material.sources.map((source) =>
    licence === undefined
      ? source
      : { ...source, licence: licence.name, attribution: licence.attribution },
  )
  const sources = [...own, ...kept.filter((source) => !names.has(source.file))]
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

/**
 * Refuses an edition of one kind under the name of a framework of another.
 *
 * @throws ImportRefused
 */
export function refuseOtherKind(
  library: EditionLibrary,
  slug: string,
  kind: Edition['kind'],
): void {
  const known = library.newest(slug)?.edition.kind
  if (known === undefined || known === kind) return
  const [is, holds] = [known, kind].map((each) =>
    each === 'maturity-model' ? 'a maturity model' : 'a capability framework',
  )
  throw new ImportRefused(
    'framework-kind',
    `${slug} is ${is}, but the files hold ${holds}. Name another framework with --into.`,
  )
}

/** Faults that only the whole shows: they are looked for anew in every join. */
const ofTheWhole: ReadonlySet<string> = new Set([
  'change-note-page-unknown',
  'identical-skill-levels',
  'missing-row',
  'name-spelt-differently',
  'near-duplicate-skills',
  'requirement-dropped',
  'requirement-falls',
  'requirement-names-unknown-skill',
  'required-level-not-defined',
  'role-requires-skill-that-does-not-name-it',
  'shared-description',
  'skill-names-role-that-does-not-require-it',
  'skill-not-required',
  'skill-without-description',
  'slug-collision',
])

/**
 * Every finding of a joined edition: those of the files and of the join, and what was found before
 * in the documents that stay.
 */
export function allFindings(of: {
  loose: readonly Finding[]
  joined: readonly Finding[]
  base: LoadedEdition | undefined
  kept: ReadonlySet<string>
}): Finding[] {
  const before = (of.base?.findings ?? []).filter(
    ({ code, source }) => of.kept.has(source) && !ofTheWhole.has(code),
  )
  return withoutRepeats([...of.loose, ...of.joined, ...before])
}

/** A document's reader and the join may see the same fault; the first one stands. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>()
  return findings.filter(({ code, subject }) => {
    if (!ofTheWhole.has(code)) return true
    const key = `${code} ${subject}`
    return seen.has(key) ? false : seen.add(key)
  })
}

/** The framework as it is known, in the order in which its families and roles stood before. */
export function inOrderOf<T extends { readonly slug: string }>(
  things: readonly T[],
  before: readonly { readonly slug: string }[],
): T[] {
  const places = new Map(before.map(({ slug }, index) => [slug, index]))
  return things.toSorted(
    (a, b) => (places.get(a.slug) ?? before.length) - (places.get(b.slug) ?? before.length),
  )
}
