import type { Line, RoleLevelSummary, SummarySkill } from '../fragment.ts'
import type { Inference, LevelInference } from '../level-inference.ts'
import { closeMargin, closeThreshold } from '../level-inference.ts'
import type { Joining } from './context.ts'

/** One skill of a summary after headings for the same skill were merged. */
export interface MergedSkill {
  readonly skillAsNamed: string
  readonly inference: Inference
  readonly line: number
}

interface Group {
  readonly headings: SummarySkill[]
  readonly inference: Inference
}

/**
 * Infers skill and level of each heading of a summary. Headings that lead to the same skill are
 * merged and inferred once more from all their statements.
 */
export function mergedSkills(
  at: Joining,
  of: {
    summary: RoleLevelSummary
    source: string
    infer: LevelInference
    role: string | undefined
  },
): MergedSkill[] {
  const infer = (skillAsNamed: string, statements: readonly Line[]): Inference =>
    of.infer({
      skillAsNamed,
      statements: statements.map((statement) => statement.text),
      ...(of.role !== undefined && { role: of.role }),
    })
  const groups = new Map<string, Group>()
  for (const heading of of.summary.skills) {
    const inference = infer(heading.skillAsNamed, heading.statements)
    const key = inference.skill ?? `unresolved ${heading.line}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, { headings: [heading], inference })
    else known.headings.push(heading)
  }
  return [...groups.values()].map(({ headings, inference: alone }) => {
    const [first] = headings
    if (first === undefined) throw new RangeError('A group has at least one heading')
    const inference =
      headings.length === 1
        ? alone
        : infer(
            nameFor(at, headings, alone),
            headings.flatMap((heading) => heading.statements),
          )
    report(at, { headings, inference, alone, source: of.source, summary: of.summary })
    return { skillAsNamed: first.skillAsNamed, inference, line: first.line }
  })
}

/** The heading that names the skill, if one of them does. */
function nameFor(at: Joining, headings: readonly SummarySkill[], alone: Inference): string {
  const named = headings.find((heading) => at.skills.known(heading.skillAsNamed) === alone.skill)
  return (named ?? headings[0])?.skillAsNamed ?? ''
}

function report(
  at: Joining,
  of: {
    headings: readonly SummarySkill[]
    inference: Inference
    alone: Inference
    source: string
    summary: RoleLevelSummary
  },
): void {
  const { headings, inference, source, summary } = of
  const [first] = headings
  if (first === undefined) return
  const skill = inference.skill === undefined ? undefined : at.skills.nameOf(inference.skill)
  const subject = `${summary.roleLevel ?? summary.role}: ${skill ?? first.skillAsNamed}`
  const where = { source, subject }
  for (const heading of headings) {
    const known = at.skills.known(heading.skillAsNamed)
    if (skill === undefined || known === inference.skill) continue
    at.found(
      known === undefined ? 'skill-heading-unknown' : 'skill-heading-contradicts-statements',
      {
        ...where,
        line: heading.line,
        message: `The heading "${heading.skillAsNamed}" stands over statements of the skill ${skill}. They were taken as ${skill}.`,
        action: 'repaired',
        before: heading.skillAsNamed,
        after: skill,
      },
    )
  }
  for (const heading of headings.slice(1)) {
    at.found('skill-heading-repeated', {
      ...where,
      line: heading.line,
      message: `The skill ${skill ?? heading.skillAsNamed} already stands under the heading on line ${first.line}. The statements of both were merged.`,
      action: 'repaired',
      before: heading.skillAsNamed,
      after: first.skillAsNamed,
    })
  }
  reportLevel(at, { ...where, line: first.line, skill, inference, named: first.skillAsNamed })
}

function reportLevel(
  at: Joining,
  of: {
    source: string
    subject: string
    line: number
    skill: string | undefined
    inference: Inference
    named: string
  },
): void {
  const { source, subject, line, skill, inference, named } = of
  if (skill === undefined) {
    at.found('skill-heading-unresolved', {
      source,
      line,
      subject,
      message: `Neither the heading "${named}" nor the statements under it lead to a skill of this edition. The requirement was left out.`,
      action: 'left-out',
      before: named,
    })
  } else if (inference.basis === 'close') {
    at.found('level-close', {
      source,
      line,
      subject,
      message: closeMessage(skill, inference),
      action: 'kept',
    })
  } else if (inference.basis === 'undecided') {
    const best = inference.candidates.map(
      (each) => `${each.level} ${Math.round(each.score * 100)}%`,
    )
    at.found('level-undecided', {
      source,
      line,
      subject,
      message: `The statements do not decide a level of ${skill} (${best.length === 0 ? 'no statements' : best.join(', ')}). At least ${closeThreshold * 100}% agreement and a lead of ${closeMargin * 100} points are needed.`,
      action: 'kept',
    })
  }
}

function closeMessage(skill: string, inference: Inference): string {
  const { level, matched, unmatched, missing } = inference
  const changed = matched.filter((pair) => pair.likeness < 1).length
  if (changed + unmatched.length + missing.length === 0) {
    return `The statements are those of the level ${level} of ${skill}, but they also stand in another level or skill, so they are no proof.`
  }
  return `The statements agree to ${Math.round(inference.score * 100)}% with the level ${level} of ${skill}, ${differences(inference)}.`
}

function differences({ matched, unmatched, missing }: Inference): string {
  const changed = matched.filter((pair) => pair.likeness < 1).length
  const parts = [
    changed > 0 ? `${changed} worded differently` : '',
    missing.length > 0 ? `${missing.length} missing` : '',
    unmatched.length > 0 ? `${unmatched.length} more` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'in other words' : parts.join(', ')
}
