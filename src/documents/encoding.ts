/** Windows-1252 characters of the bytes 0x80 to 0x9F; the rest of the code page equals Latin-1. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

const byteOfCharacter = new Map(Array.from(windows1252, (character, i) => [character, 0x80 + i]))

/** A lead byte of a UTF-8 sequence and what may follow it, as Windows-1252 shows them. */
const continuation = `[\u0080-\u00bf${windows1252}]`
const misread = new RegExp(
  `[\u00c2\u00c3]${continuation}|[\u00e0-\u00ef]${continuation}{2}|[\u00f0-\u00f4]${continuation}{3}|[\u200b\u2060\ufeff]`,
  'g',
)
const invisible = /^[\u200b\u2060\ufeff]$/

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What `repairEncoding` made of a text. */
export interface RepairedText {
  readonly text: string
  /** How many places were repaired; 0: the text is unchanged. */
  readonly places: number
}

/**
 * Undoes UTF-8 that was read as Windows-1252 (`â€™` for `’`), and removes zero-width spaces,
 * mis-encoded or not. A sequence is touched only if its bytes are a valid UTF-8 character, so
 * wording that merely looks odd stays.
 *
 * @example
 * repairEncoding('peopleâ€™s needsâ€‹') // { text: 'people’s needs', places: 2 }
 */
export function repairEncoding(text: string): RepairedText {
  let places = 0
  const repaired = text.replace(misread, (sequence) => {
    const character = invisible.test(sequence) ? sequence : decodedAgain(sequence)
    if (character === undefined) return sequence
    places += 1
    return invisible.test(character) ? '' : character
  })
  return { text: repaired, places }
}

function decodedAgain(sequence: string): string | undefined {
  const bytes = Array.from(
    sequence,
    (character) => byteOfCharacter.get(character) ?? character.charCodeAt(0),
  )
  try {
    return utf8.decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
