import { csvText } from '../../documents/tables/csv.ts'
import type { WrittenFile } from '../../documents/index.ts'
import type { LoadedEdition } from '../../editions/index.ts'

const columns = [
  'code',
  'severity',
  'source',
  'line',
  'subject',
  'message',
  'action',
  'before',
  'after',
] as const

/** What was found wrong in an edition, as a table and as JSON. */
export function findingFiles({ edition, findings }: LoadedEdition): readonly WrittenFile[] {
  const rows = findings.map((finding) => columns.map((column) => String(finding[column] ?? '')))
  const document = {
    framework: edition.framework.slug,
    edition: edition.edition.name,
    findings,
  }
  return [
    { name: 'findings.csv', text: csvText([columns, ...rows]) },
    { name: 'findings.json', text: `${JSON.stringify(document, null, 2)}\n` },
  ]
}
