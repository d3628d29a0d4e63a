import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mutated, runs } from '../../test/mutated.ts'
import { decode, readDocuments, readers } from '../documents/index.ts'
import type { CapabilityFragment, MaturityFragment } from '../framework/index.ts'
import { compileCapability, compileMaturity, findingCodes } from '../framework/index.ts'
import { shippedFrameworks } from './open.ts'
import { readPacks } from './pack.ts'

const packs = readPacks(shippedFrameworks)

for (const pack of packs) {
  for (const { format, document } of pack.documents) {
    const reader = readers.find((each) => each.format === format)
    assert.ok(reader !== undefined)

    test(`${document.name} is recognised as ${format} and as nothing else`, () => {
      const recognised = readers.filter((each) => each.recognises(document))
      assert.deepEqual(
        recognised.map((each) => each.format),
        [format],
      )
    })

    test(`${format} survives any accident to ${document.name}`, () => {
      // A shorter document has the same places for accidents and runs more of them in the time.
      const short = document.text.split('\n').slice(0, 400).join('\n')
      fc.assert(
        fc.property(mutated(short), (text) => {
          const { fragments, findings } = reader.read({ name: 'mutated.txt', text })
          for (const finding of findings) assert.ok(Object.hasOwn(findingCodes, finding.code))
          const input = { framework: pack.framework.identity, edition: pack.identity, sources: [] }
          const capability = fragments.filter(
            (each): each is CapabilityFragment => each.kind === 'capability',
          )
          const maturity = fragments.filter(
            (each): each is MaturityFragment => each.kind === 'maturity',
          )
          assert.doesNotThrow(() => compileCapability(input, capability))
          assert.doesNotThrow(() => compileMaturity(input, maturity))
        }),
        { numRuns: runs },
      )
    })
  }
}

test('no reader throws on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
      for (const reader of readers) {
        reader.recognises({ name: 'any', text })
        reader.read({ name: 'any', text })
      }
    }),
    { numRuns: runs },
  )
})

test('any bytes are read or refused with a finding', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const { document, findings } = decode('any', bytes)
      const read = document === undefined ? [] : readDocuments([document])
      assert.ok(
        findings.length + read.flatMap((each) => [...each.findings, ...each.fragments]).length > 0,
      )
    }),
    { numRuns: runs },
  )
})

test('a hundred thousand faults are read to the end', () => {
  // In quadratic time this would take hours; the limit of a test is minutes.
  const lost = '  - fly itâ€™s kites\n\n## You can\n\nlost\n\n# [1.1.5](x)\n\nSkill: x\n'.repeat(
    20_000,
  )
  const document = { name: 'faulty.txt', text: `## Flying\n\n1. Awareness\n\n${lost}` }
  for (const reader of readers) assert.ok(Array.isArray(reader.read(document).findings))
})

const awkward: Readonly<Record<string, string>> = {
  'a bullet before white space': `-${' '.repeat(19_000)}`,
  'a heading before white space': `##${' '.repeat(19_000)}`,
  'white space': ' '.repeat(19_000),
  dots: `- ${'.'.repeat(19_000)}x`,
  'half links': ']('.repeat(9_000),
  brackets: '['.repeat(19_000),
  'white space after words': `Skill: a${' '.repeat(18_000)}b`,
  'white space in a lead-in': `- ${' '.repeat(18_000)}examples of leadership using this skill`,
}
for (const [what, line] of Object.entries(awkward)) {
  test(`lines of ${what} are read to the end`, () => {
    // In quadratic time a line of these would take a tenth of a second, all of them minutes.
    const text = `## Flying\n\nSenior Civil Service.\n\nData role: x\n\nRole level: x\n\n${`${line}\n`.repeat(500)}`
    const document = { name: 'awkward.txt', text }
    for (const reader of readers) {
      reader.recognises(document)
      assert.ok(Array.isArray(reader.read(document).findings))
    }
  })
}
