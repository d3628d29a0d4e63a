import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ExpectedFailure } from './errors.ts'
import { boundaryIn, checkParts } from './form-parts.ts'

/** How large a form may be. Bytes are the `bodyLimit` of a route. */
export interface FormLimits {
  readonly mostFields: number
  /** Bytes, where every route of the scope takes as many. */
  readonly bodyLimit?: number
}

/**
 * Reads forms in a scope: as `URLSearchParams`, or as `FormData` where they carry files.
 *
 * @example
 * readForms(scope, { mostFields: 100 }) // request.body instanceof URLSearchParams
 */
export function readForms(scope: FastifyInstance, { mostFields, bodyLimit }: FormLimits): void {
  const limit = bodyLimit === undefined ? {} : { bodyLimit }
  scope.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', ...limit },
    async (_request: FastifyRequest, body: string) => formOf(body, mostFields),
  )
  scope.addContentTypeParser<Buffer>(
    'multipart/form-data',
    { parseAs: 'buffer', ...limit },
    async ({ headers }: FastifyRequest, body: Buffer) =>
      partsOf(headers['content-type'] ?? '', { body, mostFields }),
  )
}

/**
 * The fields of a form. They are counted before they are read: reading millions of them holds up
 * everybody for half a minute.
 *
 * @throws ExpectedFailure `form-too-large` for more fields than any form of ours has
 * @example
 * formOf('name=Ada', 100).get('name') // 'Ada'
 */
export function formOf(text: string, mostFields: number): URLSearchParams {
  let fields = 1
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', at + 1)) {
    fields += 1
    if (fields > mostFields) throw new ExpectedFailure('form-too-large')
  }
  return new URLSearchParams(text)
}

async function partsOf(
  type: string,
  { body, mostFields }: { body: Buffer; mostFields: number },
): Promise<FormData> {
  const boundary = boundaryIn(type)
  if (boundary === undefined) throw new ExpectedFailure('form-not-valid')
  checkParts(body, { boundary, mostFields })
  try {
    // What is read is what was counted, whatever else the header said.
    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` }
    return await new Response(new Uint8Array(body), { headers }).formData()
  } catch {
    throw new ExpectedFailure('form-not-valid')
  }
}

/**
 * Whether a page of this site sent a form. Browsers say so in one of two headers; what says
 * nothing is no browser, and nobody's cookies are at stake.
 *
 * @param baseUrl where readers reach the site, for proxies that pass another host on
 */
export function isFromHere(request: FastifyRequest, baseUrl = ''): boolean {
  return saysFromHere(request, baseUrl) ?? true
}

/**
 * What a browser says of whether a page of this site sent a form; undefined: it says nothing.
 *
 * @param baseUrl where readers reach the site, for proxies that pass another host on
 */
export function saysFromHere({ headers, host }: FastifyRequest, baseUrl = ''): boolean | undefined {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = headers
  if (origin === undefined) return undefined
  if (baseUrl !== '' && origin === new URL(baseUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
