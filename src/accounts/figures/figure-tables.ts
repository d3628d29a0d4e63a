import type { ProtectedFigure, ProtectedRelease } from '../../aggregates/index.ts'
import { capitalised } from '../../explore/index.ts'
import { termsInWords } from '../person-rows.ts'
import { everyone, unknown } from './counting.ts'
import type { Figures } from './protecting.ts'

/** A table of protected figures: the same on the page, as CSV and as JSON. */
export interface FigureTable {
  readonly id: string
  readonly title: string
  /** What is counted. */
  readonly unit: 'people' | 'vacant posts'
  /** What its rows are. */
  readonly by: string
  readonly columns: readonly string[]
  readonly rows: readonly {
    readonly label: string
    readonly figures: readonly ProtectedFigure[]
  }[]
  /** How many are counted; undefined: that cannot be shown. */
  readonly n: ProtectedFigure | undefined
}

/** What teams, grades and role families are called today. */
export interface FigureNames {
  readonly teams: ReadonlyMap<string, string>
  readonly grades: ReadonlyMap<string, string>
  readonly families: ReadonlyMap<string, string>
}

/**
 * Every table there is. Nothing but disclosure control can make their figures.
 *
 * @example
 * figureTables(figures, names).map(({ title }) => title)
 */
export function figureTables(figures: Figures, names: FigureNames): readonly FigureTable[] {
  const { people } = figures
  const teams = new Map([
    [everyone, 'Everyone'],
    ...names.teams,
    [unknown, 'No team, or one that is newer than these figures'],
  ])
  const rows = [everyone, ...inOrderOf(figures.shape.teams, names.teams), unknown]
  const table = (of: Attribute): readonly FigureTable[] => {
    const counts = people.tables.find(({ name }) => name === of.name)
    if (counts === undefined) return []
    const categories = inOrderOf(counts.categories, new Map([...of.labels, [unknown, '']]))
    return [
      {
        id: of.name,
        title: of.title,
        unit: 'people',
        by: 'Team',
        columns: ['People', ...categories.map((each) => labelOf(of.labels, each))],
        rows: rows.map((row) => ({
          label: labelOf(teams, row),
          figures: [
            people.headcount(row),
            ...categories.map((category) => counts.figure(row, category)),
          ],
        })),
        n: people.headcount(everyone),
      },
    ]
  }
  return [
    ...table({ name: 'grade', title: 'People by grade and team', labels: names.grades }),
    ...table({
      name: 'role-family',
      title: 'People by role family and team',
      labels: names.families,
    }),
    ...table({ name: 'terms', title: 'People by terms and team', labels: terms }),
    ...table({
      name: 'working-time',
      title: 'People by full time or part time and team',
      labels: workingTimes,
    }),
    ...postTable(figures, names),
  ]
}

interface Attribute {
  readonly name: string
  readonly title: string
  readonly labels: ReadonlyMap<string, string>
}

const terms: ReadonlyMap<string, string> = new Map(Object.entries(termsInWords))

const workingTimes: ReadonlyMap<string, string> = new Map([
  ['full-time', 'Full time'],
  ['part-time', 'Part time'],
])

/** Known ones in the order in which they are listed today, then those that are gone. */
function inOrderOf(ids: readonly string[], listed: ReadonlyMap<string, string>): readonly string[] {
  const there = new Set(ids)
  const known = [...listed.keys()].filter((id) => there.has(id))
  const gone = ids.filter((id) => !listed.has(id))
  return [...known.filter((id) => id !== unknown), ...gone, ...known.filter((id) => id === unknown)]
}

function labelOf(labels: ReadonlyMap<string, string>, id: string): string {
  if (id === unknown) return labels.get(id) || 'Not known'
  return capitalised(labels.get(id) ?? 'No longer there')
}

/** Filled posts are counted by who is in them, so that they are the same figures once more. */
function postTable(figures: Figures, names: FigureNames): readonly FigureTable[] {
  const filled = figures.people.tables.find(({ name }) => name === 'grade')
  const { vacancies } = figures
  const vacant = vacancies?.tables.find(({ name }) => name === 'grade')
  if (filled === undefined || vacancies === undefined || vacant === undefined) return []
  const grades = inOrderOf(filled.categories, new Map([...names.grades, [unknown, '']]))
  return [
    {
      id: 'posts',
      title: 'Filled and vacant posts by grade',
      unit: 'vacant posts',
      by: 'Grade',
      columns: ['Filled: people', 'Vacant, funded', 'Vacant, not funded', 'Vacant'],
      rows: [
        postRow('All grades', allGrades(figures.people, vacancies)),
        ...grades.map((grade) =>
          postRow(labelOf(names.grades, grade), {
            filled: filled.figure(everyone, grade),
            vacant: (group) => vacant.figure(group, grade),
          }),
        ),
      ],
      n: vacancies.headcount(everyone),
    },
  ]
}

interface RowOf {
  readonly filled: ProtectedFigure
  readonly vacant: (group: string) => ProtectedFigure
}

function postRow(label: string, { filled, vacant }: RowOf): FigureTable['rows'][number] {
  return {
    label,
    figures: [filled, vacant('funded'), vacant('not-funded'), vacant(everyone)],
  }
}

function allGrades(people: ProtectedRelease, vacancies: ProtectedRelease): RowOf {
  return {
    filled: people.headcount(everyone),
    vacant: (group) => vacancies.headcount(group),
  }
}

/** How a figure stands in a table: a number, or the mark for one that cannot be shown. */
export function figureInTable({ mark }: ProtectedFigure): string {
  return 'shown' in mark ? String(mark.shown) : '[c]'
}

/**
 * What was protected in a table, in a sentence.
 *
 * @example
 * protectedInWords(table, 5) // '3 of 24 figures cannot be shown. All others are rounded to the nearest 5.'
 */
export function protectedInWords({ rows }: Pick<FigureTable, 'rows'>, base: number): string {
  const all = rows.flatMap(({ figures }) => figures)
  const hidden = all.filter(({ mark }) => !('shown' in mark)).length
  const rest = `rounded to the nearest ${base}`
  return hidden === 0
    ? `All ${all.length} figures are shown, ${rest}.`
    : `${hidden} of ${all.length} figures cannot be shown, marked [c]. All others are ${rest}.`
}
