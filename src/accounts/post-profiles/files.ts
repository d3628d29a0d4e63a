import { stringify } from 'csv-stringify/sync'
import { markInWords, notOfficial, startInWords, statesInWords } from './in-words.ts'
import type { ProfileIn } from './profile-in.ts'
import { isLocal, profileList, skillIn } from './profile-list.ts'
import type { ListStart, ProfileLine } from './profile-list.ts'

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

/** A profile as data, with the same marks. */
export function profileJson({ profile, start, changes, organisationName }: FileOf) {
  const { asked, leftOut } = profileList(start, changes)
  const inFile = (line: ProfileLine) => ({
    skill: line.skill,
    name: line.name.value,
    official: line.mark !== 'local',
    level: line.mark === 'removed' ? null : line.level,
    levelAsPublished: line.published,
    mark: line.mark,
    inWords: markInWords(start, line),
    reason: reasonOf(line),
    ...wordingOf(start, line),
  })
  return {
    format: 'capable-post-profile/1',
    official: false,
    notice: notOfficial(organisationName),
    organisation: organisationName,
    name: profile.name,
    state: profile.state,
    from: profile.from_day,
    changed: profile.changed_at,
    framework: profile.framework,
    edition: profile.edition,
    roleLevel: profile.role_level,
    roleLevelName: startInWords(start) ?? null,
    skills: asked.map(inFile),
    leftOut: leftOut.map(inFile),
  }
}

function reasonOf({ change }: ProfileLine): string | null {
  return change === undefined || isLocal(change) ? null : change.reason
}

/** The statements at the level of a line: official ones as published, local ones as written. */
export function wordingOf(
  start: ListStart,
  { skill: slug, level, change }: ProfileLine,
): { readonly description: string | null; readonly statements: readonly string[] } {
  if (change !== undefined && isLocal(change)) {
    const statements = change.statements[level ?? ''] ?? []
    return { description: change.description || null, statements }
  }
  const skill = slug === null ? undefined : skillIn(start, slug)
  const own = skill?.levels.find((each) => each.level === level)?.statements
  const statements = (own ?? skill?.statements ?? []).map(({ text }) => text.value)
  return { description: skill?.description?.value ?? null, statements }
}
