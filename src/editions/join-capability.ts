import type { CapabilityFragment, CapabilityFramework, Finding } from '../framework/index.ts'
import { compileCapability, fragmentsOf, levelKey, orderOf } from '../framework/index.ts'
import type { ImportedEdition, Material, Options } from './joining.ts'
import { allFindings, inOrderOf, inputFor } from './joining.ts'
import type { LoadedEdition } from './library.ts'

/**
 * Joins files with the newest edition of the capability framework they belong to. A complete
 * official download keeps only the order of role levels from it.
 */
export function joinedCapability(
  material: Material<CapabilityFragment>,
  options: Options,
): ImportedEdition {
  const loaded = capabilityBase(material.fragments, options)
  const base = loaded?.edition
  const complete = isComplete(material.fragments)
  const own = new Set(material.fragments.map((fragment) => fragment.source))
  const previous =
    base === undefined
      ? []
      : complete
        ? [orderOf(base, levelsOf(material.fragments))]
        : // A file that is loaded again takes the place of what it said before.
          fragmentsOf(base).filter((fragment) => !own.has(fragment.source))
  const input = inputFor(base, { kind: 'capability-framework', material, options, complete })
  const compiled = compileCapability(input, [...material.fragments, ...previous])
  const edition = inOrder(compiled.edition, base)
  const loose = orderedNow(edition) ? withoutOrder(material.loose) : material.loose
  const kept = new Set(complete ? [] : previous.map(({ source }) => source))
  const findings = allFindings({ loose, joined: compiled.findings, base: loaded?.whole, kept })
  return {
    edition,
    held: heldCapability(edition, own),
    findings,
    heldFindings: findings.filter((each) => own.has(each.source) || loose.includes(each)),
    inferred: compiled.inferred,
    files: [...own],
    ...(base !== undefined && { basedOn: `${base.framework.slug}@${base.edition.name}` }),
  }
}

interface Base {
  readonly edition: CapabilityFramework
  readonly whole: LoadedEdition
}

/** Families and roles keep the places they had; new ones come last. */
function inOrder(
  edition: CapabilityFramework,
  base: CapabilityFramework | undefined,
): CapabilityFramework {
  if (base === undefined) return edition
  const families = inOrderOf(edition.families, base.families)
  const place = new Map(families.map(({ slug }, index) => [slug, index]))
  const at = (family: string | null): number => place.get(family ?? '') ?? families.length
  const roles = inOrderOf(edition.roles, base.roles).toSorted((a, b) => at(a.family) - at(b.family))
  return { ...edition, families, roles }
}

/** Whether the rank of every level is known, from whatever source. */
function orderedNow({ roles }: CapabilityFramework): boolean {
  return roles.every(({ levels }) => levels.every(({ rank }) => rank !== null))
}

function withoutOrder(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }) => code !== 'level-order-unknown')
}

/** Roles with their requirements, and skills with their statements: an edition of its own. */
function isComplete(fragments: readonly CapabilityFragment[]): boolean {
  const has = (part: (fragment: CapabilityFragment) => readonly unknown[] | undefined): boolean =>
    fragments.some((fragment) => (part(fragment)?.length ?? 0) > 0)
  return has((each) => each.roles) && has((each) => each.requirements) && has((each) => each.skills)
}

function levelsOf(fragments: readonly CapabilityFragment[]): Set<string> {
  return new Set(
    fragments.flatMap((fragment) =>
      (fragment.roles ?? []).flatMap((role) =>
        role.levels.map((level) => levelKey(role.name, level.name)),
      ),
    ),
  )
}

/** The newest edition of the framework that the files share the most names with. */
function capabilityBase(
  fragments: readonly CapabilityFragment[],
  { library, into }: Options,
): Base | undefined {
  const newest = new Map<string, Base>()
  for (const whole of library.all()) {
    const { edition } = whole
    if (edition.kind !== 'capability-framework' || newest.has(edition.framework.slug)) continue
    newest.set(edition.framework.slug, { edition, whole })
  }
  if (into?.framework !== undefined) return newest.get(into.framework)
  const named = new Set(fragments.flatMap(namesIn).map((name) => name.toLowerCase()))
  const shared = ({ edition }: Base): number =>
    [...edition.roles, ...edition.skills].filter((each) => named.has(each.name.value.toLowerCase()))
      .length
  return [...newest.values()].toSorted((a, b) => shared(b) - shared(a))[0]
}

function namesIn(fragment: CapabilityFragment): string[] {
  return [
    ...(fragment.roles ?? []).map((role) => role.name),
    ...(fragment.skills ?? []).map((skill) => skill.name),
    ...(fragment.summaries ?? []).flatMap((summary) => [
      summary.role,
      ...summary.skills.map((skill) => skill.skillAsNamed),
    ]),
  ]
}

/** The part of an edition that certain sources speak of. */
function heldCapability(
  edition: CapabilityFramework,
  own: ReadonlySet<string>,
): CapabilityFramework {
  const from = (thing: { provenance: readonly { source: string }[] }): boolean =>
    thing.provenance.some((each) => own.has(each.source))
  const roles = edition.roles
    .filter(from)
    .map((role) => ({ ...role, levels: role.levels.filter(from) }))
  const families = new Set(roles.map((role) => role.family))
  return {
    ...edition,
    introduction: [],
    purposes: [],
    families: edition.families.filter((family) => families.has(family.slug)),
    roles,
    skills: edition.skills.filter(from),
    requirements: edition.requirements.filter((each) =>
      each.evidence.some((evidence) => own.has(evidence.source)),
    ),
    roleLinks: edition.roleLinks.filter((link) => own.has(link.source)),
    changeNotes: edition.changeNotes.filter((note) => own.has(note.source)),
  }
}
