import type { LevelProfile, NearLevel, RouteRule } from '../careers/index.ts'
import {
  findLevel,
  gapBetween,
  nameOf,
  nearestTo,
  routeBetween,
  routeRules,
} from '../careers/index.ts'
import type { EditionLibrary } from '../editions/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import { choose, notFound } from './check.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options that say which edition to measure in. */
export interface CareerOptions {
  readonly framework: string
  readonly edition?: string
}

/** What one role level asks for beyond another. */
export function gap(
  library: EditionLibrary,
  options: CareerOptions & { readonly from: string; readonly to: string },
): Outcome {
  return withEdition(library, options, (edition) =>
    withLevels(edition, [options.from, options.to], ([from, to]) => {
      if (from === undefined || to === undefined)
        return refusal('role-level-missing', 'Name two role levels.')
      const { coverage, metShare, largestDeficit, skills } = gapBetween(from.asks, to.asks)
      const { scale } = edition.framework
      const names = namesOf(edition)
      const listed = skills.map((each) => ({
        skill: names.get(each.skill) ?? each.skill,
        from: scale[each.from - 1] ?? null,
        to: scale[each.to - 1] ?? null,
        change: each.change,
        steps: each.steps,
      }))
      return {
        json: {
          from: nameOf(from),
          to: nameOf(to),
          coverage,
          metShare,
          largestDeficit,
          skills: listed,
        },
        text: [
          `From ${nameOf(from)} to ${nameOf(to)}: meets ${metOf(metShare, to)}, covers ${percent(coverage)} of the levels.`,
          ...listed.map(
            (each) =>
              `  ${each.change}: ${each.skill}: ${each.from ?? 'not asked'} to ${each.to ?? 'not asked'}`,
          ),
        ].join('\n'),
        exitCode: 0,
      }
    }),
  )
}

/** Role levels of other roles that are near one. */
export function nearest(
  library: EditionLibrary,
  options: CareerOptions & { readonly of: string; readonly limit?: number; readonly all?: boolean },
): Outcome {
  return withEdition(library, options, (edition) =>
    withLevels(edition, [options.of], ([start]) => {
      if (start === undefined) return refusal('role-level-missing', 'Name a role level.')
      const all = options.all === true
      const found = nearestTo(edition, start.asks, { role: start.role.slug, all })
      const names = namesOf(edition)
      const listed = (entries: readonly NearLevel[]) =>
        entries.slice(0, options.limit).map((entry) => entryOf(entry, names))
      const json = { nearest: listed(found.nearest), alreadyMet: listed(found.alreadyMet) }
      const line = (each: ReturnType<typeof entryOf>): string =>
        `  ${each.role}: ${each.roleLevel}: covers ${percent(each.coverage)}, ${each.deficits.length} skills short`
      return {
        json,
        text: [
          `Near ${nameOf(start)} (near means at least ${percent(found.threshold)} covered):`,
          ...(all ? [] : ['Of each role, the highest level that is still near.']),
          ...found.nearest
            .slice(0, options.limit)
            .flatMap((entry) => [line(entryOf(entry, names)), ...bestLine(entry)]),
          ...(json.alreadyMet.length > 0 ? ['Already met:', ...json.alreadyMet.map(line)] : []),
        ].join('\n'),
        exitCode: 0,
      }
    }),
  )
}

/** The level of the role that is covered better than the highest near one. */
function bestLine({ best }: NearLevel): string[] {
  if (best === undefined) return []
  return [
    `    covered best of those that ask for more: ${nameOf(best.profile)}, ${percent(best.gap.coverage)}`,
  ]
}

/** The cheapest way from one role level to another. */
export function route(
  library: EditionLibrary,
  options: CareerOptions & { readonly from: string; readonly to: string; readonly rule: string },
): Outcome {
  const rule = ruleOf(options.rule)
  if (rule === undefined) {
    return refusal(
      'rule-unknown',
      `There is no rule "${options.rule}". The rules are: ${Object.keys(routeRules).join(', ')}.`,
    )
  }
  return withEdition(library, options, (edition) =>
    withLevels(edition, [options.from, options.to], ([from, to]) => {
      if (from === undefined || to === undefined)
        return refusal('role-level-missing', 'Name two role levels.')
      const found = routeBetween(edition, { from, to, rule })
      if ('reason' in found) return { json: found, text: found.reason, exitCode: 0 }
      const moves = found.moves.map((move) => ({
        from: nameOf(move.from),
        to: nameOf(move.to),
        coverage: move.coverage,
        steps: move.steps,
      }))
      return {
        json: { moves, cost: found.cost, rule },
        text: [
          `${routeRules[rule].title}: ${moves.length === 1 ? 'one move' : `${moves.length} moves`}.`,
          ...moves.map(
            (move) =>
              `  ${move.from} -> ${move.to}: covers ${percent(move.coverage)}, ${move.steps} levels missing`,
          ),
        ].join('\n'),
        exitCode: 0,
      }
    }),
  )
}

function ruleOf(name: string): RouteRule | undefined {
  return (['fewest-moves', 'smallest-steps', 'stay-in-family'] as const).find(
    (rule) => rule === name,
  )
}

function entryOf(
  { profile, gap: measured, asksLess }: NearLevel,
  names: ReadonlyMap<string, string>,
) {
  return {
    role: profile.role.name.value,
    roleLevel: profile.level.name.value,
    coverage: measured.coverage,
    metShare: measured.metShare,
    deficits: measured.skills
      .filter((each) => each.steps > 0)
      .map((each) => ({ skill: names.get(each.skill) ?? each.skill, steps: each.steps })),
    ...(asksLess && { asksLess }),
  }
}

function withEdition(
  library: EditionLibrary,
  options: CareerOptions,
  use: (edition: CapabilityFramework) => Outcome,
): Outcome {
  const edition = choose(library, options)[0]?.edition
  if (edition === undefined) return refusal('edition-not-found', notFound(library, options))
  if (edition.kind !== 'capability-framework') {
    return refusal(
      'not-a-capability-framework',
      `${edition.framework.slug} is a maturity model. It has no role levels.`,
    )
  }
  return use(edition)
}

function withLevels(
  edition: CapabilityFramework,
  names: readonly string[],
  use: (levels: readonly LevelProfile[]) => Outcome,
): Outcome {
  const levels: LevelProfile[] = []
  for (const name of names) {
    const found = findLevel(edition, name)
    if ('profile' in found) levels.push(found.profile)
    else {
      const { reason, candidates } = found
      const meant = candidates.length === 0 ? '' : ` Did you mean: ${candidates.join('; ')}?`
      return {
        ...refusal('role-level-not-found', `${reason}${meant}`),
        json: { error: { code: 'role-level-not-found', message: reason, candidates } },
      }
    }
  }
  return use(levels)
}

function namesOf(edition: CapabilityFramework): ReadonlyMap<string, string> {
  return new Map(edition.skills.map((skill) => [skill.slug, skill.name.value]))
}

function metOf(metShare: number, { asks }: LevelProfile): string {
  return `${Math.round(metShare * asks.size)} of ${asks.size} skills`
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
