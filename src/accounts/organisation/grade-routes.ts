import { ExpectedFailure, readableDate } from '../../platform/index.ts'
import type { Reading, Writing } from '../../platform/store/index.ts'
import { dataRoute } from '../api/data-route.ts'
import { gradesData } from '../api/structure-data.ts'
import type { FoundGrades } from '../api/structure-data.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { penceFrom, poundsInWords } from '../post-state.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import {
  addGrade,
  changeGrade,
  gradesOf,
  payRangesOf,
  setPayRange,
  usualGradesOf,
} from '../store/grades.ts'
import type { Grade } from '../store/grades.ts'
import { editRoutes, formRoutes } from './form-routes.ts'
import type { Saving, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { aroundGrades, levelNameIn, noteGrades, usualSection } from './usual-grade-routes.ts'

const permission = 'people.administer'

/** The grades of an organisation and what they pay. */
export function gradeRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    dataRoute({
      path: '/grades',
      permission,
      read: readGrades,
      page: gradesPage,
      data: gradesData,
    }),
    ...formRoutes({
      path: '/grades/add',
      permission,
      operation: { summary: 'Add a grade', fields: gradeFields, makes: true },
      parts: async (_context, asked) => ({
        ...aroundGrades(asked),
        title: 'Add a grade',
        submit: 'Add the grade',
        saved: (value) => `The grade ${value('name')} was added.`,
        fields: gradeFields,
      }),
      save: (db, asked, value) => saveGrade(db, asked, { value, id: undefined }),
    }),
    ...editRoutes({
      path: '/grades/:grade',
      permission,
      operation: { summary: 'Change a grade', fields: gradeFields },
      kept: async (db, asked) => {
        const { name, position, equivalent } = await gradeIn(db, asked)
        return { name, position: String(position), equivalent: equivalent ?? '' }
      },
      parts: async ({ door }, asked) => ({
        ...aroundGrades(asked),
        title: `Change ${(await door.store.read((db) => gradeIn(db, asked))).name}`,
        saved: (value) => `The grade ${value('name')} was saved.`,
        fields: gradeFields,
      }),
      save: (db, asked, value) => saveGrade(db, asked, { value, id: asked.params['grade'] ?? '' }),
    }),
    ...formRoutes({
      path: '/grades/:grade/pay',
      permission,
      operation: { summary: 'Say what a grade pays from a day on', fields: payFields },
      parts: async ({ door }, asked) => ({
        ...aroundGrades(asked),
        title: `Pay range of ${(await door.store.read((db) => gradeIn(db, asked))).name}`,
        lead: ['A range of the same day is replaced. Earlier ones stay.'],
        submit: 'Save',
        saved: 'The pay range was saved.',
        fields: payFields,
        values: { from: asked.today },
      }),
      save: savePay,
    }),
  ])
}

const gradeFields: readonly Field[] = [
  { name: 'name', label: 'Name', kind: 'text', longest: 60 },
  {
    name: 'position',
    label: 'Place in the order',
    kind: 'code',
    hint: 'A whole number. 1 is the most junior grade; grades of the same rank have the same number.',
    check: (value) =>
      /^[1-9]\d{0,2}$/.test(value)
        ? undefined
        : 'Place in the order must be a whole number from 1 to 999',
  },
  {
    name: 'equivalent',
    label: 'Equal to',
    kind: 'text',
    optional: true,
    longest: 60,
    hint: 'The usual name of the same grade elsewhere, such as Grade 7.',
  },
]

function amountField(name: string, label: string): Field {
  return {
    name,
    label,
    kind: 'text',
    hint: 'Pounds a year, such as 32,500.',
    check: (value) =>
      penceFrom(value) === undefined ? `${label} must be an amount like 32,500` : undefined,
  }
}

const payFields: readonly Field[] = [
  {
    name: 'from',
    label: 'From',
    kind: 'day',
    missing: 'Enter the first day',
    hint: 'The first day. For example 31 March 2027.',
  },
  amountField('least', 'Lowest pay'),
  amountField('most', 'Highest pay'),
]

