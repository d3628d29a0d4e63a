import type { CapabilityFramework } from '../../framework/index.ts'
import { ExpectedFailure } from '../../platform/index.ts'
import { termsInWords } from '../person-rows.ts'
import { fteFrom } from '../post-state.ts'
import type { Field } from '../form.ts'
import { levelFrom, levelOptions } from '../role-level-options.ts'
import type { NamedLevel } from '../role-level-options.ts'
import type { Grade } from '../store/grades.ts'
import type { PostValues } from '../store/posts.ts'
import type { Team } from '../store/teams.ts'
import { teamOptions } from '../team-tree.ts'
import type { ValueOf } from './form-routes.ts'
import { teamField } from './people-routes.ts'

/** A share of full time. */
export const fteField: Field = {
  name: 'fte',
  label: 'Full-time equivalent',
  kind: 'text',
  missing: 'Enter the full-time equivalent',
  hint: '1 is full time, 0.6 is three days of five.',
  check: (value) =>
    fteFrom(value) === undefined
      ? 'Full-time equivalent must be a number above 0 and at most 1, like 0.6'
      : undefined,
}

/** The list of role levels to choose from. */
export function roleLevelField(edition: CapabilityFramework | undefined, kept?: NamedLevel): Field {
  const options = levelOptions(edition, kept)
  const field: Field = { name: 'roleLevel', label: 'Role level', kind: 'select', options }
  return edition === undefined ? { ...field, hint: 'No framework is loaded.' } : field
}

/** What somebody says of a post. */
export function postFields({
  teams,
  grades,
  roleLevel,
}: {
  readonly teams: readonly Team[]
  readonly grades: readonly Grade[]
  readonly roleLevel: Field
}): readonly Field[] {
  return [
    {
      name: 'reference',
      label: 'Reference',
      kind: 'text',
      longest: 60,
      hint: 'Your own number for the post. No two posts have the same.',
    },
    { name: 'title', label: 'Title', kind: 'text' },
    teamField(teamOptions(teams)),
    {
      name: 'grade',
      label: 'Grade',
      kind: 'select',
      optional: true,
      options: grades.map(({ id, name }) => ({ value: id, text: name })),
    },
    { ...roleLevel, optional: true },
    {
      name: 'funded',
      label: 'Funded',
      kind: 'select',
      missing: 'Choose whether the post is funded',
      options: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
    },
    fteField,
  ]
}

/** On which terms somebody holds a post. */
export const termsField: Field = {
  name: 'terms',
  label: 'Terms',
  kind: 'select',
  missing: 'Choose the terms',
  options: Object.entries(termsInWords).map(([value, text]) => ({ value, text })),
}

/** What somebody said of a post, as it is kept. */
export function postValues(value: ValueOf): PostValues {
  const fte = fteFrom(value('fte'))
  if (fte === undefined) throw new ExpectedFailure('form-not-valid')
  const level = levelFrom(value('roleLevel'))
  return {
    reference: value('reference'),
    title: value('title'),
    team_id: value('team') || null,
    grade_id: value('grade') || null,
    framework: level?.framework ?? null,
    edition: level?.edition ?? null,
    role_level: level?.path ?? null,
    funded: value('funded') === 'yes' ? 1 : 0,
    fte,
  }
}
