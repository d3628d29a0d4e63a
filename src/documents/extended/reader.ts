import type { Finding } from '../../framework/index.ts'
import { checkedEdition, editionFault } from '../capable-json/checked-edition.ts'
import type { ReadResult, SourceDocument } from '../format.ts'
import { csvRecords, headerCells } from '../tables/csv.ts'
import { assembled } from './assemble.ts'
import type { Cells, SetTables } from './set-tables.ts'
import type { ExtendedTable } from './tables.ts'
import { extendedTables, tableOfHeader, tablesOfKind } from './tables.ts'

/**
 * Whether a document is one file of the extended set, by its header.
 *
 * @example
 * isExtendedDocument({ name: 'a.csv', text: 'key,value\r\n' }) // true
 */
export function isExtendedDocument(document: SourceDocument): boolean {
  return tableOfHeader(headerCells(document)) !== undefined
}

/**
 * Reads the files of one extended set, in any order and under any name, as the edition they were
 * written from. A set that is not whole, or has a fault, gives no edition but findings:
 * `csv-broken`, `edition-invalid` or `edition-inconsistent`.
 *
 * @example
 * readExtendedSet(extendedCsvWriter.write(edition)).edition // deeply equal to edition
 */
export function readExtendedSet(documents: readonly SourceDocument[]): ReadResult {
  const findings: Finding[] = []
  const tables = new Map<ExtendedTable, readonly Cells[]>()
  const names = new Map<ExtendedTable, string>()
  for (const document of documents) {
    const { records, findings: broken } = csvRecords(document)
    findings.push(...broken)
    const [header, ...rows] = records.map(({ cells }) => cells)
    const table = header === undefined ? undefined : tableOfHeader(header)
    const fault = placeFault(document, table, names)
    if (fault !== undefined) findings.push(fault)
    if (table === undefined) continue
    names.set(table, document.name)
    tables.set(
      table,
      rows.map((row) => cellsOf(table, row)),
    )
  }
  const set: SetTables = { rows: (table) => tables.get(table) ?? [] }
  const source = names.get('edition') ?? documents[0]?.name ?? extendedTables.edition.file
  const missing = missingFiles(set, names)
  if (missing.length > 0) findings.push(editionFault('edition-invalid', source, missing))
  if (findings.length > 0) return { fragments: [], findings }
  const { value, faults } = assembled(set)
  if (faults.length === 0) return checkedEdition(value, source)
  return { fragments: [], findings: [editionFault('edition-inconsistent', source, faults)] }
}

function cellsOf(table: ExtendedTable, row: readonly string[]): Cells {
  return new Map(extendedTables[table].columns.map((column, place) => [column, row[place] ?? '']))
}

function placeFault(
  document: SourceDocument,
  table: ExtendedTable | undefined,
  names: ReadonlyMap<ExtendedTable, string>,
): Finding | undefined {
  if (table === undefined) {
    const fault = 'The file is none of the extended set.'
    return editionFault('edition-invalid', document.name, [fault])
  }
  const first = names.get(table)
  if (first === undefined) return undefined
  const fault = `The set has ${extendedTables[table].file} twice: ${first} and ${document.name}.`
  return editionFault('edition-invalid', document.name, [fault])
}

function missingFiles(set: SetTables, names: ReadonlyMap<ExtendedTable, string>): string[] {
  if (!names.has('edition')) return [`The set has no ${extendedTables.edition.file}.`]
  const isModel = set
    .rows('edition')
    .some((cells) => cells.get('key') === 'kind' && cells.get('value') === 'maturity-model')
  return tablesOfKind[isModel ? 'maturity-model' : 'capability-framework']
    .filter((table) => !names.has(table))
    .map((table) => `The set has no ${extendedTables[table].file}.`)
}
