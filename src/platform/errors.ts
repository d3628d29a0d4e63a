import { errorCatalogue } from './error-catalogue.ts'
import type { ErrorCode } from './error-catalogue.ts'

/** A place that helps after an error. */
export interface WayOut {
  readonly href: string
  readonly text: string
}

/** A failure we expect: everything about it is safe to show. */
export class ExpectedFailure extends Error {
  override readonly name = 'ExpectedFailure'
  readonly code: ErrorCode
  readonly wayOut: WayOut | undefined

  constructor(code: ErrorCode, wayOut?: WayOut, cause?: unknown) {
    super(errorCatalogue[code].message, { cause })
    this.code = code
    this.wayOut = wayOut
  }
}

/** What an error answers in JSON. */
export interface ErrorEnvelope {
  readonly error: {
    readonly code: ErrorCode
    readonly status: number
    readonly message: string
    readonly action: string
    /** What is known about a thing that is gone. */
    readonly details?: object
  }
}

/**
 * The JSON answer for an expected failure.
 *
 * @example
 * errorEnvelope('role-not-found').error.status // 404
 */
export function errorEnvelope(code: ErrorCode, details?: object): ErrorEnvelope {
  const { status, message, action } = errorCatalogue[code]
  return { error: { code, status, message, action, ...(details !== undefined && { details }) } }
}

/** The page `docs/errors.md`. */
export function errorsMarkdown(): string {
  const rows = Object.entries(errorCatalogue).map(
    ([code, { status, message, action }]) => `| \`${code}\` | ${status} | ${message} | ${action} |`,
  )
  return [
    '# Errors',
    '',
    'Every error is a page for people and, at an address that ends in `.json` or for a client that prefers JSON, an object:',
    '',
    '```json',
    '{ "error": { "code": "role-not-found", "status": 404, "message": "…", "action": "…" } }',
    '```',
    '',
    'The code is stable. The message says what happened, the action says what to do. With status 410, `details` say what the thing was and where it can still be read. Where a role level or skill was not understood, `details` hold the reason and what could have been meant.',
    '',
    '| Code | Status | What happened | What to do |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}
