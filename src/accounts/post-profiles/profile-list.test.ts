import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { arbitraryCapabilityFramework, propertyRuns } from '../../../test/arbitrary-edition.ts'
import { asks, kiteFragment, kiteRole, kiteSkill, kitesInput } from '../../../test/kites.ts'
import { compileCapability, noFormerNames } from '../../framework/index.ts'
import type { CapabilityFramework, CapabilityFragment, FormerNames } from '../../framework/index.ts'
import { moved } from './moving.ts'
import {
  isLocal,
  isNoChange,
  profileList,
  publishedLevels,
  withChange,
  withoutSkill,
} from './profile-list.ts'
import type { ListStart, LocalSkill, NoChange, ProfileChange } from './profile-list.ts'

const words = [['one'], ['two'], ['three'], ['four']]

function kites(parts: Partial<CapabilityFragment> = {}): CapabilityFramework {
  return compileCapability(kitesInput, [
    kiteFragment({
      roles: [kiteRole('Kite maker', ['Junior', 'Lead'])],
      skills: [
        kiteSkill('Knots', words),
        kiteSkill('Wind', [['one'], null, ['three']]),
        kiteSkill('Silk', words),
      ],
      requirements: asks('Kite maker', 'Lead', { Wind: 'practitioner', Knots: 'working' }),
      ...parts,
    }),
  ]).edition
}

const start: ListStart = { edition: kites(), roleLevel: 'kite-maker/lead' }

function after(changes: readonly ProfileChange[], from = start): readonly ProfileChange[] {
  return changes.reduce<readonly ProfileChange[]>((all, change) => {
    const answer = withChange(from, all, change)
    assert.ok(!isNoChange(answer), isNoChange(answer) ? answer.message : '')
    return answer
  }, [])
}

function refused(change: ProfileChange, changes: readonly ProfileChange[] = []): NoChange {
  const answer = withChange(start, changes, change)
  assert.ok(isNoChange(answer))
  return answer
}

function inShort(changes: readonly ProfileChange[], from = start): readonly string[] {
  const { asked, leftOut } = profileList(from, changes)
  return [...asked, ...leftOut].map(({ name, level, mark }) => `${name.value} ${level} ${mark}`)
}

const because = { reason: 'It flies at night' }
const local: LocalSkill = {
  kind: 'local',
  id: '1',
  name: 'Moonlight',
  description: '',
  level: 'working',
  reason: 'Kites fly by night here',
  statements: {},
}

describe('a list', () => {
  it('is what the role level asks for, with the changes, from A to Z', () => {
    assert.deepEqual(inShort([]), ['Knots working published', 'Wind practitioner published'])
    const changes = after([
      local,
      { kind: 'removed', skill: 'wind', ...because },
      { kind: 'level', skill: 'knots', level: 'expert', ...because },
      { kind: 'added', skill: 'silk', level: 'awareness', ...because },
    ])
    assert.deepEqual(inShort(changes), [
      'Knots expert level',
      'Moonlight working local',
      'Silk awareness added',
      'Wind practitioner removed',
    ])
  })

  it('may start from nothing', () => {
    const nothing = { ...start, roleLevel: null }
    const changes = after([{ kind: 'added', skill: 'silk', level: 'expert', ...because }], nothing)
    assert.deepEqual(inShort(changes, nothing), ['Silk expert added'])
  })

  it('has skills without levels where a senior role asks for them', () => {
    const senior = {
      ...kiteSkill('Vision', []),
      kind: 'senior-civil-service' as const,
      levels: [],
      statements: [{ text: 'see far', line: 1 }],
    }
    const edition = kites({
      roles: [{ ...kiteRole('Chief', []), kind: 'senior-civil-service' }],
      skills: [senior, kiteSkill('Knots', words)],
      requirements: [{ role: 'Chief', skill: 'Vision', basis: 'none', line: 1 }],
    })
    const chief = { edition, roleLevel: 'chief' }
    assert.deepEqual(inShort([], chief), ['Vision null published'])
    const withLevel = { kind: 'level', skill: 'vision', level: 'expert', ...because } as const
    const answer = withChange(chief, [], withLevel)
    assert.ok(isNoChange(answer))
    assert.match(answer.message, /without levels/)
    const from = { edition, roleLevel: null }
    const added = after([{ kind: 'added', skill: 'vision', level: null, ...because }], from)
    assert.deepEqual(inShort(added, from), ['Vision null added'])
  })
})

function windAt(level: string | null): string {
  return refused({ kind: 'level', skill: 'wind', level, ...because }).message
}

