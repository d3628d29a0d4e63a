import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import {
  arbitraryCapabilityFramework,
  arbitraryMaturityModel,
  propertyRuns,
} from '../../../test/arbitrary-edition.ts'
import { asks, kiteFragment, kiteRole, kiteSkill, kitesInput } from '../../../test/kites.ts'
import type { CapabilityFramework, Requirement } from '../capability-framework.ts'
import { compileCapability } from '../compile/capability.ts'
import type { CapabilityFragment } from '../fragment.ts'
import type { FormerNames } from '../name-register.ts'
import { noFormerNames } from '../name-register.ts'
import { differenceOf } from './difference.ts'
import type { CapabilityDifference } from './types.ts'

function kites(parts: Partial<CapabilityFragment>): CapabilityFramework {
  return compileCapability(kitesInput, [kiteFragment(parts)]).edition
}

/** A register that knows one former name of one role or skill. */
function renamed(kind: 'roles' | 'skills' | 'families', slug: string, was: string): FormerNames {
  const entry = { slug, name: slug, former: [{ name: was, slug: was }], addresses: [], levels: [] }
  return { ...noFormerNames, [kind]: [entry] }
}

function slugs(things: readonly { readonly slug: string }[]): string[] {
  return things.map(({ slug }) => slug)
}

describe('roles', () => {
  const before = kites({
    roles: [kiteRole('Kite maker', ['Junior', 'Senior']), kiteRole('Line winder', [])],
  })

  test('are new or gone', () => {
    const after = kites({
      roles: [kiteRole('Kite maker', ['Junior', 'Senior']), kiteRole('Flyer', ['Lead'])],
    })
    const { roles, counts } = differenceOf(before, after)
    assert.deepEqual([slugs(roles.added), slugs(roles.removed)], [['flyer'], ['line-winder']])
    assert.deepEqual(counts.roles, { added: 1, removed: 1, renamed: 0, changed: 0 })
    assert.equal(counts.roleLevels.added, 1)
  })

  test('are renamed where the register says so, and new and gone where it does not', () => {
    const after = kites({
      roles: [kiteRole('Kite builder', ['Junior', 'Senior']), kiteRole('Line winder', [])],
    })
    const known = differenceOf(before, after, renamed('roles', 'kite-builder', 'kite-maker'))
    assert.deepEqual(
      known.roles.renamed.map(({ from, to }) => [from.slug, to.slug]),
      [['kite-maker', 'kite-builder']],
    )
    assert.deepEqual([known.roles.added, known.roles.changed], [[], []])
    assert.equal(differenceOf(before, after).counts.roles.added, 1)
  })

  test('are renamed where the identifier stayed', () => {
    const [maker] = before.roles
    assert.ok(maker !== undefined)
    const builder = { ...maker, slug: 'builder', name: { lang: 'en', value: 'Builder' } }
    const after = { ...before, roles: [builder, ...before.roles.slice(1)] }
    assert.equal(differenceOf(before, after).counts.roles.renamed, 1)
  })

  test('do not change where one edition holds no description', () => {
    const silent = kites({ roles: [kiteRole('Line winder', [])] })
    const telling = kites({ roles: [{ ...kiteRole('Line winder', []), description: 'Winds.' }] })
    assertNothing(differenceOf(silent, telling))
    assertNothing(differenceOf(telling, silent))
  })

  test('change family, description and levels; a renamed family is no change', () => {
    const changed = {
      ...kiteRole('Kite maker', ['Senior', 'Head'], 'Flying'),
      description: 'Makes.',
    }
    const after = kites({ roles: [changed, kiteRole('Line winder', [], 'Flying')] })
    const described = kites({
      roles: [
        { ...kiteRole('Kite maker', ['Junior', 'Senior']), description: 'Builds.' },
        kiteRole('Line winder', []),
      ],
    })
    const [maker] = differenceOf(described, after).roles.changed
    assert.deepEqual(
      maker?.fields.map(({ field, to }) => [field, typeof to === 'object' ? to?.value : to]),
      [
        ['family', 'Flying'],
        ['description', 'Makes.'],
      ],
    )
    assert.deepEqual(slugs(maker?.levels.added ?? []), ['head'])
    assert.deepEqual(slugs(maker?.levels.removed ?? []), ['junior'])
    assert.deepEqual(maker?.levels.changed[0]?.fields, [
      { field: 'number', from: 2, to: 1 },
      { field: 'rank', from: 2, to: 1 },
    ])
    const sameFamily = differenceOf(described, after, renamed('families', 'flying', 'making'))
    assert.deepEqual(sameFamily.families.renamed.length, 1)
    assert.deepEqual(
      sameFamily.roles.changed[0]?.fields.map(({ field }) => field),
      ['description'],
    )
  })

  test('whose name differs in capitals only are the same', () => {
    const after = kites({
      roles: [kiteRole('kite MAKER', ['Junior', 'Senior']), kiteRole('Line winder', [])],
    })
    assertNothing(differenceOf(before, after))
  })
})

