import { readableDate } from '../../platform/index.ts'
import { dataRoute } from '../api/data-route.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { missingInWords } from '../particulars.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { gradesOf } from '../store/grades.ts'
import { teamsOf } from '../store/teams.ts'
import { inTreeOrder } from '../team-tree.ts'
import { everyone } from './counting.ts'
import { figuresData } from './figure-data.ts'
import type { FoundFigures } from './figure-data.ts'
import { figuresCsv } from './figure-files.ts'
import { figureInTable, figureTables, protectedInWords } from './figure-tables.ts'
import type { FigureTable } from './figure-tables.ts'
import { seriesRoutes } from './series-routes.ts'
import type { Figures } from './protecting.ts'
import { figuresNow } from './releasing.ts'
import type { FiguresNow } from './releasing.ts'

const permission = 'figures.read'
const title = 'Figures about the organisation'

/** Protected figures about the people and posts of an organisation. */
export function figureRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/figures',
      permission,
      read: readFigures,
      page: figuresPage,
      data: figuresData,
    }),
    { method: 'GET', path: '/figures/csv', permission, answer: figuresFile },
    ...seriesRoutes,
  ])
}

/** The one way in which figures are found: for the page, the CSV and the JSON. */
async function readFigures(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<FoundFigures> {
  const now = await figuresNow(context, asked)
  if (now.outcome === 'none') return { now, tables: [], notes: [whyNone(now, asked)] }
  return { now, tables: await tablesOf(context, asked, now.figures), notes: notesOn(now) }
}

async function figuresFile(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { now, tables } = await readFigures(context, asked)
  const { organisation } = asked
  if (now.outcome === 'none') return { to: placeIn(organisation, '/figures') }
  const { figures } = now
  return {
    file: figuresCsv({ organisationName: organisation.name, figures, tables }),
    name: `figures-${figures.day}.csv`,
    type: 'text/csv; charset=utf-8',
  }
}

async function tablesOf(
  { door, edition }: AccountsContext,
  { organisation }: OrganisationAsked,
  figures: Figures,
): Promise<readonly FigureTable[]> {
  const { teams, grades } = await door.store.read(async (db) => ({
    teams: inTreeOrder(await teamsOf(db, organisation.id)),
    grades: await gradesOf(db, organisation.id),
  }))
  return figureTables(figures, {
    teams: new Map(teams.map(({ team }) => [team.id, team.name])),
    grades: new Map(grades.map(({ id, name }) => [id, name])),
    families: new Map((edition?.()?.families ?? []).map(({ slug, name }) => [slug, name.value])),
  })
}

function figuresPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  found: FoundFigures,
): PrivateAnswer {
  const { organisation } = asked
  const frame = organisationFrame(asked, { title, path: '/figures' })
  const sections =
    found.now.outcome === 'none' ? [{ lead: found.notes }] : shownSections(asked, found.now, found)
  return {
    html: views.render(sheetView, sheetOf({ frame, title, caption: organisation.name, sections })),
  }
}

function whyNone(
  now: Extract<FiguresNow, { outcome: 'none' }>,
  { organisation }: OrganisationAsked,
): string {
  if (now.why === 'refused') return `No figures can be shown. ${now.words}`
  const first = missingInWords(organisation)
  return `No figures are made yet. ${first ?? 'Planning is not switched on. An administrator says what it is for, and switches it on.'}`
}

function notesOn({
  figures,
  refused,
  outgrown,
}: Extract<FiguresNow, { outcome: 'shown' }>): readonly string[] {
  return [
    ...(refused === undefined
      ? []
      : [`Nothing newer can be shown. ${refused} An administrator can begin a new series.`]),
    ...(outgrown
      ? [
          'Teams, grades or role families have been added since these figures began. Whoever is in them counts as not known, until an administrator begins a new series.',
        ]
      : []),
    ...(figures.vacancies === undefined
      ? [
          `Vacant posts cannot be shown: there are fewer than ${figures.rules.threshold}, or too little is known to protect them.`,
        ]
      : []),
  ]
}

function shownSections(
  { organisation }: OrganisationAsked,
  { figures }: Extract<FiguresNow, { outcome: 'shown' }>,
  { tables, notes }: FoundFigures,
): readonly Section[] {
  return [
    {
      rows: [
        ['As at', readableDate(figures.day)],
        ['People', figureInTable(figures.people.headcount(everyone))],
      ],
      lead: notes,
      links: [
        { href: placeIn(organisation, '/figures/csv'), text: 'Take all tables away as CSV' },
        { href: placeIn(organisation, '/figures.json'), text: 'The same as JSON' },
      ],
    },
    ...tables.map((table) => tableSection(table, figures)),
    howToRead(figures),
  ]
}

function tableSection(table: FigureTable, { day, rules }: Figures): Section {
  const n = table.n === undefined ? '' : ` n = ${figureInTable(table.n)} ${table.unit}.`
  return {
    heading: table.title,
    lead: [`As at ${readableDate(day)}.${n} ${protectedInWords(table, rules.base)}`],
    table: {
      caption: table.title,
      head: [table.by, ...table.columns],
      rows: table.rows.map(({ label, figures }) => [label, ...figures.map(figureInTable)]),
    },
  }
}

function howToRead({ rules }: Figures): Section {
  const { threshold, base } = rules
  return {
    heading: 'How to read these figures',
    items: [
      `[c] stands for fewer than ${threshold}, or for a figure that is hidden so that a small number cannot be worked out. Which of the two is not said: it would tell too much.`,
      `Every other figure is rounded to the nearest ${base}, so rows and columns do not add up exactly.`,
      'Where all or nearly all people of a team are in one column, that is hidden too.',
      'A person counts once: by the post they hold with the most hours, in the team at the top, or the one next below where one team holds all others. Not known means that nothing is recorded.',
      'A row stays as it was until enough people have joined, left or changed in it. The date above is the day of the newest change that can be shown.',
      'Filled posts are counted by the people in them. Vacant posts count nobody, and are protected all the same.',
      'Every figure is a number of people or posts, not of full-time equivalents: beside the number of people, a sum of these would give away who works part time.',
    ],
  }
}
