import type { Role, RoleFamily, RoleLevel, Track, UsualGrade } from '../capability-framework.ts'
import type { Provenance } from '../edition.ts'
import type { CapabilityFragment, FragmentRole, FragmentRoleLevel } from '../fragment.ts'
import { thingId } from '../identifiers.ts'
import type { Text } from '../text.ts'
import type { Joining } from './context.ts'
import type { NameRegister } from './names.ts'
import { nameRegister } from './names.ts'

/** Families and roles, and per role the register that leads from a level's name to its slug. */
export interface JoinedRoles {
  readonly families: readonly RoleFamily[]
  readonly roles: readonly Role[]
  readonly levelNames: ReadonlyMap<string, NameRegister>
}

interface OpenRole {
  readonly slug: string
  readonly name: Text
  family: string | null
  kind: Role['kind'] | undefined
  description: Text | undefined
  readonly levelNames: NameRegister
  readonly levels: Map<string, OpenLevel>
  readonly provenance: Provenance[]
}

interface OpenLevel {
  readonly slug: string
  readonly name: Text
  number: number | null
  rank: number | null
  track: Track | null
  description: Text | undefined
  usualGrade: UsualGrade | undefined
  readonly provenance: Provenance[]
}

/**
 * Joins what all documents say about families, roles and role levels, in the order in which the
 * documents name them. Where no document lists roles, those that skills name stand alone.
 *
 * @example
 * joinRoles(joining(input, fragments)).roles // [{ slug: 'data-engineer', levels: [ … ], … }]
 */
export function joinRoles(at: Joining): JoinedRoles {
  const open = new Map<string, OpenRole>()
  for (const fragment of at.fragments) {
    for (const role of rolesOf(fragment)) addRole(at, open, { role, fragment })
  }
  if (open.size === 0) {
    for (const fragment of at.fragments) {
      for (const { role, line } of fragment.roleLinks ?? []) {
        addRole(at, open, { role: { name: role, levels: [], line }, fragment })
      }
    }
  }
  for (const role of open.values()) at.findings.push(...role.levelNames.findings)
  return {
    families: familiesOf(at, open),
    roles: [...open.values()].map((role) => closed(at, role)),
    levelNames: new Map([...open].map(([slug, role]) => [slug, role.levelNames])),
  }
}

/** A summary describes its role and role level like any other document. */
function rolesOf(fragment: CapabilityFragment): FragmentRole[] {
  const summarised = (fragment.summaries ?? []).map((summary): FragmentRole => {
    const { family, role, roleDescription, roleLevel, roleLevelDescription, line } = summary
    const level: FragmentRoleLevel[] =
      roleLevel === undefined
        ? []
        : [
            {
              name: roleLevel,
              line,
              ...(roleLevelDescription !== undefined && { description: roleLevelDescription }),
            },
          ]
    return {
      name: role,
      family,
      levels: level,
      line,
      ...(roleLevel === undefined && { kind: 'senior-civil-service' as const }),
      ...(roleDescription !== undefined && { description: roleDescription }),
    }
  })
  return [...(fragment.roles ?? []), ...summarised]
}

function addRole(
  at: Joining,
  open: Map<string, OpenRole>,
  { role, fragment }: { role: FragmentRole; fragment: CapabilityFragment },
): void {
  const where = { source: fragment.source, line: role.line }
  const slug = at.roles.slug({ name: role.name, ...where })
  const known = open.get(slug) ?? newRole(at.text(role.name, fragment), slug)
  open.set(slug, known)
  known.provenance.push(where)
  known.kind ??= role.kind
  if (role.family !== undefined && role.family !== '') {
    known.family ??= at.families.slug({ name: role.family, ...where })
  }
  if (role.description !== undefined) {
    const text = at.text(role.description, fragment)
    if (known.description === undefined) known.description = text
    else
      differs(at, {
        what: `The role ${role.name}`,
        first: known.description.value,
        second: text.value,
        ...where,
      })
  }
  for (const level of role.levels) addLevel(at, known, { level, fragment })
}

function newRole(name: Text, slug: string): OpenRole {
  return {
    slug,
    name,
    family: null,
    kind: undefined,
    description: undefined,
    levelNames: nameRegister('role level'),
    levels: new Map(),
    provenance: [],
  }
}

function addLevel(
  at: Joining,
  role: OpenRole,
  { level, fragment }: { level: FragmentRoleLevel; fragment: CapabilityFragment },
): void {
  const where = { source: fragment.source, line: level.line }
  const slug = role.levelNames.slug({ name: level.name, ...where })
  const known = role.levels.get(slug) ?? {
    slug,
    name: at.text(level.name, fragment),
    number: null,
    rank: null,
    track: null,
    description: undefined,
    usualGrade: undefined,
    provenance: [],
  }
  role.levels.set(slug, known)
  known.provenance.push(where)
  known.number ??= level.number ?? null
  known.rank ??= level.rank ?? null
  known.track ??= level.track ?? null
  known.usualGrade ??= level.usualGrade
  if (level.description === undefined) return
  const text = at.text(level.description, fragment)
  if (known.description === undefined) known.description = text
  else
    differs(at, {
      what: `The role level ${level.name}`,
      first: known.description.value,
      second: text.value,
      ...where,
    })
}

function differs(
  at: Joining,
  of: { what: string; first: string; second: string; source: string; line: number },
): void {
  if (of.first === of.second) return
  at.found('rows-contradict', {
    source: of.source,
    line: of.line,
    subject: of.what.replace(/^The role (?:level )?/, ''),
    message: `${of.what} is described differently elsewhere. The first description was kept.`,
    action: 'left-out',
    before: of.second,
    after: of.first,
  })
}

function familiesOf(at: Joining, open: ReadonlyMap<string, OpenRole>): RoleFamily[] {
  const slugs = new Set(
    [...open.values()].map((role) => role.family).filter((slug) => slug !== null),
  )
  return [...slugs].map((slug) => ({
    id: thingId(at.input.framework.id, 'families', slug),
    slug,
    name: { lang: at.input.framework.lang, value: at.families.nameOf(slug) },
  }))
}

function closed(at: Joining, role: OpenRole): Role {
  const levels = [...role.levels.values()]
  const published = levels.every((level) => level.number !== null)
    ? levels.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0))
    : levels
  return {
    id: thingId(at.input.framework.id, 'roles', role.slug),
    slug: role.slug,
    name: role.name,
    family: role.family,
    kind: levels.length > 0 ? 'levelled' : (role.kind ?? 'levelled'),
    ...(role.description !== undefined && { description: role.description }),
    levels: published.map((level) => closedLevel(at, role.slug, level)),
    provenance: role.provenance,
  }
}

function closedLevel(at: Joining, role: string, level: OpenLevel): RoleLevel {
  return {
    id: thingId(at.input.framework.id, 'roles', role, level.slug),
    slug: level.slug,
    name: level.name,
    number: level.number,
    rank: level.rank,
    track: level.track,
    ...(level.description !== undefined && { description: level.description }),
    ...(level.usualGrade !== undefined && { usualGrade: level.usualGrade }),
    provenance: level.provenance,
  }
}
