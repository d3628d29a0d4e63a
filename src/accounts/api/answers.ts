import type { FastifyReply } from 'fastify'
import {
  errorCatalogue,
  errorEnvelope,
  ExpectedFailure,
  recordEnvelope,
} from '../../platform/index.ts'
import type { ErrorCode } from '../../platform/index.ts'
import type { FieldError } from '../form.ts'

/** Why what was sent was not kept, for programs: pages say it in their own words. */
export interface Wrong {
  readonly code: ErrorCode
  readonly details?: object
}

/** What has to be put right, field by field. */
export function wrongFields(fields: readonly FieldError[]): Wrong {
  return { code: 'fields-not-valid', details: { fields } }
}

/** What came of something a program sent. */
export interface Outcome {
  /** Where a page leads when all is well. */
  readonly to?: string | undefined
  /** The address of what was added. */
  readonly made?: string | undefined
  readonly wrong?: Wrong | undefined
}

/** Where an answer is about. */
interface Place {
  /** The path that was sent to. */
  readonly page: string
  readonly baseUrl: string
}

/**
 * Answers a program: 201 with the address of what was added, 200 with the address to read next, or
 * what was wrong.
 */
export function sendOutcome(
  reply: FastifyReply,
  { to, made, wrong }: Outcome,
  { page, baseUrl }: Place,
): FastifyReply {
  if (wrong !== undefined) {
    const { code, details } = wrong
    return reply.code(errorCatalogue[code].status).send(errorEnvelope(code, details))
  }
  const address = made ?? to
  // A form that programs may send answers with where to go; this one only has a page.
  if (address === undefined) throw new ExpectedFailure('not-for-tokens')
  if (made !== undefined) reply.code(201).header('location', `${baseUrl}${made}`)
  const meta = { self: `${baseUrl}${page}`, page: `${baseUrl}${page}` }
  return reply.send({ data: { address }, meta })
}

/** Answers with the data of a page. */
export function sendTwin(reply: FastifyReply, data: unknown, place: Place): FastifyReply {
  return reply.send(recordEnvelope(place, data))
}
