import type { CapabilityFramework, Edition, MaturityModel, Skill } from '../../framework/index.ts'
import { folded } from '../../framework/index.ts'

/**
 * What an edition says that cannot be: two things with one slug, number or identifier, or a name
 * of something that it does not hold. One sentence each; none: the edition holds together. A role
 * link may name a role that is gone.
 *
 * @example
 * contradictionsOf(edition) // ['The role kite-maker names the family flight, which is not there.']
 */
export function contradictionsOf(edition: Edition): string[] {
  const faults = new Faults()
  if (edition.framework.kind !== edition.kind) {
    faults.add(`The framework is a ${edition.framework.kind}, the edition a ${edition.kind}.`)
  }
  checkNames(edition, faults)
  if (edition.kind === 'capability-framework') checkCapability(edition, faults)
  else checkMaturity(edition, faults)
  return faults.sentences
}

/** Names become parts of addresses and of files, and addresses become links. */
function checkNames({ framework, edition, sources }: Edition, faults: Faults): void {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(framework.slug)) {
    faults.add(`The slug of the framework is "${framework.slug.slice(0, 100)}", which is no slug.`)
  }
  if (!/^\d{4}[a-z0-9-]{0,60}$/.test(edition.name)) {
    faults.add(
      `The edition is named "${edition.name.slice(0, 100)}", which does not begin with a date.`,
    )
  }
  if (!/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(framework.lang)) {
    faults.add(`The language "${framework.lang.slice(0, 40)}" is no language tag.`)
  }
  const links = [
    framework.licence.url,
    framework.officialService?.url,
    ...sources.map(({ url }) => url),
  ]
  for (const link of links) {
    if (link === undefined || link === '' || /^https?:\/\//i.test(link)) continue
    faults.add(`The address "${link.slice(0, 100)}" is not one of a web page.`)
  }
}

class Faults {
  readonly sentences: string[] = []

  add(sentence: string): void {
    this.sentences.push(sentence)
  }

  unique(what: string, values: Iterable<string | number>): Set<string | number> {
    const seen = new Set<string | number>()
    for (const value of values) {
      if (seen.has(value)) this.add(`Two ${what}: ${value}.`)
      seen.add(value)
    }
    return seen
  }

  known(known: ReadonlySet<string | number>, value: string | number, sentence: string): void {
    if (!known.has(value)) this.add(`${sentence} ${value}, which is not there.`)
  }
}

function checkCapability(edition: CapabilityFramework, faults: Faults): void {
  const { families, roles, skills } = edition
  const familySlugs = faults.unique('families with the slug', slugs(families))
  faults.unique('roles with the slug', slugs(roles))
  const skillSlugs = faults.unique('skills with the slug', slugs(skills))
  const levels = roles.flatMap((role) => role.levels)
  const things = [...families, ...roles, ...levels, ...skills]
  faults.unique('things with the identifier', ids(things))
  for (const role of roles) {
    faults.unique(`levels of the role ${role.slug} with the slug`, slugs(role.levels))
    if (role.family !== null) {
      faults.known(familySlugs, role.family, `The role ${role.slug} names the family`)
    }
    if (role.kind === 'senior-civil-service' && role.levels.length > 0) {
      faults.add(`The Senior Civil Service role ${role.slug} has levels.`)
    }
  }
  checkSkills(edition, faults)
  checkRequirements(edition, skillSlugs, faults)
  for (const link of edition.roleLinks) {
    faults.known(skillSlugs, link.skill, `A link to the role ${link.role} names the skill`)
  }
}

function checkSkills({ skills, framework }: CapabilityFramework, faults: Faults): void {
  const scale = faults.unique('levels of the scale named', framework.scale)
  const wordings = new Map<string, string>()
  for (const skill of skills) {
    const own = faults.unique(
      `levels of the skill ${skill.slug} named`,
      skill.levels.map(({ level }) => level),
    )
    for (const level of own) faults.known(scale, level, `The skill ${skill.slug} has the level`)
    for (const { id, wording } of wordingsOf(skill)) {
      const known = wordings.get(id)
      if (known !== undefined && known !== wording) {
        faults.add(`Two statements have the identifier ${id}; one is of the skill ${skill.slug}.`)
      }
      wordings.set(id, wording)
    }
  }
}

/** The same words in the same place have the same identifier, so only other words are a fault. */
function wordingsOf(skill: Skill): { id: string; wording: string }[] {
  const parts = [
    ...skill.levels.map(({ level, statements }) => ({ part: `level ${level}`, statements })),
    { part: 'statements', statements: skill.statements },
    { part: 'examples', statements: skill.leadershipExamples },
  ]
  return parts.flatMap(({ part, statements }) =>
    statements.map(({ id, text }) => ({
      id,
      wording: JSON.stringify([skill.slug, part, folded(text.value)]),
    })),
  )
}

function checkRequirements(
  edition: CapabilityFramework,
  skills: ReadonlySet<string | number>,
  faults: Faults,
): void {
  const scale = new Set(edition.framework.scale)
  const roles = new Map(
    edition.roles.map((role) => [role.slug, new Set(slugs(role.levels))] as const),
  )
  faults.unique(
    'requirements of one role level for one skill',
    edition.requirements.map(({ role, roleLevel, skill }) =>
      [role, ...(roleLevel === null ? [] : [roleLevel]), skill].join(' / '),
    ),
  )
  for (const { role, roleLevel, skill, level } of edition.requirements) {
    const about = `A requirement of ${role} names`
    const levels = roles.get(role)
    if (levels === undefined)
      faults.add(`A requirement names the role ${role}, which is not there.`)
    else if (roleLevel !== null) faults.known(levels, roleLevel, `${about} the role level`)
    else if (levels.size > 0) faults.add(`A requirement of ${role} names none of its levels.`)
    faults.known(skills, skill, `${about} the skill`)
    if (level !== null) faults.known(scale, level, `${about} the skill level`)
  }
}

function checkMaturity(model: MaturityModel, faults: Faults): void {
  const topics = faults.unique('topics with the number', numbers(model.topics))
  faults.unique('topics with the slug', slugs(model.topics))
  const themes = faults.unique('themes with the slug', slugs(model.themes))
  const rows = faults.unique('rows with the number', numbers(model.rows))
  const levels = faults.unique('levels with the number', numbers(model.levels))
  const things = [...model.topics, ...model.themes, ...model.rows, ...model.descriptors]
  faults.unique('things with the identifier', ids(things))
  for (const row of model.rows) {
    faults.known(topics, row.topic, `Row ${row.number} names the topic`)
    faults.known(themes, row.theme, `Row ${row.number} names the theme`)
  }
  faults.unique(
    'descriptors of row and level',
    model.descriptors.map(({ row, level }) => `${row} / ${level}`),
  )
  for (const { row, level, id } of model.descriptors) {
    faults.known(rows, row, `The descriptor ${id} names the row`)
    faults.known(levels, level, `The descriptor ${id} names the level`)
  }
}

function slugs(things: readonly { readonly slug: string }[]): string[] {
  return things.map(({ slug }) => slug)
}

function ids(things: readonly { readonly id: string }[]): string[] {
  return things.map(({ id }) => id)
}

function numbers(things: readonly { readonly number: number }[]): number[] {
  return things.map(({ number }) => number)
}