describe('skills', () => {
  const before = kites({
    skills: [kiteSkill('Knots', [['tie a bowline', 'untie any knot by hand'], null, [], []])],
  })

  test('lose, gain, move and reword statements', () => {
    const after = kites({
      skills: [
        kiteSkill('Knots', [['untie any knot by one hand'], ['tie a bowline'], ['teach'], []]),
      ],
    })
    const [knots] = differenceOf(before, after).skills.changed
    assert.deepEqual(
      knots?.statements.map(({ change, from, to }) => [
        change,
        from?.place,
        from?.text.value,
        to?.place,
        to?.text.value,
      ]),
      [
        ['moved', 'awareness', 'tie a bowline', 'working', 'tie a bowline'],
        [
          'reworded',
          'awareness',
          'untie any knot by hand',
          'awareness',
          'untie any knot by one hand',
        ],
        ['added', undefined, undefined, 'practitioner', 'teach'],
      ],
    )
    assert.ok((knots?.statements[1]?.likeness ?? 0) >= 0.6)
    assert.deepEqual(knots?.levels, [{ level: 'working', from: 'not-defined', to: 'defined' }])
  })

  test('keep a statement whose capitals and closing dot differ', () => {
    const after = kites({
      skills: [kiteSkill('Knots', [['Tie a bowline.', 'untie any knot by hand'], null, [], []])],
    })
    assertNothing(differenceOf(before, after))
  })

  test('keep their statements under a new name', () => {
    const after = kites({
      skills: [kiteSkill('Tying', [['tie a bowline', 'untie any knot by hand'], null, [], []])],
    })
    const { counts } = differenceOf(before, after, renamed('skills', 'tying', 'knots'))
    assert.deepEqual(counts.skills, { added: 0, removed: 0, renamed: 1, changed: 0 })
    assert.equal(differenceOf(before, after).counts.statements.added, 2)
  })

  test('call unlike words at one level new and gone', () => {
    const after = kites({
      skills: [kiteSkill('Knots', [['tie a bowline', 'splice two ropes'], null, [], []])],
    })
    const { counts } = differenceOf(before, after)
    assert.deepEqual(counts.statements, { added: 1, removed: 1, moved: 0, reworded: 0 })
  })
})

describe('requirements', () => {
  const skills = ['Knots', 'Wind', 'Silk', 'Paint'].map((name) =>
    kiteSkill(name, [['do'], [], [], []]),
  )
  const roles = [kiteRole('Kite maker', ['Junior'])]
  const edition = (asked: Readonly<Record<string, string>>): CapabilityFramework =>
    kites({ skills, roles, requirements: asks('Kite maker', 'Junior', asked) })

  test('are added, removed, raised and lowered', () => {
    const before = edition({ Knots: 'working', Wind: 'expert', Silk: 'awareness' })
    const after = edition({ Knots: 'expert', Wind: 'working', Paint: 'working' })
    const [maker] = differenceOf(before, after).roles.changed
    assert.deepEqual(
      maker?.requirements.map(({ change, skill }) => [change, skill.slug]),
      [
        ['raised', 'knots'],
        ['lowered', 'wind'],
        ['added', 'paint'],
        ['removed', 'silk'],
      ],
    )
  })

  test('turn from derived into stated', () => {
    const before = edition({ Knots: 'working' })
    const stated = before.requirements.map((one) => ({ ...one, basis: 'stated' as const }))
    const { counts } = differenceOf(before, { ...before, requirements: stated })
    assert.equal(counts.requirements.basis, 1)
    assert.deepEqual(counts.bases, [{ from: 'derived', to: 'stated', requirements: 1 }])
  })

  test('follow a skill and a role to their new names', () => {
    const before = edition({ Knots: 'working' })
    const after = kites({
      skills: [kiteSkill('Tying', [['do'], [], [], []]), ...skills.slice(1)],
      roles,
      requirements: asks('Kite maker', 'Junior', { Tying: 'working' }),
    })
    const { counts } = differenceOf(before, after, renamed('skills', 'tying', 'knots'))
    assert.equal(
      Object.values(counts.requirements).reduce((sum, one) => sum + one),
      0,
    )
  })
})

