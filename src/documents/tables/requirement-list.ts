import type { Finding, FragmentRequirement } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'

/** The requirements of one document: each role level asks for a skill once. */
export class RequirementList {
  readonly #source: string
  readonly #requirements = new Map<string, FragmentRequirement>()

  constructor(source: string) {
    this.#source = source
  }

  /** In the order of the document. */
  get all(): readonly FragmentRequirement[] {
    return [...this.#requirements.values()]
  }

  /**
   * Adds a requirement. The first of a role level and skill is kept; a second one is a finding:
   * `requirement-contradicts` if it names another level, `duplicate-row` if it does not.
   *
   * @example
   * list.add({ role: 'Kite maker', roleLevel: 'Lead', skill: 'Knots', level: 'expert', basis: 'stated', line: 2 })
   */
  add(requirement: FragmentRequirement): Finding | undefined {
    const { role, roleLevel, skill } = requirement
    const key = JSON.stringify([role, roleLevel ?? null, skill])
    const known = this.#requirements.get(key)
    if (known === undefined) {
      this.#requirements.set(key, requirement)
      return undefined
    }
    const who = roleLevel === undefined ? role : `${role}: ${roleLevel}`
    const same = known.level === requirement.level
    const message = same
      ? `${who} asks for ${skill} a second time, at the same level as on line ${known.line}.`
      : `${who} asks for ${skill} at ${requirement.level ?? 'no level'}, but on line ${known.line} at ${known.level ?? 'no level'}. The first was kept.`
    return finding(same ? 'duplicate-row' : 'requirement-contradicts', {
      source: this.#source,
      line: requirement.line,
      subject: `${who} / ${skill}`,
      message,
      action: 'left-out',
    })
  }
}