describe('a change', () => {
  it('is of a skill that the role level asks for', () => {
    const level = refused({ kind: 'level', skill: 'silk', level: 'expert', ...because })
    assert.deepEqual(level, { field: 'skill', message: 'The role level does not ask for Silk' })
    assert.equal(refused({ kind: 'removed', skill: 'silk', ...because }).field, 'skill')
    assert.equal(refused({ kind: 'removed', skill: 'sails', ...because }).field, 'skill')
  })

  it('adds no skill that is there', () => {
    const { message } = refused({ kind: 'added', skill: 'knots', level: 'expert', ...because })
    assert.match(message, /asks for Knots. Change its level/)
  })

  it('names a level that the framework defines for the skill', () => {
    assert.equal(windAt('working'), 'The framework does not define Wind at the level working')
    assert.match(windAt('expert'), /documents held here do not say what Wind is/)
    assert.match(windAt('grand'), /does not define Wind/)
    assert.match(windAt(null), /Choose a level/)
  })

  it('adds again what was left out, as published or at another level', () => {
    const out = after([{ kind: 'removed', skill: 'knots', ...because }])
    const back = withChange(start, out, {
      kind: 'added',
      skill: 'knots',
      level: 'working',
      ...because,
    })
    assert.deepEqual(back, [])
    const other = withChange(start, out, {
      kind: 'added',
      skill: 'knots',
      level: 'expert',
      ...because,
    })
    assert.deepEqual(other, [{ kind: 'level', skill: 'knots', level: 'expert', ...because }])
  })

  it('takes back what was added', () => {
    const added = after([{ kind: 'added', skill: 'silk', level: 'expert', ...because }])
    assert.deepEqual(withChange(start, added, { kind: 'removed', skill: 'silk', ...because }), [])
    assert.deepEqual(withoutSkill(added, 'silk'), [])
  })

  it('is no local skill with the name of an official or another local one', () => {
    const official = refused({ ...local, name: ' KNOTS ' })
    assert.equal(official.field, 'name')
    assert.match(official.message, /^Knots is a skill of the framework/)
    assert.match(refused({ ...local, id: '2' }, [local]).message, /local skill with this name/)
    assert.equal(refused({ ...local, level: 'grand' }).field, 'level')
    assert.deepEqual(withChange(start, [local], { ...local, level: null }), [
      { ...local, level: null },
    ])
  })
})

/** Objects with the usual prototype. */
const plainly = { noNullPrototype: true }

const anyChange = (edition: CapabilityFramework): fc.Arbitrary<ProfileChange> => {
  const skills = edition.skills.map(({ slug }) => slug)
  const skill = fc.constantFrom('none', ...skills)
  const level = fc.constantFrom(null, ...edition.framework.scale, 'grand')
  return fc.oneof(
    fc.record({ kind: fc.constant('added' as const), skill, level, reason: fc.string() }, plainly),
    fc.record({ kind: fc.constant('level' as const), skill, level, reason: fc.string() }, plainly),
    fc.record({ kind: fc.constant('removed' as const), skill, reason: fc.string() }, plainly),
    fc
      .tuple(fc.constantFrom('1', '2'), fc.constantFrom('Moonlight', ...skills), level)
      .map(([id, name, at]): ProfileChange => ({ ...local, id, name, level: at })),
  )
}

/** An edition, one of its role levels or none, and changes that somebody tries. */
const attempts = arbitraryCapabilityFramework.chain((edition) => {
  const paths = edition.requirements.map(({ role, roleLevel }) =>
    roleLevel === null ? role : `${role}/${roleLevel}`,
  )
  return fc.tuple(
    fc.constantFrom(null, ...paths).map((roleLevel): ListStart => ({ edition, roleLevel })),
    fc.array(anyChange(edition), { maxLength: 12 }),
  )
})

function whatIsTaken(from: ListStart, tried: readonly ProfileChange[]): readonly ProfileChange[] {
  return tried.reduce<readonly ProfileChange[]>((all, change) => {
    const answer = withChange(from, all, change)
    return isNoChange(answer) ? all : answer
  }, [])
}

