import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import {
  arbitraryCapabilityFramework,
  arbitraryMaturityModel,
  propertyRuns,
} from '../../../test/arbitrary-edition.ts'
import { headerCells } from '../tables/csv.ts'
import { officialCsvWriter } from '../official/writer.ts'
import { isExtendedDocument, readExtendedSet } from './reader.ts'
import { numberCell } from './set-tables.ts'
import { extendedTables, tableOfHeader } from './tables.ts'
import { extendedCsvWriter } from './writer.ts'

const [sample] = fc.sample(arbitraryCapabilityFramework, { numRuns: 1, seed: 7 })
const [wind] = fc.sample(arbitraryMaturityModel, { numRuns: 1, seed: 7 })
assert.ok(sample !== undefined && wind !== undefined)
const files = extendedCsvWriter.write(sample)

describe('extended-csv', () => {
  test('reads back any edition that it wrote, in any order of files', () => {
    const editions = fc.oneof(arbitraryCapabilityFramework, arbitraryMaturityModel)
    fc.assert(
      fc.property(editions, fc.boolean(), (edition, reversed) => {
        const written = extendedCsvWriter.write(edition)
        const { edition: again, findings } = readExtendedSet(
          reversed ? written.toReversed() : written,
        )
        assert.deepEqual(findings, [])
        assert.deepEqual(again, edition)
      }),
      { numRuns: propertyRuns },
    )
  })

  test('knows each of its files by the header, and no official one', () => {
    for (const edition of [sample, wind]) {
      for (const file of extendedCsvWriter.write(edition)) {
        assert.equal(isExtendedDocument({ ...file, name: 'renamed.csv' }), true)
        assert.match(file.name, /^capable-/)
      }
    }
    for (const file of officialCsvWriter.write(sample)) {
      assert.equal(isExtendedDocument(file), false)
    }
    assert.equal(isExtendedDocument({ name: 'a.csv', text: '' }), false)
    const headers = Object.values(extendedTables).map(({ columns }) => columns[0])
    assert.equal(new Set(headers).size, headers.length)
  })

  test('keeps scores to the last digit', () => {
    for (const value of ['0.0000012333438041647301', '5e-324', '1', '0.1', '1.5e-7']) {
      assert.equal(numberCell(new Map([['score', value]]), 'score'), Number(value))
    }
    assert.equal(numberCell(new Map([['score', 'many']]), 'score'), 'many')
    assert.equal(numberCell(new Map(), 'score'), null)
  })

  test('keeps every line end, quotation mark and leading space of a text', () => {
    const value = ' "a"\r\nb\n\rc, =1\t\ufeff'
    const edition = { ...sample, introduction: [{ lang: 'cy', value }] }
    const { edition: again } = readExtendedSet(extendedCsvWriter.write(edition))
    assert.deepEqual(again, edition)
  })

  const broken: [string, (set: typeof files) => typeof files, RegExp][] = [
    ['a set without a file', (set) => set.slice(0, -1), /edition-invalid.*no capable-provenance/],
    ['a set without its edition', (set) => set.slice(1), /edition-invalid.*no capable-edition/],
    ['a file given twice', (set) => [...set, ...set.slice(0, 1)], /edition-invalid.*twice/],
    ['an empty set', () => [], /edition-invalid/],
    [
      'a file of another kind',
      (set) => [...set, { name: 'x', text: 'a,b' }],
      /none of the extended/,
    ],
    [
      'a file that breaks off',
      (set) => set.map((file, at) => (at === 3 ? { ...file, text: `${file.text}"` } : file)),
      /csv-broken/,
    ],
    [
      'a version to come',
      (set) => set.map((file) => ({ ...file, text: file.text.replace('version,1', 'version,2') })),
      /cannot read/,
    ],
    [
      'a number that is none',
      (set) =>
        set.map((file) => ({
          ...file,
          text: `${file.text}${file.name === 'capable-sources.csv' ? 'a,b,c,d,many,l,a,,,\r\n' : ''}`,
        })),
      /\/sources\/\d+\/bytes/,
    ],
    [
      'a row that belongs to nothing',
      (set) =>
        set.map((file) => ({
          ...file,
          text: `${file.text}${file.name === 'capable-evidence.csv' ? '999,a,1,stated,,\r\n' : ''}`,
        })),
      /edition-inconsistent.*999/,
    ],
  ]
  for (const [title, change, expected] of broken) {
    test(`refuses ${title}`, () => {
      const { edition, findings } = readExtendedSet(change(files))
      assert.equal(edition, undefined)
      assert.match(findings.map(({ code, message }) => `${code} ${message}`).join('\n'), expected)
    })
  }

  test('never throws, whatever is done to a file', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.string(), (which, at, put) => {
        const set = files.map((file, index) => {
          if (index !== which % files.length) return file
          const cut = at % file.text.length
          return {
            ...file,
            text: file.text.slice(0, cut) + put + file.text.slice(cut + put.length),
          }
        })
        const { edition, findings } = readExtendedSet(set)
        assert.equal(edition === undefined, findings.length > 0)
      }),
      { numRuns: propertyRuns },
    )
  })

  test('finds a table only by its whole header', () => {
    assert.equal(tableOfHeader(headerCells({ name: '', text: '\ufeffkey,value\r\n' })), 'edition')
    assert.equal(tableOfHeader(['key']), undefined)
  })
})
