import type { SkillGap } from '../../framework/standing/gap.ts'
import type { NearLevel } from '../nearest.ts'
import { counted, nameOfLevel, percent, wordOf } from './in-words.ts'
import type { NamedLink } from './in-words.ts'

/** A role level that is near, and how its figures come about. */
export interface ShownNear extends NamedLink {
  readonly sentence: string
  readonly formula: string
  /** One for each skill it asks for. */
  readonly inputs: readonly string[]
}

/** What names are made with. */
interface Naming {
  readonly base: string
  readonly scale: readonly string[]
  /** Names of skills by slug. */
  readonly names: ReadonlyMap<string, string>
}

/** The most skills that a near role level names instead of counting them. */
const mostNamed = 2

/**
 * A role level near what a person can do, in words.
 *
 * @example
 * presentNear(near, { base: '', scale, names }).sentence // 'Meets 4 of 10 skills and has …'
 */
export function presentNear(
  { profile, gap }: NearLevel,
  { base, names, scale }: Naming,
): ShownNear {
  const asked = gap.skills.filter(({ to }) => to > 0)
  const met = asked.filter(({ steps }) => steps === 0).length
  const yours = asked.flatMap(({ skill, from }) => (from > 0 ? (names.get(skill) ?? []) : []))
  const sentences = [
    met === asked.length
      ? `Meets all of the ${counted(met, 'skill')} it asks for.`
      : `Meets ${met} of ${counted(asked.length, 'skill')} and has ${percent(gap.coverage)} of their levels. ${counted(gap.steps, 'level')} to go.`,
    yours.length > mostNamed
      ? `It asks for ${yours.length} of your skills.`
      : `Of your skills it asks for ${yours.join(' and ')}.`,
  ]
  return {
    href: `${base}/roles/${profile.path}`,
    name: { value: nameOfLevel(profile), lang: undefined },
    sentence: sentences.join(' '),
    ...workingOf(asked, { base, names, scale }),
  }
}

/** The sum of the lower of two levels over the sum of what is asked for, with everything in it. */
function workingOf(
  asked: readonly SkillGap[],
  { names, scale }: Naming,
): Pick<ShownNear, 'formula' | 'inputs'> {
  const sumOf = (figure: (gap: SkillGap) => number): number =>
    asked.reduce((sum, gap) => sum + figure(gap), 0)
  const [covered, of] = [sumOf(({ to, steps }) => to - steps), sumOf(({ to }) => to)]
  const share = ((covered / of) * 100).toFixed(1)
  return {
    formula: `${covered} of ${of} levels = ${share}%. For each skill the lower of your level and the one asked for counts.`,
    inputs: asked.map(({ skill, from, to, steps }) => {
      const yours = from === 0 ? 'none or not assessed' : placed(from, scale)
      return `${names.get(skill) ?? skill}: asks for ${placed(to, scale)}, yours ${yours}, counts ${to - steps}`
    }),
  }
}

/** A level as a word with its place, as it stands in a sum. */
function placed(place: number, scale: readonly string[]): string {
  return `${wordOf(place, scale).toLowerCase()} (${place})`
}
