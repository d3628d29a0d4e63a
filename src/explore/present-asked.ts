import type { RequirementEvidence } from '../framework/index.ts'
import { shown } from '../platform/index.ts'
import { linkTo, shownLevel } from './present.ts'
import type { AskedSkill } from './requirements.ts'
import type { ShownAskedSkill } from './role-views.ts'
import { basisWords, levelWord } from './words.ts'

interface AskedParts {
  /** Address of the skills. */
  readonly skills: string
  readonly scale: readonly string[]
}

/** One skill a role or role level asks for, with what its level says and how it is known. */
export function presentAskedSkill(
  asked: AskedSkill,
  { skills, scale }: AskedParts,
): ShownAskedSkill {
  const senior = asked.basis === 'none'
  return {
    link: linkTo(skills, asked.skill),
    level: shownLevel(asked.level, scale, senior ? 'No levels' : 'Level not decided'),
    leadIn: leadInOf(asked),
    statements: asked.statements.map(shown),
    leadershipExamples: asked.leadershipExamples.map(shown),
    silent: silentOf(asked),
    basis: basisLine(asked),
  }
}

function leadInOf({ statements }: AskedSkill): string | undefined {
  return statements.length === 0 ? undefined : 'You can:'
}

function silentOf({ state, level, basis, statements }: AskedSkill): string | undefined {
  if (statements.length > 0) return undefined
  if (basis === 'none') return 'No statements are published for this skill.'
  const notDefined = `The framework does not define this skill at the level ${levelWord(level).toLowerCase()}.`
  const words: Readonly<Record<AskedSkill['state'], string>> = {
    defined: 'We hold no statements for this level of the skill.',
    absent: 'We hold no statements for this level of the skill.',
    'not-defined': notDefined,
    'no-level': 'The published wording does not say clearly which level is meant.',
  }
  return words[state]
}

/** How the level is known, and where that stands. */
function basisLine({ basis, evidence }: AskedSkill): string {
  const [first, ...others] = evidence
  const where = first === undefined ? '' : `: ${placeOf(first)}`
  const also = others.map(
    (one) =>
      `; also ${placeOf(one)} (${basisWords[one.basis].mark.toLowerCase()}${otherLevel(one, first)})`,
  )
  return `${basisWords[basis].mark}${where}${also.join('')}`
}

function otherLevel(one: RequirementEvidence, first: RequirementEvidence | undefined): string {
  return one.level === first?.level ? '' : `, ${levelWord(one.level).toLowerCase()}`
}

function placeOf({ source, line }: RequirementEvidence): string {
  return line === null ? source : `${source}, line ${line}`
}
