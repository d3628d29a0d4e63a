import type { RequirementEvidence, Source } from '../framework/index.ts'
import { shown } from '../platform/index.ts'
import { linkTo, shownLevel } from './present.ts'
import type { AskedSkill } from './requirements.ts'
import type { ShownAskedSkill } from './role-views.ts'
import { basisWords, levelWord } from './words.ts'

interface AskedParts {
  /** Address of the skills. */
  readonly skills: string
  readonly scale: readonly string[]
  /** The documents of the edition, to call each by its title. */
  readonly sources: readonly Source[]
}

/** One skill a role or role level asks for, with what its level says and how it is known. */
export function presentAskedSkill(
  asked: AskedSkill,
  { skills, scale, sources }: AskedParts,
): ShownAskedSkill {
  const senior = asked.basis === 'none'
  return {
    link: linkTo(skills, asked.skill),
    level: shownLevel(asked.level, scale, senior ? 'No levels' : 'Level not decided'),
    leadIn: leadInOf(asked),
    statements: asked.statements.map(shown),
    leadershipExamples: asked.leadershipExamples.map(shown),
    silent: silentOf(asked),
    basis: basisWords[asked.basis].mark,
    origin: originOf(asked, sources),
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

/** Where it stands how the level is known; undefined where no document does. */
function originOf({ evidence }: AskedSkill, sources: readonly Source[]): string | undefined {
  const [first, ...others] = evidence
  if (first === undefined) return undefined
  const also = others.map(
    (one) =>
      `; also ${placeOf(one, sources)} (${basisWords[one.basis].mark.toLowerCase()}${otherLevel(one, first)})`,
  )
  return `${placeOf(first, sources)}${also.join('')}`
}

function otherLevel(one: RequirementEvidence, first: RequirementEvidence): string {
  return one.level === first.level ? '' : `, ${levelWord(one.level).toLowerCase()}`
}

function placeOf({ source, line }: RequirementEvidence, sources: readonly Source[]): string {
  const title = sources.find(({ file }) => file === source)?.title
  const name = title === undefined ? source : `“${title}”`
  return line === null ? name : `${name}, line ${line}`
}
