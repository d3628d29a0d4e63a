import {
  Document,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Paper, PaperPart } from './paper.ts'

/**
 * A paper as a Word file, with an empty cell wherever something is to be filled in.
 *
 * @param organisation whose paper it is
 * @example
 * await paperFile(paper, 'Example Department') // Buffer
 */
export async function paperFile(paper: Paper, organisation: string): Promise<Buffer> {
  const file = new Document({
    title: `${paper.title}: ${organisation}`,
    creator: 'Capable',
    styles: {
      default: { document: { run: { font: 'Arial', size: 24, language: { value: 'en-GB' } } } },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: paper.title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: organisation }),
          new Paragraph({ text: paper.lead }),
          ...paper.parts.flatMap(partInFile),
        ],
      },
    ],
  })
  return Packer.toBuffer(file)
}

function partInFile(part: PaperPart): readonly (Paragraph | Table)[] {
  const { heading, lead = [], items = [], table, toFillIn = [] } = part
  const blanks = toFillIn.map(({ label, hint }) => [
    hint === undefined ? label : `${label} (${hint})`,
    '',
  ])
  return [
    new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
    ...lead.map((text) => new Paragraph({ text })),
    ...items.map((text) => new Paragraph({ text, bullet: { level: 0 } })),
    ...(table === undefined ? [] : [tableInFile(table.rows, table.head)]),
    ...(blanks.length === 0
      ? []
      : [
          new Paragraph({ text: 'For you to fill in', heading: HeadingLevel.HEADING_2 }),
          tableInFile(blanks, ['Question', 'Your answer']),
        ]),
    new Paragraph({ text: '' }),
  ]
}

function tableInFile(rows: readonly (readonly string[])[], head: readonly string[]): Table {
  const hasHead = head.some((text) => text !== '')
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      ...(hasHead ? [rowInFile(head, { bold: true })] : []),
      ...rows.map((row) => rowInFile(row, { bold: false })),
    ],
  })
}

/** Rows of the head are repeated on each page and read as headers. */
function rowInFile(cells: readonly string[], { bold }: { bold: boolean }): TableRow {
  return new TableRow({
    tableHeader: bold,
    cantSplit: true,
    children: cells.map(
      (text) =>
        new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold })] })] }),
    ),
  })
}
