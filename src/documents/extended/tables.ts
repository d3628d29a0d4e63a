/**
 * The files of the extended set, with their columns. The first column of each file is its own, so
 * that a file is known by its header, whatever it is called. `…_lang` is the language (BCP 47) of
 * the column before it; empty: the text is not there. Other empty cells stand for "not known".
 */
export const extendedTables = {
  edition: { file: 'capable-edition.csv', columns: ['key', 'value'] },
  sources: {
    file: 'capable-sources.csv',
    columns: [
      'source_file',
      'format',
      'title',
      'sha256',
      'bytes',
      'licence',
      'attribution',
      'date',
      'url',
      'note',
    ],
  },
  texts: { file: 'capable-texts.csv', columns: ['text_of', 'text', 'text_lang'] },
  families: { file: 'capable-families.csv', columns: ['family_id', 'slug', 'name', 'name_lang'] },
  roles: {
    file: 'capable-roles.csv',
    columns: [
      'role_id',
      'slug',
      'name',
      'name_lang',
      'family',
      'kind',
      'description',
      'description_lang',
    ],
  },
  roleLevels: {
    file: 'capable-role-levels.csv',
    columns: [
      'role_level_id',
      'role',
      'slug',
      'name',
      'name_lang',
      'number',
      'rank',
      'track',
      'usual_grade',
      'second_usual_grade',
      'usual_grade_basis',
      'usual_grade_date',
      'usual_grade_source',
      'usual_grade_line',
      'description',
      'description_lang',
    ],
  },
  skills: {
    file: 'capable-skills.csv',
    columns: ['skill_id', 'slug', 'name', 'name_lang', 'kind', 'description', 'description_lang'],
  },
  skillLevels: {
    file: 'capable-skill-levels.csv',
    columns: ['level_of_skill', 'level', 'state'],
  },
  statements: {
    file: 'capable-statements.csv',
    columns: ['statement_id', 'skill', 'part', 'level', 'text', 'text_lang'],
  },
  requirements: {
    file: 'capable-requirements.csv',
    columns: ['requirement_number', 'role', 'role_level', 'required_skill', 'level', 'basis'],
  },
  evidence: {
    file: 'capable-evidence.csv',
    columns: ['evidence_for_requirement', 'source', 'line', 'basis', 'level', 'score'],
  },
  roleLinks: {
    file: 'capable-role-links.csv',
    columns: ['linking_skill', 'role', 'role_as_named', 'source', 'line'],
  },
  changeNotes: {
    file: 'capable-change-notes.csv',
    columns: ['note_date', 'page', 'note', 'note_lang', 'source', 'line'],
  },
  provenance: {
    file: 'capable-provenance.csv',
    columns: ['provenance_of', 'slug', 'role_level', 'source', 'line'],
  },
  maturityLevels: { file: 'capable-maturity-levels.csv', columns: ['maturity_level', 'name'] },
  topics: {
    file: 'capable-topics.csv',
    columns: ['topic_id', 'number', 'slug', 'name', 'name_lang'],
  },
  themes: { file: 'capable-themes.csv', columns: ['theme_id', 'slug', 'name', 'name_lang'] },
  maturityRows: {
    file: 'capable-maturity-rows.csv',
    columns: ['row_id', 'number', 'topic', 'theme', 'title', 'title_lang', 'source', 'line'],
  },
  descriptors: {
    file: 'capable-descriptors.csv',
    columns: ['descriptor_id', 'row', 'level', 'text', 'text_lang', 'source', 'line'],
  },
} as const satisfies Record<string, { file: string; columns: readonly [string, ...string[]] }>

/** One file of the set. */
export type ExtendedTable = keyof typeof extendedTables

/** The files of each kind of edition. A set without one of them is not whole. */
export const tablesOfKind: Readonly<
  Record<'capability-framework' | 'maturity-model', readonly ExtendedTable[]>
> = {
  'capability-framework': [
    'edition',
    'sources',
    'texts',
    'families',
    'roles',
    'roleLevels',
    'skills',
    'skillLevels',
    'statements',
    'requirements',
    'evidence',
    'roleLinks',
    'changeNotes',
    'provenance',
  ],
  'maturity-model': [
    'edition',
    'sources',
    'maturityLevels',
    'topics',
    'themes',
    'maturityRows',
    'descriptors',
  ],
}

/** The version of the set, written beside the edition. */
export const setFormat = { format: 'capable-edition-csv', version: '1' } as const

/**
 * The table of the set that has this header; undefined if none has.
 *
 * @example
 * tableOfHeader(['key', 'value']) // 'edition'
 */
export function tableOfHeader(header: readonly string[]): ExtendedTable | undefined {
  const names = JSON.stringify(header.map((name) => name.trim()))
  return [...tablesOfKind['capability-framework'], ...tablesOfKind['maturity-model']].find(
    (table) => JSON.stringify(extendedTables[table].columns) === names,
  )
}