async function gradeIn(db: Reading, { organisation, params }: OrganisationAsked): Promise<Grade> {
  const grades = await gradesOf(db, organisation.id)
  const grade = grades.find(({ id }) => id === params['grade'])
  if (grade === undefined) throw new ExpectedFailure('grade-not-found')
  return grade
}

function readGrades(
  { door }: AccountsContext,
  { organisation: { id } }: OrganisationAsked,
): Promise<FoundGrades> {
  return door.store.read(async (db) => ({
    grades: await gradesOf(db, id),
    ranges: await payRangesOf(db, id),
    usual: await usualGradesOf(db, id),
  }))
}

function gradesPage(
  { views, edition }: AccountsContext,
  asked: OrganisationAsked,
  { grades, ranges, usual }: FoundGrades,
): PrivateAnswer {
  const { organisation, today } = asked
  const payOf = (grade: string): string => {
    const range = ranges.find((each) => each.grade_id === grade && each.from_day <= today)
    if (range === undefined) return 'Not known'
    const { least_pence: least, most_pence: most, from_day: from } = range
    return `${poundsInWords(least)} to ${poundsInWords(most)} since ${readableDate(from)}`
  }
  const at = (path: string): string => placeIn(organisation, `/grades${path}`)
  const table = {
    caption: 'Grades, the most junior first',
    head: ['Grade', 'Order', 'Equal to', 'Pay today', 'Change'],
    rows: grades.map((grade) => [
      { text: grade.name, href: at(`/${grade.id}`) },
      String(grade.position),
      grade.equivalent ?? 'None',
      payOf(grade.id),
      { text: `Pay range of ${grade.name}`, href: at(`/${grade.id}/pay`) },
    ]),
  }
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title: 'Grades and pay', path: '/grades' }),
        title: 'Grades and pay',
        sections: [
          {
            ...(grades.length === 0 ? { lead: ['There are no grades yet.'] } : { table }),
            links: [{ href: at('/add'), text: 'Add a grade' }],
          },
          usualSection(usual, { at, nameOf: levelNameIn(edition?.()) }),
        ],
      }),
    ),
  }
}

async function saveGrade(
  db: Writing,
  asked: OrganisationAsked,
  { value, id }: { value: ValueOf; id: string | undefined },
): Promise<Saving> {
  const organisationId = asked.organisation.id
  const grades = await gradesOf(db, organisationId)
  if (id !== undefined && !grades.some((grade) => grade.id === id)) {
    throw new ExpectedFailure('grade-not-found')
  }
  const name = value('name')
  if (grades.some((grade) => grade.name === name && grade.id !== id)) {
    return [{ field: 'name', message: 'There is a grade with this name' }]
  }
  const values = {
    name,
    position: Number(value('position')),
    equivalent: value('equivalent') || null,
  }
  const made = id === undefined ? await addGrade(db, organisationId, values) : undefined
  if (id !== undefined) await changeGrade(db, { organisationId, id }, values)
  await noteGrades(db, asked, name)
  return made === undefined ? [] : { made: `/grades/${made}` }
}

async function savePay(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const grades = await gradesOf(db, asked.organisation.id)
  const grade = grades.find(({ id }) => id === asked.params['grade'])
  const [least, most] = [penceFrom(value('least')), penceFrom(value('most'))]
  if (grade === undefined) throw new ExpectedFailure('grade-not-found')
  if (least === undefined || most === undefined) throw new ExpectedFailure('form-not-valid')
  if (most < least) {
    return [{ field: 'most', message: 'Highest pay must be the lowest pay or more' }]
  }
  const range = { grade_id: grade.id, from_day: value('from') }
  await setPayRange(db, { ...range, least_pence: least, most_pence: most })
  await noteGrades(db, asked, `pay of ${grade.name}`)
  return []
}
