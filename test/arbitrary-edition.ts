import * as fc from 'fast-check'
import type {
  CapabilityFramework,
  FrameworkIdentity,
  MaturityModel,
  Provenance,
  Requirement,
  Role,
  RoleLevel,
  Skill,
  SkillLevel,
  Source,
  Statement,
  Text,
} from '../src/framework/index.ts'
import { frameworkId, slugOf, statementId, thingId, uniqueSlugs } from '../src/framework/index.ts'

const uri = 'https://capable.invalid/frameworks/kites'
const namespace = frameworkId(uri)
const scale = ['awareness', 'working', 'practitioner', 'expert']

/** Objects as readers make them: with the usual prototype. */
function plainRecord<T>(properties: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(properties, { noNullPrototype: true })
}

/** How many runs a property test makes. */
export const propertyRuns = process.env['CAPABLE_TEST_FULL'] === undefined ? 100 : 10_000

// Latin letters with accents are left out: beside typographic quotation marks they can look like
// mis-encoded punctuation, which readers repair.
const characters = Array.from('abcdefg XYZ 0129 ,;:."\'()&=+@-_/\\[]<>#*\t’“”–…ßőж漢😀')

/** One line of any wording. */
const arbitraryLine: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join(''))

/** The words of a statement: mostly one line, sometimes several; never a list of its own. */
export const arbitraryStatementText: fc.Arbitrary<string> = fc
  .array(arbitraryLine, { minLength: 1, maxLength: 3 })
  .map((lines) => lines.filter((line) => line.trim() !== '' && !line.startsWith('- ')).join('\n'))
  .filter((text) => text !== '')

/** A description in the convention of the official download. */
export const arbitraryProse: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(arbitraryStatementText, { minLength: 1, maxLength: 2 }),
    fc.array(arbitraryStatementText, { maxLength: 2 }),
  )
  .map(([paragraphs, items]) =>
    [
      paragraphs.join('\n\n'),
      ...(items.length === 0 ? [] : ['\nMakers do this:', ...items.map((item) => `- ${item}`)]),
    ].join('\n'),
  )

/** A name, different from others by its number. */
function arbitraryName(noun: string): fc.Arbitrary<string> {
  const adjective = fc.constantFrom('Kite', 'Silk', 'Box (large)', 'Storm “wind”', 'Node.js', 'Ő')
  return fc
    .tuple(adjective, fc.nat({ max: 9_999 }))
    .map(([word, number]) => `${word} ${noun} ${number}`)
}

const lang = fc.constantFrom('en-GB', 'cy')
const place: fc.Arbitrary<Provenance> = plainRecord({
  source: fc.constantFrom('a.csv', 'b c.md'),
  line: fc.option(fc.integer({ min: 1, max: 9_999 })),
})
const places = fc.array(place, { maxLength: 2 })
const date = fc.option(fc.constantFrom('2017-03-23', '2020-02-29', '2026-10-06'))

function textOf(value: fc.Arbitrary<string>): fc.Arbitrary<Text> {
  return plainRecord({ lang, value })
}

function maybe<K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }>
function maybe(key: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .option(value, { nil: undefined })
    .map((one) => (one === undefined ? {} : { [key]: one }))
}

const source: fc.Arbitrary<Source> = fc
  .tuple(
    plainRecord({
      file: fc.constantFrom('a.csv', 'b c.md'),
      format: fc.constant('official-roles-csv'),
      title: arbitraryLine,
      sha256: fc.constant('00ff'.repeat(16)),
      bytes: fc.nat(),
      licence: fc.constant('OGL-UK-3.0'),
      attribution: fc.constantFrom('', 'Kite Office'),
      date,
    }),
    maybe('url', fc.constant('https://capable.invalid/a.csv')),
    maybe('note', arbitraryStatementText),
  )
  .map((parts) => Object.assign({}, ...parts))

function frameworkOf(kind: FrameworkIdentity['kind']): fc.Arbitrary<FrameworkIdentity> {
  return fc
    .tuple(
      plainRecord({
        title: textOf(arbitraryLine),
        publisher: arbitraryLine,
        lang: fc.constant('en-GB'),
        licence: fc
          .tuple(
            plainRecord({
              name: fc.constant('OGL-UK-3.0'),
              url: fc.constant('https://capable.invalid/licence'),
              attribution: arbitraryLine,
            }),
            maybe('note', arbitraryStatementText),
          )
          .map(([licence, note]) => ({ ...licence, ...note })),
      }),
      maybe(
        'officialService',
        fc.constant({ name: 'Kites, officially', url: 'https://capable.invalid/kites' }),
      ),
    )
    .map(([some, service]) => ({
      ...some,
      ...service,
      slug: 'kites',
      kind,
      uri,
      id: namespace,
      scale,
    }))
}

const identity = plainRecord({
  edition: plainRecord({
    name: fc.constantFrom('2017-03-23', '2026-10-06'),
    title: arbitraryLine,
    published: date,
    compiled: fc.constant('2026-11-01'),
    about: arbitraryStatementText,
  }),
  sources: fc.array(source, { maxLength: 2 }),
})

