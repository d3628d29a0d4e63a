import { readableDate, shown } from '../platform/index.ts'
import type { Link, PageView } from '../platform/index.ts'
import type {
  EditionsView,
  EditionView,
  HomeView,
  LicenceView,
  AboutView,
  ShownEdition,
} from './edition-views.ts'
import type { EditionDescription, ListedEdition } from './editions.ts'
import { datedSentence, frameAt } from './frames.ts'
import { differenceFromBefore, factsOf, proposalOf } from './history/listed-editions.ts'
import type { HomeDescription } from './home.ts'
import { counted } from './leads.ts'
import type { FrameworkLicence } from './licences.ts'
import type { Place } from './place.ts'
import { capitalised, linkTo } from './present.ts'
import { summaryOf } from './present-health.ts'
import { basisWords } from './words.ts'

/** The home page. */
export function presentHome(place: Place, home: HomeDescription): HomeView {
  const { title } = place.edition.framework
  const { counts } = home
  return {
    frame: {
      ...frameAt(place, { title: `${title.value}: roles and skills`, address: '/' }),
      breadcrumbs: [],
    },
    introduction:
      'Look up what each role does, which skills each level of it asks for and what each skill level looks like. This is an open copy, not the official service.',
    tasks: tasksOf(home),
    families: home.families.map((family) => ({
      link: linkTo('/families', family),
      count: family.roles,
    })),
    counted: `${counted(counts.roles, 'role')}, ${counted(counts.roleLevels, 'role level')} and ${counted(counts.skills, 'skill')} in the edition ${home.edition}. ${datedSentence(place.edition.edition)}`,
    maturity:
      home.maturityModel === null
        ? undefined
        : {
            sentence: `${home.maturityModel.title}: ${counted(home.maturityModel.rows, 'row')} in ${counted(home.maturityModel.topics, 'topic')}, edition ${home.maturityModel.edition}.`,
            link: { href: '/maturity', text: 'See the model' },
          },
    health: {
      sentence: summaryOf(home.findings),
      link: { href: '/framework-health', text: 'See every finding, with its source line' },
    },
    editions: home.editions.map((edition) => presentListedEdition(place, edition)),
  }
}

function tasksOf({ counts, families }: HomeDescription): HomeView['tasks'] {
  return [
    {
      href: '/roles',
      text: 'Learn about what different roles do',
      note: `${counted(counts.roles, 'role')} in ${counted(families.length, 'family')}, with their levels.`,
    },
    {
      href: '/skills',
      text: 'Understand what skills are needed in particular jobs',
      note: `${counted(counts.skills, 'skill')}, with what each level looks like and who needs it.`,
    },
    {
      href: '/compare',
      text: 'Identify skills that need development to help career progression',
      note: 'Two role levels side by side: what is new, what is raised, what you have already.',
    },
    {
      href: '/my-skills',
      text: 'Assess skills in preparation for performance reviews',
      note: 'Your skills against any role level, and what to work on first. Kept in your browser only.',
    },
  ]
}

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

function presentListedEdition({ options }: Place, edition: ListedEdition): ShownEdition {
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
    counts: Object.entries(edition.counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => ({
        label: countLabel(name),
        value: Number(count).toLocaleString('en-GB'),
      })),
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
      licence: { href: licence.url, text: licence.name },
      note: licence.note,
    })),
  }
}
