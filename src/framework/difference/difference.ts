import type { CapabilityFramework, Skill } from '../capability-framework.ts'
import type { MaturityModel } from '../maturity-model.ts'
import { noFormerNames } from '../name-register.ts'
import type { FormerNames } from '../name-register.ts'
import { countsOfDifference, statementsIn } from './counts.ts'
import { skillFields } from './fields.ts'
import { matched, thing } from './matching.ts'
import type { Matching } from './matching.ts'
import { maturityDifference } from './maturity.ts'
import { skillNames } from './requirements.ts'
import { rolesDifference } from './roles.ts'
import { skillLevelChanges, statementChanges } from './statements.ts'
import type {
  CapabilityDifference,
  Difference,
  MaturityDifference,
  SkillDifference,
  WholeSkill,
} from './types.ts'

/**
 * What differs between two editions of one framework: what is new, gone, renamed (the register of
 * former names, or an equal identifier, says so) and changed, down to each statement and each
 * requirement. Differences in capitals, spaces and closing punctuation do not count.
 *
 * @throws RangeError if one edition is of a capability framework and the other of a maturity model
 * @example
 * differenceOf(older, newer, register).counts.roles // { added: 16, removed: 2, … }
 */
export function differenceOf(
  older: CapabilityFramework,
  newer: CapabilityFramework,
  register?: FormerNames,
): CapabilityDifference
export function differenceOf(older: MaturityModel, newer: MaturityModel): MaturityDifference
export function differenceOf(
  older: CapabilityFramework | MaturityModel,
  newer: CapabilityFramework | MaturityModel,
  register?: FormerNames,
): Difference
export function differenceOf(
  older: CapabilityFramework | MaturityModel,
  newer: CapabilityFramework | MaturityModel,
  register: FormerNames = noFormerNames,
): Difference {
  if (older.kind === 'maturity-model' && newer.kind === 'maturity-model') {
    return maturityDifference(older, newer)
  }
  if (older.kind !== 'capability-framework' || newer.kind !== 'capability-framework') {
    throw new RangeError('Only editions of one framework can be held against each other')
  }
  return capabilityDifference(older, newer, register)
}

function capabilityDifference(
  older: CapabilityFramework,
  newer: CapabilityFramework,
  register: FormerNames,
): CapabilityDifference {
  const families = matched({
    older: older.families,
    newer: newer.families,
    names: register.families,
  })
  const skills = matched({ older: older.skills, newer: newer.skills, names: register.skills })
  const parts = {
    families: {
      added: families.added.map(thing),
      removed: families.removed.map(thing),
      renamed: families.renamed,
      changed: [],
    },
    roles: rolesDifference({
      older,
      newer,
      register,
      families,
      skills: skillNames(skills.pairs, [older, newer]),
    }),
    skills: skillsDifference(skills),
  }
  return {
    kind: 'capability-framework',
    from: `${older.framework.slug}@${older.edition.name}`,
    to: `${newer.framework.slug}@${newer.edition.name}`,
    counts: countsOfDifference(parts),
    ...parts,
  }
}

function skillsDifference(skills: Matching<Skill>): CapabilityDifference['skills'] {
  return {
    added: skills.added.map(wholeSkill),
    removed: skills.removed.map(wholeSkill),
    renamed: skills.renamed,
    changed: skills.pairs
      .map(({ from, to }): SkillDifference => ({
        from: thing(from),
        to: thing(to),
        fields: skillFields({ from, to }),
        levels: skillLevelChanges(from, to),
        statements: statementChanges(from, to),
      }))
      .filter(({ fields, levels, statements }) =>
        [fields, levels, statements].some((list) => list.length > 0),
      ),
  }
}

function wholeSkill(skill: Skill): WholeSkill {
  return { ...thing(skill), statements: statementsIn(skill) }
}
