import type { CapabilityFramework } from '../../framework/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { levelFrom, levelText } from '../role-level-options.ts'
import type { Section } from '../sheet.ts'
import { log } from '../store/events.ts'
import { gradesOf, removeUsualGrade, setUsualGrade } from '../store/grades.ts'
import type { Grade, UsualGrade } from '../store/grades.ts'
import { formRoutes } from './form-routes.ts'
import type { FormParts, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationRoutes, placeIn } from './organisation-route.ts'
import { roleLevelField } from './post-fields.ts'

const permission = 'people.administer'

/** Which grade role levels usually have in an organisation. */
export function usualGradeRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    ...formRoutes({
      path: '/grades/usual/add',
      permission,
      operation: {
        summary: 'Set the usual grade of a role level',
        fields: usualFields(roleLevelField(undefined), []),
      },
      parts: async ({ door, edition }, asked) => {
        const grades = await door.store.read((db) => gradesOf(db, asked.organisation.id))
        return {
          ...aroundGrades(asked),
          title: 'Set the usual grade of a role level',
          submit: 'Save',
          saved: (value) =>
            `The usual grade of ${nameIn(edition?.(), value('roleLevel'))} was saved.`,
          fields: usualFields(roleLevelField(edition?.()), grades),
        }
      },
      save: saveUsual,
    }),
    {
      method: 'POST',
      path: '/grades/usual/delete',
      permission,
      answer: removeUsual,
      operation: { summary: 'Take away the usual grade of a role level', fields: usualKey },
    },
  ])
}

/** What stands above every page about grades, and where they lead back to. */
export function aroundGrades({
  organisation,
}: OrganisationAsked): Pick<FormParts, 'above' | 'back'> {
  return { above: [{ href: placeIn(organisation, '/grades'), text: 'Grades' }], back: '/grades' }
}

function usualFields(roleLevel: Field, grades: readonly Grade[]): readonly Field[] {
  return [
    roleLevel,
    {
      name: 'grade',
      label: 'Grade',
      kind: 'select',
      options: grades.map(({ id, name }) => ({ value: id, text: name })),
    },
  ]
}

/** Which of them is taken away. */
const usualKey: readonly Field[] = [
  { name: 'framework', label: 'Framework', kind: 'text' },
  { name: 'roleLevel', label: 'Role level', kind: 'text' },
]

/** What showing usual grades needs. */
interface UsualParts {
  /** The address of a path after that of all grades. */
  readonly at: (path: string) => string
  /** What a role level is called. */
  readonly nameOf: LevelName
}

type LevelName = (level: { readonly framework: string; readonly role_level: string }) => string

/** What the newest edition calls a role level, with its role; else its address. */
export function levelNameIn(edition: CapabilityFramework | undefined): LevelName {
  return ({ framework, role_level: path }) =>
    levelText(edition?.framework.slug === framework ? edition : undefined, path)
}

/** The same for the value of a list. */
function nameIn(edition: CapabilityFramework | undefined, value: string): string {
  const level = levelFrom(value)
  return level === undefined
    ? value
    : levelNameIn(edition)({ framework: level.framework, role_level: level.path })
}

/** The usual grades on the page of all grades. */
export function usualSection(usual: readonly UsualGrade[], { at, nameOf }: UsualParts): Section {
  return {
    heading: 'Usual grades of role levels',
    ...(usual.length === 0
      ? { lead: ['None is set.'] }
      : {
          table: {
            caption: 'Usual grades of role levels',
            head: ['Role level', 'Framework', 'Grade'],
            rows: usual.map((each) => [nameOf(each), each.framework, each.grade_name]),
          },
        }),
    links: [{ href: at('/usual/add'), text: 'Set the usual grade of a role level' }],
    actions: usual.map((each) => ({
      to: at('/usual/delete'),
      submit: `Take away: ${nameOf(each)}`,
      hidden: { framework: each.framework, roleLevel: each.role_level },
    })),
  }
}

async function saveUsual(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const level = levelFrom(value('roleLevel'))
  if (level === undefined) throw new ExpectedFailure('form-not-valid')
  const { framework, path: roleLevel } = level
  const usual = { framework, role_level: roleLevel, grade_id: value('grade') }
  await setUsualGrade(db, { organisation_id: asked.organisation.id, ...usual })
  await noteGrades(db, asked, `usual grade of ${roleLevel}`)
  return []
}

async function removeUsual(
  { door, edition }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { form, organisation } = asked
  const roleLevel = form.get('roleLevel') ?? ''
  const usual = { framework: form.get('framework') ?? '', role_level: roleLevel }
  await door.store.write(async (db) => {
    await removeUsualGrade(db, { organisation_id: organisation.id, ...usual })
    await noteGrades(db, asked, `usual grade of ${roleLevel}`)
  })
  const saved = `The usual grade of ${levelNameIn(edition?.())(usual)} was taken away.`
  return { to: placeIn(organisation, '/grades'), saved }
}

/** Notes in the log that grades were changed. */
export async function noteGrades(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  what: string,
): Promise<void> {
  const { accountId } = session.asker
  const event = { accountId, organisationId: organisation.id, now, details: { what } }
  await log(db, { ...event, action: 'grade.changed' })
}
