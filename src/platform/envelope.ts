import type { EditionIdentity, FrameworkIdentity } from '../framework/index.ts'

/** What a page of data answers as JSON. */
export interface Envelope<Data> {
  readonly data: Data
  readonly meta: EnvelopeMeta
}

/** Where the data comes from, where it lives and on which terms it can be used. */
export interface EnvelopeMeta {
  readonly framework: string
  readonly edition: string
  readonly self: string
  readonly page: string
  readonly licence: { readonly name: string; readonly url: string }
  readonly attribution: string
}

/** Where an answer about people lives. It names no licence: nobody may pass it on. */
export interface RecordMeta {
  readonly self: string
  readonly page: string
}

/**
 * Wraps data about people for its address, which may hold a query.
 *
 * @example
 * recordEnvelope({ page: '/organisations/1/teams', baseUrl: '' }, data).meta.self
 * // '/organisations/1/teams.json'
 */
export function recordEnvelope<Data>(
  { page, baseUrl }: { readonly page: string; readonly baseUrl: string },
  data: Data,
): { readonly data: Data; readonly meta: RecordMeta } {
  return { data, meta: { self: `${baseUrl}${twinOf(page)}`, page: `${baseUrl}${page}` } }
}

/** The parts of an edition that an envelope names. */
export interface Origin {
  readonly framework: FrameworkIdentity
  readonly edition: EditionIdentity
}

/**
 * Wraps data for its address.
 *
 * @example
 * envelopeOf(edition, { page: '/roles', baseUrl: '' }, roles).meta.self // '/roles.json'
 */
export function envelopeOf<Data>(
  { framework, edition }: Origin,
  { page, baseUrl }: { readonly page: string; readonly baseUrl: string },
  data: Data,
): Envelope<Data> {
  const { name, url, attribution } = framework.licence
  return {
    data,
    meta: {
      framework: framework.slug,
      edition: edition.name,
      self: `${baseUrl}${twinOf(page)}`,
      page: `${baseUrl}${page}`,
      licence: { name, url },
      attribution,
    },
  }
}

/**
 * The address of the JSON twin of a page; a query stays behind it.
 *
 * @example
 * twinOf('/') // '/index.json'
 * twinOf('/roles?x=1') // '/roles.json?x=1'
 */
export function twinOf(page: string): string {
  const [path = '/', query] = page.split('?', 2)
  const twin = path === '/' ? '/index.json' : `${path}.json`
  return query === undefined ? twin : `${twin}?${query}`
}