const description = maybe('description', textOf(arbitraryProse))

const usualGrade = maybe(
  'usualGrade',
  plainRecord({
    grades: fc.uniqueArray(fc.constantFrom('First', 'Second', 'Third'), {
      minLength: 1,
      maxLength: 2,
    }),
    basis: fc.constant('a count of posts'),
    date,
    source: fc.constant('grades.csv'),
    line: fc.option(fc.integer({ min: 1, max: 99 })),
  }),
)

const roleSeed = plainRecord({
  name: textOf(arbitraryName('maker')),
  family: fc.option(fc.nat({ max: 2 })),
  senior: fc.boolean(),
  description,
  provenance: places,
  levels: fc.uniqueArray(
    plainRecord({
      name: textOf(arbitraryName('step')),
      number: fc.option(fc.integer({ min: 1, max: 9 })),
      rank: fc.option(fc.integer({ min: 1, max: 9 })),
      track: fc.option(fc.constantFrom('technical' as const, 'management' as const)),
      description,
      usualGrade,
      provenance: places,
    }),
    { selector: ({ name }) => slugOf(name.value), maxLength: 3 },
  ),
})

const statements = fc.uniqueArray(textOf(arbitraryStatementText), {
  selector: ({ value }) => value.trim().toLowerCase(),
  minLength: 1,
  maxLength: 3,
})

const skillSeed = plainRecord({
  name: textOf(arbitraryName('craft')),
  senior: fc.boolean(),
  description,
  provenance: places,
  levels: fc.tuple(
    ...scale.map(() => fc.oneof(statements, fc.constantFrom('not-defined', 'absent'))),
  ),
  statements,
  examples: statements,
})

const requirementSeed = plainRecord({
  role: fc.nat(),
  level: fc.nat(),
  skill: fc.nat(),
  skillLevel: fc.option(fc.nat({ max: 3 })),
  basis: fc.constantFrom('stated' as const, 'derived' as const, 'exact' as const),
  evidence: fc.array(
    fc
      .tuple(
        place,
        plainRecord({
          basis: fc.constantFrom('stated' as const, 'close' as const, 'undecided' as const),
          level: fc.option(fc.constantFrom(...scale)),
        }),
        maybe(
          'score',
          fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
        ),
      )
      .map(([where, some, score]) => ({ ...where, ...some, ...score })),
    { maxLength: 2 },
  ),
})

/** Small valid editions of a capability framework about kites. */
export const arbitraryCapabilityFramework: fc.Arbitrary<CapabilityFramework> = plainRecord({
  framework: frameworkOf('capability-framework'),
  identity,
  introduction: fc.array(textOf(arbitraryStatementText), { maxLength: 2 }),
  purposes: fc.array(textOf(arbitraryStatementText), { maxLength: 2 }),
  families: fc.array(textOf(arbitraryName('family')), { maxLength: 3 }),
  roles: fc.uniqueArray(roleSeed, { selector: ({ name }) => slugOf(name.value), maxLength: 4 }),
  skills: fc.uniqueArray(skillSeed, { selector: ({ name }) => slugOf(name.value), maxLength: 4 }),
  requirements: fc.array(requirementSeed, { maxLength: 8 }),
  links: fc.array(fc.tuple(fc.nat(), fc.nat(), place), { maxLength: 4 }),
  changeNotes: fc.array(
    fc
      .tuple(
        plainRecord({ date, page: arbitraryName('page'), note: textOf(arbitraryStatementText) }),
        place,
      )
      .map(([note, where]) => ({ ...note, ...where })),
    { maxLength: 3 },
  ),
}).map((seed) => {
  const unique = uniqueSlugs()
  const families = seed.families.map((name) => {
    const slug = unique(name.value)
    return { id: thingId(namespace, 'families', slug), slug, name }
  })
  const roles = seed.roles.map((role) => roleOf(role, families))
  const skills = seed.skills.map(skillOf)
  return {
    kind: 'capability-framework',
    framework: seed.framework,
    ...seed.identity,
    introduction: seed.introduction,
    purposes: seed.purposes,
    families,
    roles,
    skills,
    requirements: requirementsOf(seed.requirements, roles, skills),
    roleLinks: seed.links.flatMap(([skillAt, roleAt, where]) => {
      const skill = picked(skills, skillAt)
      const role = picked(roles, roleAt)
      if (skill === undefined || role === undefined) return []
      return [{ skill: skill.slug, role: role.slug, roleAsNamed: role.name.value, ...where }]
    }),
    changeNotes: seed.changeNotes,
  }
})

