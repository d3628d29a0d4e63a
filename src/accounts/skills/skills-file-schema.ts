import { Type, type Static } from 'typebox'
import { fileLimits, fileVersion } from '../../framework/standing/profile-file.ts'

/** How many agreements of one skill, and role levels, a file can carry. */
export const mostCarried = 50

const word = Type.String({ maxLength: 300 })
const name = Type.String({ minLength: 1, maxLength: 300 })

const agreed = Type.Object(
  {
    at: name,
    on: Type.String({ maxLength: 300, description: 'The day, YYYY-MM-DD' }),
    level: name,
    edition: name,
    fromFile: Type.Optional(
      Type.Boolean({
        description: 'It came from a file: it was not agreed where this one was made',
      }),
    ),
  },
  { description: 'That a level was agreed at an organisation. To whoever loads it: a claim.' },
)

/** What a file says of a skill beyond the file of My skills, as it is read. All may be missing. */
export const moreSchema = Type.Object({
  edition: Type.Optional(word),
  confidence: Type.Optional(
    Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('3'), Type.Literal('4')]),
  ),
  interest: Type.Optional(
    Type.Union([
      Type.Literal('less'),
      Type.Literal('same'),
      Type.Literal('more'),
      Type.Literal('learn'),
    ]),
  ),
  agreed: Type.Optional(Type.Array(agreed, { maxItems: mostCarried })),
})

const target = Type.Object({ roleLevel: name, edition: word })

/** The role levels that a person aims for. */
export const targetsSchema = Type.Array(target, { maxItems: mostCarried })

/** One of them. */
export type TargetInFile = Readonly<Static<typeof target>>

const state = Type.Union([Type.Literal('draft'), Type.Literal('shared'), Type.Literal('agreed')])

const skill = Type.Object({
  skill: name,
  level: Type.Union([word, Type.Null()], { description: 'Set by hand; null: not set' }),
  ticked: Type.Array(word, { maxItems: fileLimits.ticks }),
  note: Type.Optional(Type.String({ maxLength: fileLimits.characters })),
  ratedAt: Type.String({ description: 'Date and time, ISO 8601' }),
  counts: Type.Union([word, Type.Null()], {
    description: 'The level that counted when it was saved; null: not assessed',
  }),
  state,
  ...moreSchema.properties,
})

/** The whole file, as it is written. */
export const skillsFileSchema = Type.Object(
  {
    format: Type.Literal('capable-skills'),
    version: Type.Literal(fileVersion),
    framework: word,
    edition: word,
    savedAt: Type.String({ description: 'Date and time, ISO 8601' }),
    target: Type.Optional(word),
    from: Type.String({ description: 'The organisation in which the record was kept' }),
    targets: targetsSchema,
    skills: Type.Array(skill, { maxItems: fileLimits.skills }),
  },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'capable-skills.schema.json',
    title: 'Capable skills',
    description: 'What a person keeps of their own skills, as one file.',
  },
)
