import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withToken } from '../../../test/with-token.ts'
import { twinsOf } from '../../platform/index.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: readonly { readonly name: string; readonly in: string }[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: object }>> }
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly securitySchemes: Readonly<Record<string, object>> }
}

describe('the description of the API, where records are kept', () => {
  it('names every twin that is served, and each operation once', async () => {
    const { app } = await withToken('sqlite')
    const { paths, components } = (await app.inject('/api/openapi.json')).json<Document>()
    const served = twinsOf(app)
      .map((path) => path.replaceAll(/:(\w+)/g, '{$1}'))
      .filter((path) => path !== '/api/openapi.json')
    const read = Object.entries(paths).filter(([, methods]) => methods['get'] !== undefined)
    assert.deepEqual(read.map(([path]) => path).toSorted(), served.toSorted())
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    const ids = operations.map(({ operationId }) => operationId)
    assert.deepEqual(ids.toSorted(), [...new Set(ids)].toSorted())
    assert.deepEqual(Object.keys(components.securitySchemes), ['token', 'session'])
  })

  it('says of each about people which token it needs and what it takes', async () => {
    const { app } = await withToken('sqlite')
    const { paths } = (await app.inject('/api/openapi.json')).json<Document>()
    const add = paths['/organisations/{organisation}/people/add']?.['post']
    assert.deepEqual(add?.security, [{ token: ['people:write'] }])
    assert.deepEqual(add.requestBody?.content['application/json']?.schema, {
      type: 'object',
      required: ['name', 'reference'],
      properties: {
        name: { type: 'string', description: 'Name. As it is written at work.' },
        email: {
          type: 'string',
          description: 'E-mail address. Leave it empty for somebody who never signs in.',
          format: 'email',
        },
        reference: {
          type: 'string',
          description:
            'Reference. Your own number for the person, such as a staff number. No two people have the same.',
          maxLength: 60,
        },
        team: { type: 'string', description: 'Team' },
      },
    })
    const duties = paths['/organisations/{organisation}/people/{person}/duties.json']?.['get']
    assert.deepEqual(duties?.security, [{ session: [] }])
    for (const [path, methods] of Object.entries(paths)) {
      for (const { parameters } of Object.values(methods)) {
        const inPath = parameters.flatMap((each) => (each.in === 'path' ? [each.name] : []))
        assert.deepEqual(
          inPath,
          [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
        )
      }
    }
  })

  it('stands on the page too, and not where no records are kept', async () => {
    const { app } = await withToken('sqlite')
    const { body } = await app.inject('/api')
    // An address breaks between its steps, and each cell names its column where rows are blocks.
    assert.match(
      body.replaceAll('<wbr>', ''),
      /POST \/organisations\/\{organisation\}\/teams\/add<[\s\S]*?data-label="Scope">people:write</,
    )
    assert.match(body, /Not with a token/)
  })
})

const documentation = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'build-on-it.md'),
  'utf8',
)

/** The commands of the section on records about people. */
function commands(): readonly string[] {
  const [, section = ''] = documentation.split('## Records about people')
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block)
  return blocks.flatMap((block) => block.split('\n').filter((line) => line.startsWith('curl ')))
}

describe('the commands of the documentation', () => {
  it('do what it says', async () => {
    const { app, id, token } = await withToken('sqlite')
    let address = ''
    let person = ''
    let version = ''
    let mark = ''
    const wanted = [200, 201, 422, 200, 200, 409, 201, 200, 200]
    const all = commands()
    assert.equal(all.length, wanted.length)
    for (const [at, command] of all.entries()) {
      const filled = command
        .replaceAll('$TOKEN', token)
        .replaceAll('$SITE', '')
        .replaceAll('$ORGANISATION', id)
        .replaceAll('$ADDRESS', address)
        .replaceAll('$PERSON', person)
        .replaceAll('$VERSION', version)
        .replaceAll('$MARK', mark)
      const words = [...filled.matchAll(/'([^']*)'|"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(
        ([, single, double, plain]) => single ?? double?.replaceAll('\\"', '"') ?? plain ?? '',
      )
      const url = words.at(-1) ?? ''
      const after = (flag: string): readonly string[] =>
        words.flatMap((word, place) => (word === flag ? [words[place + 1] ?? ''] : []))
      const headers = Object.fromEntries(
        after('-H').map((header) => header.split(': ', 2).map((half) => half.trim())),
      )
      const [data] = after('-d')
      const [file] = after('-F')
      const form = new FormData()
      if (file !== undefined)
        form.append('file', new Blob(['Reference,Name\nB1,Bo\n']), 'people.csv')
      const payload = file === undefined ? data : form
      const method = payload === undefined ? 'GET' : 'POST'
      const response = await app.inject({
        method,
        url,
        headers,
        ...(payload !== undefined && { payload }),
      })
      assert.equal(response.statusCode, wanted[at], `${command}: ${response.body}`)
      const { data: answer } = response.json<{
        data?: { address?: string; mark?: string; version?: number }
      }>()
      address = answer?.address ?? address
      if (/\/people\/[0-9a-f-]{36}$/.test(answer?.address ?? '')) person = answer?.address ?? ''
      version = String(answer?.version ?? version)
      mark = answer?.mark ?? mark
    }
  })
})
