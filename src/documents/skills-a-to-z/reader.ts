import type {
  Finding,
  FindingCodeName,
  FragmentRoleLink,
  FragmentSkill,
  FragmentSkillLevel,
  Line,
} from '../../framework/index.ts'
import { finding, folded, slugOf } from '../../framework/index.ts'
import type { DocumentReader, ReadResult, SourceDocument } from '../format.ts'
import type { DocumentLine } from '../lines.ts'
import { itemOf, preparedLines, shortened } from '../lines.ts'

const scale = ['awareness', 'working', 'practitioner', 'expert'] as const

// These are tried on trimmed lines: see itemOf.
const skillHeading = /^#{2,4}(?:\s+(.+))?$/
const levelHeading = /^(?:#{2,6}\s+)?\d{1,2}[.)]\s+(awareness|working|practitioner|expert)\s*:?$/i
const roleLink = /^[-*•]\s+\[([^\]]*)\]\(([^)\s]*)\)$/
const rolesHeading = /^(?:#{2,6}\s+)?roles that require this skill:?$/i
const seniorMark = /^senior civil service\.?$/i
const leadIn = /^you can:?$/i
const notDefined = /^this skill level is currently not defined\.?$/i
const examplesHeading = 'examples of leadership using this skill:'

/**
 * Reads the page of all skills from A to Z: per skill a description, four levels with statements
 * (or, for the Senior Civil Service, statements and leadership examples) and the roles that
 * require it. The faults known of the published page are repaired, each with a finding.
 *
 * @example
 * skillsAToZReader.read({ name: 'a-z.txt', text: '## Planning\n\n1. Awareness\n\n  - explain why' })
 * // { fragments: [{ kind: 'capability', skills: [{ name: 'Planning', … }] }], findings: […] }
 */
export const skillsAToZReader: DocumentReader = {
  format: 'skills-a-to-z',
  title: 'Skills A to Z page',
  recognises({ text }) {
    return (
      /^## /m.test(text) &&
      (/^[ \t]*1[.)] Awareness[ \t]*$/im.test(text) ||
        /^Roles that require this skill:/m.test(text))
    )
  },
  read: (document) => new SkillsAToZ(document).read(),
}

interface OpenSkill {
  name: string
  line: number
  senior: boolean
  description: string[]
  levels: { level: string; line: number; notDefined: boolean; statements: Line[] }[]
  statements: Line[]
  leadershipExamples: Line[]
}

type Place = 'before' | 'description' | 'level' | 'senior' | 'examples' | 'roles'

/** One pass over one document. A class because the pass has a state that every line may change. */
class SkillsAToZ {
  readonly #document: SourceDocument
  readonly #findings: Finding[] = []
  readonly #skills: FragmentSkill[] = []
  readonly #roleLinks: FragmentRoleLink[] = []
  readonly #introduction: Line[] = []
  #title: string | undefined
  #skill: OpenSkill | undefined
  #place: Place = 'before'

  constructor(document: SourceDocument) {
    this.#document = document
  }

  read(): ReadResult {
    const { lines, findings } = preparedLines(this.#document)
    this.#findings.push(...findings)
    const filled = lines.filter((line) => line.text.trim() !== '')
    for (const [index, line] of filled.entries()) this.#line(line, filled[index + 1])
    this.#closeSkill()
    if (this.#skills.length === 0 && findings.length === 0) {
      this.#found('empty-document', 1, {
        message: 'No skill was found in the document.',
        action: 'left-out',
      })
    }
    return {
      fragments: [
        {
          kind: 'capability',
          source: this.#document.name,
          ...(this.#title !== undefined && { title: this.#title }),
          introduction: this.#introduction,
          skills: this.#skills,
          roleLinks: this.#roleLinks,
        },
      ],
      findings: this.#findings,
    }
  }

