import type {
  Finding,
  FindingCodeName,
  FragmentRole,
  FragmentRoleLevel,
  Line,
} from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { DocumentLine } from '../lines.ts'
import { itemOf, preparedLines, shortened } from '../lines.ts'

const roleHeading = /^(\p{L}[^:.•"{}]{1,80}): (\p{L}[^:."{}]{1,80})$/u
const contentsItem = /^\d+[.)]\s+(.+)$/
const levelItem = /^(.*\S): skills they need$/i
const knownItem = /(?:: role description| roles?: skill levels)$/i
const publishedLine = /^Published (\d{1,2}) ([A-Z][a-z]+) (\d{4})$/
const months =
  'January February March April May June July August September October November December'

/**
 * Reads the collection page with which the framework was first published: what it is for, and per
 * role a heading `Family: role`, one or two sentences and, for some, the contents of the role's
 * own page, which name its levels.
 *
 * @example
 * collectionPageReader.read({ name: 'page.txt', text: 'Data: data engineer\n\nA data engineer …' })
 */
export const collectionPageReader: DocumentReader = {
  format: 'collection-page',
  title: 'Collection page of 2017',
  recognises({ text }) {
    const head = text.slice(0, 4000)
    return (
      /Capability Framework/i.test(head) &&
      head.split(/\r?\n/).filter((line) => roleHeading.test(line)).length >= 2
    )
  },
  read: (document) => new CollectionPage(document).read(),
}

interface OpenRole {
  family: string
  name: string
  line: number
  description: string[]
  levels: FragmentRoleLevel[]
}

/** One pass over one document. */
class CollectionPage {
  readonly #document: SourceDocument
  readonly #findings: Finding[] = []
  readonly #roles: OpenRole[] = []
  readonly #introduction: Line[] = []
  readonly #purposes: Line[] = []
  #title: string | undefined
  #published: string | undefined

  constructor(document: SourceDocument) {
    this.#document = document
  }

  read(): ReadResult {
    const { lines, findings } = preparedLines(this.#document)
    this.#findings.push(...findings)
    let blankBefore = true
    for (const line of lines) {
      if (line.text.trim() !== '') this.#line(line, blankBefore)
      blankBefore = line.text.trim() === ''
    }
    this.#checkRoles()
    return {
      fragments: [
        {
          kind: 'capability',
          source: this.#document.name,
          ...(this.#title !== undefined && { title: this.#title }),
          ...(this.#published !== undefined && { published: this.#published }),
          introduction: this.#introduction,
          purposes: this.#purposes,
          roles: this.#roles.map(closedRole),
        },
      ],
      findings: this.#findings,
    }
  }

  #line(line: DocumentLine, blankBefore: boolean): void {
    const text = line.text.trim()
    const heading = blankBefore ? roleHeading.exec(text) : null
    const date = publishedLine.exec(text)
    if (date !== null) this.#published = isoDate(date)
    else if (contentsItem.test(text)) this.#contents(contentsItem.exec(text)?.[1] ?? '', line)
    else if (heading !== null) this.#openRole(heading, line)
    else if (itemOf(text) !== undefined) this.#purpose(itemOf(text) ?? '', line)
    else if (text.endsWith(':') && this.#roles.length === 0) this.#announcement(text, line)
    else this.#paragraph(text, line)
  }

  #openRole(heading: RegExpExecArray, line: DocumentLine): void {
    this.#roles.push({
      family: (heading[1] ?? '').trim(),
      name: (heading[2] ?? '').trim(),
      line: line.number,
      description: [],
      levels: [],
    })
  }

  #contents(item: string, line: DocumentLine): void {
    const role = this.#roles.at(-1)
    const level = levelItem.exec(item)?.[1]
    if (role !== undefined && level !== undefined) {
      role.levels.push({ name: level, number: role.levels.length + 1, line: line.number })
    } else if (role === undefined || !knownItem.test(item)) this.#homeless(line)
  }

  #purpose(item: string, line: DocumentLine): void {
    if (this.#roles.length === 0) this.#purposes.push({ text: item, line: line.number })
    else this.#homeless(line)
  }

  /** A line that ends in a colon before the roles leads into the list of uses, or into nothing. */
  #announcement(text: string, line: DocumentLine): void {
    this.#introduction.push({ text, line: line.number })
    if (this.#purposes.length === 0) return
    this.#found('unfinished-sentence', line, {
      subject: shortened(text),
      message: `"${shortened(text)}" announces something that does not follow.`,
      action: 'kept',
    })
  }

  #paragraph(text: string, line: DocumentLine): void {
    const role = this.#roles.at(-1)
    if (role !== undefined) role.description.push(text)
    else if (this.#title === undefined) this.#title = text
    else this.#introduction.push({ text, line: line.number })
  }

  #homeless(line: DocumentLine): void {
    this.#found('text-outside-structure', line, {
      subject: this.#roles.at(-1)?.name ?? this.#document.name,
      message: `"${shortened(line.text.trim())}" fits nowhere in the structure of the page and was left out.`,
      action: 'left-out',
      before: line.text,
    })
  }

  #checkRoles(): void {
    const withLevels = this.#roles.filter((role) => role.levels.length > 0)
    for (const role of withLevels.slice(0, 1)) {
      this.#found(
        'level-order-unknown',
        { number: role.line, text: '' },
        {
          subject: withLevels.map((each) => each.name).join(', '),
          message: `The page lists role levels of ${withLevels.length} roles but does not say which is the more senior. Their rank stays unknown.`,
          action: 'kept',
        },
      )
    }
    for (const role of this.#roles.filter((each) => each.description.length === 0)) {
      this.#found(
        'role-without-description',
        { number: role.line, text: '' },
        {
          subject: role.name,
          message: `No description of the role ${role.name} is published.`,
          action: 'kept',
        },
      )
    }
    if (this.#roles.length > 0) return
    this.#found(
      'empty-document',
      { number: 1, text: '' },
      {
        subject: this.#document.name,
        message: 'No role was found in the document.',
        action: 'left-out',
      },
    )
  }

  #found(
    code: FindingCodeName,
    line: DocumentLine,
    details: Pick<Finding, 'subject' | 'message' | 'action'> & { before?: string },
  ): void {
    this.#findings.push(
      finding(code, { source: this.#document.name, line: line.number, ...details }),
    )
  }
}

function closedRole(role: OpenRole): FragmentRole {
  return {
    name: role.name,
    family: role.family,
    ...(role.description.length > 0 && { description: role.description.join('\n\n') }),
    levels: role.levels,
    line: role.line,
  }
}

function isoDate([, day, month, year]: RegExpExecArray): string | undefined {
  const index = months.split(' ').indexOf(month ?? '')
  if (index === -1) return undefined
  return `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
