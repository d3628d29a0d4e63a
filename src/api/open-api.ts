import { Type } from 'typebox'
import { errorCatalogue } from '../platform/index.ts'
import { twins } from './twins.ts'
import type { Parameter, Twin } from './twins.ts'

const Licence = Type.Object({ name: Type.String(), url: Type.String() })

const Meta = Type.Object(
  {
    framework: Type.String({ description: 'Slug of the framework' }),
    edition: Type.String({ description: 'Name of the edition' }),
    self: Type.String({ description: 'Address of this answer' }),
    page: Type.String({ description: 'Address of the same content as a page' }),
    licence: Licence,
    attribution: Type.String({ description: 'What to say where the content is used' }),
  },
  { description: 'Where the data comes from, where it lives and on which terms it can be used' },
)

const ErrorAnswer = Type.Object(
  {
    error: Type.Object({
      code: Type.Enum(Object.keys(errorCatalogue), { description: 'Never changes its meaning' }),
      status: Type.Integer(),
      message: Type.String({ description: 'What happened' }),
      action: Type.String({ description: 'What to do about it' }),
    }),
  },
  { description: 'What every error answers' },
)

/**
 * The description of the API in OpenAPI 3.1, made from the table of twins.
 *
 * @example
 * openApiDocument('https://skills.example.org').servers[0].url // 'https://skills.example.org'
 */
export function openApiDocument(baseUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Capable',
      version: '1',
      summary: 'Capability frameworks as data',
      description:
        'Every page of data answers JSON at its address with .json added. No key is needed; any site may read it from a browser (CORS). Answers carry an ETag: send it back as If-None-Match to be told when nothing changed. Names can be added to an answer, and are never taken away or given another meaning.',
      license: { name: 'Software: MIT. Content: see meta.licence of each answer' },
    },
    servers: [{ url: baseUrl === '' ? '/' : baseUrl }],
    paths: Object.fromEntries(twins.map((twin) => [twin.path, { get: operationOf(twin) }])),
    components: {
      schemas: { Meta, Error: ErrorAnswer },
      responses: {
        NotModified: { description: 'You have this already.' },
        Refused: {
          description: 'What was asked for is not there, or the query is not valid.',
          content: {
            'application/json': { schema: { $ref: '#/components/schemas/Error' } },
          },
        },
      },
    },
  }
}

function operationOf(twin: Twin) {
  const data = { type: 'object', description: twin.data }
  const list = { type: 'array', description: twin.data }
  const envelope = {
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: twin.isList === true ? list : data,
      meta: { $ref: '#/components/schemas/Meta' },
    },
  }
  return {
    operationId: operationIdOf(twin.path),
    summary: twin.summary,
    description: twin.data,
    parameters: twin.parameters.map(described),
    responses: {
      200: {
        description: twin.summary,
        headers: { ETag: { schema: { type: 'string' } } },
        content: { 'application/json': { schema: envelope } },
      },
      304: { $ref: '#/components/responses/NotModified' },
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}

function described({ name, in: where, description, example }: Parameter) {
  return {
    name,
    in: where,
    required: where === 'path',
    description,
    schema: { type: 'string' },
    ...(example === '' ? {} : { example }),
  }
}

/**
 * The name of an operation in generated clients.
 *
 * @example
 * operationIdOf('/roles/{role}.json') // 'getRolesByRole'
 */
export function operationIdOf(path: string): string {
  const words = path
    .replace(/\.json$/, '')
    .split(/[/-]/)
    .filter((part) => part !== '')
    .map((part) => part.replace(/^\{(.+)\}$/, 'by-$1'))
    .flatMap((part) => part.split('-'))
  return `get${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}`
}
