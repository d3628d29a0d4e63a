import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { shownName } from '../../platform/frame.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import type { OwnSkill, SkillProfile } from '../../framework/standing/profile-file.ts'
import { counted, wordOf } from './in-words.ts'
import { placeOf } from '../../framework/standing/standing.ts'

/** Longest name from a file that is said back. */
const longestName = 60

/**
 * What became of a profile that may have been made with another edition: sentences, none where
 * everything stands. What an edition no longer has is kept in the profile and not measured.
 *
 * @param now the edition the profile is held against
 * @param then the edition it was made with; undefined where that is the same or not held
 * @example
 * sinceThen(now, profile, then)[1] // 'Prototyping: what working means has changed. …'
 */
export function sinceThen(
  now: CapabilityFramework,
  profile: SkillProfile,
  then?: CapabilityFramework,
): string[] {
  const { edition, target = '', skills } = profile
  const before = new Map(then?.skills.map((skill) => [skill.slug, skill]))
  const here = new Map(now.skills.map((skill) => [skill.slug, skill]))
  const { scale } = now.framework
  return [
    ...(isOlder(now, edition) ? [editionSentence(now, edition, then)] : []),
    ...(target === '' || profilesOf(now).has(target)
      ? []
      : [`There is no role level “${cut(target)}” in this edition to measure against.`]),
    ...skills.flatMap((own) => {
      const [skill, old] = [here.get(own.skill), before.get(own.skill)]
      if (skill === undefined || skill.levels.length === 0) {
        const name = old === undefined ? `“${cut(own.skill)}”` : shownName(old.name).value
        return [`${name} has no levels in this edition. It is kept, but not measured.`]
      }
      const name = shownName(skill.name).value
      return [levelSentence(skill, { own, old, scale }), tickSentence(skill, own)].flatMap(
        (sentence) => (sentence === '' ? [] : [`${name}: ${sentence}`]),
      )
    }),
  ]
}

/** Whether something was made with another edition than this one. */
export function isOlder({ edition }: CapabilityFramework, name: string): boolean {
  return name !== '' && name !== edition.name
}

function editionSentence(
  { edition }: CapabilityFramework,
  name: string,
  then: CapabilityFramework | undefined,
): string {
  const made = `This was made with the edition ${cut(name)} and is held against ${edition.name}.`
  return then === undefined
    ? `${made} We do not hold that edition, so we cannot say which levels changed their words.`
    : made
}

/** What is wrong with a level set by hand: nothing where it means what it meant. */
function levelSentence(
  { levels }: Skill,
  {
    own: { level },
    old,
    scale,
  }: {
    readonly own: OwnSkill
    readonly old: Skill | undefined
    readonly scale: readonly string[]
  },
): string {
  const place = placeOf(level, scale)
  if (level === null || place === 0) return ''
  if (place === undefined)
    return `“${cut(level)}” is no level of this edition, so it does not count.`
  const word = wordOf(place, scale).toLowerCase()
  const statements = levels[place - 1]?.statements ?? []
  const was = old?.levels.find((one) => one.level === level)?.statements
  if (was === undefined) return ''
  if (statements.length === 0 && was.length > 0) {
    return `this edition no longer says what ${word} means. Your level still counts.`
  }
  const [ids, oldIds] = [idsOf(statements), idsOf(was)]
  const added = [...ids].filter((id) => !oldIds.has(id)).length
  const gone = [...oldIds].filter((id) => !ids.has(id)).length
  if (added + gone === 0) return ''
  return `what ${word} means has changed: ${counted(added, 'statement')} new, ${gone} gone. Look at it again.`
}

function tickSentence({ levels }: Skill, { ticked }: OwnSkill): string {
  const ids = idsOf(levels.flatMap(({ statements }) => statements))
  const gone = ticked.filter((id) => !ids.has(id)).length
  return gone === 0
    ? ''
    : `${counted(gone, 'statement')} you ticked ${gone === 1 ? 'is' : 'are'} not in this edition, or in other words.`
}

function idsOf(statements: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(statements.map(({ id }) => id))
}

function cut(text: string): string {
  return text.length > longestName ? `${text.slice(0, longestName)}…` : text
}
