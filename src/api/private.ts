import type { PrivateOperation } from '../platform/index.ts'
import { operationIdOf } from './open-api.ts'
import type { openApiDocument } from './open-api.ts'

const aboutPeople =
  'What is kept about people is different: it needs the token or session that each operation names, no other site may read it, and no cache keeps it.'

/**
 * The description of the API with what programs can ask about people, on a site that keeps records.
 *
 * @example
 * withPrivate(openApiDocument(''), operations).components.securitySchemes.token.scheme // 'bearer'
 */
export function withPrivate(
  document: ReturnType<typeof openApiDocument>,
  operations: readonly PrivateOperation[],
) {
  const { components, info, paths } = document
  const byPath = Map.groupBy(operations, ({ path }) => path)
  const added = [...byPath].map(([path, group]) => [
    path,
    Object.fromEntries(group.map((operation) => [operation.method, described(operation)])),
  ])
  return {
    ...document,
    info: { ...info, description: `${info.description} ${aboutPeople}` },
    paths: { ...paths, ...Object.fromEntries(added) },
    components: {
      ...components,
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A token that its owner made on the page /account/tokens. Each operation names the scope it asks for; what the owner may not do, the token may not do either.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'capable',
          description:
            'The session of somebody who has signed in, for reading in a browser. By https its name is __Host-capable.',
        },
      },
    },
  }
}

function described(operation: PrivateOperation) {
  const { method, path, summary, scope, takes, makes } = operation
  const answer = {
    description: makes ? 'It was added.' : summary,
    content: { 'application/json': { schema: envelopeOf(operation) } },
  }
  return {
    operationId: operationIdOf(path).replace(/^get/, method),
    summary,
    tags: ['Records about people'],
    parameters: parametersOf(operation),
    security: [
      ...(scope === undefined ? [] : [{ token: [scope] }]),
      ...(method === 'get' ? [{ session: [] }] : []),
    ],
    ...(takes !== undefined && {
      requestBody: { required: true, content: { [takes.type]: { schema: takes.schema } } },
    }),
    responses: {
      [makes ? 201 : 200]: answer,
      default: { $ref: '#/components/responses/Refused' },
    },
  }
}

function envelopeOf({ answers }: PrivateOperation) {
  return {
    type: 'object',
    required: ['data', 'meta'],
    properties: {
      data: answers,
      meta: {
        type: 'object',
        required: ['self', 'page'],
        properties: { self: { type: 'string' }, page: { type: 'string' } },
      },
    },
  }
}

function parametersOf({ path, query }: PrivateOperation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: `Identifier: ${name}`,
    schema: { type: 'string' },
  }))
  const asked = Object.entries(query).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }))
  return [...inPath, ...asked]
}
