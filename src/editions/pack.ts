import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type, type Static, type TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { parse } from 'yaml'
import { decode } from '../documents/index.ts'
import type { SourceDocument } from '../documents/index.ts'
import type {
  EditionIdentity,
  Finding,
  FormerNames,
  FrameworkIdentity,
  Licence,
  Source,
} from '../framework/index.ts'
import { frameworkId } from '../framework/index.ts'
import { formerNamesFile, formerNamesOf } from './former-names.ts'

const licence = Type.Object({
  name: Type.String(),
  url: Type.String(),
  attribution: Type.String(),
  note: Type.Optional(Type.String()),
})

const frameworkFile = Type.Object({
  kind: Type.Union([Type.Literal('capability-framework'), Type.Literal('maturity-model')]),
  title: Type.String(),
  publisher: Type.String(),
  uri: Type.String(),
  lang: Type.String(),
  scale: Type.Array(Type.String(), { minItems: 1 }),
  officialService: Type.Optional(Type.Object({ name: Type.String(), url: Type.String() })),
  licence,
  themes: Type.Optional(Type.Array(Type.String())),
  formerNames: Type.Optional(formerNamesFile),
})

const editionFile = Type.Object({
  title: Type.String(),
  published: Type.Union([Type.String(), Type.Null()]),
  compiled: Type.String(),
  about: Type.String(),
  sources: Type.Array(
    Type.Object({
      file: Type.String({ pattern: '^[^/\\\\]+$' }),
      format: Type.String(),
      title: Type.String(),
      date: Type.Union([Type.String(), Type.Null()]),
      url: Type.Optional(Type.String()),
      note: Type.Optional(Type.String()),
    }),
    { minItems: 1 },
  ),
})

/** A file of a framework pack that does not say what it has to. Names the file and the fault. */
export class PackError extends Error {
  override readonly name = 'PackError'
}

/** What `framework.yaml` says. */
export interface FrameworkPack {
  readonly identity: FrameworkIdentity
  readonly themes: readonly string[]
  readonly register: FormerNames
}

/** What `edition.yaml` says, with the bytes of the sources read and decoded. */
export interface EditionPack {
  readonly framework: FrameworkPack
  readonly identity: EditionIdentity
  readonly sources: readonly Source[]
  readonly documents: readonly { readonly format: string; readonly document: SourceDocument }[]
  readonly findings: readonly Finding[]
  /** Hash of every byte the edition is made from. */
  readonly hash: string
}

/**
 * Reads all framework packs below a folder: `<framework>/framework.yaml` and per edition
 * `<framework>/<edition>/edition.yaml` with `sources/`.
 *
 * @throws PackError if a file is missing or does not follow docs/framework-packs.md
 */
export function readPacks(frameworksDir: string): EditionPack[] {
  return folders(frameworksDir)
    .filter((slug) => existsSync(join(frameworksDir, slug, 'framework.yaml')))
    .flatMap((slug) => {
      const folder = join(frameworksDir, slug)
      const framework = readFramework(folder, slug)
      return folders(folder)
        .filter((edition) => existsSync(join(folder, edition, 'edition.yaml')))
        .map((edition) => readEdition(join(folder, edition), edition, framework))
    })
}

function readFramework(folder: string, slug: string): FrameworkPack {
  const path = join(folder, 'framework.yaml')
  const file = checked(frameworkFile, parse(readFileSync(path, 'utf8')), path)
  const { kind, uri, publisher, lang, scale, officialService } = file
  return {
    identity: {
      slug,
      kind,
      uri,
      id: frameworkId(uri),
      title: { lang, value: file.title },
      publisher,
      lang,
      scale,
      ...(officialService !== undefined && { officialService }),
      licence: licenceOf(file.licence),
    },
    themes: file.themes ?? [],
    register: formerNamesOf(file.formerNames),
  }
}

function readEdition(folder: string, name: string, framework: FrameworkPack): EditionPack {
  const path = join(folder, 'edition.yaml')
  const yaml = readFileSync(path, 'utf8')
  // Dates stay the strings they are: the core schema has no date type, so nothing converts them.
  const file = checked(editionFile, parse(yaml), path)
  const hash = createHash('sha256').update(JSON.stringify(framework.identity)).update(yaml)
  const findings: Finding[] = []
  const documents: { format: string; document: SourceDocument }[] = []
  const sources = file.sources.map((listed): Source => {
    const bytes = readFileSync(join(folder, 'sources', listed.file))
    hash.update(bytes)
    const decoded = decode(listed.file, bytes)
    findings.push(...decoded.findings)
    if (decoded.document !== undefined) {
      documents.push({ format: listed.format, document: decoded.document })
    }
    return sourceOf(listed, bytes, framework.identity.licence)
  })
  const { title, published, compiled, about } = file
  const identity = { name, title, published, compiled, about: about.trim() }
  return { framework, identity, sources, documents, findings, hash: hash.digest('hex') }
}

function sourceOf(
  listed: Static<typeof editionFile>['sources'][number],
  bytes: Uint8Array,
  { name, attribution }: Licence,
): Source {
  return {
    file: listed.file,
    format: listed.format,
    title: listed.title,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
    licence: name,
    attribution: attribution.trim(),
    date: listed.date,
    ...(listed.url !== undefined && { url: listed.url }),
    ...(listed.note !== undefined && { note: listed.note.trim() }),
  }
}

function licenceOf(file: Static<typeof licence>): Licence {
  return {
    name: file.name,
    url: file.url,
    attribution: file.attribution.trim(),
    ...(file.note !== undefined && { note: file.note.trim() }),
  }
}

function checked<T extends TSchema>(schema: T, data: unknown, path: string): Static<T> {
  if (Value.Check(schema, data)) return data
  const [first] = Value.Errors(schema, data)
  throw new PackError(
    `${path} does not follow docs/framework-packs.md: ${first?.instancePath ?? ''} ${first?.message ?? 'is not valid'}.`,
  )
}

function folders(path: string): string[] {
  if (!existsSync(path)) return []
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}
