import type {
  CapabilityFragment,
  EditionInput,
  FragmentRole,
  FragmentSkill,
} from '../src/framework/index.ts'
import { frameworkId } from '../src/framework/index.ts'

/** A small made-up framework about kites, for tests that need one. */
export const kitesInput: EditionInput = {
  framework: {
    slug: 'kites',
    kind: 'capability-framework',
    uri: 'https://example.org/kites',
    id: frameworkId('https://example.org/kites'),
    title: { lang: 'en', value: 'Kites' },
    publisher: 'Nobody',
    lang: 'en',
    scale: ['awareness', 'working', 'practitioner', 'expert'],
    licence: { name: 'None', url: '', attribution: '' },
  },
  edition: {
    name: '2020-02-29',
    title: 'The first',
    published: '2020-02-29',
    compiled: '2020-02-29',
    about: 'Made up.',
  },
  sources: [],
}

/** A skill; each level is its statements, or null where it is not defined. */
export function kiteSkill(
  name: string,
  levels: readonly (readonly string[] | null)[],
  description?: string,
): FragmentSkill {
  return {
    name,
    kind: 'levelled',
    ...(description !== undefined && { description }),
    levels: kitesInput.framework.scale.map((level, index) => {
      const statements = levels[index]
      return {
        level,
        state:
          statements === undefined ? 'absent' : statements === null ? 'not-defined' : 'defined',
        statements: (statements ?? []).map((text) => ({ text, line: 1 })),
        line: 1,
      }
    }),
    statements: [],
    leadershipExamples: [],
    line: 1,
  }
}

/** A role whose levels stand one above the other. */
export function kiteRole(name: string, levels: readonly string[], family = 'Making'): FragmentRole {
  return {
    name,
    family,
    levels: levels.map((level, index) => ({
      name: level,
      number: index + 1,
      rank: index + 1,
      line: 1,
    })),
    line: 1,
  }
}

/** A fragment of the made-up framework. */
export function kiteFragment(parts: Partial<CapabilityFragment>): CapabilityFragment {
  return { kind: 'capability', source: 'kites.txt', ...parts }
}

/** Requirements of one role level: skill and level. */
export function asks(
  role: string,
  roleLevel: string,
  skills: Readonly<Record<string, string>>,
): NonNullable<CapabilityFragment['requirements']> {
  return Object.entries(skills).map(([skill, level], index) => ({
    role,
    roleLevel,
    skill,
    level,
    basis: 'derived',
    line: index + 1,
  }))
}