  #line(line: DocumentLine, next: DocumentLine | undefined): void {
    const text = line.text.trim()
    const level = levelHeading.exec(text)?.[1]
    if (level !== undefined && this.#skill !== undefined) return this.#openLevel(level, line)
    const heading = skillHeading.exec(text)
    if (heading !== null) return this.#heading(heading[1] ?? '', line, next)
    if (this.#skill === undefined) return this.#beforeSkills(line)
    if (rolesHeading.test(text)) return void (this.#place = 'roles')
    if (seniorMark.test(text) && this.#place === 'description') return this.#openSenior()
    const item = itemOf(text)
    if (item !== undefined) return this.#bullet(item, line)
    return this.#prose(text, line)
  }

  #beforeSkills(line: DocumentLine): void {
    const title = /^#\s+(.+)$/.exec(line.text.trim())?.[1]
    if (title !== undefined) this.#title ??= title
    else if (!/^<.*>$/.test(line.text)) {
      this.#introduction.push({ text: line.text.trim(), line: line.number })
    }
  }

  #heading(name: string, line: DocumentLine, next: DocumentLine | undefined): void {
    const inSkill = this.#skill !== undefined && this.#place !== 'roles'
    const followedByStatement = next !== undefined && itemOf(next.text) !== undefined
    if (inSkill && (leadIn.test(name.trim()) || followedByStatement)) {
      return this.#strayHeading(name.trim(), line)
    }
    this.#closeSkill()
    this.#place = 'description'
    this.#skill = {
      name,
      line: line.number,
      senior: false,
      description: [],
      levels: [],
      statements: [],
      leadershipExamples: [],
    }
  }

