import type { TProperties } from 'typebox'
import { Type } from 'typebox'
import type { WrittenFile } from '../format.ts'

/** Where a file names its schema; the schema is published beside the documentation. */
export const schemaFileName = 'capable-edition.schema.json'

function strict<Properties extends TProperties>(properties: Properties, description: string) {
  return Type.Object(properties, { additionalProperties: false, description })
}

const filled = Type.String({ minLength: 1 })
const filledOrNull = Type.Union([filled, Type.Null()])
const whole = Type.Integer({ minimum: 1 })
const wholeOrNull = Type.Union([whole, Type.Null()])

const text = strict(
  { lang: Type.String({ minLength: 1, description: 'BCP 47' }), value: Type.String() },
  'A piece of published wording with the language it is written in',
)

const provenance = { source: filled, line: wholeOrNull }
const place = strict(provenance, 'File name of the source, and the line; null: the whole file')

const licence = strict(
  { name: filled, url: Type.String(), attribution: Type.String(), note: Type.Optional(filled) },
  'Terms of use',
)

const kindOfFramework = ['capability-framework', 'maturity-model'] as const

const framework = strict(
  {
    slug: filled,
    kind: Type.Enum([...kindOfFramework]),
    uri: filled,
    id: filled,
    title: text,
    publisher: Type.String(),
    lang: filled,
    scale: Type.Array(filled),
    officialService: Type.Optional(
      strict({ name: Type.String(), url: Type.String() }, 'The official service, if there is one'),
    ),
    licence,
  },
  'What all editions of one framework share; scale: names of the levels, lowest first',
)

const edition = strict(
  {
    name: filled,
    title: Type.String(),
    published: filledOrNull,
    compiled: filled,
    about: Type.String(),
  },
  'One dated, immutable, citable state of a framework; published: null where not known',
)

const source = strict(
  {
    file: filled,
    format: Type.String(),
    title: Type.String(),
    sha256: Type.String(),
    bytes: Type.Integer({ minimum: 0 }),
    licence: Type.String(),
    attribution: Type.String(),
    date: filledOrNull,
    url: Type.Optional(filled),
    note: Type.Optional(filled),
  },
  'One published document the edition was made from',
)

const statement = strict({ id: filled, text }, 'One “You can …” sentence')
const named = { id: filled, slug: filled, name: text }
const describable = { ...named, description: Type.Optional(text) }
const kind = Type.Enum(['levelled', 'senior-civil-service'])
const basis = Type.Enum(['stated', 'derived', 'exact', 'close', 'undecided', 'none'])

const usualGrade = strict(
  {
    grades: Type.Array(filled, { minItems: 1, maxItems: 2 }),
    basis: filled,
    date: filledOrNull,
    ...provenance,
  },
  'The grade or two that posts at a role level usually have; not mandatory',
)

const roleLevel = strict(
  {
    ...describable,
    usualGrade: Type.Optional(usualGrade),
    number: wholeOrNull,
    rank: wholeOrNull,
    track: Type.Union([Type.Enum(['technical', 'management']), Type.Null()]),
    provenance: Type.Array(place),
  },
  'One step of a role; number: published order; levels side by side share a rank',
)

const role = strict(
  {
    ...describable,
    family: filledOrNull,
    kind,
    levels: Type.Array(roleLevel),
    provenance: Type.Array(place),
  },
  'A job in the profession; family: slug of its role family',
)

const skillLevel = strict(
  {
    level: filled,
    state: Type.Enum(['defined', 'not-defined', 'absent']),
    statements: Type.Array(statement),
  },
  'One level of a skill; not-defined: the source says so; absent: the source is silent',
)

const skill = strict(
  {
    ...describable,
    kind,
    levels: Type.Array(skillLevel),
    statements: Type.Array(statement),
    leadershipExamples: Type.Array(statement),
    provenance: Type.Array(place),
  },
  'A skill; statements and leadership examples belong to Senior Civil Service skills',
)

const level = filledOrNull
const evidence = strict(
  { ...provenance, basis, level, score: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })) },
  'What one source says about a requirement',
)

const requirement = strict(
  {
    role: filled,
    roleLevel: filledOrNull,
    skill: filled,
    level,
    basis,
    evidence: Type.Array(evidence),
  },
  'A role level asks for a skill at a level; role, role level and skill are slugs',
)

const roleLink = strict(
  { skill: filled, role: filled, roleAsNamed: filled, ...provenance },
  'A skill names a role that requires it',
)

const changeNote = strict(
  { date: filledOrNull, page: Type.String(), note: text, ...provenance },
  'One note about a change, as published',
)

const envelope = {
  $schema: Type.Optional(Type.String()),
  format: Type.Literal('capable-edition'),
  version: Type.Literal(1),
  framework,
  edition,
  sources: Type.Array(source),
}

/** A file with an edition of a capability framework. */
export const capabilityFrameworkFile = strict(
  {
    ...envelope,
    kind: Type.Literal('capability-framework'),
    introduction: Type.Array(text),
    purposes: Type.Array(text),
    families: Type.Array(strict(named, 'A group of roles')),
    roles: Type.Array(role),
    skills: Type.Array(skill),
    requirements: Type.Array(requirement),
    roleLinks: Type.Array(roleLink),
    changeNotes: Type.Array(changeNote),
  },
  'One whole edition of a capability framework',
)

const number = whole

/** A file with an edition of a maturity model. */
export const maturityModelFile = strict(
  {
    ...envelope,
    kind: Type.Literal('maturity-model'),
    levels: Type.Array(strict({ number, name: Type.String() }, 'A level of maturity')),
    topics: Type.Array(strict({ ...named, number }, 'A topic')),
    themes: Type.Array(strict(named, 'A theme')),
    rows: Type.Array(
      strict(
        { id: filled, number, topic: number, theme: filled, title: text, provenance: place },
        'One thing an organisation judges itself on; topic: its number; theme: its slug',
      ),
    ),
    descriptors: Type.Array(
      strict(
        { id: filled, row: number, level: number, text, provenance: place },
        'What one row looks like at one level; row and level: their numbers',
      ),
    ),
  },
  'One whole edition of a maturity model',
)

/**
 * The published JSON Schema of `capable-json`, made from the schemas that the reader checks with.
 * `CAPABLE_WRITE_SCHEMA=1 node --test src/documents/capable-json/schema.test.ts` writes it to
 * `docs/schema` (then run `oxfmt`); the same test holds the two equal.
 *
 * @example
 * schemaFile().name // 'capable-edition.schema.json'
 */
export function schemaFile(): WrittenFile {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaFileName,
    title: 'Capable edition',
    description: 'One whole edition of a capability framework or of a maturity model.',
    anyOf: [capabilityFrameworkFile, maturityModelFile],
  }
  return { name: schemaFileName, text: `${JSON.stringify(schema, null, 2)}\n` }
}
