import type { CapabilityFramework, Skill } from '../capability-framework.ts'
import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import type { Comparable } from '../similarity.ts'
import { comparable, pairings } from '../similarity.ts'
import { folded } from '../text.ts'

/** Two statements are nearly the same from this likeness on. */
export const sameStatementThreshold = 0.75
/** Two skills are near-duplicates from this share of their statements on. */
export const nearDuplicateThreshold = 0.5

interface Compared {
  readonly skill: Skill
  /** Skills whose names differ only by a qualifier in brackets are one family. */
  readonly family: string
  readonly levels: ReadonlyMap<string, readonly Comparable[]>
  readonly statements: number
}

interface NearPair {
  readonly a: Compared
  readonly b: Compared
  readonly shared: number
  readonly share: number
}

/**
 * Finds skills that say nearly the same. Measure: statements of the same level that are alike by
 * at least `sameStatementThreshold`, paired one to one, as a share of the statements of the skill
 * that has fewer; from `nearDuplicateThreshold` on it is a finding. Skills of one qualified family
 * ("User focus", "User focus (content design)") make one finding together, not one a pair.
 */
export function checkNearDuplicates(edition: CapabilityFramework): Finding[] {
  const skills = edition.skills.map(prepared).filter((each) => each.statements > 0)
  const pairs = candidatePairs(skills)
    .map(measured)
    .filter((pair) => pair.share >= nearDuplicateThreshold)
  const [within, across] = [
    pairs.filter((pair) => pair.a.family === pair.b.family),
    pairs.filter((pair) => pair.a.family !== pair.b.family),
  ]
  const families = Map.groupBy(within, (pair) => pair.a.family)
  return [...across.map(pairFinding), ...[...families.values()].map(familyFinding)]
}

function prepared(skill: Skill): Compared {
  const levels = new Map(
    skill.levels.map((level) => [
      level.level,
      level.statements.map((statement) => comparable(statement.text.value)),
    ]),
  )
  if (skill.statements.length > 0) {
    levels.set(
      '',
      skill.statements.map((statement) => comparable(statement.text.value)),
    )
  }
  const family = folded(unqualified(skill.name.value))
  const statements = [...levels.values()].reduce((sum, level) => sum + level.length, 0)
  return { skill, family, levels, statements }
}

/** A name without the qualifier in brackets at its end. */
function unqualified(name: string): string {
  const trimmed = name.trim()
  const at = trimmed.endsWith(')') ? trimmed.lastIndexOf('(') : -1
  return at === -1 ? trimmed : trimmed.slice(0, at)
}

/** Pairs that share at least two rare terms at one level; others cannot reach the threshold. */
function candidatePairs(skills: readonly Compared[]): [Compared, Compared][] {
  const byTerm = new Map<string, number[]>()
  for (const [index, { levels }] of skills.entries()) {
    for (const [level, statements] of levels) {
      for (const term of new Set(statements.flatMap((each) => [...each.terms.keys()]))) {
        if (!term.includes(' ')) continue
        const key = `${level} ${term}`
        const known = byTerm.get(key)
        if (known === undefined) byTerm.set(key, [index])
        else known.push(index)
      }
    }
  }
  const votes = new Map<number, number>()
  for (const holders of byTerm.values()) {
    if (holders.length < 2 || holders.length > 40) continue
    for (const [position, a] of holders.entries()) {
      for (const b of holders.slice(position + 1)) {
        const key = a * skills.length + b
        votes.set(key, (votes.get(key) ?? 0) + 1)
      }
    }
  }
  return [...votes].flatMap(([key, count]): [Compared, Compared][] => {
    const a = skills[Math.floor(key / skills.length)]
    const b = skills[key % skills.length]
    return a === undefined || b === undefined || count < 4 ? [] : [[a, b]]
  })
}

function measured([a, b]: [Compared, Compared]): NearPair {
  let shared = 0
  for (const [level, statements] of a.levels) {
    shared += pairings(statements, b.levels.get(level) ?? [], sameStatementThreshold).length
  }
  return { a, b, shared, share: shared / Math.min(a.statements, b.statements) }
}

function pairFinding({ a, b, shared, share }: NearPair): Finding {
  const fewer = Math.min(a.statements, b.statements)
  const [first, second] = [a.skill.name.value, b.skill.name.value]
  return nearDuplicate(a.skill, {
    subject: `${first}; ${second}`,
    message: `${shared} of ${fewer} statements (${percent(share)}) of ${first} and ${second} are nearly the same at the same level.`,
  })
}

function familyFinding(pairs: NearPair[]): Finding {
  const members = [...new Set(pairs.flatMap(({ a, b }) => [a.skill, b.skill]))]
  const names = members.map((skill) => skill.name.value)
  const least = Math.min(...pairs.map((pair) => pair.share))
  const most = Math.max(...pairs.map((pair) => pair.share))
  const range = least === most ? percent(least) : `${percent(least)} to ${percent(most)}`
  return nearDuplicate(pairs[0]?.a.skill, {
    subject: names.join('; '),
    message: `${names.length} skills of one name share ${range} of their statements: ${new Intl.ListFormat('en-GB').format(names)}.`,
  })
}

function nearDuplicate(
  skill: Skill | undefined,
  of: { subject: string; message: string },
): Finding {
  const [first] = skill?.provenance ?? []
  return finding('near-duplicate-skills', {
    source: first?.source ?? '',
    line: first?.line ?? null,
    action: 'kept',
    ...of,
  })
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
