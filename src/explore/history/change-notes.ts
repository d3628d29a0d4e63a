import { folded, proseBlocks, slugOf } from '../../framework/index.ts'
import type { ChangeNote, Text } from '../../framework/index.ts'
import type { Place } from '../place.ts'
import { standingOf } from './standing.ts'

/** The page of a role or skill that a note is about. */
export interface NoteSubject {
  readonly kind: 'role' | 'skill'
  readonly slug: string
}

/** A change note with the page it is about, where the edition has that page. */
export interface DescribedNote {
  /** Null where the source gives none. */
  readonly date: string | null
  /** The page as the source names it. */
  readonly page: string
  readonly about: NoteSubject | null
  readonly note: Text
  readonly source: string
  readonly line: number | null
}

/** A run of words of a note; with an address where it is a link. */
export interface NotePart {
  readonly text: string
  readonly href: string | undefined
}

/** A paragraph of a note, or a list with the words that lead into it. */
export interface NoteBlock {
  readonly lead: readonly NotePart[]
  readonly items: readonly (readonly NotePart[])[]
}

/**
 * The change notes of all editions of a framework, newest first, each once; those without a date
 * come last.
 */
export function describeNotes(place: Place): DescribedNote[] {
  const editions = [place.edition, ...place.leads.older]
  const once = new Map<string, ChangeNote>()
  for (const note of editions.flatMap(({ changeNotes }) => changeNotes)) {
    const key = JSON.stringify([note.date, folded(note.page), folded(note.note.value)])
    if (!once.has(key)) once.set(key, note)
  }
  return [...once.values()]
    .map(({ date, page, note, source, line }) => ({
      date,
      page,
      about: subjectOf(place, page),
      note,
      source,
      line,
    }))
    .toSorted((a, b) => compareDates(a.date, b.date))
}

/** Whether a note is about this role or skill. */
export function isAbout({ about }: DescribedNote, { kind, slug }: NoteSubject): boolean {
  return about?.kind === kind && about.slug === slug
}

/** Titles in notes may be those of long ago: the register knows them. */
function subjectOf(place: Place, page: string): NoteSubject | null {
  const slug = slugOf(page)
  for (const kind of ['role', 'skill'] as const) {
    const standing = standingOf(place, kind, slug)
    if (standing.kind === 'here' || standing.kind === 'moved') return { kind, slug: standing.slug }
  }
  return null
}

function compareDates(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? 1 : -1
}

// Bounded, so that a hostile note costs no more time than its length.
const link = /\[([^[\]]{1,300})\]\(([^()\s]{1,500})\)/g

/**
 * Reads the Markdown links of a note. A link stays one where it leads to a web address or to a
 * role or skill that the edition has; of any other only the words stay.
 *
 * @example
 * noteBlocks(place, 'Added [Kites](javascript:x)')[0]?.lead // words only, no address
 */
export function noteBlocks(place: Place, note: string): NoteBlock[] {
  const partsOf = (text: string): NotePart[] => noteParts(place, text)
  return proseBlocks(note).map((block) =>
    block.kind === 'paragraph'
      ? { lead: partsOf(block.text), items: [] }
      : { lead: partsOf(block.lead ?? ''), items: block.items.map(partsOf) },
  )
}

/** The words of a note without its addresses. */
export function noteWords(note: string): string {
  return note.replaceAll(link, '$1')
}

function noteParts(place: Place, text: string): NotePart[] {
  const parts: NotePart[] = []
  let end = 0
  for (const match of text.matchAll(link)) {
    const [whole, label = '', target = ''] = match
    parts.push({ text: text.slice(end, match.index), href: undefined })
    parts.push({ text: label, href: safeAddress(place, target) })
    end = match.index + whole.length
  }
  parts.push({ text: text.slice(end), href: undefined })
  return parts.filter((part) => part.text !== '')
}

function safeAddress(place: Place, target: string): string | undefined {
  const [, kind, slug = ''] = /^\/(role|skill)s?\/([^/?#]+)$/.exec(target) ?? []
  if (kind === 'role' || kind === 'skill') {
    const standing = standingOf(place, kind, slug)
    if (standing.kind !== 'here' && standing.kind !== 'moved') return undefined
    return `${place.base}/${kind}s/${standing.slug}`
  }
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined
  return new URL(target).href
}
