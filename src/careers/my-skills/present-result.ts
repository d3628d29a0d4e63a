import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { NearLevel } from '../nearest.ts'
import type { LevelProfile } from '../profile.ts'
import type { Assessed, OwnResult, TargetResult, WorkOn } from './result.ts'
import { ruleSentence } from './ticks-to-level.ts'
import type { TickRule } from './ticks-to-level.ts'

/** A name that leads to its page. */
export interface NamedLink {
  readonly href: string
  readonly name: ShownText
}

/** One skill of the table. */
export interface ResultRow extends NamedLink {
  readonly yours: string
  readonly asked: string
  readonly state: string
  readonly note: string
}

/** One skill to work on. */
export interface ShownWork extends NamedLink {
  readonly sentence: string
  readonly leadIn: string
  readonly statements: readonly ShownText[]
}

/** A role level that is near. */
export interface ShownNear extends NamedLink {
  readonly sentence: string
}

/** The result as it stands on the page and in the browser tool. */
export interface ResultView {
  readonly headline: string
  readonly bounds: string
  readonly caption: string
  readonly rows: readonly ResultRow[]
  readonly workHeading: string
  readonly workRule: string
  readonly work: readonly ShownWork[]
  readonly moreWork: readonly ShownWork[]
  readonly nearNote: string
  readonly near: readonly ShownNear[]
  readonly met: readonly ShownNear[]
  readonly rule: string
  readonly left: string
}

/** How many are shown first. */
const firstOf = { work: 3, near: 5 }

/**
 * Words for a result. The server's page and the tool in the browser show the same.
 *
 * @example
 * presentResult(edition, { result, rule: 75 }).headline // 'You meet 5 of the 8 skills …'
 */
export function presentResult(
  edition: CapabilityFramework,
  { result, rule }: { readonly result: OwnResult; readonly rule: TickRule },
): ResultView {
  const { target, nearest, standing } = result
  const { scale } = edition.framework
  const work = (target?.workOn ?? []).map((one) => presentWork(one, scale))
  const rows = target === undefined ? ownRows(result, scale) : targetRows(edition, target, result)
  return {
    headline: headlineOf(target, standing.assessed.size),
    bounds: target === undefined ? '' : boundsOf(target),
    caption:
      target === undefined
        ? 'Skills you assessed'
        : `Skills ${nameOfLevel(target.target)} asks for`,
    rows,
    workHeading:
      work.length < firstOf.work ? 'What to work on first' : 'Three things to work on first',
    workRule:
      'One more level of any skill covers the same share of what is asked for. So skills with the fewest levels to go come first, because they are met soonest, then by name.',
    work: work.slice(0, firstOf.work),
    moreWork: work.slice(firstOf.work),
    nearNote:
      standing.assessed.size === 0
        ? ''
        : 'One level of each role that shares a skill with you. Skills you have not assessed count as none here, so the more you assess, the more these figures say. Being near is no promise.',
    near: (nearest?.nearest ?? []).slice(0, firstOf.near).map(presentNear),
    met: (nearest?.alreadyMet ?? []).slice(0, firstOf.near).map(presentNear),
    rule: `A level you chose yourself counts before one worked out from ticks. ${ruleSentence(rule)}`,
    left:
      standing.notHere.length === 0
        ? ''
        : `Kept but not measured, because this edition has no levels for it: ${standing.notHere.join(', ')}.`,
  }
}

/**
 * A place on the scale as a word.
 *
 * @example
 * wordOf(2, ['awareness', 'working']) // 'Working'
 */
export function wordOf(place: number, scale: readonly string[]): string {
  const level = scale[place - 1]
  return level === undefined ? 'None' : shownName({ lang: 'en', value: level }).value
}

/**
 * The name of a role level with its role.
 *
 * @example
 * nameOfLevel(profile) // 'Software developer: Senior developer'
 */
export function nameOfLevel({ role, level }: LevelProfile): string {
  return `${shownName(role.name).value}: ${shownName(level.name).value}`
}

/** A share in words that never round to nothing missing. */
function percent(share: number): string {
  if (share >= 1) return '100%'
  return `${Math.min(99, Math.round(share * 100))}%`
}

