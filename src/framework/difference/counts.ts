import type { CapabilityFramework } from '../capability-framework.ts'
import { placedStatements } from './statements.ts'
import type {
  CapabilityDifference,
  CapabilityDifferenceCounts,
  RequirementChange,
  RequirementChangeKind,
  StatementChange,
  ThingCounts,
} from './types.ts'

/** How many things of each kind differ: those of new and gone roles and skills included. */
export function countsOfDifference({
  families,
  roles,
  skills,
}: Pick<CapabilityDifference, 'families' | 'roles' | 'skills'>): CapabilityDifferenceCounts {
  const requirements = roles.changed.flatMap((role) => role.requirements)
  const statements = skills.changed.flatMap((skill) => skill.statements)
  const asked = (change: RequirementChangeKind): number =>
    requirements.filter((one) => one.change === change).length
  const worded = (change: StatementChange['change']): number =>
    statements.filter((one) => one.change === change).length
  const levels = roles.changed.map((role) => lengths(role.levels))
  return {
    families: lengths(families),
    roles: lengths(roles),
    roleLevels: {
      added: sum(roles.added, (role) => role.levels) + sum(levels, ({ added }) => added),
      removed: sum(roles.removed, (role) => role.levels) + sum(levels, ({ removed }) => removed),
      renamed: sum(levels, ({ renamed }) => renamed),
      changed: sum(levels, ({ changed }) => changed),
    },
    skills: lengths(skills),
    statements: {
      added: sum(skills.added, (skill) => skill.statements) + worded('added'),
      removed: sum(skills.removed, (skill) => skill.statements) + worded('removed'),
      moved: worded('moved'),
      reworded: worded('reworded'),
    },
    requirements: {
      added: sum(roles.added, (role) => role.requirements) + asked('added'),
      removed: sum(roles.removed, (role) => role.requirements) + asked('removed'),
      raised: asked('raised'),
      lowered: asked('lowered'),
      decided: asked('decided'),
      undecided: asked('undecided'),
      basis: asked('basis'),
    },
    bases: basisChanges(requirements),
  }
}

/** How many statements a skill has, at all its levels. */
export function statementsIn(skill: CapabilityFramework['skills'][number]): number {
  return placedStatements(skill).length
}

function basisChanges(requirements: readonly RequirementChange[]) {
  const changes = requirements.flatMap(({ from, to }) =>
    from === null || to === null || from.basis === to.basis
      ? []
      : [{ from: from.basis, to: to.basis }],
  )
  return [...Map.groupBy(changes, ({ from, to }) => `${from} ${to}`).values()].flatMap((group) => {
    const [first] = group
    return first === undefined ? [] : [{ ...first, requirements: group.length }]
  })
}

function lengths(of: {
  readonly [Kind in keyof ThingCounts]: readonly unknown[]
}): ThingCounts {
  return {
    added: of.added.length,
    removed: of.removed.length,
    renamed: of.renamed.length,
    changed: of.changed.length,
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
