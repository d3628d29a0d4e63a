import type { CapabilityFramework, ChangeNote, RoleLink } from '../capability-framework.ts'
import { checkFramework } from '../checks/index.ts'
import type { Finding } from '../finding.ts'
import type { CapabilityFragment, Line } from '../fragment.ts'
import type { Text } from '../text.ts'
import type { EditionInput, Joining } from './context.ts'
import { joining } from './context.ts'
import type { InferredRequirement } from './requirements.ts'
import { joinRequirements } from './requirements.ts'
import type { JoinedRoles } from './roles.ts'
import { joinRoles } from './roles.ts'
import { joinSkills } from './skills.ts'
import { checkSummaries } from './summary-checks.ts'

/** An edition with everything that joining and checking brought to light. */
export interface CompiledCapability {
  readonly edition: CapabilityFramework
  readonly findings: readonly Finding[]
  /** The requirements that summaries speak of, with the reasons for their level. */
  readonly inferred: readonly InferredRequirement[]
}

/**
 * Joins what documents say into one edition of a capability framework and checks it as a whole.
 * Earlier fragments win where documents differ; every difference is a finding.
 *
 * @example
 * compileCapability({ framework, edition, sources }, fragments).edition.roles.length // 52
 */
export function compileCapability(
  input: EditionInput,
  fragments: readonly CapabilityFragment[],
): CompiledCapability {
  const at = joining(input, fragments)
  const roles = joinRoles(at)
  const skills = joinSkills(at)
  const { requirements, inferred } = joinRequirements(at, { roles, skills })
  const edition: CapabilityFramework = {
    kind: 'capability-framework',
    framework: input.framework,
    edition: input.edition,
    sources: input.sources,
    introduction: texts(at, (fragment) => fragment.introduction),
    purposes: texts(at, (fragment) => fragment.purposes),
    families: roles.families,
    roles: byFamily(roles),
    skills,
    requirements,
    roleLinks: roleLinks(at),
    changeNotes: changeNotes(at),
  }
  checkSummaries(at, { edition, inferred })
  const findings = [
    ...at.families.findings,
    ...at.roles.findings,
    ...at.skills.findings,
    ...at.findings,
    ...checkFramework(edition),
  ]
  return { edition, findings, inferred }
}

function texts(
  at: Joining,
  of: (fragment: CapabilityFragment) => readonly Line[] | undefined,
): Text[] {
  return at.fragments.flatMap((fragment) =>
    (of(fragment) ?? []).map((line) => at.text(line.text, fragment)),
  )
}

function byFamily({ families, roles }: JoinedRoles): CapabilityFramework['roles'] {
  const order = new Map(families.map((family, index) => [family.slug, index]))
  const place = (family: string | null): number =>
    family === null ? families.length : (order.get(family) ?? families.length)
  return roles.toSorted((a, b) => place(a.family) - place(b.family))
}

function roleLinks(at: Joining): RoleLink[] {
  const seen = new Set<string>()
  return at.fragments.flatMap((fragment) =>
    (fragment.roleLinks ?? []).flatMap((link): RoleLink[] => {
      const where = { source: fragment.source, line: link.line }
      const skill = at.skills.slug({ name: link.skill, ...where })
      const role = at.roles.slug({ name: link.role, ...where })
      if (seen.has(`${skill} ${role}`)) return []
      seen.add(`${skill} ${role}`)
      return [{ skill, role, roleAsNamed: link.role, ...where }]
    }),
  )
}

function changeNotes(at: Joining): ChangeNote[] {
  return at.fragments.flatMap((fragment) =>
    (fragment.changeNotes ?? []).map((note): ChangeNote => {
      const known = at.roles.known(note.page) ?? at.skills.known(note.page)
      if (known === undefined && note.page.toLowerCase() !== 'homepage') {
        at.found('change-note-page-unknown', {
          source: fragment.source,
          line: note.line,
          subject: note.page,
          message: `The change note is about "${note.page}", which is neither a role nor a skill of this edition.`,
          action: 'kept',
        })
      }
      return {
        date: note.date ?? null,
        page: note.page,
        note: at.text(note.note, fragment),
        source: fragment.source,
        line: note.line,
      }
    }),
  )
}
