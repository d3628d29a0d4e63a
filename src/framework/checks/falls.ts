import type { CapabilityFramework, Requirement, Role } from '../capability-framework.ts'
import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import type { Step } from '../ladder.ts'
import { stepsOf } from '../ladder.ts'

/** Finds skills whose required level falls, or that are dropped, at the next rank of a track. */
export function checkFalls(edition: CapabilityFramework): Finding[] {
  const names = new Map(edition.skills.map((skill) => [skill.slug, skill.name.value]))
  const byLevel = Map.groupBy(edition.requirements, (each) => `${each.role}/${each.roleLevel}`)
  const asked = (role: Role, level: string): ReadonlyMap<string, Requirement> =>
    new Map((byLevel.get(`${role.slug}/${level}`) ?? []).map((each) => [each.skill, each]))
  return edition.roles.flatMap((role) =>
    stepsOf(role).flatMap((step) => {
      const above = asked(role, step.to.slug)
      if (above.size === 0) return []
      return [...asked(role, step.from.slug).values()].flatMap((below) => {
        const skill = names.get(below.skill) ?? below.skill
        return compared(edition.framework.scale, {
          step,
          skill,
          below,
          above: above.get(below.skill),
        })
      })
    }),
  )
}

function compared(
  scale: readonly string[],
  of: { step: Step; skill: string; below: Requirement; above: Requirement | undefined },
): Finding[] {
  const { step, skill, below, above } = of
  const [from, to] = [step.from.name.value, step.to.name.value]
  const details = {
    source: (above ?? below).evidence[0]?.source ?? '',
    line: (above ?? below).evidence[0]?.line ?? null,
    subject: `${to}: ${skill}`,
    action: 'kept' as const,
  }
  if (above === undefined) {
    const message = `${from} asks for ${skill} at ${below.level ?? 'no level'}, ${to} no longer asks for it.`
    return [finding('requirement-dropped', { ...details, message })]
  }
  if (above.level === null || below.level === null) return []
  if (scale.indexOf(above.level) >= scale.indexOf(below.level)) return []
  const message = `${from} asks for ${skill} at ${below.level}, ${to} at ${above.level}.`
  return [finding('requirement-falls', { ...details, message })]
}
