import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openLibrary } from '../editions/index.ts'
import type { CapabilityFramework, Role, RoleLevel } from '../framework/index.ts'
import { shownFields, unfilled } from './form.ts'
import { levelOptions, levelsInOrder, levelText } from './role-level-options.ts'

function shipped(): CapabilityFramework {
  const found = openLibrary({ dataDir: 'build/no-data' }).newest('uk-digital-data')?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

const edition = shipped()
const role = edition.roles.find(({ slug }) => slug === 'software-developer')
assert.ok(role !== undefined)

function renamed(from: Role, name: string, changes: Partial<Role>): Role {
  const slug = name.toLowerCase()
  return { ...from, slug, name: { ...from.name, value: name }, ...changes }
}

describe('the role levels of a list', () => {
  it('stand by family and role, then by seniority', () => {
    const [first, second] = edition.families
    const [one] = role.levels
    assert.ok(first !== undefined && second !== undefined && one !== undefined)
    const level = (name: string, rank: number | null): RoleLevel => ({
      ...one,
      slug: name.toLowerCase(),
      name: { ...one.name, value: name },
      rank,
    })
    const levels = [
      level('Unknown', null),
      level('Boss', 3),
      level('Apprentice', 1),
      level('Lead', 3),
    ]
    const roles = [
      renamed(role, 'Aardvark', { family: second.slug, levels: [level('Only', 1)] }),
      renamed(role, 'Zebra', { family: first.slug, levels }),
      renamed(role, 'Badger', { family: first.slug, levels: [] }),
      renamed(role, 'Nowhere', { family: null, levels: [level('Only', 1)] }),
    ]
    assert.deepEqual(
      levelsInOrder({ ...edition, roles }).map(({ path }) => path),
      [
        'badger',
        'zebra/apprentice',
        'zebra/boss',
        'zebra/lead',
        'zebra/unknown',
        'aardvark/only',
        'nowhere/only',
      ],
    )
  })

  it('stand under their role, with the one that was kept from another edition apart', () => {
    const kept = { framework: 'uk-digital-data', edition: '2017-03-23', path: 'old/one' }
    const options = levelOptions(edition, kept)
    const [field] = shownFields(
      [{ name: 'level', label: 'Role level', kind: 'select', options }],
      unfilled({ level: 'uk-digital-data@2017-03-23/old/one' }),
    ).fields
    const groups = field?.groups ?? []
    const own = groups.find(({ label }) => label === 'Software developer')?.options ?? []
    assert.deepEqual(
      own.map(({ text }) => text),
      role.levels.map(({ name }) => `Software developer: ${name.value}`),
    )
    const last = groups.at(-1)
    assert.equal(last?.label, undefined)
    assert.deepEqual(
      last?.options.map(({ selected }) => selected),
      [true],
    )
    const all = groups.flatMap((group) => group.options)
    assert.deepEqual(
      all.map(({ value }) => value),
      options.map(({ value }) => value),
    )
  })

  it('are called by role and level, or by the address that the edition does not have', () => {
    assert.equal(
      levelText(edition, 'software-developer/developer'),
      'Software developer: Developer',
    )
    assert.equal(levelText(edition, 'kite/maker'), 'kite/maker')
  })
})
