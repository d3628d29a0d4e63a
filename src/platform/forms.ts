import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ExpectedFailure } from './errors.ts'

/**
 * Reads forms in a scope: as `URLSearchParams`, or as `FormData` where they carry files. Routes
 * say with `bodyLimit` how large they may be.
 *
 * @example
 * readForms(scope) // request.body instanceof URLSearchParams
 */
export function readForms(scope: FastifyInstance): void {
  scope.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, new URLSearchParams(body)),
  )
  scope.addContentTypeParser<Buffer>(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async ({ headers }: FastifyRequest, body: Buffer) =>
      partsOf(headers['content-type'] ?? '', body),
  )
}

async function partsOf(type: string, body: Buffer): Promise<FormData> {
  try {
    const headers = { 'content-type': type }
    return await new Response(new Uint8Array(body), { headers }).formData()
  } catch {
    throw new ExpectedFailure('form-not-valid')
  }
}

/** Whether a browser sent a form from a page of this site, as far as browsers tell. */
export function isFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host)
}
