import type { EditionLibrary } from '../../editions/index.ts'
import { thingId } from '../../framework/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { ExpectedFailure, shownName } from '../../platform/index.ts'
import { folded } from '../../framework/index.ts'
import type { Place } from '../place.ts'
import { describeNotes, isAbout, noteWords } from './change-notes.ts'
import type { DescribedNote, NoteSubject } from './change-notes.ts'
import { caveatsOf } from './caveats.ts'
import { differenceInWords } from './difference-words.ts'
import { differenceBetween } from './differences.ts'

/** One entry of a feed. Addresses are whole where the site knows its own. */
export interface FeedEntry {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly href: string
  readonly summary: string
}

/** An Atom feed. */
export interface FeedView {
  readonly id: string
  readonly title: string
  readonly updated: string
  readonly self: string
  readonly page: string
  readonly lang: string
  /** Who wrote the sentences; where the content comes from stands in `rights`. */
  readonly author: string
  readonly rights: string
  readonly entries: readonly FeedEntry[]
}

/** The address of the feed of a framework, or of one of its roles or skills. */
export function feedPath({ frameworkBase }: Place, about?: NoteSubject): string {
  return about === undefined
    ? `${frameworkBase}/changes.atom`
    : `${frameworkBase}/${about.kind}s/${about.slug}/changes.atom`
}

/**
 * The addresses of all feeds of a framework at the root of the site: one for everything, one a
 * role, one a skill of the newest edition.
 *
 * @example
 * feedAddresses(library, 'uk-digital-data')[0] // '/changes.atom'
 */
export function feedAddresses(library: EditionLibrary, framework: string): string[] {
  const edition = library.newest(framework)?.edition
  if (edition?.kind !== 'capability-framework') return []
  return [
    '/changes.atom',
    ...edition.roles.map(({ slug }) => `/roles/${slug}/changes.atom`),
    ...edition.skills.map(({ slug }) => `/skills/${slug}/changes.atom`),
  ]
}

/** The feed of all changes, or of those to one role or skill, newest first. */
export function describeFeed(place: Place, about?: NoteSubject): FeedView {
  const { edition, options, frameworkBase, base } = place
  const { framework } = edition
  const name = about === undefined ? undefined : nameOf(place, about)
  const notes = describeNotes(place).filter((note) => about === undefined || isAbout(note, about))
  const entries = [
    ...editionEntries(place, about),
    ...notes.map((note) => noteEntry(place, note)),
  ].toSorted((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0))
  const page = about === undefined ? `${frameworkBase}/changes` : `${base}/${pathOf(about)}`
  return {
    id: urn(place, 'feeds', about === undefined ? 'all' : pathOf(about)),
    title: clean(name === undefined ? `Changes: ${framework.title.value}` : `Changes: ${name}`),
    updated: entries[0]?.updated ?? atomTime(edition.edition.compiled),
    self: `${options.baseUrl}${feedPath(place, about)}`,
    page: `${options.baseUrl}${page}`,
    lang: framework.lang,
    author: 'Capable',
    rights: clean(rightsOf(framework)),
    entries: entries.map((entry) => ({ ...entry, href: `${options.baseUrl}${entry.href}` })),
  }
}

/** The sentences are ours; the names and notes in them are the publisher's. */
function rightsOf({ licence }: CapabilityFramework['framework']): string {
  const content = `Framework content: ${licence.attribution}`
  return licence.url === '' ? content : `${content} ${licence.name}: ${licence.url}`
}

function nameOf({ index }: Place, { kind, slug }: NoteSubject): string {
  const thing = kind === 'role' ? index.roles.get(slug) : index.skills.get(slug)
  if (thing === undefined) throw new ExpectedFailure(`${kind}-not-found`)
  return shownName(thing.name).value
}

function pathOf({ kind, slug }: NoteSubject): string {
  return `${kind}s/${slug}`
}

function editionEntries(place: Place, about: NoteSubject | undefined): FeedEntry[] {
  const editions = [place.edition, ...place.leads.older]
  return editions.flatMap((edition, at) => {
    const before = editions[at + 1]
    const sentences =
      about === undefined
        ? editionSentences(place, edition, before)
        : thingSentences(place, { edition, before, about })
    if (sentences.length === 0) return []
    const { name, title, published, compiled } = edition.edition
    return [
      {
        id: urn(place, 'editions', name, ...(about === undefined ? [] : [pathOf(about)])),
        title: clean(`Edition ${name}: ${title}`),
        updated: atomTime(published ?? compiled),
        href: editionHref(place, { edition, before, about }),
        summary: clean(sentences.join(' ')),
      },
    ]
  })
}

interface EntryParts {
  readonly edition: CapabilityFramework
  readonly before: CapabilityFramework | undefined
  readonly about: NoteSubject | undefined
}

function editionHref(place: Place, { edition, before, about }: EntryParts): string {
  const { name } = edition.edition
  if (about !== undefined) return `${place.base}/${pathOf(about)}`
  if (before === undefined) return `${place.frameworkBase}/editions/${name}`
  const query = new URLSearchParams({ from: before.edition.name, to: name })
  return `${place.frameworkBase}/editions/difference?${query.toString()}`
}

function editionSentences(
  { loaded }: Place,
  edition: CapabilityFramework,
  before: CapabilityFramework | undefined,
): string[] {
  if (before === undefined) return [edition.edition.about]
  const difference = differenceBetween(before, edition, loaded.register)
  return [...differenceInWords(difference), ...caveatsOf({ from: before, to: edition, difference })]
}

/** Only editions that did something to the role or skill. */
function thingSentences(
  { loaded }: Place,
  { edition, before, about }: EntryParts & { readonly about: NoteSubject },
): string[] {
  if (before === undefined) return []
  const difference = differenceBetween(before, edition, loaded.register)
  const things = about.kind === 'role' ? difference.roles : difference.skills
  if (things.added.some(({ slug }) => slug === about.slug)) return [`This ${about.kind} is new.`]
  const was = things.renamed.find(({ to }) => to.slug === about.slug)
  const changed = things.changed.some(({ to }) => to.slug === about.slug)
  return [
    ...(was === undefined ? [] : [`Renamed: it was ${was.from.name.value}.`]),
    ...(changed ? [`This ${about.kind} changed.`] : []),
  ]
}

function noteEntry(place: Place, { date, page, about, note }: DescribedNote): FeedEntry {
  return {
    id: urn(place, 'change-notes', date ?? '', folded(page), folded(note.value)),
    title: clean(`${page}: change note`),
    updated: atomTime(date ?? place.edition.edition.compiled),
    href: about === null ? `${place.frameworkBase}/changes` : `${place.base}/${pathOf(about)}`,
    summary: clean(noteWords(note.value)),
  }
}

/** The same entry has the same identifier for ever. */
function urn({ edition }: Place, ...path: readonly string[]): string {
  return `urn:uuid:${thingId(edition.framework.id, 'feeds', ...path)}`
}

/**
 * A date of an edition or note as Atom wants it.
 *
 * @example
 * atomTime('2023') // '2023-01-01T00:00:00Z'
 */
export function atomTime(date: string): string {
  const [, year = '1970', month = '01', day = '01'] =
    /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date) ?? []
  return `${year}-${month}-${day}T00:00:00Z`
}

/** XML has no place for control characters, escaped or not. */
function clean(text: string): string {
  return text.replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
}
