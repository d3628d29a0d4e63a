import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { shown, shownName } from '../../platform/frame.ts'
import type { ShownText } from '../../platform/frame.ts'
import type { NearLevel } from '../nearest.ts'
import { counted, nameOfLevel, percent, wordOf } from './in-words.ts'
import type { NamedLink } from './in-words.ts'
import { presentNear } from './present-near.ts'
import type { ShownNear } from './present-near.ts'
import type { Assessed } from '../../framework/standing/standing.ts'
import type { TargetResult, WorkOn } from '../../framework/standing/target-result.ts'
import type { OwnResult } from './result.ts'
import { ruleSentence } from '../../framework/standing/ticks-to-level.ts'
import type { TickRule } from '../../framework/standing/ticks-to-level.ts'

/** One skill of the table. */
export interface ResultRow extends NamedLink {
  /** As many as there are headings after the first. */
  readonly cells: readonly string[]
  readonly note: string
}

/** One skill to work on. */
export interface ShownWork extends NamedLink {
  readonly sentence: string
  readonly leadIn: string
  readonly statements: readonly ShownText[]
}

/** The result as it stands on the page and in the browser tool. */
export interface ResultView {
  readonly headline: string
  readonly bounds: string
  readonly caption: string
  readonly head: readonly string[]
  readonly rows: readonly ResultRow[]
  readonly workHeading: string
  readonly workRule: string
  readonly work: readonly ShownWork[]
  readonly moreWork: readonly ShownWork[]
  readonly nearNote: string
  readonly near: readonly ShownNear[]
  /** The others, to be opened. */
  readonly moreNear: readonly ShownNear[]
  readonly met: readonly ShownNear[]
  readonly rule: string
  readonly left: string
}

/** What is shown, and what stands before the addresses of the edition. */
export interface PresentedWith {
  readonly result: OwnResult
  readonly rule: TickRule
  readonly base?: string
}

/** How many are shown first. */
const firstOf = { work: 3, near: 5, nearWithoutTarget: 10 }

/**
 * Words for a result. The server's page and the tool in the browser show the same.
 *
 * @example
 * presentResult(edition, { result, rule: 75 }).headline // 'You meet 5 of the 8 skills …'
 */
export function presentResult(
  edition: CapabilityFramework,
  { result, rule, base = '' }: PresentedWith,
): ResultView {
  const { target, standing } = result
  const { scale } = edition.framework
  const work = (target?.workOn ?? []).map((one) => presentWork(one, { scale, base }))
  const rows =
    target === undefined
      ? ownRows(result, { scale, base })
      : targetRows(edition, target, { result, base })
  return {
    headline: headlineOf(target, standing.assessed.size),
    bounds: target === undefined ? '' : boundsOf(target),
    caption:
      target === undefined
        ? 'Skills you assessed'
        : `Skills ${nameOfLevel(target.target)} asks for`,
    head: target === undefined ? ['Skill', 'You'] : ['Skill', 'You', 'Asked for', 'To go'],
    rows,
    workHeading:
      work.length < firstOf.work ? 'What to work on first' : 'Three things to work on first',
    workRule:
      'One more level of any skill covers the same share of what is asked for. So skills with the fewest levels to go come first, because they are met soonest, then by name.',
    work: work.slice(0, firstOf.work),
    moreWork: work.slice(firstOf.work),
    ...nearParts(edition, result, base),
    rule: `A level you chose yourself counts before one worked out from ticks. ${ruleSentence(rule)} A share of levels is, for each skill asked for, the lower of your level and the one asked for, added up and divided by all that is asked for; ${scaleWords(scale)}.`,
    left:
      standing.notHere.length === 0
        ? ''
        : `Kept but not measured, because this edition has no levels for it: ${standing.notHere.join(', ')}.`,
  }
}

/** The role levels that are near: the first of them, the others, and those that are met. */
function nearParts(
  { skills, framework }: CapabilityFramework,
  { standing, nearest, target }: OwnResult,
  base: string,
): Pick<ResultView, 'nearNote' | 'near' | 'moreNear' | 'met'> {
  const names = new Map(skills.map(({ slug, name }) => [slug, shownName(name).value]))
  const show = (one: NearLevel): ShownNear =>
    presentNear(one, { base, names, scale: framework.scale })
  const near = (nearest?.nearest ?? []).map(show)
  const first = target === undefined ? firstOf.nearWithoutTarget : firstOf.near
  return {
    nearNote:
      standing.assessed.size === 0
        ? ''
        : 'Of each role that shares a skill with you, the highest level that is still near, or else the one covered best. Skills you have not assessed count as none here, so the more you assess, the more these figures say. Being near is no promise.',
    near: near.slice(0, first),
    moreNear: near.slice(first),
    met: (nearest?.alreadyMet ?? []).map(show),
  }
}

/** "awareness counts 1, working 2" */
function scaleWords(scale: readonly string[]): string {
  return scale
    .map((_, at) => `${wordOf(at + 1, scale).toLowerCase()}${at === 0 ? ' counts' : ''} ${at + 1}`)
    .join(', ')
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
  { result: { standing }, base }: { readonly result: OwnResult; readonly base: string },
): ResultRow[] {
  const bySlug = new Map(edition.skills.map((skill) => [skill.slug, skill]))
  const { scale } = edition.framework
  return [...target.asks].flatMap(([slug, asked]) => {
    const skill = bySlug.get(slug)
    if (skill === undefined) return []
    const own = standing.assessed.get(slug)
    return [
      {
        ...linkTo(skill, base),
        cells: [
          own === undefined ? 'Not assessed' : yoursOf(own, scale),
          wordOf(asked, scale),
          own === undefined ? 'Not known' : stateOf(asked - own.place),
        ],
        note: own?.note ?? '',
      },
    ]
  })
}

function ownRows({ standing }: OwnResult, { scale, base }: Shared): ResultRow[] {
  return [...standing.assessed.values()].map((own) => ({
    ...linkTo(own.skill, base),
    cells: [yoursOf(own, scale)],
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

function presentWork({ skill, gap, worth, next }: WorkOn, { scale, base }: Shared): ShownWork {
  const from = wordOf(gap.from, scale).toLowerCase()
  const asked = wordOf(gap.to, scale).toLowerCase()
  const sentence = `You are at ${from}, ${asked} is asked for: ${counted(gap.steps, 'level')} to go. One more level is ${percent(worth)} of everything that is asked for.`
  if (next === undefined) {
    return {
      ...linkTo(skill, base),
      sentence,
      leadIn: 'The framework defines no higher level.',
      statements: [],
    }
  }
  const word = wordOf(next.place, scale).toLowerCase()
  return {
    ...linkTo(skill, base),
    sentence,
    leadIn:
      next.statements.length === 0
        ? `You ticked every statement of ${word}. Choose that level if it is yours.`
        : `Evidence that would move you up to ${word}. You can:`,
    statements: next.statements.map(({ text }) => shown(text)),
  }
}

interface Shared {
  readonly scale: readonly string[]
  readonly base: string
}

function linkTo({ slug, name }: Skill, base: string): NamedLink {
  return { href: `${base}/skills/${slug}`, name: shownName(name) }
}
