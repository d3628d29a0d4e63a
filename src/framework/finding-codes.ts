import type { Finding, Severity } from './finding.ts'

interface FindingCode {
  readonly severity: Severity
  /** Heading for a list of findings of this code. */
  readonly title: string
  /** What it means and what Capable did, for a framework owner. */
  readonly meaning: string
}

/**
 * Every finding there can be. `docs/findings.md` is held equal to this table by a test.
 *
 * `error`: something that should be in is left out or cannot be trusted. `warning`: repaired or
 * contradictory. `notice`: worth knowing.
 */
export const findingCodes = {
  // Any document
  'not-text': {
    severity: 'error',
    title: 'Not a text file',
    meaning: 'The file is binary or not in a known text encoding. Nothing of it was read.',
  },
  'unknown-format': {
    severity: 'error',
    title: 'Format not recognised',
    meaning: 'The text is none of the published formats. Nothing of it was read.',
  },
  'document-too-large': {
    severity: 'error',
    title: 'Document too large',
    meaning: 'The file is larger than any published document. Nothing of it was read.',
  },
  'line-too-long': {
    severity: 'error',
    title: 'Line too long',
    meaning: 'One line is longer than any published text. Nothing of the document was read.',
  },
  'empty-document': {
    severity: 'error',
    title: 'Nothing in the document',
    meaning: 'The file holds nothing that its format should hold.',
  },
  'too-many-findings': {
    severity: 'error',
    title: 'More faults than can be listed',
    meaning: 'Only the first findings of this document are listed.',
  },
  'not-utf-8': {
    severity: 'warning',
    title: 'Not UTF-8',
    meaning: 'The file is not valid UTF-8. It was read as Windows-1252 or UTF-16.',
  },
  'mis-encoded-punctuation': {
    severity: 'warning',
    title: 'Mis-encoded punctuation',
    meaning:
      'UTF-8 punctuation was decoded as Windows-1252 on the way (â€™ for ’). The original character was put back; invisible zero-width spaces were removed.',
  },
  'text-outside-structure': {
    severity: 'error',
    title: 'Text with no place',
    meaning: 'A line fits nowhere in the structure of the document and was left out.',
  },
  // Skills A to Z
  'stray-heading': {
    severity: 'warning',
    title: 'Heading in the middle of a skill',
    meaning: 'A line of a skill was turned into a heading. It was put back where it belongs.',
  },
  'bare-you-can-line': {
    severity: 'warning',
    title: 'Lead-in left as a line of its own',
    meaning:
      'The words "You can:" stand alone inside one skill level. They lead into every level and were taken as that.',
  },
  'glued-leadership-examples': {
    severity: 'warning',
    title: 'Leadership examples glued to a statement',
    meaning:
      'The heading of the leadership examples has run into the last statement. The two were taken apart.',
  },
  'skill-level-not-defined': {
    severity: 'notice',
    title: 'Skill level not defined',
    meaning: 'The source says that this level of the skill is currently not defined.',
  },
  'skill-level-missing': {
    severity: 'warning',
    title: 'Skill level missing',
    meaning: 'The source has neither statements nor a note for this level of the skill.',
  },
  'skill-level-repeated': {
    severity: 'warning',
    title: 'Skill level given twice',
    meaning: 'A level of the skill is given twice. The statements of both were kept.',
  },
  'statement-repeated': {
    severity: 'notice',
    title: 'Statement given twice',
    meaning: 'The same statement stands twice in one level of the skill. It was kept once.',
  },
  'statement-breaks-lead-in': {
    severity: 'notice',
    title: 'Statement does not follow "You can"',
    meaning: 'Read after "You can", the statement repeats it or starts a second sentence with it.',
  },
  'duplicate-skill': {
    severity: 'error',
    title: 'Two skills with one name',
    meaning: 'A second skill has the same name but different content. The first was kept.',
  },
  'skill-without-description': {
    severity: 'notice',
    title: 'Skill without a description',
    meaning: 'No description of the skill is published.',
  },
  'link-title-differs': {
    severity: 'notice',
    title: 'Link and title differ',
    meaning: 'The words of a link and the address it leads to do not name the same thing.',
  },
  // Collection page
  'unfinished-sentence': {
    severity: 'notice',
    title: 'Sentence without its end',
    meaning: 'A line announces something that does not follow. It was lost before publication.',
  },
  'role-without-description': {
    severity: 'notice',
    title: 'Role without a description',
    meaning: 'No description of the role is published.',
  },
  // Role-level summary
  'skill-heading-unknown': {
    severity: 'warning',
    title: 'Skill heading resolved by its wording',
    meaning:
      'The heading names no skill of the edition. The statements under it belong to one that it has.',
  },
  'skill-heading-contradicts-statements': {
    severity: 'warning',
    title: 'Skill heading over another skill’s statements',
    meaning: 'The heading names one skill but the statements under it belong to another.',
  },
  'skill-heading-unresolved': {
    severity: 'error',
    title: 'Skill not found',
    meaning: 'Neither the heading nor the statements under it belong to a skill of the edition.',
  },
  'skill-heading-repeated': {
    severity: 'warning',
    title: 'Two headings for one skill',
    meaning: 'One skill stands under two headings in one file. Their statements were merged.',
  },
  'level-undecided': {
    severity: 'warning',
    title: 'Level not decided by the wording',
    meaning: 'The statements fit no level of the skill, or more than one, well enough to decide.',
  },
  'level-close': {
    severity: 'notice',
    title: 'Level inferred from similar wording',
    meaning: 'The statements agree with one level of the skill, but not word for word.',
  },
  // Official downloads and tables
  'column-missing': {
    severity: 'error',
    title: 'Column missing',
    meaning: 'The table lacks a column it cannot be read without.',
  },
  'column-unknown': {
    severity: 'notice',
    title: 'Column not known',
    meaning: 'The table has a column that is not in the published format. It was not read.',
  },
  'csv-broken': {
    severity: 'error',
    title: 'Table cannot be read further',
    meaning:
      'The comma-separated values break off here, for example at an unclosed quotation mark.',
  },
  'row-incomplete': {
    severity: 'error',
    title: 'Row left out',
    meaning: 'A row lacks a value it cannot be understood without.',
  },
  'duplicate-row': {
    severity: 'warning',
    title: 'Row given twice',
    meaning: 'The same row stands twice. It was taken once.',
  },
  'rows-contradict': {
    severity: 'warning',
    title: 'Rows contradict each other',
    meaning: 'Two rows say different things about the same thing. The first was kept.',
  },
  'requirement-contradicts': {
    severity: 'warning',
    title: 'A skill asked for at two levels',
    meaning: 'One role level asks for the same skill at two levels. The first was kept.',
  },
  'level-unknown': {
    severity: 'error',
    title: 'Level not on the scale',
    meaning: 'A skill level is not one of the levels of the framework.',
  },
  'number-not-whole': {
    severity: 'error',
    title: 'Not a whole number',
    meaning: 'A number, rank or identifier is not a whole number. The row was left out.',
  },
  'track-unknown': {
    severity: 'warning',
    title: 'Track not known',
    meaning: 'The track of a role level is neither technical nor management. It stays unknown.',
  },
  'level-order-unknown': {
    severity: 'notice',
    title: 'Order of role levels not known',
    meaning:
      'The document lists role levels in no order of seniority. Their rank stays unknown until another source gives it.',
  },
  'role-without-levels': {
    severity: 'notice',
    title: 'Role without levels',
    meaning: 'No levels of the role are published.',
  },
  'change-note-empty': {
    severity: 'notice',
    title: 'Empty change note',
    meaning: 'A change note has a date and a page but no words. It was left out.',
  },
  'change-note-date': {
    severity: 'warning',
    title: 'Change note without a usable date',
    meaning: 'The date of a change note is missing or not a date. The note was kept without it.',
  },
  'change-note-page-unknown': {
    severity: 'notice',
    title: 'Change note about an unknown page',
    meaning: 'The page a change note names is neither a role nor a skill of this edition.',
  },
  // Across documents
  'skill-names-role-that-does-not-require-it': {
    severity: 'warning',
    title: 'Skill names a role that does not ask for it',
    meaning:
      'The skill lists the role under "Roles that require this skill", but no level of the role asks for the skill.',
  },
  'role-requires-skill-that-does-not-name-it': {
    severity: 'warning',
    title: 'Role asks for a skill that does not name it',
    meaning:
      'A level of the role asks for the skill, but the skill does not list the role under "Roles that require this skill".',
  },
  'skill-not-required': {
    severity: 'warning',
    title: 'Skill that nobody requires',
    meaning: 'No role level asks for this skill.',
  },
  'required-level-not-defined': {
    severity: 'warning',
    title: 'A level is required that is not defined',
    meaning: 'A role level asks for a skill at a level that has no statements.',
  },
  'sources-disagree-on-level': {
    severity: 'warning',
    title: 'Sources disagree on a level',
    meaning:
      'A role-level summary and the requirements table give different levels for the same requirement.',
  },
  'requirement-in-one-source-only': {
    severity: 'warning',
    title: 'Requirement in one source only',
    meaning:
      'A role-level summary and the requirements table both describe the role level, but only one of them has this skill.',
  },
  'requirement-falls': {
    severity: 'notice',
    title: 'Requirement falls at the next rank',
    meaning: 'The next rank of the same track asks for a lower level of this skill.',
  },
  'requirement-dropped': {
    severity: 'notice',
    title: 'Requirement dropped at the next rank',
    meaning: 'The next rank of the same track no longer asks for this skill.',
  },
  'shared-description': {
    severity: 'notice',
    title: 'One description for several skills',
    meaning: 'Several skills have the same description, word for word.',
  },
  'near-duplicate-skills': {
    severity: 'notice',
    title: 'Skills that say nearly the same',
    meaning:
      'Most statements of one skill also stand, nearly word for word, in the same levels of another.',
  },
  'identical-skill-levels': {
    severity: 'notice',
    title: 'Two levels of a skill say the same',
    meaning: 'Two levels of one skill have the same statements, so nothing tells them apart.',
  },
  'name-spelt-differently': {
    severity: 'notice',
    title: 'One name, two spellings',
    meaning: 'Two documents name the same thing with different capitals, spaces or punctuation.',
  },
  'requirement-names-unknown-skill': {
    severity: 'error',
    title: 'Unknown skill is required',
    meaning:
      'A role level asks for a skill that no document describes. Its statements are unknown.',
  },
  'slug-collision': {
    severity: 'warning',
    title: 'Two names, one address',
    meaning: 'Two names give the same address. The later one was given a number.',
  },
  // Maturity model
  'duplicate-id': {
    severity: 'warning',
    title: 'Identifier used twice',
    meaning: 'The same identifier heads two texts. The first was kept.',
  },
  'missing-row': {
    severity: 'warning',
    title: 'Row without a text',
    meaning: 'A row of the model has no text at a level for which others have one.',
  },
  'same-text-two-ids': {
    severity: 'warning',
    title: 'Same text under two identifiers',
    meaning: 'Two rows have the same text at the same level. One of them is probably misfiled.',
  },
  'id-contradicts-model': {
    severity: 'error',
    title: 'Identifier outside the model',
    meaning: 'The identifier names a topic, row or level that the model does not have.',
  },
  'label-differs-from-link': {
    severity: 'notice',
    title: 'Label and link differ',
    meaning: 'The label of a heading and the file it links to are not the same identifier.',
  },
  'row-without-id': {
    severity: 'error',
    title: 'Text without an identifier',
    meaning: 'A text stands under a heading that has no identifier. It was left out.',
  },
  'level-differs-from-title': {
    severity: 'warning',
    title: 'Level differs from the title',
    meaning: 'The title of the document names one level, its identifiers another.',
  },
  // Whole editions
  'edition-invalid': {
    severity: 'error',
    title: 'Edition not valid',
    meaning: 'A file in Capable’s own format does not follow its schema. Nothing of it was read.',
  },
  'edition-inconsistent': {
    severity: 'error',
    title: 'Edition contradicts itself',
    meaning:
      'A file in Capable’s own format names a thing that it does not hold, or gives one address or identifier to two things. Nothing of it was read.',
  },
} as const satisfies Record<string, FindingCode>

/** A code of the table above. */
export type FindingCodeName = keyof typeof findingCodes

/** Everything of a finding but its severity, which the code decides. */
export type FindingDetails = Omit<Finding, 'code' | 'severity'>

/**
 * Makes a finding; its severity comes from the table of codes.
 *
 * @example
 * finding('duplicate-id', { source: 'a.md', line: 4, subject: '1.1.5', message: '…', action: 'left-out' })
 * // { code: 'duplicate-id', severity: 'warning', source: 'a.md', … }
 */
export function finding(code: FindingCodeName, details: FindingDetails): Finding {
  return { code, severity: findingCodes[code].severity, ...details }
}
