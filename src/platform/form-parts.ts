import { ExpectedFailure } from './errors.ts'

/** The lines above a part: browsers send two of them. */
const mostLines = 16
/** The longest name of a file has 255 characters, which are longer when they are escaped. */
const mostHeaderBytes = 4096

/**
 * The boundary that a header of a form names, read as RFC 9110 and RFC 2046 write it; undefined
 * where it does not say exactly one.
 *
 * @example
 * boundaryIn('multipart/form-data; boundary="a b"') // 'a b'
 */
export function boundaryIn(type: string): string | undefined {
  const start = /^multipart\/form-data(?=[\t ;])/i.exec(type)
  if (start === null) return undefined
  const parameters = new Map<string, string>()
  let at = start[0].length
  while (at < type.length) {
    parameter.lastIndex = at
    const found = parameter.exec(type)
    if (found === null) return undefined
    at = parameter.lastIndex
    const [, name, token, quoted] = found
    if (name === undefined) continue
    // Of two that are the same, each reader takes another one.
    if (parameters.has(name.toLowerCase())) return undefined
    parameters.set(name.toLowerCase(), token ?? quoted?.replace(/\\(.)/g, '$1') ?? '')
  }
  const boundary = parameters.get('boundary') ?? ''
  return /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/.test(boundary) ? boundary : undefined
}

/** A semicolon and, as a rule, a name with a token or a text in quotation marks. */
const parameter =
  /[\t ]*;[\t ]*(?:([!#$%&'*+.^`|~\w-]+)=(?:([!#$%&'*+.^`|~\w-]+)|"((?:[\t \x21\x23-\x5b\x5d-\x7e\x80-\xff]|\\[\t \x21-\x7e\x80-\xff])*)")|(?=[\t ]*(?:;|$)))[\t ]*/gy

/**
 * Counts the parts of a form and the lines above each before any is read: reading hundreds of
 * thousands of them holds up everybody for seconds.
 *
 * @throws ExpectedFailure `form-too-large` for more of either than any form of ours has
 */
export function checkParts(
  body: Buffer,
  { boundary, mostFields }: { boundary: string; mostFields: number },
): void {
  const mark = Buffer.from(`--${boundary}`)
  let parts = 0
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + 1)) {
    parts += 1
    // The last mark closes the form.
    if (parts > mostFields + 1) throw new ExpectedFailure('form-too-large')
    checkLines(body.subarray(at + mark.length, at + mark.length + mostHeaderBytes))
  }
}

/** Where the lines above a part end at all, they end within the bytes that are given. */
function checkLines(bytes: Buffer): void {
  if (bytes.subarray(0, 2).toString('latin1') === '--') return
  const end = bytes.indexOf('\r\n\r\n')
  if (end === -1 && bytes.length === mostHeaderBytes) throw new ExpectedFailure('form-too-large')
  let lines = 0
  for (const byte of end === -1 ? bytes : bytes.subarray(0, end)) {
    if (byte === 0x0a || byte === 0x0d) lines += 1
    if (lines > 2 * mostLines) throw new ExpectedFailure('form-too-large')
  }
}
