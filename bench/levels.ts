import { buildEdition, readPacks, shippedFrameworks } from '../src/editions/index.ts'
import type { CapabilityFramework, Skill } from '../src/framework/index.ts'
import { levelInference } from '../src/framework/index.ts'
import type { AreaResult } from './area.ts'

type Damage = (statements: readonly string[], random: () => number) => readonly string[]

/** What happens to wording between a framework and a summary of it. */
const damages: Readonly<Record<string, Damage>> = {
  'as published': (statements) => statements,
  'other quotation marks': (statements) =>
    statements.map((each) => `${each.replaceAll("'", '\u2019')}.`),
  'a word replaced': (statements, random) =>
    statements.map((each) => {
      const words = each.split(' ')
      return words.with(Math.floor(random() * words.length), 'new').join(' ')
    }),
  'words left out': (statements, random) =>
    statements.map((each) => {
      const words = each.split(' ')
      if (words.length < 5) return each
      return words
        .toSpliced(Math.floor(random() * words.length), 1)
        .slice(1)
        .join(' ')
    }),
  'a statement left out': (statements) =>
    statements.length === 1
      ? statements
      : statements.toSpliced(Math.floor(statements.length / 2), 1),
  'a statement added': (statements) => [...statements, 'work well with others in the team'],
  'half of them gone': (statements) => statements.slice(0, Math.ceil(statements.length / 2)),
  'joined into one': (statements) => [statements.join(' and ')],
  'split at commas': (statements) => statements.flatMap((each) => each.split(/, | and /)),
  reversed: (statements) => statements.toReversed(),
}

const headings = ['right', 'unknown', 'wrong'] as const

/** How often the level of every levelled requirement is inferred rightly from damaged wording. */
export async function levels(): Promise<AreaResult> {
  const pack = readPacks(shippedFrameworks).find((each) => each.identity.name === '2026-11-21')
  if (pack === undefined) throw new RangeError('The shipped edition is missing')
  const { edition } = buildEdition(pack)
  if (edition.kind !== 'capability-framework') throw new RangeError('Not a capability framework')
  const figures: Record<string, number> = {}
  const ratios: Record<string, number> = {}
  for (const heading of headings) {
    for (const [name, damage] of Object.entries(damages)) {
      const { asked, right, wrong, exactAndWrong } = measured(edition, heading, damage)
      const label = `${heading} heading, ${name}`
      figures[`${label}: right of ${asked}`] = right
      figures[`${label}: wrong`] = wrong
      figures[`${label}: exact and wrong`] = exactAndWrong
      ratios[label] = right / asked
    }
  }
  return { figures, ratios }
}

function measured(
  edition: CapabilityFramework,
  heading: (typeof headings)[number],
  damage: Damage,
): { asked: number; right: number; wrong: number; exactAndWrong: number } {
  const random = fromSeed(1)
  const links = new Set(edition.roleLinks.map((link) => `${link.skill} ${link.role}`))
  const infer = levelInference(edition.skills, (skill, role) => links.has(`${skill} ${role}`))
  const skills = new Map(edition.skills.map((skill) => [skill.slug, skill]))
  const tally = { asked: 0, right: 0, wrong: 0, exactAndWrong: 0 }
  for (const { role, skill: slug, level } of edition.requirements) {
    const skill = skills.get(slug)
    const published = skill?.levels.find((each) => each.level === level)?.statements ?? []
    if (skill === undefined || published.length === 0) continue
    const statements = damage(
      published.map((each) => each.text.value),
      random,
    )
    const skillAsNamed = headingFor(heading, skill, edition.skills)
    const found = infer({ skillAsNamed, statements, role })
    const right = found.skill === slug && found.level === level
    tally.asked += 1
    if (right) tally.right += 1
    else if (found.level !== undefined) tally.wrong += 1
    if (!right && found.basis === 'exact') tally.exactAndWrong += 1
  }
  return tally
}

function headingFor(
  heading: (typeof headings)[number],
  skill: Skill,
  skills: readonly Skill[],
): string {
  if (heading === 'right') return skill.name.value
  if (heading === 'unknown') return `Other ${skill.name.value.slice(0, 5)}`
  return skills[(skills.indexOf(skill) + 7) % skills.length]?.name.value ?? ''
}

/** The same numbers in every run. */
function fromSeed(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
