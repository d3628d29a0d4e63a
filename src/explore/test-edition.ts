import type {
  CapabilityFramework,
  Requirement,
  Role,
  RoleLevel,
  Skill,
  Text,
} from '../framework/index.ts'
import { indexOf } from './lookup.ts'
import type { EditionIndex } from './lookup.ts'

/** Test data: published wording. */
export function text(value: string): Text {
  return { lang: 'en-GB', value }
}

/** Test data: a role level with what the test cares about. */
export function roleLevel(slug: string, rest: Partial<RoleLevel> = {}): RoleLevel {
  const base = { id: slug, slug, name: text(slug), number: null, rank: null, track: null }
  return { ...base, provenance: [], ...rest }
}

/** Test data: a role. */
export function role(slug: string, rest: Partial<Role> = {}): Role {
  const base = { id: slug, slug, name: text(slug), family: null, kind: 'levelled' as const }
  return { ...base, levels: [], provenance: [], ...rest }
}

/** Test data: a skill whose four levels have one statement each. */
export function skill(slug: string, rest: Partial<Skill> = {}): Skill {
  const levels = ['awareness', 'working', 'practitioner', 'expert'].map((level) => ({
    level,
    state: 'defined' as const,
    statements: [{ id: `${slug}-${level}`, text: text(`do ${slug} at ${level}`) }],
  }))
  const base = { id: slug, slug, name: text(slug), kind: 'levelled' as const, levels }
  return { ...base, statements: [], leadershipExamples: [], provenance: [], ...rest }
}

/** Test data: a requirement from one line of one source. */
export function requirement(
  [roleSlug, levelSlug]: readonly [string, string | null],
  skillSlug: string,
  level: string | null,
): Requirement {
  const basis = level === null ? 'none' : 'derived'
  return {
    role: roleSlug,
    roleLevel: levelSlug,
    skill: skillSlug,
    level,
    basis,
    evidence: [{ source: 'table.csv', line: 7, basis, level }],
  }
}

/** Test data: an edition. */
export function edition(rest: Partial<CapabilityFramework> = {}): CapabilityFramework {
  return {
    kind: 'capability-framework',
    framework: {
      slug: 'test',
      kind: 'capability-framework',
      uri: 'https://example.org/test',
      id: 'test',
      title: text('Test framework'),
      publisher: 'Nobody',
      lang: 'en-GB',
      scale: ['awareness', 'working', 'practitioner', 'expert'],
      licence: { name: 'CC0', url: 'https://example.org/cc0', attribution: 'Nobody.' },
    },
    edition: {
      name: '2026-01-01',
      title: 'Test',
      published: null,
      compiled: '2026-01-01',
      about: 'Test data.',
    },
    sources: [],
    introduction: [],
    purposes: [],
    families: [],
    roles: [],
    skills: [],
    requirements: [],
    roleLinks: [],
    changeNotes: [],
    ...rest,
  }
}

/** Test data: an edition with its index. */
export function indexed(rest: Partial<CapabilityFramework> = {}): EditionIndex {
  return indexOf(edition(rest))
}
