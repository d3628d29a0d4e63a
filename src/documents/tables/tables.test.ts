import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { propertyRuns } from '../../../test/arbitrary-edition.ts'
import type { CapabilityFragment, MaturityFragment } from '../../framework/index.ts'
import type { DocumentReader } from '../format.ts'
import { csvRecords, csvText } from './csv.ts'
import { maturityRowsReader } from './maturity-rows.ts'
import { requirementsTableReader } from './requirements-table.ts'
import { FirstValues, wholeNumber } from './values.ts'

const header = 'role_family,role,role_level_number,rank,track,role_level,skill,skill_level'
const table = (...rows: string[]) => ({ name: 'r.csv', text: [header, ...rows, ''].join('\n') })

function requirements(...rows: string[]) {
  const { fragments, findings } = requirementsTableReader.read(table(...rows))
  const fragment = fragments.find((one): one is CapabilityFragment => one.kind === 'capability')
  return { ...fragment, codes: findings.map(({ code, line }) => `${code} ${line}`), findings }
}

const modelHeader = 'topic_number,topic,row_number,row_title,theme'

function model(...rows: string[]) {
  const text = [modelHeader, ...rows, ''].join('\n')
  const { fragments, findings } = maturityRowsReader.read({ name: 'm.csv', text })
  const fragment = fragments.find((one): one is MaturityFragment => one.kind === 'maturity')
  return { rows: fragment?.rows ?? [], codes: findings.map(({ code, line }) => `${code} ${line}`) }
}

describe('comma-separated values', () => {
  test('keep the line of each record across blank lines and line ends in cells', () => {
    const text = '\ufeffa,b\r\n\r\n"x\ny\r\nz",1\r\n2,"q\rr"\r3,4\n'
    assert.deepEqual(csvRecords({ name: 'a.csv', text }).records, [
      { cells: ['a', 'b'], line: 1 },
      { cells: ['x\ny\r\nz', '1'], line: 3 },
      { cells: ['2', 'q\rr'], line: 6 },
      { cells: ['3', '4'], line: 8 },
    ])
  })

  test('are read up to a quotation mark that is not closed', () => {
    const { records, findings } = csvRecords({ name: 'a.csv', text: 'a\n1\n"2\n3\n' })
    assert.deepEqual(
      records.map(({ cells }) => cells[0]),
      ['a', '1'],
    )
    assert.deepEqual(
      findings.map(({ code, line }) => [code, line]),
      [['csv-broken', 3]],
    )
  })

  test('end at a record or a table longer than any published one', () => {
    const endless = csvRecords({ name: 'a.csv', text: `a\n1\n"${'x'.repeat(5_000_000)}"\n` })
    assert.equal(endless.records.length, 2)
    assert.match(endless.findings[0]?.message ?? '', /longer than any published/)
    const long = csvRecords({ name: 'a.csv', text: 'a\n'.repeat(100_001) })
    assert.match(long.findings[0]?.message ?? '', /100,000 rows/)
  })

  test('come back as they were written', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a\r\nb', '"', 'a,b', '\r', '\n', ' x', ''))
    const rows = fc.array(fc.tuple(fc.constant('k'), cell, cell), { minLength: 1 })
    fc.assert(
      fc.property(rows, (written) => {
        const { records, findings } = csvRecords({ name: 'a.csv', text: csvText(written) })
        assert.deepEqual(findings, [])
        assert.deepEqual(
          records.map(({ cells }) => cells),
          written,
        )
      }),
      { numRuns: propertyRuns },
    )
  })

  test('are written with a byte order mark, CRLF and as few quotation marks as can be', () => {
    assert.equal(csvText([['a', 'b\nc', ' d']]), '\ufeffa,"b\nc", d\r\n')
  })
})

describe('the values of a table', () => {
  test('are whole numbers from 1, or none', () => {
    assert.deepEqual(
      ['3', ' 3 ', '', '0', '-1', '1.5', '1e3', 'x', '9999999999'].map(wholeNumber),
      [3, 3, null, undefined, undefined, undefined, undefined, undefined, undefined],
    )
  })

  test('differ from the first once each, and blanks never', () => {
    const first = new FirstValues()
    const notes = ['', 'a', 'a', 'b', 'b', ' ', 'c'].map((value, line) =>
      first.note('x', { value, line }),
    )
    assert.deepEqual(notes, [undefined, undefined, undefined, 1, undefined, undefined, 1])
    assert.deepEqual([first.get('x'), first.lineOf('x'), first.get('y')], ['a', 1, undefined])
  })
})

