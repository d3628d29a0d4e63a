import type { Finding } from '../framework/index.ts'
import { finding } from '../framework/index.ts'
import { capableJsonReader, capableJsonWriter } from './capable-json/capable-json.ts'
import { collectionPageReader } from './collection-page/reader.ts'
import { isExtendedDocument, readExtendedSet } from './extended/reader.ts'
import { extendedCsvWriter } from './extended/writer.ts'
import type { DocumentReader, DocumentWriter, ReadResult, SourceDocument } from './format.ts'
import { maturityLevelNoteReader } from './maturity-level-note/reader.ts'
import { officialChangelogReader } from './official/changelog-csv.ts'
import { officialRolesReader } from './official/roles-csv.ts'
import { officialSkillsReader } from './official/skills-csv.ts'
import { officialCsvWriter } from './official/writer.ts'
import { roleLevelSummaryReader } from './role-level-summary/reader.ts'
import { skillsAToZReader } from './skills-a-to-z/reader.ts'
import { maturityRowsReader } from './tables/maturity-rows.ts'
import { requirementsTableReader } from './tables/requirements-table.ts'
import { usualGradesReader } from './tables/usual-grades.ts'

export { decode, maxDocumentBytes, tooLargeFinding } from './decode.ts'
export type * from './format.ts'

/** Every format that can be read, in the order in which they are tried. */
export const readers: readonly DocumentReader[] = [
  capableJsonReader,
  officialRolesReader,
  officialSkillsReader,
  officialChangelogReader,
  requirementsTableReader,
  maturityRowsReader,
  usualGradesReader,
  skillsAToZReader,
  roleLevelSummaryReader,
  maturityLevelNoteReader,
  collectionPageReader,
]

/** Every format that can be written. */
export const writers: readonly DocumentWriter[] = [
  officialCsvWriter,
  extendedCsvWriter,
  capableJsonWriter,
]

/** More findings than this in one document are counted, not listed. */
export const mostFindings = 5000

/** What was made of a document, or of several that belong together. */
export interface ReadDocument extends ReadResult {
  readonly documents: readonly SourceDocument[]
  readonly format?: string
  readonly title?: string
}

/**
 * Reads documents in whatever published formats they are. Never throws: what is wrong with a
 * document is in its findings. The files of an extended set are read together.
 *
 * @example
 * readDocuments([{ name: 'a.txt', text: '…' }])[0]?.findings[0]?.code // 'unknown-format'
 */
export function readDocuments(documents: readonly SourceDocument[]): ReadDocument[] {
  const set = documents.filter(isExtendedDocument)
  const single = documents.filter((document) => !set.includes(document))
  return [...single.map(readDocument), ...(set.length === 0 ? [] : [readSet(set)])]
}

function readSet(documents: readonly SourceDocument[]): ReadDocument {
  const result = readExtendedSet(documents)
  return { ...result, documents, format: extendedCsvWriter.format, title: extendedCsvWriter.title }
}

function readDocument(document: SourceDocument): ReadDocument {
  const reader = readers.find((each) => each.recognises(document))
  if (reader === undefined) {
    return { documents: [document], fragments: [], findings: [unknownFormat(document)] }
  }
  const result = reader.read(document)
  return {
    ...result,
    documents: [document],
    format: reader.format,
    title: reader.title,
    findings: bounded(document.name, result.findings),
  }
}

function bounded(source: string, findings: readonly Finding[]): readonly Finding[] {
  if (findings.length <= mostFindings) return findings
  const rest = findings.length - mostFindings
  return [
    ...findings.slice(0, mostFindings),
    finding('too-many-findings', {
      source,
      line: null,
      subject: source,
      message: `${source} has ${findings.length.toLocaleString('en-GB')} faults. The first ${mostFindings.toLocaleString('en-GB')} are listed; ${rest.toLocaleString('en-GB')} more are not. Check that this is the file you mean.`,
      action: 'kept',
    }),
  ]
}

function unknownFormat({ name }: SourceDocument): Finding {
  return finding('unknown-format', {
    source: name,
    line: null,
    subject: name,
    message: `${name} is in none of the formats Capable reads: ${readers.map((reader) => reader.title).join('; ')}.`,
    action: 'left-out',
  })
}