/** Small valid editions of a maturity model about wind. */
export const arbitraryMaturityModel: fc.Arbitrary<MaturityModel> = plainRecord({
  framework: frameworkOf('maturity-model'),
  identity,
  levels: fc.integer({ min: 1, max: 5 }),
  topics: fc.array(textOf(arbitraryName('topic')), { minLength: 1, maxLength: 3 }),
  themes: fc.array(textOf(arbitraryName('theme')), { minLength: 1, maxLength: 3 }),
  rows: fc.array(fc.tuple(fc.nat(), fc.nat(), textOf(arbitraryLine), place), { maxLength: 5 }),
  texts: fc.array(fc.tuple(fc.nat(), fc.nat(), textOf(arbitraryProse), place), { maxLength: 8 }),
}).map((seed) => {
  const topicSlug = uniqueSlugs()
  const themeSlug = uniqueSlugs()
  const topics = seed.topics.map((name, index) => {
    const slug = topicSlug(name.value)
    return { id: thingId(namespace, 'topics', slug), number: index + 1, slug, name }
  })
  const themes = seed.themes.map((name) => {
    const slug = themeSlug(name.value)
    return { id: thingId(namespace, 'themes', slug), slug, name }
  })
  const rows = seed.rows.map(([topicAt, themeAt, title, provenance], index) => ({
    id: thingId(namespace, 'rows', String(index + 1)),
    number: index + 1,
    topic: picked(topics, topicAt)?.number ?? 1,
    theme: picked(themes, themeAt)?.slug ?? '',
    title,
    provenance,
  }))
  const descriptors = seed.texts.flatMap(([rowAt, levelAt, text, provenance]) => {
    const row = picked(rows, rowAt)?.number
    const level = (levelAt % seed.levels) + 1
    if (row === undefined) return []
    const id = thingId(namespace, 'descriptors', String(row), String(level))
    return [{ id, row, level, text, provenance }]
  })
  return {
    kind: 'maturity-model',
    framework: seed.framework,
    ...seed.identity,
    levels: Array.from({ length: seed.levels }, (_, index) => ({
      number: index + 1,
      name: `Level ${index + 1}`,
    })),
    topics,
    themes,
    rows,
    descriptors: [...new Map(descriptors.map((one) => [one.id, one])).values()],
  }
})

type Seed<T> = T extends fc.Arbitrary<infer Value> ? Value : never

function roleOf(seed: Seed<typeof roleSeed>, families: readonly { slug: string }[]): Role {
  const slug = slugOf(seed.name.value)
  const levels = seed.levels.map((level): RoleLevel => {
    const { description: prose, usualGrade: usual, ...plain } = level
    const levelSlug = slugOf(level.name.value)
    const id = thingId(namespace, 'roles', slug, levelSlug)
    return { ...plain, ...prose, ...usual, id, slug: levelSlug }
  })
  return {
    id: thingId(namespace, 'roles', slug),
    slug,
    name: seed.name,
    family: seed.family === null ? null : (picked(families, seed.family)?.slug ?? null),
    kind: seed.senior ? 'senior-civil-service' : 'levelled',
    ...seed.description,
    levels: seed.senior ? [] : levels,
    provenance: seed.provenance,
  }
}

function skillOf(seed: Seed<typeof skillSeed>): Skill {
  const slug = slugOf(seed.name.value)
  const worded = (level: string, texts: readonly Text[]): Statement[] =>
    texts.map((text) => ({
      id: statementId(namespace, { skill: slug, level, text: text.value }),
      text,
    }))
  const levels = seed.levels.map((cell, index): SkillLevel => {
    const level = scale[index] ?? ''
    if (typeof cell !== 'string')
      return { level, state: 'defined', statements: worded(level, cell) }
    return { level, state: cell === 'absent' ? 'absent' : 'not-defined', statements: [] }
  })
  return {
    id: thingId(namespace, 'skills', slug),
    slug,
    name: seed.name,
    kind: seed.senior ? 'senior-civil-service' : 'levelled',
    ...seed.description,
    levels: seed.senior ? [] : levels,
    statements: seed.senior ? worded('statement', seed.statements) : [],
    leadershipExamples: seed.senior ? worded('example', seed.examples) : [],
    provenance: seed.provenance,
  }
}

function requirementsOf(
  seeds: readonly Seed<typeof requirementSeed>[],
  roles: readonly Role[],
  skills: readonly Skill[],
): Requirement[] {
  const requirements = new Map<string, Requirement>()
  for (const seed of seeds) {
    const role = picked(roles, seed.role)
    const skill = picked(skills, seed.skill)
    if (role === undefined || skill === undefined) continue
    const senior = role.kind === 'senior-civil-service'
    const roleLevel = senior ? null : picked(role.levels, seed.level)?.slug
    if (roleLevel === undefined) continue
    const levelled = !senior && skill.kind === 'levelled' && seed.skillLevel !== null
    const level = levelled ? (scale[seed.skillLevel ?? 0] ?? null) : null
    const unknown = senior ? 'none' : 'undecided'
    requirements.set(`${role.slug}/${roleLevel}/${skill.slug}`, {
      role: role.slug,
      roleLevel,
      skill: skill.slug,
      level,
      basis: level === null ? unknown : seed.basis,
      evidence: seed.evidence,
    })
  }
  return [...requirements.values()]
}

function picked<T>(things: readonly T[], at: number): T | undefined {
  return things[at % Math.max(things.length, 1)]
}
