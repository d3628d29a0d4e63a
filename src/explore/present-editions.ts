import { readableDate, shown } from '../platform/index.ts'
import type { Link, PageView } from '../platform/index.ts'
import type {
  EditionsView,
  EditionView,
  LicenceView,
  AboutView,
  ShownEdition,
} from './edition-views.ts'
import type { EditionDescription, ListedEdition } from './editions.ts'
import { datedSentence, frameAt } from './frames.ts'
import { differenceFromBefore, factsOf, proposalOf } from './history/listed-editions.ts'
import { proposalFor } from './history/present-difference.ts'
import { licenceLinks } from './licences.ts'
import type { FrameworkLicence } from './licences.ts'
import type { Place } from './place.ts'
import { capitalised } from './present.ts'
import { basisWords } from './words.ts'

/** The page of all editions. */
export function presentEditions(place: Place, editions: readonly ListedEdition[]): EditionsView {
  const frameworks = Map.groupBy(editions, ({ framework }) => framework.slug)
  return {
    frame: frameAt(place, { title: 'Editions', address: `${place.frameworkBase}/editions` }),
    frameworks: [...frameworks.values()].map((list) => ({
      heading: shown(list[0]?.framework.title ?? { lang: 'en', value: '' }),
      editions: list.map((edition) => ({
        ...presentListedEdition(place, edition),
        ...factsOf(place, edition),
      })),
      proposal: proposalOf(place, list[0]),
    })),
    changes: { href: `${place.frameworkBase}/changes`, text: 'See all changes, with change notes' },
  }
}

/** An edition in a list, with its address. */
export function presentListedEdition({ options }: Place, edition: ListedEdition): ShownEdition {
  const { framework, edition: name } = edition
  const base = framework.slug === options.framework ? '' : `/frameworks/${framework.slug}`
  const maturity = framework.kind === 'maturity-model'
  return {
    href: maturity ? '/maturity' : `${base}/editions/${name}`,
    text: `${name}: ${edition.title}`,
    dated: datedSentence(edition),
    newest: edition.newest ? ' Newest edition.' : '',
  }
}

/** The page of one edition, which is also the front page of a framework. */
export function presentEdition(place: Place, edition: EditionDescription): EditionView {
  const { base, frameworkBase } = place
  const { officialService } = edition
  return {
    frame: {
      ...frameAt(place, {
        title: `${edition.framework.title.value}, edition ${edition.edition}`,
        address: base,
      }),
      breadcrumbs: [
        { href: '/', text: 'Home' },
        { href: `${frameworkBase}/editions`, text: 'Editions' },
      ],
    },
    heading: shown(edition.framework.title),
    title: `Edition ${edition.edition}: ${edition.title}`,
    about: edition.about,
    dated: datedSentence(edition),
    official:
      officialService === null
        ? undefined
        : { href: officialService.url, text: officialService.name },
    places: placesOf(base),
    ownWords: ownWordsOf(edition),
    counts: shownCounts(edition.counts),
    publisher: `Published by ${edition.publisher}. ${edition.licence.attribution}`,
    sources: edition.sources.map(({ title, file, date, licence, note, url }) => ({
      title,
      file,
      dated: date === null ? 'It carries no date.' : `Dated ${readableDate(date)}.`,
      licence: `Licence: ${licence}.`,
      note,
      url,
    })),
    all: `${frameworkBase}/editions`,
    difference: differenceFromBefore(place, edition),
  }
}

/** The first line that ends in a colon leads into what the framework is for. */
function ownWordsOf({ introduction, purposes }: EditionDescription): EditionView['ownWords'] {
  if (introduction.length + purposes.length === 0) return undefined
  const found = introduction.findIndex((text) => text.value.endsWith(':'))
  const at = found === -1 ? introduction.length : found
  const lead = introduction[at]
  return {
    before: introduction.slice(0, at).map(shown),
    lead: lead === undefined ? undefined : shown(lead),
    purposes: purposes.map(shown),
    after: introduction.slice(at + 1).map(shown),
  }
}

function placesOf(base: string): Link[] {
  return [
    { href: `${base}/roles`, text: 'Roles' },
    { href: `${base}/skills`, text: 'Skills' },
    { href: `${base}/framework-health`, text: 'Framework health' },
  ]
}

/**
 * How much an edition holds. What it has none of is left out.
 *
 * @example
 * shownCounts(countsOf(edition)) // [{ label: 'Families', value: '8' }, …]
 */
export function shownCounts(counts: EditionDescription['counts']): EditionView['counts'] {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => ({
      label: countLabel(name),
      value: Number(count).toLocaleString('en-GB'),
    }))
}

/** `levelCells` as a label: "Level cells". */
function countLabel(name: string): string {
  return capitalised(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).replace(
    'Senior civil service',
    'Senior Civil Service',
  )
}

/** The page about Capable. */
export function presentAbout(place: Place): AboutView {
  return {
    frame: { ...frameAt(place, { title: 'About Capable', address: '/about' }), twin: undefined },
    scale: place.edition.framework.scale.join(', '),
    official: proposalFor(place),
    bases: Object.values(basisWords),
  }
}

/** A page of plain words about the site itself: it has no data, and so no twin. */
export function presentStatement(place: Place, page: { title: string; path: string }): PageView {
  const { title, path } = page
  return { frame: { ...frameAt(place, { title, address: path }), twin: undefined } }
}

/** The page of licences. */
export function presentLicences(place: Place, licences: readonly FrameworkLicence[]): LicenceView {
  return {
    frame: frameAt(place, { title: 'Licence and attribution', address: '/licence' }),
    frameworks: licences.map(({ title, licence }) => ({
      heading: shown(title),
      attribution: licence.attribution,
      licences: licenceLinks(licence),
      note: licence.note,
    })),
  }
}
