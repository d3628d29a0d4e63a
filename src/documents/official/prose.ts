import type { Line } from '../../framework/index.ts'

/** The line that leads into the statements of a skill level. */
const leadIn = 'You can:'

/** The line that leads into the second part of a Senior Civil Service skill. */
const examplesLeadIn = 'Examples of leadership using this skill:'

/** What a skill level without statements holds. */
const notDefined = 'This skill level is currently not defined.'

/** What a cell says about one skill level. */
export interface LevelCell {
  readonly state: 'defined' | 'not-defined' | 'absent'
  readonly statements: readonly Line[]
}

/** What the description of a Senior Civil Service skill holds. */
export interface SeniorDescription {
  readonly description?: string
  readonly statements: readonly Line[]
  readonly leadershipExamples: readonly Line[]
}

/**
 * Takes apart the cell of a skill level: the statements after `You can:`, each from `- ` to the
 * next, byte for byte. Lines outside a list are statements of their own.
 *
 * @example
 * levelCell('You can:\n- tie knots', 7)
 * // { state: 'defined', statements: [{ text: 'tie knots', line: 8 }] }
 */
export function levelCell(text: string, line: number): LevelCell {
  const trimmed = text.trim()
  if (trimmed === '') return { state: 'absent', statements: [] }
  if (isLine(trimmed, notDefined)) return { state: 'not-defined', statements: [] }
  const statements = statementsOf(linesOf(text, line))
  return { state: statements.length === 0 ? 'absent' : 'defined', statements }
}

/**
 * Writes the cell of a skill level so that `levelCell` reads the same.
 *
 * @example
 * levelCellText({ state: 'defined', statements: ['tie knots'] }) // 'You can:\n- tie knots'
 */
export function levelCellText(level: {
  readonly state: LevelCell['state']
  readonly statements: readonly string[]
}): string {
  if (level.state === 'absent') return ''
  return level.state === 'not-defined' ? notDefined : listText(leadIn, level.statements)
}

/**
 * Whether a description has the second part that only Senior Civil Service skills have.
 *
 * @example
 * hasLeadershipExamples('You can:\n- lead\nExamples of leadership using this skill:\n- led') // true
 */
export function hasLeadershipExamples(text: string): boolean {
  return text.split('\n').some((line) => isLine(line, examplesLeadIn))
}

/**
 * Whether a description has a line that leads into statements.
 *
 * @example
 * hasLeadIn('Kites.\n\nYou can:\n- lead') // true
 */
export function hasLeadIn(text: string): boolean {
  return text.split('\n').some((line) => isLine(line, leadIn))
}

/**
 * Takes apart the description of a Senior Civil Service skill: prose, the statements after
 * `You can:` and the leadership examples. Any of the three may be missing.
 *
 * @example
 * seniorDescription('You can:\n- lead\nExamples of leadership using this skill:\n- led', 3)
 * // { statements: [{ text: 'lead', line: 4 }], leadershipExamples: [{ text: 'led', line: 6 }] }
 */
export function seniorDescription(text: string, line: number): SeniorDescription {
  const lines = linesOf(text, line)
  const examples = lines.findIndex((one) => isLine(one.text, examplesLeadIn))
  const before = examples === -1 ? lines : lines.slice(0, examples)
  const leadInAt = before.findIndex((one) => isLine(one.text, leadIn))
  const listAt = leadInAt === -1 ? before.findIndex((one) => isItem(one.text)) : leadInAt
  const prose = withoutBlankEnds(listAt === -1 ? before : before.slice(0, listAt))
  return {
    ...(prose.length > 0 && { description: prose.map((one) => one.text).join('\n') }),
    statements: listAt === -1 ? [] : statementsOf(before.slice(listAt)),
    leadershipExamples: examples === -1 ? [] : statementsOf(lines.slice(examples + 1)),
  }
}

/**
 * Writes the description of a Senior Civil Service skill so that `seniorDescription` reads the
 * same.
 *
 * @example
 * seniorDescriptionText({ statements: ['lead'], leadershipExamples: [] }) // 'You can:\n- lead'
 */
export function seniorDescriptionText(skill: {
  readonly description?: string
  readonly statements: readonly string[]
  readonly leadershipExamples: readonly string[]
}): string {
  const statements = skill.statements.length === 0 ? [] : [listText(leadIn, skill.statements)]
  const first = [...(skill.description === undefined ? [] : [skill.description]), ...statements]
  const examples = skill.leadershipExamples
  return [
    ...(first.length === 0 ? [] : [first.join('\n\n')]),
    ...(examples.length === 0 ? [] : [listText(examplesLeadIn, examples)]),
  ].join('\n')
}

function statementsOf(lines: readonly Line[]): Line[] {
  const statements: { line: number; lines: Line[] }[] = []
  const start = lines.findIndex((one) => one.text.trim() !== '')
  const skip = isLine(lines[start]?.text ?? '', leadIn) ? start + 1 : start
  let inList = false
  for (const one of start === -1 ? [] : lines.slice(skip)) {
    if (isItem(one.text)) {
      statements.push({ line: one.line, lines: [{ ...one, text: one.text.slice(2) }] })
      inList = true
    } else if (inList) statements.at(-1)?.lines.push(one)
    else if (one.text.trim() !== '') statements.push({ line: one.line, lines: [one] })
  }
  return statements.flatMap((statement) => {
    const kept = withoutBlankEnd(statement.lines)
    const text = kept.map((one) => one.text).join('\n')
    return text === '' ? [] : [{ text, line: statement.line }]
  })
}

function linesOf(text: string, line: number): Line[] {
  return text.split('\n').map((one, index) => ({ text: one, line: line + index }))
}

function listText(lead: string, items: readonly string[]): string {
  return [lead, ...items.map((item) => `- ${item}`)].join('\n')
}

function isItem(line: string): boolean {
  return line.startsWith('- ')
}

function isLine(line: string, wanted: string): boolean {
  return line.length <= wanted.length * 4 && bare(line) === bare(wanted)
}

function bare(line: string): string {
  return line.trim().toLowerCase().replace(/[.:]$/, '')
}

function withoutBlankEnds(lines: readonly Line[]): readonly Line[] {
  const start = lines.findIndex((one) => one.text.trim() !== '')
  return start === -1 ? [] : withoutBlankEnd(lines.slice(start))
}

function withoutBlankEnd(lines: readonly Line[]): readonly Line[] {
  const end = lines.findLastIndex((one) => one.text.trim() !== '')
  return lines.slice(0, end + 1)
}
