import { folded } from '../../framework/index.ts'

/** What a column of a file of people can say. */
export const fields = {
  reference: 'Reference',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  email: 'E-mail address',
  team: 'Team',
  teamAbove: 'Team above it',
  lineManager: 'Line manager',
  professionalAssessor: 'Professional assessor',
  countersigner: 'Countersigner',
  grade: 'Grade',
  postReference: 'Post reference',
  postTitle: 'Post title',
  roleLevel: 'Role level',
  terms: 'Terms',
  fte: 'Full-time equivalent',
  startedOn: 'Started on',
  leftOn: 'Left on',
} as const

/** A field of the list. */
export type Field = keyof typeof fields

/** The fields in the order of the list. */
export const fieldNames: readonly Field[] = Object.keys(fields).filter(isField)

/** Whether a text is the name of a field. */
export function isField(text: string): text is Field {
  return Object.hasOwn(fields, text)
}

/** What stands in a column, for those who make the file. */
export const fieldHints: Readonly<Record<Field, string>> = {
  reference:
    'Your own number for the person, such as a staff number. People are found by it again.',
  name: 'The whole name. Or use a column each for first and last name.',
  firstName: 'Together with the last name, in place of the whole name.',
  lastName: 'Together with the first name, in place of the whole name.',
  email: 'The address at work. Without a reference, people are found by it again.',
  team: 'The name or the reference of the team. A team that does not exist yet is added.',
  teamAbove:
    'The team that the team belongs to. Empty: it stays where it is, or stands at the top.',
  lineManager: 'The reference or e-mail address of the line manager.',
  professionalAssessor: 'The reference or e-mail address of the professional assessor.',
  countersigner: 'The reference or e-mail address of the countersigner.',
  grade: 'The name of a grade of your organisation.',
  postReference: 'Your own number for the post. Several people with the same one share the post.',
  postTitle: 'What the post is called.',
  roleLevel: 'The role and the level, such as Software developer: Senior developer.',
  terms: 'Permanent, fixed term, loan, secondment, apprentice or contingent.',
  fte: 'The share of full time, such as 0.6 or 60%.',
  startedOn: 'The day the person started in the post, such as 22 November 2026 or 22/11/2026.',
  leftOn: 'The day the person left or leaves.',
}

/** What else columns are called, folded. */
const synonyms: Readonly<Record<Field, readonly string[]>> = {
  reference: [
    'staff number',
    'staff no',
    'staff id',
    'employee number',
    'employee no',
    'employee id',
    'employee reference',
    'person reference',
    'personnel number',
    'payroll number',
    'person number',
    'person id',
    'ref',
    'id',
  ],
  name: ['full name', 'employee name', 'person name', 'display name', 'person', 'employee'],
  firstName: ['forename', 'given name', 'known as', 'preferred name', 'first names', 'forenames'],
  lastName: ['surname', 'family name'],
  email: ['email', 'e-mail', 'email address', 'work email', 'work e-mail', 'mail'],
  team: ['team name', 'unit', 'business unit', 'department', 'section', 'org unit'],
  teamAbove: ['parent team', 'team above', 'parent unit', 'directorate', 'division', 'parent'],
  lineManager: [
    'manager',
    'line manager reference',
    'line manager email',
    'line manager e-mail',
    'manager reference',
    'manager email',
    'manager e-mail',
    'manager id',
    'manager staff number',
    'line manager staff number',
    'reports to',
    'supervisor',
  ],
  professionalAssessor: ['assessor', 'professional assessor email', 'skills assessor'],
  countersigner: ['countersigning officer', 'countersigning manager', 'countersigner email'],
  grade: ['grade name', 'band', 'pay grade', 'pay band'],
  postReference: [
    'post number',
    'post no',
    'post id',
    'position number',
    'position id',
    'post ref',
  ],
  postTitle: ['job title', 'position', 'position title', 'title', 'post', 'post name'],
  roleLevel: [
    'role',
    'role level path',
    'ddat role',
    'ddat role level',
    'gddp role',
    'profession role',
    'capability role',
    'job role',
  ],
  terms: ['contract', 'contract type', 'employment type', 'terms of employment', 'employee type'],
  fte: ['fte', 'full time equivalent', 'working pattern', 'hours share'],
  startedOn: ['start date', 'started', 'post start date', 'date started', 'start', 'joined on'],
  leftOn: [
    'leaving date',
    'end date',
    'left',
    'leave date',
    'date left',
    'last day',
    'leaver date',
  ],
}

const byName: ReadonlyMap<string, Field> = new Map(
  fieldNames.flatMap((field) =>
    [fields[field], ...synonyms[field]].map((name): [string, Field] => [plain(name), field]),
  ),
)

/** A header without what only looks different. */
function plain(header: string): string {
  return folded(header.replace(/[_./]/g, ' ').replace(/\(.*?\)/g, ' ')).replace(/[\s-]+/g, ' ')
}

/** What each column means; undefined: it is left out. */
export type Mapping = readonly (Field | undefined)[]

/**
 * What columns mean, from their headers. Where two mean the same, the first does.
 *
 * @example
 * recognised(['Staff number', 'Shoe size']) // ['reference', undefined]
 */
export function recognised(headers: readonly string[]): Mapping {
  const taken = new Set<Field>()
  return headers.map((header) => {
    const field = byName.get(plain(header))
    if (field === undefined || taken.has(field)) return undefined
    taken.add(field)
    return field
  })
}

/**
 * What is wrong with a mapping as a whole, in sentences; none: it can be used.
 *
 * @example
 * wrongWithMapping(['grade']) // ['Say which column holds the reference or …', …]
 */
export function wrongWithMapping(mapping: Mapping): readonly string[] {
  const used = mapping.filter((field) => field !== undefined)
  const has = new Set(used)
  const twice = fieldNames.filter((field) => used.filter((each) => each === field).length > 1)
  const isNamed = has.has('name') || (has.has('firstName') && has.has('lastName'))
  return [
    ...twice.map((field) => `Choose one column only for: ${fields[field]}`),
    ...(has.has('reference') || has.has('email')
      ? []
      : ['Say which column holds the reference or the e-mail address of each person']),
    ...(isNamed ? [] : ['Say which column holds the name of each person']),
    ...(has.has('teamAbove') && !has.has('team')
      ? ['Say which column holds the team, or leave out the team above it']
      : []),
  ]
}
