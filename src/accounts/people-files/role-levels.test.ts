import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { arbitraryCapabilityFramework, propertyRuns } from '../../../test/arbitrary-edition.ts'
import { openLibrary } from '../../editions/index.ts'
import { folded } from '../../framework/index.ts'
import type { CapabilityFramework } from '../../framework/index.ts'
import { knownLevels } from './role-levels.ts'
import type { KnownLevels } from './role-levels.ts'

function shipped(): CapabilityFramework {
  const found = openLibrary({ dataDir: 'build/no-data' }).newest('uk-digital-data')?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

const edition = shipped()
const levels = knownLevels(edition)

function pathOf(text: string, among: KnownLevels = levels): string {
  const found = among.find(text)
  return 'wrong' in found ? found.wrong : found.path
}

describe('a role level in a file', () => {
  for (const text of [
    'software-developer/senior-developer',
    '/roles/software-developer/senior-developer',
    'software-developer: Senior developer',
    'Software developer: Senior developer',
    'SOFTWARE DEVELOPER:SENIOR DEVELOPER',
    'Software developer / senior developer',
    'Software developer – Senior developer',
    'software-developer - senior-developer',
    'Senior developer',
    'senior-developer',
  ]) {
    it(`is found by ${text}`, () => {
      assert.equal(pathOf(text), 'software-developer/senior-developer')
    })
  }

  it('is found where its own name holds what stands between role and level', () => {
    const path = 'software-developer/senior-developer-management'
    assert.equal(pathOf('Software developer: Senior developer - management'), path)
    assert.equal(pathOf('Senior developer - management'), path)
  })

  it('is a role that has no levels', () => {
    assert.equal(pathOf('Chief data officer'), 'chief-data-officer')
  })

  it('is the level where role and level have one name', () => {
    assert.equal(pathOf('Data engineer'), 'data-engineer/data-engineer')
  })

  it('is asked for, with all that could be meant, where only the role is named', () => {
    const of = edition.roles.find(({ slug }) => slug === 'software-developer')?.levels ?? []
    const titles = of.map(({ name }) => `Software developer: ${name.value}`)
    assert.equal(
      pathOf('Software Developer'),
      `Several role levels are called this. Use one of: ${titles.join('; ')}.`,
    )
  })

  it('is guessed at for a slip in the typing, and not taken', () => {
    assert.match(pathOf('Software developer: Senoir developer'), /Did you mean .*Senior developer/)
  })

  it('is none where no edition is loaded', () => {
    assert.match(pathOf('Senior developer', knownLevels(undefined)), /^No role level/)
  })
})

const separator = fc.constantFrom(':', ': ', ' : ', '/', ' / ', ' - ', ' – ', ' — ')
const inAnyCase = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toUpperCase(),
  (text: string) => text.toLowerCase(),
)

describe('any role level of any edition', () => {
  it('is found by role and level, or stands among those that could be meant', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.constant(edition), arbitraryCapabilityFramework),
        separator,
        inAnyCase,
        fc.nat(),
        (any, between, cased, at) => {
          const known = knownLevels(any)
          const all = any.roles.flatMap((role) => role.levels.map((level) => ({ role, level })))
          const one = all[at % Math.max(all.length, 1)]
          if (one === undefined) return
          const { role, level } = one
          const path = `${role.slug}/${level.slug}`
          for (const first of [role.slug, role.name.value]) {
            for (const second of [level.slug, level.name.value]) {
              const text = cased(`${first}${between}${second}`)
              // Letters that change in number with their case are not the same text any more.
              if (folded(text) !== folded(`${first}${between}${second}`)) continue
              const isOther = (other: string): boolean =>
                other === text.toLowerCase() && other !== path
              if (known.all.some((each) => isOther(each.path))) continue
              const found = known.find(text)
              if ('path' in found) assert.equal(found.path, path, text)
              else {
                const title = `${role.name.value}: ${level.name.value}`
                const listed = /Use one of: (.*)\.$/su.exec(found.wrong)?.[1] ?? ''
                assert.ok(listed.includes(title) || listed.includes(path), text)
              }
            }
          }
        },
      ),
      { numRuns: propertyRuns },
    )
  })

  it('is looked for without a fault, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const found = levels.find(text)
        assert.ok('path' in found || found.wrong.endsWith('.'))
        assert.deepEqual(levels.find(text), found)
      }),
    )
  })
})