/** Two editions with much in common: the second has parts of another in its place. */
const related: fc.Arbitrary<[CapabilityFramework, CapabilityFramework]> = fc
  .tuple(arbitraryCapabilityFramework, arbitraryCapabilityFramework)
  .map(([a, b]) => {
    const roles = once([
      ...a.roles.slice(1).map((one, at) => ({ ...one, levels: b.roles[at]?.levels ?? [] })),
      ...b.roles,
    ])
    const held = new Set(roles.map(({ slug }) => slug))
    const asked = [...b.requirements, ...a.requirements.slice(1).map(atWorking)]
    const mixed = {
      ...a,
      families: once([...a.families.slice(1), ...b.families]),
      roles,
      skills: once([
        ...a.skills.map((one, at) => ({ ...one, levels: b.skills[at]?.levels ?? one.levels })),
        ...b.skills,
      ]),
      requirements: [
        ...new Map(
          asked
            .filter(({ role }) => held.has(role))
            .map((one) => [`${one.role}/${one.roleLevel}/${one.skill}`, one]),
        ).values(),
      ],
    }
    return [a, mixed]
  })

function once<T extends { readonly slug: string }>(things: readonly T[]): T[] {
  return [...new Map(things.map((one) => [one.slug, one])).values()]
}

function atWorking(requirement: Requirement): Requirement {
  return { ...requirement, level: 'working' }
}

describe('any two editions', () => {
  test('an edition does not differ from itself', () => {
    fc.assert(
      fc.property(arbitraryCapabilityFramework, (edition) => {
        assertNothing(differenceOf(edition, edition))
      }),
      { numRuns: propertyRuns },
    )
  })

  test('turned round, what is new is gone', () => {
    fc.assert(
      fc.property(related, ([a, b]) => {
        const there = differenceOf(a, b)
        const back = differenceOf(b, a)
        assert.deepEqual(there.roles.added, back.roles.removed)
        assert.deepEqual(there.skills.added, back.skills.removed)
        assert.deepEqual(there.families.added, back.families.removed)
        assert.deepEqual(turned(there), {
          statements: back.counts.statements,
          requirements: back.counts.requirements,
          roleLevels: back.counts.roleLevels,
        })
      }),
      { numRuns: propertyRuns },
    )
  })

  test('the older count, plus what is new, minus what is gone, is the newer count', () => {
    fc.assert(
      fc.property(related, ([a, b]) => {
        const { counts } = differenceOf(a, b)
        for (const kind of ['families', 'roles', 'skills', 'requirements'] as const) {
          assert.equal(a[kind].length + counts[kind].added - counts[kind].removed, b[kind].length)
        }
        const { added, removed } = counts.roleLevels
        assert.equal(levelsIn(a) + added - removed, levelsIn(b))
        const { statements } = counts
        assert.equal(statementsIn(a) + statements.added - statements.removed, statementsIn(b))
      }),
      { numRuns: propertyRuns },
    )
  })

  test('the same is true of maturity models', () => {
    fc.assert(
      fc.property(arbitraryMaturityModel, arbitraryMaturityModel, (a, b) => {
        const { rows, descriptors } = differenceOf(a, a).counts
        assert.deepEqual(rows, { added: 0, removed: 0, changed: 0 })
        assert.deepEqual(descriptors, { added: 0, removed: 0, reworded: 0 })
        const { counts } = differenceOf(a, b)
        assert.equal(
          a.descriptors.length + counts.descriptors.added - counts.descriptors.removed,
          b.descriptors.length,
        )
      }),
      { numRuns: propertyRuns },
    )
  })
})

test('a capability framework and a maturity model cannot be held against each other', () => {
  const [model] = fc.sample(arbitraryMaturityModel, 1)
  const [framework] = fc.sample(arbitraryCapabilityFramework, 1)
  assert.ok(model !== undefined && framework !== undefined)
  const either: CapabilityFramework | typeof model = framework
  assert.throws(() => differenceOf(model, either), RangeError)
})

function assertNothing({ families, roles, skills }: CapabilityDifference): void {
  const nothing = { added: [], removed: [], renamed: [], changed: [] }
  assert.deepEqual(
    { families, roles, skills },
    { families: nothing, roles: nothing, skills: nothing },
  )
}

/** The counts as they are when the difference is read from the other end. */
function turned({ counts }: CapabilityDifference): object {
  const { statements, requirements, roleLevels } = counts
  return {
    statements: { ...statements, added: statements.removed, removed: statements.added },
    requirements: {
      ...requirements,
      added: requirements.removed,
      removed: requirements.added,
      raised: requirements.lowered,
      lowered: requirements.raised,
      decided: requirements.undecided,
      undecided: requirements.decided,
    },
    roleLevels: { ...roleLevels, added: roleLevels.removed, removed: roleLevels.added },
  }
}

function levelsIn({ roles }: CapabilityFramework): number {
  return roles.reduce((sum, { levels }) => sum + levels.length, 0)
}

function statementsIn({ skills }: CapabilityFramework): number {
  return skills.reduce(
    (sum, skill) =>
      sum +
      skill.levels.reduce((all, { statements }) => all + statements.length, 0) +
      skill.statements.length +
      skill.leadershipExamples.length,
    0,
  )
}
