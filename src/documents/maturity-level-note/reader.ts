import { parse } from 'yaml'
import type {
  Finding,
  FindingCodeName,
  FragmentDescriptor,
  MaturityFragment,
} from '../../framework/index.ts'
import { finding, folded } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { DocumentLine } from '../lines.ts'
import { preparedLines, shortened } from '../lines.ts'

const idHeading = /^#{1,6}\s*\[\s*(\d{1,4})\.(\d{1,4})\.(\d{1,4})\s*\](?:\((.*)\))?\s*$/
const plainIdHeading = /^#{1,6}\s*(\d{1,4})\.(\d{1,4})\.(\d{1,4})\s*$/
const anyHeading = /^#{1,6}\s+(.*\S)\s*$/
const levelTitle = /^Level (\d{1,2})[\s:–-]*(\S.*)?$/i
const widestGap = 20
const mostMissingRows = 1000

/**
 * Reads a note that holds the descriptors of one or more maturity levels: a heading with the
 * identifier `topic.row.level`, then the text. Heading depth, blank lines and the form of the link
 * do not matter; only the identifier does.
 *
 * @example
 * maturityLevelNoteReader.read({ name: 'l5.md', text: '# [1.2.5](./1.2.5.md)\nShares data widely.' })
 * // fragments[0].descriptors: [{ topic: 1, row: 2, level: 5, text: 'Shares data widely.', line: 1 }]
 */
export const maturityLevelNoteReader: DocumentReader = {
  format: 'maturity-level-note',
  title: 'Maturity level note',
  recognises: ({ text }) =>
    text
      .slice(0, 20_000)
      .split(/\r\n|\n|\r/)
      .some((line) => idHeading.test(line) || plainIdHeading.test(line)),
  read: (document) => new MaturityLevelNote(document).read(),
}

interface OpenDescriptor {
  readonly id: string
  readonly topic: number
  readonly row: number
  readonly level: number
  readonly line: number
  readonly paragraphs: string[][]
}

/** One pass over one document. */
class MaturityLevelNote {
  readonly #document: SourceDocument
  readonly #findings: Finding[] = []
  readonly #open: OpenDescriptor[] = []
  #current: OpenDescriptor | undefined
  #headless = false
  #title: { number: number; name?: string; line: number } | undefined

  constructor(document: SourceDocument) {
    this.#document = document
  }

  read(): ReadResult {
    const { lines, findings } = preparedLines(this.#document)
    this.#findings.push(...findings)
    for (const line of this.#afterFrontMatter(lines)) this.#line(line)
    const descriptors = this.#withoutDuplicates()
    this.#checkTexts(descriptors)
    this.#checkGaps(descriptors)
    this.#checkTitle(descriptors)
    if (descriptors.length === 0 && findings.length === 0) {
      this.#found('empty-document', 1, {
        subject: this.#document.name,
        message: 'No descriptor was found in the document.',
        action: 'left-out',
      })
    }
    return { fragments: [this.#fragment(descriptors)], findings: this.#findings }
  }

  #fragment(descriptors: readonly FragmentDescriptor[]): MaturityFragment {
    const title = this.#title
    return {
      kind: 'maturity',
      source: this.#document.name,
      ...(title?.name !== undefined && {
        levelNames: [{ number: title.number, name: title.name }],
      }),
      descriptors,
    }
  }

  #afterFrontMatter(lines: readonly DocumentLine[]): readonly DocumentLine[] {
    if (lines[0]?.text.trim() !== '---') return lines
    const end = lines.findIndex((line, index) => index > 0 && line.text.trim() === '---')
    if (end === -1) return lines.slice(1)
    this.#readTitle(titleOf(lines.slice(1, end)), 1)
    return lines.slice(end + 1)
  }