  #strayHeading(name: string, line: DocumentLine): void {
    if (leadIn.test(name)) {
      this.#found('stray-heading', line.number, {
        message: `A lead-in was turned into a heading in the middle of the skill. It was taken as the lead-in it is.`,
        action: 'repaired',
        before: line.text,
        after: 'You can:',
      })
    } else {
      this.#found('stray-heading', line.number, {
        message: `The heading "${shortened(name)}" stands in the middle of the skill. It was left out.`,
        action: 'left-out',
        before: line.text,
      })
    }
  }

  #openLevel(name: string, line: DocumentLine): void {
    const skill = this.#skill
    if (skill === undefined) return
    const level = name.toLowerCase()
    this.#place = 'level'
    if (skill.levels.some((open) => open.level === level)) {
      this.#found('skill-level-repeated', line.number, {
        message: `The level ${name} is given twice. The statements of both were kept.`,
      })
    }
    skill.levels.push({ level, line: line.number, notDefined: false, statements: [] })
  }

  #openSenior(): void {
    if (this.#skill === undefined) return
    this.#skill.senior = true
    this.#place = 'senior'
  }

  #bullet(item: string, line: DocumentLine): void {
    const statement = { text: item, line: line.number }
    switch (this.#place) {
      case 'roles':
        return this.#role(line)
      case 'level':
        return this.#statement(statement)
      case 'senior':
        return this.#seniorStatement(statement, line)
      case 'examples':
        return void this.#skill?.leadershipExamples.push(statement)
      case 'before':
      case 'description':
        return this.#homeless(line)
    }
  }

  #statement(statement: Line): void {
    const open = this.#skill?.levels.at(-1)
    if (open === undefined) return
    if (notDefined.test(statement.text)) open.notDefined = true
    else open.statements.push(statement)
  }

  #seniorStatement(statement: Line, line: DocumentLine): void {
    const glued = beforeExamples(statement.text)
    if (glued === undefined) return void this.#skill?.statements.push(statement)
    this.#skill?.statements.push({ text: glued, line: statement.line })
    this.#place = 'examples'
    this.#found('glued-leadership-examples', line.number, {
      message:
        'The heading "Examples of leadership using this skill:" has run into the last statement. The two were taken apart.',
      action: 'repaired',
      before: statement.text,
      after: glued,
    })
  }

  #role(line: DocumentLine): void {
    const skill = this.#skill
    const link = roleLink.exec(line.text.trim())
    if (skill === undefined || link === null) return this.#homeless(line)
    const role = (link[1] ?? '').trim()
    const address = (link[2] ?? '').split('/').findLast((part) => part !== '')
    if (role === '') return this.#homeless(line)
    if (address !== undefined && address !== slugOf(role)) {
      this.#found('link-title-differs', line.number, {
        message: `The link "${role}" leads to "${address}".`,
      })
    }
    this.#roleLinks.push({
      skill: skill.name,
      role,
      line: line.number,
      ...(address !== undefined && { address }),
    })
  }

  #prose(text: string, line: DocumentLine): void {
    const examples = beforeExamples(text)
    if (this.#place === 'description') this.#skill?.description.push(text)
    else if (this.#place === 'senior' && examples === '') this.#place = 'examples'
    else if (this.#place === 'senior' && leadIn.test(text)) return
    else if (this.#place === 'level' && leadIn.test(text)) {
      const level = this.#skill?.levels.at(-1)?.level ?? ''
      this.#found('bare-you-can-line', line.number, {
        message: `The lead-in "You can:" stands alone in the level ${level}. It leads into every level and was taken as that.`,
        action: 'repaired',
        before: line.text,
        after: '',
      })
    } else this.#homeless(line)
  }

  #homeless(line: DocumentLine): void {
    this.#found('text-outside-structure', line.number, {
      message: `"${shortened(line.text.trim())}" fits nowhere in the structure of the page and was left out.`,
      action: 'left-out',
      before: line.text,
    })
  }

  #closeSkill(): void {
    const skill = this.#skill
    this.#skill = undefined
    if (skill === undefined) return
    this.#skills.push({
      name: skill.name,
      kind: skill.senior ? 'senior-civil-service' : 'levelled',
      ...(skill.description.length > 0 && { description: skill.description.join('\n\n') }),
      levels: skill.senior ? [] : scale.map((level) => this.#closedLevel(skill, level)),
      statements: skill.statements,
      leadershipExamples: skill.leadershipExamples,
      line: skill.line,
    })
  }

  #closedLevel(skill: OpenSkill, level: string): FragmentSkillLevel {
    const parts = skill.levels.filter((open) => open.level === level)
    const line = parts[0]?.line ?? skill.line
    const statements = this.#withoutRepeats(
      parts.flatMap((part) => part.statements),
      skill.name,
    )
    for (const statement of statements) this.#checkLeadIn(statement, skill.name)
    if (statements.length > 0) return { level, state: 'defined', statements, line }
    if (parts.some((part) => part.notDefined)) {
      this.#found('skill-level-not-defined', line, {
        message: `The level ${level} of ${skill.name} is currently not defined.`,
        subject: skill.name,
      })
      return { level, state: 'not-defined', statements, line }
    }
    this.#found('skill-level-missing', line, {
      message: `${skill.name} has neither statements nor a note for the level ${level}.`,
      subject: skill.name,
    })
    return { level, state: 'absent', statements, line }
  }

  #withoutRepeats(statements: readonly Line[], skill: string): Line[] {
    const seen = new Set<string>()
    return statements.filter((statement) => {
      const key = folded(statement.text)
      if (!seen.has(key)) return seen.add(key)
      this.#found('statement-repeated', statement.line, {
        message: `"${shortened(statement.text)}" stands twice in one level. It was kept once.`,
        subject: skill,
        action: 'left-out',
        before: statement.text,
      })
      return false
    })
  }

  #checkLeadIn(statement: Line, skill: string): void {
    if (!/^(?:you )?can\b|[.;] you can\b/i.test(statement.text)) return
    this.#found('statement-breaks-lead-in', statement.line, {
      message: `Read after "You can", the statement "${shortened(statement.text)}" repeats the lead-in.`,
      subject: skill,
    })
  }

  #found(
    code: FindingCodeName,
    line: number,
    details: Pick<Finding, 'message'> &
      Partial<Pick<Finding, 'action' | 'before' | 'after' | 'subject'>>,
  ): void {
    const source = this.#document.name
    const subject = this.#skill?.name ?? source
    this.#findings.push(finding(code, { source, line, subject, action: 'kept', ...details }))
  }
}

/** What stands before the heading of the leadership examples; undefined where there is none. */
function beforeExamples(text: string): string | undefined {
  const trimmed = text.trimEnd()
  if (!trimmed.toLowerCase().endsWith(examplesHeading)) return undefined
  return trimmed.slice(0, -examplesHeading.length).trimEnd()
}
