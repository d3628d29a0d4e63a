import type { CapabilityFramework } from '../../framework/index.ts'
import type { OwnSkill } from '../../framework/standing/profile-file.ts'
import { placeOf } from '../../framework/standing/standing.ts'

/**
 * What a form of this edition cannot show: skills, levels and statements it does not have. It is
 * carried along, so that a file made with another edition loses nothing.
 *
 * @example
 * keptApart(edition, [{ skill: 'gone', level: 'working', ticked: [] }]).length // 1
 */
export function keptApart(
  { skills, framework }: CapabilityFramework,
  said: readonly OwnSkill[],
): OwnSkill[] {
  const here = new Map(skills.map((skill) => [skill.slug, skill]))
  return said.flatMap((own): OwnSkill[] => {
    const levels = here.get(own.skill)?.levels ?? []
    if (levels.length === 0) return [own]
    const ids = new Set(levels.flatMap(({ statements }) => statements.map(({ id }) => id)))
    const ticked = own.ticked.filter((id) => !ids.has(id))
    const level = placeOf(own.level, framework.scale) === undefined ? own.level : null
    return ticked.length === 0 && level === null ? [] : [{ skill: own.skill, level, ticked }]
  })
}

/**
 * What was filled in together with what was kept apart.
 *
 * @example
 * joined([{ skill: 'a', level: 'working', ticked: [] }], [{ skill: 'b', level: 'expert', ticked: [] }])
 */
export function joined(filled: readonly OwnSkill[], apart: readonly OwnSkill[]): OwnSkill[] {
  const others = new Map(apart.map((own) => [own.skill, own]))
  const both = filled.map((own): OwnSkill => {
    const other = others.get(own.skill)
    if (other === undefined) return own
    others.delete(own.skill)
    const ticked = [...new Set([...own.ticked, ...other.ticked])]
    return { ...own, level: own.level ?? other.level, ticked }
  })
  return [...both, ...others.values()]
}