  #readTitle(title: string, line: number): boolean {
    const match = levelTitle.exec(title)
    if (match === null) return false
    this.#title ??= {
      number: Number(match[1]),
      line,
      ...(match[2] !== undefined && { name: match[2].trim() }),
    }
    return true
  }

  #line(line: DocumentLine): void {
    const text = line.text.trim()
    const id = idHeading.exec(text) ?? plainIdHeading.exec(text)
    if (id !== null) return this.#openDescriptor(id, line)
    const heading = anyHeading.exec(text)?.[1]
    if (heading !== undefined) return this.#otherHeading(heading, line)
    if (text === '') return void this.#current?.paragraphs.push([])
    if (this.#current !== undefined) return this.#text(text)
    if (this.#headless) return this.#leftOut(line)
    if (!isNavigation(text)) this.#leftOut(line)
  }

  #openDescriptor(match: RegExpExecArray, line: DocumentLine): void {
    const [topic, row, level] = [Number(match[1]), Number(match[2]), Number(match[3])]
    const id = `${topic}.${row}.${level}`
    const target = /(\d+\.\d+\.\d+)(?:\.md)?$/.exec((match[4] ?? '').trim())?.[1]
    if (target !== undefined && target !== id) {
      this.#found('label-differs-from-link', line.number, {
        subject: id,
        message: `The heading says ${id} but links to ${target}. The label was taken.`,
        action: 'kept',
      })
    }
    this.#headless = false
    this.#current = { id, topic, row, level, line: line.number, paragraphs: [[]] }
    this.#open.push(this.#current)
  }

  /** A heading without an identifier ends the text before it; a level title opens no text. */
  #otherHeading(heading: string, line: DocumentLine): void {
    this.#current = undefined
    this.#headless = !this.#readTitle(heading, line.number)
  }

  #text(text: string): void {
    this.#current?.paragraphs.at(-1)?.push(text)
  }

  #leftOut(line: DocumentLine): void {
    this.#found('row-without-id', line.number, {
      subject: shortened(line.text.trim()),
      message: 'The text stands under no identifier and was left out.',
      action: 'left-out',
      before: line.text,
    })
  }

  #withoutDuplicates(): FragmentDescriptor[] {
    const first = new Map<string, FragmentDescriptor>()
    for (const { id, topic, row, level, line, paragraphs } of this.#open) {
      const text = paragraphs
        .filter((part) => part.length > 0)
        .map((part) => part.join('\n'))
        .join('\n\n')
      const earlier = first.get(id)
      if (earlier !== undefined) {
        const same = folded(earlier.text) === folded(text)
        this.#found('duplicate-id', line, {
          subject: id,
          message: `The identifier ${id} already stands on line ${earlier.line}, ${same ? 'with the same text' : 'with another text'}. The first was kept.`,
          action: 'left-out',
          before: text,
        })
      } else if (text === '') {
        this.#found('missing-row', line, {
          subject: id,
          message: `The heading ${id} has no text under it.`,
          action: 'left-out',
        })
      } else first.set(id, { topic, row, level, text, line })
    }
    return [...first.values()]
  }

  #checkTexts(descriptors: readonly FragmentDescriptor[]): void {
    const first = new Map<string, FragmentDescriptor>()
    for (const descriptor of descriptors) {
      const key = `${descriptor.level} ${folded(descriptor.text)}`
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, descriptor)
      else {
        this.#found('same-text-two-ids', descriptor.line, {
          subject: `${idOf(earlier)} and ${idOf(descriptor)}`,
          message: `${idOf(descriptor)} has the same text as ${idOf(earlier)} on line ${earlier.line}. One of them is probably misfiled; both were kept.`,
          action: 'kept',
        })
      }
    }
  }

  /**
   * Row numbers run through the whole model, so a gap between two of them is a missing row. A gap
   * wider than a model has rows is a wrong number, not hundreds of missing rows.
   */
  #checkGaps(descriptors: readonly FragmentDescriptor[]): void {
    let left = mostMissingRows
    for (const atLevel of Map.groupBy(descriptors, (descriptor) => descriptor.level).values()) {
      const rows = atLevel.toSorted((a, b) => a.row - b.row)
      for (const [index, after] of rows.entries()) {
        const before = rows[index - 1]
        if (before === undefined || after.row - before.row > widestGap) continue
        for (let row = before.row + 1; row < after.row && left > 0; row += 1, left -= 1) {
          this.#missing(row, before, after)
        }
      }
    }
  }

  #missing(row: number, before: FragmentDescriptor, after: FragmentDescriptor): void {
    const topic = before.topic === after.topic ? String(before.topic) : '?'
    this.#found('missing-row', after.line, {
      subject: `${topic}.${row}.${after.level}`,
      message: `Row ${row} has no text at level ${after.level}: ${idOf(before)} on line ${before.line} is followed by ${idOf(after)}${this.#twiceBetween(before, after)}.`,
      action: 'kept',
    })
  }

  /** An identifier that stands twice just there is probably the misprint of the missing one. */
  #twiceBetween(before: FragmentDescriptor, after: FragmentDescriptor): string {
    const twice = this.#findings.find(
      ({ code, line }) =>
        code === 'duplicate-id' && line !== null && line > before.line && line < after.line,
    )
    return twice === undefined
      ? ''
      : `, and ${twice.subject} stands a second time on line ${twice.line}`
  }

  #checkTitle(descriptors: readonly FragmentDescriptor[]): void {
    const title = this.#title
    const levels = new Set(descriptors.map((descriptor) => descriptor.level))
    if (title === undefined || levels.size !== 1 || levels.has(title.number)) return
    this.#found('level-differs-from-title', title.line, {
      subject: `Level ${title.number}`,
      message: `The title says Level ${title.number}, the identifiers say level ${[...levels].join()}. The identifiers were taken.`,
      action: 'kept',
    })
  }

  #found(
    code: FindingCodeName,
    line: number,
    details: Pick<Finding, 'subject' | 'message' | 'action'> & { before?: string },
  ): void {
    this.#findings.push(finding(code, { source: this.#document.name, line, ...details }))
  }
}

function idOf({ topic, row, level }: FragmentDescriptor): string {
  return `${topic}.${row}.${level}`
}

/** The title in the front matter; a front matter that is not YAML has none. */
function titleOf(lines: readonly DocumentLine[]): string {
  try {
    // The core schema would turn unquoted dates into Date objects in other readers of this note.
    const data: unknown = parse(lines.map((line) => line.text).join('\n'), {
      schema: 'failsafe',
      maxAliasCount: 10,
    })
    if (typeof data !== 'object' || data === null || !('title' in data)) return ''
    return typeof data.title === 'string' ? data.title : ''
  } catch {
    return ''
  }
}

/** A line that is one link, perhaps with a symbol before it. */
function isNavigation(text: string): boolean {
  const start = text.indexOf('[')
  return (
    start !== -1 &&
    !/[\p{L}\p{N}]/u.test(text.slice(0, start)) &&
    text.includes('](') &&
    text.endsWith(')')
  )
}
