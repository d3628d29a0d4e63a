/** Files that belong together. */
export type DownloadGroup = 'official' | 'whole' | 'extended' | 'findings'

/** What stands above each group of files. */
export const groupWords: Readonly<Record<DownloadGroup, { heading: string; text: string }>> = {
  official: {
    heading: 'As the official service publishes it',
    text: 'The three files in the columns of the official download, for tools that read that. They have no place for the order of levels, tracks, identifiers and sources.',
  },
  whole: {
    heading: 'Everything in one file',
    text: 'The edition as JSON, and the schema that describes it.',
  },
  extended: {
    heading: 'Everything as tables',
    text: 'The same as CSV for spreadsheets and databases. The files belong together: the slugs in one point into the others.',
  },
  findings: {
    heading: 'What was found wrong',
    text: 'Each fault in the sources with its line and what was done about it. Faults quote the framework, so the same licence applies.',
  },
}

const descriptions: Readonly<Record<string, string>> = {
  'roles.csv': 'Roles and their levels, with the skills each level asks for.',
  'skills.csv': 'Skills, with what each level of them looks like.',
  'changelog.csv': 'Published notes of changes.',
  'capable-edition.schema.json': 'The JSON Schema of the edition.',
  'capable-edition.csv': 'Which edition this is: names, dates, licence.',
  'capable-sources.csv': 'The documents it was read from.',
  'capable-texts.csv': 'What the publisher says of the framework.',
  'capable-families.csv': 'Role families.',
  'capable-roles.csv': 'Roles.',
  'capable-role-levels.csv': 'Role levels with their order, rank and track.',
  'capable-skills.csv': 'Skills.',
  'capable-skill-levels.csv': 'The levels of each skill, and whether they are defined.',
  'capable-statements.csv': 'What each skill level looks like, statement by statement.',
  'capable-requirements.csv': 'The skill level that each role level asks for, and how it is known.',
  'capable-evidence.csv': 'The published wording from which levels were worked out.',
  'capable-role-links.csv': 'The roles that each skill names.',
  'capable-change-notes.csv': 'Published notes of changes.',
  'capable-provenance.csv': 'The source and line of each thing.',
  'capable-maturity-levels.csv': 'The levels of the model.',
  'capable-topics.csv': 'Topics.',
  'capable-themes.csv': 'Themes.',
  'capable-maturity-rows.csv': 'Rows, each in a topic and a theme.',
  'capable-descriptors.csv': 'What each row looks like at each level.',
  'findings.csv': 'Findings as a table.',
  'findings.json': 'Findings as JSON.',
}

/**
 * What a file holds, in a sentence.
 *
 * @example
 * descriptionOf('capable-roles.csv') // 'Roles.'
 */
export function descriptionOf(name: string): string {
  return descriptions[name] ?? (name.endsWith('.json') ? 'The whole edition.' : '')
}

/**
 * A size as people say it.
 *
 * @example
 * sizeInWords(873_567) // '874 KB'
 * sizeInWords(1_575_879) // '1.6 MB'
 */
export function sizeInWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
