/**
 * A piece of published wording, tagged with the language it is written in.
 *
 * `value` is the wording as published, after certain repairs only (each repair is a finding).
 * `lang` is a BCP 47 tag such as `en-GB`.
 */
export interface Text {
  readonly lang: string
  readonly value: string
}

/** One block of published prose: a paragraph, or a list with the sentence that leads into it. */
export type ProseBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly lead?: string; readonly items: readonly string[] }

/**
 * Splits prose in the convention of the official downloads into blocks: a blank line ends a
 * paragraph, lines that start `- ` are list items, and a line that ends in a colon directly above
 * them leads into the list.
 *
 * @example
 * proseBlocks('Builds things.\n\nYou will:\n- plan\n- build')
 * // [{ kind: 'paragraph', text: 'Builds things.' },
 * //  { kind: 'list', lead: 'You will:', items: ['plan', 'build'] }]
 */
export function proseBlocks(value: string): ProseBlock[] {
  const blocks: ProseBlock[] = []
  let paragraph: string[] = []
  let items: string[] = []
  let lead: string | undefined
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', text: paragraph.join(' ') })
    paragraph = []
  }
  const endList = (): void => {
    if (items.length > 0) blocks.push({ kind: 'list', ...(lead !== undefined && { lead }), items })
    items = []
    lead = undefined
  }
  for (const line of value.split('\n')) {
    const item = /^\s*- +(.*)$/.exec(line)?.[1]
    if (item !== undefined) {
      if (items.length === 0 && paragraph.at(-1)?.endsWith(':') === true) lead = paragraph.pop()
      endParagraph()
      items.push(item.trim())
    } else if (line.trim() === '') {
      endParagraph()
      endList()
    } else {
      endList()
      paragraph.push(line.trim())
    }
  }
  endParagraph()
  endList()
  return blocks
}

const closing = new Set('.,;:!? ')

/**
 * Folds wording for comparison: case, white space, quotation marks, dashes and closing
 * punctuation no longer count. Two statements that fold alike are the same statement.
 *
 * @example
 * folded('  Explain the team’s  “why”. ') // "explain the team's \"why\""
 */
export function folded(value: string): string {
  const plain = value
    .normalize('NFKC')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  // A loop, because a pattern anchored at the end takes quadratic time on a long run of dots.
  let end = plain.length
  while (end > 0 && closing.has(plain.charAt(end - 1))) end -= 1
  return plain.slice(0, end)
}

/**
 * The words of a text, folded, in order. Punctuation is dropped; an apostrophe stays in its word.
 *
 * @example
 * words("The user's needs - first!") // ['the', "user's", 'needs', 'first']
 */
export function words(value: string): string[] {
  return folded(value).match(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu) ?? []
}
