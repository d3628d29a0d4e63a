import { Type } from 'typebox'
import type { TSchema } from 'typebox'
import { twinOf } from '../../platform/index.ts'
import type { PrivateOperation } from '../../platform/index.ts'
import type { Field } from '../form.ts'
import type { PrivateRoute } from '../http.ts'
import { exact } from './shapes.ts'
import { scopeFor } from './scopes.ts'

const Made = exact({ address: Type.String({ description: 'Where it stands, or where to go on' }) })

/**
 * What programs can ask of some routes: the twins of pages of data, and the forms they may send.
 *
 * @example
 * privateOperations(privateRoutes(context))[0]?.path // '/account/record/{person}.json'
 */
export function privateOperations(routes: readonly PrivateRoute[]): readonly PrivateOperation[] {
  return routes.flatMap(({ path, permission, twin, operation }): PrivateOperation[] => {
    if (twin !== undefined) {
      const { summary, query, schema: answers } = twin
      const scope = scopeFor(permission, 'GET')
      const read = { summary, query, answers, scope, takes: undefined, makes: false }
      return [{ ...read, method: 'get', path: twinOf(inBraces(path)) }]
    }
    if (operation === undefined) return []
    const { summary, fields, makes = false } = operation
    const scope = scopeFor(permission, 'POST')
    const sent = { summary, query: {}, answers: Made, scope, takes: takenBy(fields), makes }
    return [{ ...sent, method: 'post', path: inBraces(path) }]
  })
}

function inBraces(path: string): string {
  return path.replace(/:(\w+)/g, '{$1}')
}

function takenBy(fields: readonly Field[]): PrivateOperation['takes'] {
  if (fields.length === 0) return undefined
  const hasFile = fields.some(({ kind }) => kind === 'file')
  const properties = fields.map((field): [string, TSchema] => {
    const isLeftOut = field.optional === true || field.mayWait === true
    const schema = schemaOf(field)
    return [field.name, isLeftOut ? Type.Optional(schema) : schema]
  })
  return {
    type: hasFile ? 'multipart/form-data' : 'application/json',
    schema: Type.Object(Object.fromEntries(properties)),
  }
}

function schemaOf({ label, hint, kind, options = [], longest }: Field): TSchema {
  const description = hint === undefined ? label : `${label}. ${hint}`
  if (options.length > 0)
    return Type.Enum(
      options.map(({ value }) => value),
      { description },
    )
  const format = formats[kind]
  return Type.String({
    description,
    ...(longest !== undefined && { maxLength: longest }),
    ...(format !== undefined && { format }),
  })
}

const formats: Partial<Readonly<Record<Field['kind'], string>>> = {
  email: 'email',
  day: 'date',
  file: 'binary',
}
