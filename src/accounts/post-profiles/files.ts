import { stringify } from 'csv-stringify/sync'
import { markInWords, notOfficial, statesInWords } from './in-words.ts'
import type { ProfileIn } from './profile-in.ts'
import { profileList } from './profile-list.ts'

/** What a file says of the profile as a whole. */
export interface FileOf extends Pick<ProfileIn, 'profile' | 'start' | 'changes'> {
  readonly organisationName: string
}

/**
 * A profile as CSV, one line a skill; each line says that it is not official. Cells that a
 * spreadsheet would take for a formula start with an apostrophe.
 *
 * @example
 * profileCsv({ profile, start, changes, organisationName: 'Ministry of Kites' })
 */
export function profileCsv({ profile, start, changes, organisationName }: FileOf): string {
  const { asked, leftOut } = profileList(start, changes)
  const of = [
    notOfficial(organisationName),
    profile.name,
    statesInWords[profile.state],
    profile.from_day,
    `${profile.framework}@${profile.edition}`,
    profile.role_level ?? '',
  ]
  const rows = [...asked, ...leftOut].map((line) => [
    ...of,
    line.name.value,
    line.skill ?? '',
    line.mark === 'removed' ? '' : (line.level ?? ''),
    line.published ?? '',
    markInWords(start, line),
  ])
  const head = [
    'notice',
    'profile',
    'state',
    'from',
    'edition',
    'role level',
    'skill',
    'slug',
    'level',
    'level as published',
    'mark',
  ]
  return stringify([head, ...rows], { escape_formulas: true, record_delimiter: 'windows' })
}