describe('the table of requirements', () => {
  test('gives roles in order of appearance and levels in published order', () => {
    const {
      roles,
      requirements: asked,
      codes,
    } = requirements(
      'Flight,Kite maker,2,2,management,Lead kite maker,Knots,Expert',
      'Air,Box builder,1,1,,Box builder,Knots,Awareness',
      'Flight,Kite maker,1,1,,Kite maker,"Knots, bends",working',
    )
    assert.deepEqual(codes, [])
    assert.deepEqual(
      roles?.map(({ name, family, kind, levels }) => [
        name,
        family,
        kind,
        levels.map((l) => l.name),
      ]),
      [
        ['Kite maker', 'Flight', 'levelled', ['Kite maker', 'Lead kite maker']],
        ['Box builder', 'Air', 'levelled', ['Box builder']],
      ],
    )
    assert.deepEqual(roles?.[0]?.levels[1], {
      name: 'Lead kite maker',
      number: 2,
      rank: 2,
      track: 'management',
      line: 2,
    })
    assert.deepEqual(asked?.[2], {
      family: 'Flight',
      role: 'Kite maker',
      roleLevel: 'Kite maker',
      roleLevelNumber: 1,
      skill: 'Knots, bends',
      level: 'working',
      basis: 'derived',
      line: 4,
    })
  })

  test('takes a role without role levels and skill levels as Senior Civil Service', () => {
    const { roles, requirements: asked, codes } = requirements('Air,Chief kite officer,,,,,Wind,')
    assert.deepEqual(codes, [])
    assert.deepEqual(roles?.[0], {
      name: 'Chief kite officer',
      family: 'Air',
      kind: 'senior-civil-service',
      levels: [],
      line: 2,
    })
    assert.deepEqual(asked, [
      { family: 'Air', role: 'Chief kite officer', skill: 'Wind', basis: 'none', line: 2 },
    ])
  })

  test('takes a role that asks for no skill as a role without levels', () => {
    assert.equal(requirements('Air,Kite clerk,,,,,,').roles?.[0]?.kind, 'levelled')
  })

  const row = 'Air,Kite maker,1,1,,Maker,Knots,Working'
  const odd: [string, string[], string[], number][] = [
    ['a row given twice', [row, row], ['duplicate-row 3'], 1],
    [
      'one skill at two levels',
      [row, row.replace('Working', 'Expert')],
      ['requirement-contradicts 3'],
      1,
    ],
    [
      'the same once more with another rank',
      [row, row.replace('1,1', '1,2')],
      ['rows-contradict 3', 'duplicate-row 3'],
      1,
    ],
    [
      'a level that is not on the scale',
      [row.replace('Working', 'Wizard')],
      ['level-unknown 2'],
      0,
    ],
    ['a number that is not whole', [row.replace('1,1', '1.5,1')], ['number-not-whole 2'], 0],
    ['a rank that is a word', [row.replace('1,1', '1,one')], ['number-not-whole 2'], 0],
    ['an unknown track', [row.replace(',,Maker', ',sideways,Maker')], ['track-unknown 2'], 1],
    ['no role', [',,,,,Maker,Knots,Working'], ['row-incomplete 2'], 0],
    [
      'no role level beside rows that have one',
      [row, 'Air,Kite maker,,,,,Wind,'],
      ['row-incomplete 3'],
      1,
    ],
    [
      'a skill level without a role level',
      ['Air,Kite maker,,,,,Wind,Expert'],
      ['row-incomplete 2'],
      0,
    ],
    ['no skill', ['Air,Kite maker,1,1,,Maker,,Working'], ['row-incomplete 2'], 0],
    ['no skill level', ['Air,Kite maker,1,1,,Maker,Knots,'], ['row-incomplete 2'], 0],
    [
      'another family',
      [row, row.replace('Air', 'Sea').replace('Knots', 'Wind')],
      ['rows-contradict 3'],
      2,
    ],
    ['too many cells', [`${row},x`], ['column-unknown 2'], 1],
    ['trailing commas', [`${row},,`], [], 1],
    ['no rows', [], ['empty-document 1'], 0],
  ]
  for (const [title, rows, codes, count] of odd) {
    test(`survives ${title}`, () => {
      const read = requirements(...rows)
      assert.deepEqual(read.codes, codes)
      assert.equal(read.requirements?.length ?? 0, count)
    })
  }

  test('finds its columns by name, in any order and case', () => {
    const text =
      '\ufeffSkill_Level,SKILL, role ,role_level,colour\r\nExpert,Knots,Kite maker,Lead,red\r\n'
    const document = { name: 'r.csv', text }
    assert.equal(requirementsTableReader.recognises(document), true)
    const { fragments, findings } = requirementsTableReader.read(document)
    assert.deepEqual(
      findings.map(({ code, subject }) => [code, subject]),
      [['column-unknown', 'colour']],
    )
    assert.equal(fragments.length, 1)
  })

  test('says which column is missing and reads nothing', () => {
    const { fragments, findings } = requirementsTableReader.read({
      name: 'r.csv',
      text: 'role,skill,skill_level\nKite maker,Knots,Expert\n',
    })
    assert.deepEqual(fragments, [])
    assert.deepEqual(
      findings.map(({ code, subject }) => [code, subject]),
      [['column-missing', 'role_level']],
    )
  })

  test('repairs mis-encoded punctuation, one finding per distinct cell', () => {
    const bad = 'Makerâ€™s knots'
    const { requirements: asked, findings } = requirements(
      `Air,Kite maker,1,1,,Maker,${bad},Working`,
      `Air,Kite maker,2,2,,Lead,${bad},Expert`,
    )
    assert.deepEqual(
      asked?.map(({ skill }) => skill),
      ['Maker’s knots', 'Maker’s knots'],
    )
    assert.deepEqual(
      findings.map(({ code, line, before, after }) => ({ code, line, before, after })),
      [{ code: 'mis-encoded-punctuation', line: 2, before: bad, after: 'Maker’s knots' }],
    )
  })
})

