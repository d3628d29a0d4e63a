import type { Link } from '../platform/index.ts'
import type { HomeView } from './edition-views.ts'
import { datedSentence, frameAt } from './frames.ts'
import { describeNotes } from './history/change-notes.ts'
import { presentNote } from './history/present-history.ts'
import type { HomeDescription } from './home.ts'
import { counted } from './leads.ts'
import { rolesOfFamily } from './lookup.ts'
import type { Place } from './place.ts'
import { linkTo } from './present.ts'
import { presentListedEdition } from './present-editions.ts'
import { summaryOf } from './present-health.ts'

/** So many change notes show that something changed: the rest stands on the page of changes. */
const mostNotes = 3

/** The home page. */
export function presentHome(place: Place, home: HomeDescription): HomeView {
  const { title, scale } = place.edition.framework
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
      roles: rolesOfFamily(place.index, family.slug).map((role) => linkTo('/roles', role)),
    })),
    counted: `${counted(counts.roles, 'role')}, ${counted(counts.roleLevels, 'role level')} and ${counted(counts.skills, 'skill')} in the edition ${home.edition}. ${datedSentence(place.edition.edition)}`,
    scale: scale.join(', '),
    maturity: maturityOf(home),
    health: {
      sentence: summaryOf(home.findings),
      link: { href: '/framework-health', text: 'See every finding, with its source line' },
    },
    notes: describeNotes(place)
      .slice(0, mostNotes)
      .map((note) => presentNote(place, note, 'with its page')),
    editions: home.editions.map((edition) => presentListedEdition(place, edition)),
    resources,
  }
}

function maturityOf({ maturityModel }: HomeDescription): HomeView['maturity'] {
  if (maturityModel === null) return undefined
  const { title, rows, topics, edition } = maturityModel
  return {
    sentence: `${title}: ${counted(rows, 'row')} in ${counted(topics, 'topic')}, edition ${edition}.`,
    link: { href: '/maturity', text: 'See the model' },
  }
}

function tasksOf({ counts, families }: HomeDescription): HomeView['tasks'] {
  return [
    {
      href: '/roles',
      text: 'Learn about what different roles do',
      note: `${counted(counts.roles, 'role')} in ${counted(families.length, 'family')}, with their levels.`,
      who: 'For anyone',
    },
    {
      href: '/skills',
      text: 'Understand what skills are needed in particular jobs',
      note: `${counted(counts.skills, 'skill')}, with what each level looks like and who needs it.`,
      who: 'For anyone',
    },
    {
      href: '/compare',
      text: 'Identify skills that need development to help career progression',
      note: 'Two role levels side by side: what is new, what is raised, what you have already.',
      who: 'For professionals',
    },
    {
      href: '/my-skills',
      text: 'Assess skills in preparation for performance reviews',
      note: 'Your skills against any role level, and what to work on first. Kept in your browser only.',
      who: 'For professionals',
    },
    {
      href: '/team-from-files',
      text: 'Find the skill gaps of a team',
      note: 'From the files that people save on My skills. They are read in your browser and not sent.',
      who: 'For line managers and team leaders',
    },
    {
      href: '/roles',
      text: 'Prepare job adverts and interviews',
      note: 'What a role level does, and the skills to ask for and to assess, in the framework’s own words.',
      who: 'For hiring managers',
    },
  ]
}

const resources: readonly Link[] = [
  { href: '/skills', text: 'Skills A to Z' },
  { href: '/about#grades', text: 'Job grades' },
  { href: '/downloads', text: 'Download everything as CSV or JSON' },
  { href: '/api', text: 'Read single pages as data' },
  { href: '/about#feedback', text: 'Propose a change' },
  { href: '/about#not-held', text: 'What is not here' },
]
