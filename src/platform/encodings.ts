import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** The encodings in which public pages are kept, the smallest first. */
export const encodings = ['br', 'gzip', 'identity'] as const

/** One of them. */
export type Encoding = (typeof encodings)[number]

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)

/**
 * The best encoding that a client takes, by its `Accept-Encoding` header. Of those it likes
 * equally, the last that is offered.
 *
 * @example
 * acceptedEncoding('gzip, br;q=0') // 'gzip'
 * acceptedEncoding('*') // 'br'
 * acceptedEncoding(undefined) // 'identity'
 */
export function acceptedEncoding(
  header: string | undefined,
  offered: readonly Encoding[] = ['gzip', 'br'],
): Encoding {
  if (header === undefined || header === '') return 'identity'
  const weights = new Map(header.split(',').map(weighed))
  const any = weights.get('*') ?? 0
  let best: Encoding = 'identity'
  let bestWeight = weights.get('identity') ?? 0
  for (const encoding of offered) {
    const weight = weights.get(encoding) ?? any
    if (weight > 0 && weight >= bestWeight) {
      best = encoding
      bestWeight = weight
    }
  }
  return best
}

/** `gzip;q=0.5` as a name and a weight. A weight that is none counts as refused. */
function weighed(part: string): [string, number] {
  const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
  const given = parameters.find((each) => each.startsWith('q='))?.slice(2)
  const weight = given === undefined ? 1 : Number(given)
  return [name, weight >= 0 && weight <= 1 ? weight : 0]
}

/** Compresses off the main thread. `identity` gives the bytes as they are. */
export async function encode(bytes: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'identity') return bytes
  if (encoding === 'gzip') return gzipped(bytes, { level: 9 })
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  return brotlied(bytes, { params })
}

/** Compresses with the least effort, for what is sent once. */
export async function encodeOnce(bytes: Buffer): Promise<Buffer> {
  return gzipped(bytes, { level: 1 })
}