describe('any list', () => {
  it('has each skill once, in order, and differs from the published one where it says so', () => {
    fc.assert(
      fc.property(attempts, ([from, tried]) => {
        const changes = whatIsTaken(from, tried)
        const { asked, leftOut } = profileList(from, changes)
        const published = publishedLevels(from)
        const slugs = [...asked, ...leftOut].flatMap(({ skill }) => skill ?? [])
        assert.equal(new Set(slugs).size, slugs.length)
        const names = asked.map(({ name }) => name.value)
        assert.deepEqual(
          names,
          names.toSorted((a, b) => a.localeCompare(b, 'en')),
        )
        for (const { mark, skill, level } of asked) {
          if (mark === 'local') continue
          assert.equal(published.has(skill ?? ''), mark !== 'added')
          assert.equal(mark === 'level', mark !== 'added' && published.get(skill ?? '') !== level)
        }
        assert.ok([...published.keys()].every((skill) => slugs.includes(skill)))
        assert.ok(leftOut.every(({ skill }) => published.has(skill ?? '')))
      }),
      { numRuns: propertyRuns },
    )
  })

  it('is the same when what was taken is tried again, in any order of skills', () => {
    fc.assert(
      fc.property(attempts, ([from, tried]) => {
        const changes = whatIsTaken(from, tried)
        const again = whatIsTaken(from, changes.toReversed())
        assert.deepEqual(profileList(from, again), profileList(from, changes))
      }),
      { numRuns: propertyRuns },
    )
  })

  it('is as published once everything is taken back', () => {
    fc.assert(
      fc.property(attempts, ([from, tried]) => {
        const changes = whatIsTaken(from, tried)
        const back = changes.reduce<readonly ProfileChange[]>(
          (all, change) =>
            isLocal(change)
              ? all.filter((each) => each !== change)
              : withoutSkill(all, change.skill),
          changes,
        )
        assert.deepEqual(profileList(from, back), profileList(from, []))
      }),
      { numRuns: propertyRuns },
    )
  })

  it('stands whole in the edition it is of', () => {
    fc.assert(
      fc.property(attempts, ([from, tried]) => {
        const changes = whatIsTaken(from, tried)
        const there = moved(from, changes, { edition: from.edition, register: noFormerNames })
        assert.deepEqual(profileList(there.start, there.changes), profileList(from, changes))
        assert.ok(there.lines.every(({ outcome }) => outcome === 'stands'))
        assert.deepEqual(there.notes, [])
      }),
      { numRuns: propertyRuns },
    )
  })
})

/** What a register says of a thing with one former name. */
function renamed(slug: string, was: string) {
  return [{ slug, name: slug, former: [{ name: was, slug: was }], addresses: [], levels: [] }]
}

describe('a profile in another edition', () => {
  const changes = after([
    local,
    { kind: 'removed', skill: 'wind', ...because },
    { kind: 'level', skill: 'knots', level: 'expert', ...because },
    { kind: 'added', skill: 'silk', level: 'awareness', ...because },
  ])
  const to = (edition: CapabilityFramework, register: FormerNames = noFormerNames) =>
    moved(start, changes, { edition, register })

  it('says what stands, moves, is new and is gone', () => {
    const newer = kites({
      skills: ['Knots', 'Paint', 'Moonlight'].map((name) => kiteSkill(name, words)),
      requirements: asks('Kite maker', 'Lead', { Knots: 'expert', Paint: 'working' }),
    })
    const { lines, notes, changes: then } = to(newer)
    assert.deepEqual(
      lines.map(({ name, outcome, now, later }) => [name, outcome, now, later]),
      [
        ['Knots', 'stands', 'expert', 'expert'],
        ['Moonlight', 'stands', 'working', 'working'],
        ['Paint', 'new', undefined, 'working'],
        ['Silk', 'gone', 'awareness', undefined],
      ],
    )
    assert.deepEqual(notes, [
      'Moonlight is a skill of the framework now. Its official wording takes over.',
      'Wind is not in the newer edition.',
      'Knots needs no change any more, or none that the newer edition allows.',
      'Silk is not in the newer edition.',
    ])
    assert.deepEqual(
      then.map(({ kind }) => kind),
      ['added'],
    )
  })

  it('follows skills and role levels to their new names', () => {
    const newer = kites({
      roles: [kiteRole('Kite builder', ['Junior', 'Lead'])],
      skills: [kiteSkill('Tying', words), kiteSkill('Silk', words)],
      requirements: asks('Kite builder', 'Lead', { Tying: 'awareness' }),
    })
    const register = {
      ...noFormerNames,
      roles: renamed('kite-builder', 'kite-maker'),
      skills: renamed('tying', 'knots'),
    }
    const { start: there, lines, roleLevelGone } = to(newer, register)
    assert.equal(there.roleLevel, 'kite-builder/lead')
    assert.equal(roleLevelGone, false)
    const knots = lines.find(({ name }) => name === 'Knots')
    assert.deepEqual([knots?.outcome, knots?.nameThen], ['renamed', 'Tying'])
  })

  it('keeps what a role level asked for that is gone', () => {
    const {
      start: there,
      changes: then,
      roleLevelGone,
    } = to(kites({ roles: [], requirements: [] }))
    assert.deepEqual([there.roleLevel, roleLevelGone], [null, true])
    assert.deepEqual(inShort(then, there), [
      'Knots expert added',
      'Moonlight working local',
      'Silk awareness added',
    ])
  })
})
