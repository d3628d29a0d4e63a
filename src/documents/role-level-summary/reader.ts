import type {
  Finding,
  FindingCodeName,
  Line,
  RoleLevelSummary,
  SummarySkill,
} from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { DocumentLine } from '../lines.ts'
import { itemOf, preparedLines, shortened } from '../lines.ts'

// These are tried on trimmed lines, so none of them looks for white space at the end.
const roleLine = /^(?:#{1,6}\s+)?(\S.*?) role:\s*(\S.*)$/i
const levelLine = /^(?:#{1,6}\s+)?Role level:\s*(.*)$/i
const skillLine = /^(?:#{1,6}\s+)?Skill:\s*(.*)$/i
const leadIn = /^You can:?$/i
const notInUse = /^NOT IN USE$/i

/**
 * Reads the plain-text summary of one role level: the role, the level, what a person at it does,
 * and per skill the statements that are asked for. It names no skill levels; those are inferred
 * from the statements when the summary is joined with the skills of an edition.
 *
 * @example
 * roleLevelSummaryReader.read({
 *   name: 'a.txt',
 *   text: 'Data role: Data engineer\n\nRole level: Lead\n\nSkill: Planning\n- explain why',
 * })
 */
export const roleLevelSummaryReader: DocumentReader = {
  format: 'role-level-summary',
  title: 'Role-level summary',
  recognises({ text }) {
    const head = text
      .slice(0, 20_000)
      .split(/\r\n|\n|\r/)
      .map((line) => line.trim())
    return (
      roleLine.test(head.find((line) => line !== '') ?? '') &&
      head.some((line) => levelLine.test(line) || skillLine.test(line))
    )
  },
  read: (document) => new Summaries(document).read(),
}

interface OpenSummary {
  family: string
  role: string
  line: number
  roleProse: string[]
  level: string | undefined
  levelProse: string[]
  skills: (Omit<SummarySkill, 'statements'> & { statements: Line[] })[]
}

type Place = 'role' | 'level' | 'skill'

/** One pass over one document, which may hold several summaries one after the other. */
class Summaries {
  readonly #document: SourceDocument
  readonly #findings: Finding[] = []
  readonly #summaries: OpenSummary[] = []
  #place: Place = 'role'

  constructor(document: SourceDocument) {
    this.#document = document
  }

  read(): ReadResult {
    const { lines, findings } = preparedLines(this.#document)
    this.#findings.push(...findings)
    for (const line of lines) if (line.text.trim() !== '') this.#line(line)
    const summaries = this.#summaries.map((open) => this.#closed(open))
    if (summaries.length === 0 && findings.length === 0) {
      this.#found('empty-document', 1, {
        subject: this.#document.name,
        message: 'No role was found in the document.',
        action: 'left-out',
      })
    }
    return {
      fragments: [{ kind: 'capability', source: this.#document.name, summaries }],
      findings: this.#findings,
    }
  }

  #line(line: DocumentLine): void {
    const text = line.text.trim()
    const summary = this.#summaries.at(-1)
    if (summary !== undefined && this.#heading(summary, line)) return
    const item = itemOf(text)
    const role = item === undefined ? roleLine.exec(text) : null
    if (role !== null) this.#openSummary(role, line)
    else if (summary === undefined) this.#homeless(line)
    else if (this.#place === 'skill') this.#statement(summary, item ?? text, line)
    else prose(this.#place === 'role' ? summary.roleProse : summary.levelProse, text, item)
  }

  /** Whether the line names the role level or a skill. */
  #heading(summary: OpenSummary, line: DocumentLine): boolean {
    const text = line.text.trim()
    const level = levelLine.exec(text)?.[1]
    const skill = skillLine.exec(text)?.[1]
    if (level !== undefined) {
      summary.level = notInUse.test(level) || level === '' ? undefined : level
      this.#place = 'level'
    } else if (skill !== undefined) {
      summary.skills.push({ skillAsNamed: skill, statements: [], line: line.number })
      this.#place = 'skill'
    }
    return level !== undefined || skill !== undefined
  }

  #openSummary(role: RegExpExecArray, line: DocumentLine): void {
    this.#place = 'role'
    this.#summaries.push({
      family: (role[1] ?? '').trim(),
      role: (role[2] ?? '').trim(),
      line: line.number,
      roleProse: [],
      level: undefined,
      levelProse: [],
      skills: [],
    })
  }

  #statement(summary: OpenSummary, text: string, line: DocumentLine): void {
    if (notInUse.test(text) || leadIn.test(text)) return
    summary.skills.at(-1)?.statements.push({ text, line: line.number })
  }

  #homeless(line: DocumentLine): void {
    this.#found('text-outside-structure', line.number, {
      subject: this.#document.name,
      message: `"${shortened(line.text.trim())}" stands before the first role and was left out.`,
      action: 'left-out',
      before: line.text,
    })
  }

  #closed(open: OpenSummary): RoleLevelSummary {
    return {
      family: open.family,
      role: open.role,
      ...(open.roleProse.length > 0 && { roleDescription: open.roleProse.join('\n') }),
      ...(open.level !== undefined && { roleLevel: open.level }),
      ...(open.levelProse.length > 0 && { roleLevelDescription: open.levelProse.join('\n') }),
      skills: open.skills,
      line: open.line,
    }
  }

  #found(
    code: FindingCodeName,
    line: number,
    details: Pick<Finding, 'subject' | 'message' | 'action'> & { before?: string },
  ): void {
    this.#findings.push(finding(code, { source: this.#document.name, line, ...details }))
  }
}

/**
 * Adds a line to prose in the convention of the official downloads: the summary marks its first
 * sentence with a dash, which is not an item of a list there; items follow a line that ends in a
 * colon.
 */
function prose(lines: string[], text: string, item: string | undefined): void {
  const inList = lines.at(-1)?.endsWith(':') === true || lines.at(-1)?.startsWith('- ') === true
  if (item !== undefined && inList) lines.push(`- ${item}`)
  else {
    if (lines.length > 0) lines.push('')
    lines.push(item ?? text)
  }
}
