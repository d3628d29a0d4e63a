import { spellingOf } from './spelling.ts'
import { stemOf } from './stem.ts'

/** One word of a text, where it stands and the forms it is compared in. */
export interface Term {
  /** The word as written. */
  readonly written: string
  readonly start: number
  /** Without case, accents and differences between British and American spelling. */
  readonly word: string
  /** Without its ending. */
  readonly stem: string
}

const longestWord = 60

/**
 * The words of a text, in order.
 *
 * @example
 * termsOf('User-centred').map(({ stem }) => stem) // ['user', 'center']
 */
export function termsOf(text: string): Term[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu)].map((match) => {
    const [written] = match
    return { written, start: match.index, ...formsOf(written.slice(0, longestWord)) }
  })
}

type Forms = Pick<Term, 'word' | 'stem'>

const remembered = new Map<string, Forms>()
const mostRemembered = 20_000

/** The same few thousand words make up every text: each is worked out once. */
function formsOf(written: string): Forms {
  const known = remembered.get(written)
  if (known !== undefined) return known
  const word = spellingOf(plain(written))
  const forms = { word, stem: stemOf(word) }
  if (remembered.size === mostRemembered) remembered.clear()
  remembered.set(written, forms)
  return forms
}

function plain(word: string): string {
  return word
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s$/u, '')
    .replaceAll(/['’]/gu, '')
}

const emptyWords: ReadonlySet<string> = new Set(
  'a about am an and any are as at be by can could do does find for from give have how i if in is it looking me of on or please should show some tell that the there this to want what when where which who why with would you your'.split(
    ' ',
  ),
)

/** Whether a word stands in every other sentence and tells nothing. */
export function isEmptyWord({ word }: Term): boolean {
  return emptyWords.has(word)
}

/** The words of a name as one key: two names with the same key are the same name. */
export function wordKey(terms: readonly Term[]): string {
  return terms.map(({ word }) => word).join(' ')
}

/** The stems of a name as one key, without empty words. */
export function stemKey(terms: readonly Term[]): string {
  return terms
    .filter((term) => !isEmptyWord(term))
    .map(({ stem }) => stem)
    .join(' ')
}
