import type { ErrorCode } from '../error-catalogue.ts'

/** SQLite's primary result codes. */
const sqliteFaults: Readonly<Record<number, ErrorCode>> = {
  5: 'store-away', // BUSY: another process has written for longer than we wait
  8: 'store-cannot-write', // READONLY
  10: 'store-away', // IOERR
  11: 'store-away', // CORRUPT
  13: 'store-cannot-write', // FULL
  14: 'store-away', // CANTOPEN
  26: 'store-away', // NOTADB
}

/** Classes of SQLSTATE, and single states where the class says too little. */
const postgresFaults: readonly (readonly [string, ErrorCode])[] = [
  ['53100', 'store-cannot-write'], // disk full
  ['25006', 'store-cannot-write'], // read only
  ['08', 'store-away'], // connection
  ['28', 'store-away'], // refused to sign in
  ['3D', 'store-away'], // no such database
  ['53', 'store-away'], // too few resources
  ['57', 'store-away'], // shutting down, cancelled
  ['58', 'store-away'], // system error
  ['40', 'store-away'], // still in each other's way after every try
]

const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOENT',
  'EACCES',
  'EROFS',
  'ENOSPC',
  'ENOTDIR',
  'EEXIST',
])
/** What the driver of PostgreSQL says in words only. */
const lost =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered)/

/**
 * What a fault of the database is to a reader; undefined for a fault of ours.
 *
 * @example
 * asExpected(Object.assign(new Error(), { errcode: 13 })) // 'store-cannot-write'
 */
export function asExpected(error: unknown): ErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof AggregateError) return asExpected(error.errors[0])
  if ('errcode' in error && typeof error.errcode === 'number') {
    return sqliteFaults[error.errcode & 0xff]
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (network.has(code)) return code === 'ENOSPC' ? 'store-cannot-write' : 'store-away'
  const known =
    /^[0-9A-Z]{5}$/.test(code) && postgresFaults.find(([state]) => code.startsWith(state))
  if (known) return known[1]
  return lost.test(error.message) ? 'store-away' : undefined
}

/** Two transactions got in each other's way, and PostgreSQL gave up one of them: it may go again. */
export function isWorthAnotherTry(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error)) return false
  return error.code === '40001' || error.code === '40P01'
}