function headlineOf(target: TargetResult | undefined, assessed: number): string {
  if (assessed === 0) return 'You have not assessed any skill yet. Set a level or tick statements.'
  if (target === undefined) {
    return `You have assessed ${counted(assessed, 'skill')}. Choose a role level to see how you compare.`
  }
  const { asks } = target.target
  const name = nameOfLevel(target.target)
  const gap = target.assessed
  if (gap === undefined) {
    return `You have not assessed any of the ${counted(asks.size, 'skill')} that ${name} asks for.`
  }
  const met = gap.skills.filter(({ steps, to }) => to > 0 && steps === 0).length
  return `You meet ${met} of the ${counted(asks.size, 'skill')} that ${name} asks for.`
}

function boundsOf({ target, assessed, notAssessed, least, most }: TargetResult): string {
  if (notAssessed.length === 0) {
    return `You have ${percent(least)} of the levels it asks for. This counts every level up to the one asked for, over all ${counted(target.asks.size, 'skill')}.`
  }
  const missing = `You have not assessed ${notAssessed.length} of ${counted(target.asks.size, 'skill')}.`
  const known =
    assessed === undefined
      ? ''
      : ` Of the levels asked for in the skills you assessed, you have ${percent(assessed.coverage)}.`
  return `${missing}${known} Over all of them it is between ${percent(least)}, if what you have not assessed counts as none, and ${percent(most)}, if it counts as met.`
}

function targetRows(
  edition: CapabilityFramework,
  { target }: TargetResult,
  { standing }: OwnResult,
): ResultRow[] {
  const bySlug = new Map(edition.skills.map((skill) => [skill.slug, skill]))
  const { scale } = edition.framework
  return [...target.asks].flatMap(([slug, asked]) => {
    const skill = bySlug.get(slug)
    if (skill === undefined) return []
    const own = standing.assessed.get(slug)
    return [
      {
        ...linkTo(skill),
        yours: own === undefined ? 'Not assessed' : yoursOf(own, scale),
        asked: wordOf(asked, scale),
        state: own === undefined ? 'Not known' : stateOf(asked - own.place),
        note: own?.note ?? '',
      },
    ]
  })
}

function ownRows({ standing }: OwnResult, scale: readonly string[]): ResultRow[] {
  return [...standing.assessed.values()].map((own) => ({
    ...linkTo(own.skill),
    yours: yoursOf(own, scale),
    asked: '',
    state: '',
    note: own.note,
  }))
}

/** The level that counts, with the one from ticks beside it where they differ. */
function yoursOf({ place, byHand, byTicks }: Assessed, scale: readonly string[]): string {
  const word = wordOf(place, scale)
  if (byHand === undefined) return `${word} (from ticks)`
  if (byTicks === undefined || byTicks === byHand) return word
  return `${word} (${wordOf(byTicks, scale).toLowerCase()} from ticks)`
}

function stateOf(missing: number): string {
  return missing <= 0 ? 'Met' : `${counted(missing, 'level')} to go`
}

function presentWork({ skill, gap, worth, next }: WorkOn, scale: readonly string[]): ShownWork {
  const from = wordOf(gap.from, scale).toLowerCase()
  const asked = wordOf(gap.to, scale).toLowerCase()
  const sentence = `You are at ${from}, ${asked} is asked for: ${counted(gap.steps, 'level')} to go. One more level is ${percent(worth)} of everything that is asked for.`
  if (next === undefined) {
    return {
      ...linkTo(skill),
      sentence,
      leadIn: 'The framework defines no higher level.',
      statements: [],
    }
  }
  const word = wordOf(next.place, scale).toLowerCase()
  return {
    ...linkTo(skill),
    sentence,
    leadIn:
      next.statements.length === 0
        ? `You ticked every statement of ${word}. Choose that level if it is yours.`
        : `Evidence that would move you up to ${word}. You can:`,
    statements: next.statements.map(({ text }) => shown(text)),
  }
}

function presentNear({ profile, gap }: NearLevel): ShownNear {
  const missing = gap.skills.filter(({ steps }) => steps > 0).length
  const sentence =
    missing === 0
      ? 'You have everything it asks for.'
      : `You have ${percent(gap.coverage)} of the levels it asks for. ${counted(gap.steps, 'level')} to go in ${counted(missing, 'skill')}.`
  return {
    href: `/roles/${profile.path}`,
    name: { value: nameOfLevel(profile), lang: undefined },
    sentence,
  }
}

function linkTo({ slug, name }: Skill): NamedLink {
  return { href: `/skills/${slug}`, name: shownName(name) }
}

/**
 * A number with its noun.
 *
 * @example
 * counted(1, 'level') // '1 level'
 */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
