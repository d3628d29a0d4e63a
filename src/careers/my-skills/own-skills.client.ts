import type { CapabilityFramework } from '../../framework/index.ts'
import { readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import type { OwnSkill, SkillProfile } from '../../framework/standing/profile-file.ts'
import { standardRule, tickRuleFrom } from '../../framework/standing/ticks-to-level.ts'
import type { TickRule } from '../../framework/standing/ticks-to-level.ts'

const keptUnder = 'capable-my-skills'
const ruleKeptUnder = 'capable-my-skills-rule'

/** What a person has said so far. It lives in this browser and nowhere else. */
export class OwnSkills {
  readonly #edition: CapabilityFramework
  readonly #skills = new Map<string, OwnSkill>()
  target = ''
  rule: TickRule = standardRule

  constructor(edition: CapabilityFramework) {
    this.#edition = edition
  }

  /** Takes what this browser keeps. Undefined where it keeps nothing that can be read. */
  recall(): SkillProfile | undefined {
    const text = stored(keptUnder)
    this.rule = tickRuleFrom(stored(ruleKeptUnder))
    const read = text === null ? undefined : readProfile(text)
    if (read === undefined || !('profile' in read)) return undefined
    this.replace(read.profile)
    return read.profile
  }

  /** Keeps everything in this browser. False where the browser refuses. */
  keep(): boolean {
    try {
      localStorage.setItem(keptUnder, this.written())
      localStorage.setItem(ruleKeptUnder, String(this.rule))
      return true
    } catch {
      return false
    }
  }

  /** Forgets everything, here and in the browser. */
  forget(): void {
    this.#skills.clear()
    this.target = ''
    this.rule = standardRule
    try {
      localStorage.removeItem(keptUnder)
      localStorage.removeItem(ruleKeptUnder)
    } catch {
      // What cannot be kept is not there either.
    }
  }

  /** Takes a profile in place of everything. */
  replace({ target = '', skills }: SkillProfile): void {
    this.target = target
    this.#skills.clear()
    for (const skill of skills) this.#skills.set(skill.skill, skill)
  }

  /** The text of a file. */
  written(): string {
    const { framework, edition } = this.#edition
    return writeProfile({
      framework: framework.slug,
      edition: edition.name,
      savedAt: new Date().toISOString(),
      ...(this.target !== '' && { target: this.target }),
      skills: this.all(),
    })
  }

  all(): OwnSkill[] {
    return [...this.#skills.values()]
  }

  of(skill: string): OwnSkill {
    return this.#skills.get(skill) ?? { skill, level: null, ticked: [] }
  }

  has(skill: string): boolean {
    return this.#skills.has(skill)
  }

  set(skill: OwnSkill): void {
    this.#skills.set(skill.skill, skill)
  }
}

/** Calls back when another tab changed what is kept. */
export function onKeptElsewhere(changed: () => void): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === keptUnder || key === null) changed()
  })
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