describe('the table of maturity rows', () => {
  test('gives rows in the order of the table', () => {
    const { rows, codes } = model(
      '1,Wind,1,Measuring wind,Tools',
      '2,Rain,7,"Umbrellas, ready",People',
    )
    assert.deepEqual(codes, [])
    assert.deepEqual(rows[1], {
      topicNumber: 2,
      topic: 'Rain',
      number: 7,
      title: 'Umbrellas, ready',
      theme: 'People',
      line: 3,
    })
  })

  const row = '1,Wind,1,Measuring wind,Tools'
  const odd: [string, string[], string[], number][] = [
    ['a row given twice', [row, row], ['duplicate-row 3'], 1],
    ['a number given twice', [row, '1,Wind,1,Tasting wind,Tools'], ['duplicate-id 3'], 1],
    ['a number that is a word', ['1,Wind,one,Measuring wind,Tools'], ['number-not-whole 2'], 0],
    [
      'a topic number that is not whole',
      ['0,Wind,1,Measuring wind,Tools'],
      ['number-not-whole 2'],
      0,
    ],
    ['a blank title', ['1,Wind,1, ,Tools'], ['row-incomplete 2'], 0],
    ['a row that is too short', ['1,Wind'], ['row-incomplete 2'], 0],
    ['two names for a topic', [row, '1,Gale,2,Fleeing wind,Tools'], ['rows-contradict 3'], 2],
    ['no rows', [], ['empty-document 1'], 0],
  ]
  for (const [title, rows, codes, count] of odd) {
    test(`survives ${title}`, () => {
      const read = model(...rows)
      assert.deepEqual(read.codes, codes)
      assert.equal(read.rows.length, count)
    })
  }
})

describe('readers of tables', () => {
  const readers: DocumentReader[] = [requirementsTableReader, maturityRowsReader]

  test('know their own tables only', () => {
    assert.deepEqual(
      readers.map((reader) => reader.recognises(table())),
      [true, false],
    )
    const other = { name: 'm.csv', text: modelHeader }
    assert.deepEqual(
      readers.map((reader) => reader.recognises(other)),
      [false, true],
    )
    const none = { name: 'x', text: '"' }
    assert.deepEqual(
      readers.map((reader) => reader.recognises(none)),
      [false, false],
    )
  })

  test('never throw, whatever the text', () => {
    const whole = `${table('Air,Kite maker,1,1,,Maker,Knots,Working', '"a,\nb",c,,,,,d,').text}${modelHeader}\n1,a,2,b,c`
    const mutated = fc
      .tuple(fc.nat({ max: whole.length }), fc.nat({ max: 20 }), fc.string())
      .map(([at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length))
    const headed = fc
      .tuple(fc.constantFrom(header, modelHeader), fc.string())
      .map((parts) => parts.join('\n'))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated, headed), (text) => {
        for (const reader of readers) {
          reader.recognises({ name: 'x.csv', text })
          reader.read({ name: 'x.csv', text })
        }
      }),
      { numRuns: propertyRuns },
    )
  })
})
