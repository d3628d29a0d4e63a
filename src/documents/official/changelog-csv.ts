import type { FragmentChangeNote } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import { hasColumns, readTable } from '../tables/table.ts'
import { changelogColumns } from './columns.ts'
import { Faults } from './faults.ts'

const shape = { required: changelogColumns, optional: [], mayBeEmpty: true } as const

/**
 * Reads `changelog.csv` of the official download: date, page and words of each change note, the
 * words with their Markdown links as published. A note without a usable date is kept without it.
 * Faults: `change-note-empty`, `change-note-date`, `row-incomplete` (no page), `duplicate-row` and
 * those of any table.
 *
 * @example
 * officialChangelogReader.read({
 *   name: 'changelog.csv',
 *   text: 'Timestamp,Page,Change note\n2020-02-29,Kite maker,Added the role.\n',
 * })
 */
export const officialChangelogReader: DocumentReader = {
  format: 'official-changelog-csv',
  title: 'Official download: change notes',
  recognises: (document) => hasColumns(document, ['Timestamp', 'Page', 'Change note']),
  read: readChangelog,
}

function readChangelog(document: SourceDocument): ReadResult {
  const { rows, findings } = readTable(document, shape)
  const faults = new Faults(document.name)
  const seen = new Set<string>()
  const notes: FragmentChangeNote[] = []
  for (const row of rows) {
    const page = row.name('Page')
    const note = row.text('Change note')
    const about = { line: row.line, subject: page === '' ? document.name : page }
    const leaveOut = (code: Parameters<Faults['add']>[0], message: string): void =>
      faults.add(code, { ...about, message, action: 'left-out' })
    if (note.trim() === '') leaveOut('change-note-empty', 'The change note has no words.')
    else if (page === '') leaveOut('row-incomplete', 'The change note names no page.')
    else if (seen.has(row.whole)) {
      leaveOut('duplicate-row', 'The change note stands twice. It was taken once.')
    } else {
      seen.add(row.whole)
      const stamp = row.name('Timestamp')
      const date = isoDate(stamp)
      if (date === undefined) {
        const message =
          stamp === '' ? 'The change note has no date.' : `“${stamp}” is not a date (2020-02-29).`
        faults.add('change-note-date', { ...about, message, action: 'kept' })
      }
      notes.push({ ...(date !== undefined && { date }), page, note, line: row.line })
    }
  }
  const fragment = { kind: 'capability', source: document.name, changeNotes: notes } as const
  return {
    fragments: rows.length === 0 ? [] : [fragment],
    findings: [...findings, ...faults.found],
  }
}

/** The day of an ISO date or date and time, if there is such a day. */
function isoDate(stamp: string): string | undefined {
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.,+\-Z ]{0,40})?$/.exec(stamp)?.[1]
  if (day === undefined) return undefined
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined
}
