import type { FragmentSkill, FragmentSkillLevel } from '../../framework/index.ts'
import { publishedLevels } from '../tables/values.ts'
import type { Faults } from './faults.ts'
import { levelCell, seniorDescription } from './prose.ts'

/** A cell with prose, and the line it starts on. */
interface Cell {
  readonly text: string
  readonly line: number
}

interface OpenSkill {
  readonly line: number
  senior: boolean
  description: Cell | undefined
  readonly levels: Map<string, Cell>
}

/**
 * The skills that the rows of `roles.csv` describe in passing. A skill is a Senior Civil Service
 * skill if only Senior Civil Service roles ask for it.
 */
export class RoleSkills {
  readonly #faults: Faults
  readonly #skills = new Map<string, OpenSkill>()

  constructor(faults: Faults) {
    this.#faults = faults
  }

  /** A row names a skill. */
  name(name: string, { senior, line }: { senior: boolean; line: number }): void {
    const known = this.#skills.get(name)
    if (known !== undefined) known.senior &&= senior
    else this.#skills.set(name, { line, senior, description: undefined, levels: new Map() })
  }

  /** A row describes a skill; the first description that is not blank is kept. */
  describe(name: string, description: Cell): void {
    const skill = this.#skills.get(name)
    if (skill === undefined || description.text.trim() === '') return
    skill.description ??= description
  }

  /** A row describes a level of a skill; the first text that is not blank is kept. */
  describeLevel(name: string, { level, ...cell }: Cell & { readonly level: string }): void {
    const levels = this.#skills.get(name)?.levels
    const known = levels?.get(level)
    if (known === undefined || known.text.trim() === '') levels?.set(level, cell)
  }

  /**
   * The skills in order of first appearance, each with the levels the rows mention, lowest first.
   * A level that is blank in every row is a `skill-level-missing`.
   *
   * @example
   * skills.fragments()[0]?.levels[0]?.level // 'working'
   */
  fragments(): FragmentSkill[] {
    return [...this.#skills].map(([name, skill]) => {
      const { description } = skill
      if (!skill.senior) {
        return {
          name,
          kind: 'levelled',
          ...(description !== undefined && { description: description.text }),
          levels: this.#levelsOf(name, skill),
          statements: [],
          leadershipExamples: [],
          line: skill.line,
        }
      }
      const parts = seniorDescription(description?.text ?? '', description?.line ?? skill.line)
      return { name, kind: 'senior-civil-service', ...parts, levels: [], line: skill.line }
    })
  }

  #levelsOf(name: string, { levels }: OpenSkill): FragmentSkillLevel[] {
    return publishedLevels.flatMap((level) => {
      const cell = levels.get(level)
      if (cell === undefined) return []
      const read = levelCell(cell.text, cell.line)
      if (read.state === 'absent') {
        this.#faults.add('skill-level-missing', {
          line: cell.line,
          subject: `${name} / ${level}`,
          message: `${name} is asked for at ${level}, but no row says what that level is.`,
          action: 'kept',
        })
      }
      return [{ level, ...read, line: cell.line }]
    })
  }
}
