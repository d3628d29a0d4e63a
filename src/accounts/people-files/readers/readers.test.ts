import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { utils, write } from '@e965/xlsx'
import type { WorkSheet } from '@e965/xlsx'
import { readApart } from './read-apart.ts'
import { readTable } from './read-file.ts'
import { FileRefused } from './table.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function cellsOf(bytes: Uint8Array, name = 'people.csv'): Promise<(readonly string[])[]> {
  const { headers, rows } = await readTable(name, bytes)
  return [headers, ...rows.map(({ cells }) => cells)]
}

async function refusalOf(bytes: Uint8Array): Promise<string> {
  try {
    await readTable('people', bytes)
  } catch (error) {
    assert.ok(error instanceof FileRefused, String(error))
    return error.message
  }
  return assert.fail('The file was read.')
}

describe('a CSV file', () => {
  const table = [
    ['Reference', 'Name'],
    ['1', 'Zoë "Q" Ash'],
  ]
  const plain = 'Reference,Name\r\n1,"Zoë ""Q"" Ash"\r\n'
  const utf16 = Buffer.from(`\ufeff${plain}`, 'utf16le')
  const encodings: readonly (readonly [string, Uint8Array])[] = [
    ['UTF-8', bytesOf(plain)],
    ['UTF-8 with a mark', bytesOf(`\ufeff${plain}`)],
    ['UTF-16', utf16],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['Windows-1252', Buffer.from(plain, 'latin1')],
    ['semicolons', bytesOf(plain.replaceAll(',', ';'))],
    ['tabs', bytesOf(plain.replaceAll(',', '\t'))],
    ['old line ends', bytesOf(plain.replaceAll('\r\n', '\r'))],
  ]
  for (const [what, bytes] of encodings) {
    it(`is read in ${what}`, async () => assert.deepEqual(await cellsOf(bytes), table))
  }

  it('keeps the numbers of its rows, past empty rows and cells of several lines', async () => {
    const { rows } = await readTable('a.csv', bytesOf('ID,Name\n\n1,"Ada\nAsh"\n,\n2,Ben\n'))
    assert.deepEqual(rows, [
      { number: 3, cells: ['1', 'Ada Ash'] },
      { number: 6, cells: ['2', 'Ben'] },
    ])
  })

  it('keeps formulas as text and names columns that have no name', async () => {
    assert.deepEqual(await cellsOf(bytesOf('ID,,ID\n=1+1,@x,"=cmd|\'/C calc\'!A0"\n')), [
      ['ID', 'Column B', 'ID (2)'],
      ['=1+1', '@x', "=cmd|'/C calc'!A0"],
    ])
  })

  const refused: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['nothing in it', bytesOf(''), /is empty/],
    ['headers alone', bytesOf('ID,Name\n'), /no rows below/],
    [
      'an open quotation mark',
      bytesOf('ID,Name\n1,"Ada\n2,Ben\n'),
      /opens in row 2 is never closed/,
    ],
    ['a line of 24 MB', bytesOf(`ID\n${'x'.repeat(24_000_000)}`), /Row 2 is longer than/],
    ['a line of 30 MB', bytesOf('x'.repeat(30_000_000)), /larger than 25 MB/],
    ['NUL bytes', bytesOf('ID,Name\n1,A\u0000\n'), /neither text nor a spreadsheet/],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /password or of an old version/],
    ['too many columns', bytesOf(`${'a,'.repeat(300)}\n`), /more than 200 columns/],
    ['too many rows', bytesOf(`ID\n${'1\n'.repeat(200_001)}`), /more than 200,000 rows/],
  ]
  for (const [what, bytes, pattern] of refused) {
    it(`with ${what} is refused in a sentence`, async () => {
      assert.match(await refusalOf(bytes), pattern)
    })
  }
})

function workbook(sheet: WorkSheet, type: 'xlsx' | 'ods', shared = false): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'People')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Another sheet']]), 'More')
  const written: unknown = write(book, { type: 'buffer', bookType: type, bookSST: shared })
  assert.ok(written instanceof Uint8Array)
  return written
}

describe('a spreadsheet', () => {
  for (const type of ['xlsx', 'ods'] as const) {
    it(`is read as ${type}: texts, numbers, dates, values of formulas, gaps`, async () => {
      const day = new Date(Date.UTC(2026, 10, 22))
      const rows = [
        ['ID', 'Name', 'FTE', 'Started', 'Formula', 'Yes', 'Cents'],
        ['007', 'Zoë  & <Ash>', 0.6, day, null, true, 0.1 + 0.2],
        [],
        ['8', '=1+1', 1, null, null, null, null],
      ]
      const sheet = utils.aoa_to_sheet(rows, { cellDates: true, UTC: true, dateNF: 'dd/mm/yyyy' })
      sheet['E2'] = { t: 'n', v: 42, f: 'SUM(A1:A9)' }
      for (const shared of [false, true]) {
        const { rows: read } = await readTable('people', workbook(sheet, type, shared))
        assert.deepEqual(
          read.map(({ number, cells }) => [number, cells[0], cells[1], cells[2]]),
          [
            [2, '007', 'Zoë & <Ash>', '0.6'],
            [4, '8', '=1+1', '1'],
          ],
        )
        assert.deepEqual(read[0]?.cells.slice(3, 6), ['2026-11-22', '42', 'TRUE'])
      }
    })
  }

  it('keeps the zeros with which a staff number is shown', async () => {
    const sheet = utils.aoa_to_sheet([['ID'], [7]])
    sheet['A2'] = { t: 'n', v: 7, z: '00000' }
    assert.deepEqual(await cellsOf(workbook(sheet, 'xlsx')), [['ID'], ['00007']])
  })
})

interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array
  /** What the directory says; undefined: the truth. */
  readonly size?: number
}

/** A zip file that may lie about the sizes of what is in it. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, size = content.length } of entries) {
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    parts.push(Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed)
    const more = Buffer.alloc(14)
    more.writeUInt32LE(offset, 10)
    directory.push(
      Buffer.from('PK\u0001\u0002\u0014\u0000', 'latin1'),
      common,
      more,
      Buffer.from(name),
    )
    offset += 4 + common.length + name.length + packed.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, central, Buffer.from('PK\u0005\u0006'), end])
}

const relations = (target: string, type: string): string =>
  `<Relationships><Relationship Id="r1" Type="x/${type}" Target="${target}"/></Relationships>`

function xlsxOf(sheet: ZipEntry['content'], size?: number): Buffer {
  return zipOf([
    { name: '_rels/.rels', content: bytesOf(relations('xl/workbook.xml', 'officeDocument')) },
    {
      name: 'xl/workbook.xml',
      content: bytesOf('<workbook><sheets><sheet name="P" r:id="r1"/></sheets></workbook>'),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: bytesOf(relations('worksheets/sheet1.xml', 'worksheet')),
    },
    { name: 'xl/worksheets/sheet1.xml', content: sheet, ...(size !== undefined && { size }) },
  ])
}

/** A sheet of OpenDocument. */
function odsOf(rows: string): Uint8Array {
  const content = bytesOf(`<d><table:table>${rows}</table:table></d>`)
  return zipOf([{ name: 'content.xml', content }])
}

const inSheet = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`

describe('a hostile spreadsheet', () => {
  const head = `<row r="1">${text('ID')}</row>`

  it('is made as others make it where it is not hostile', async () => {
    const sheet = inSheet(`${head}<row>${text('1')}</row>`)
    assert.deepEqual(await cellsOf(xlsxOf(bytesOf(sheet))), [['ID'], ['1']])
  })

  const bomb = Buffer.concat([
    Buffer.from(inSheet(head).slice(0, -24)),
    Buffer.alloc(150_000_000, ' '),
  ])
  const entities = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "${'&a;'.repeat(1000)}">]>`
  const cases: readonly (readonly [string, () => Uint8Array])[] = [
    ['that unpacks to a thousand times its size', () => xlsxOf(bomb)],
    ['that says it is smaller than it is', () => xlsxOf(bomb, 1000)],
    ['that says it is larger than it is', () => xlsxOf(bytesOf(inSheet(head)), 4_000_000_000)],
    [
      'with entities that grow',
      () => xlsxOf(bytesOf(`${entities}${inSheet(`<row>${text('&b;')}</row>`)}`)),
    ],
    [
      'with an entity of a file',
      () =>
        xlsxOf(
          bytesOf(
            `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>${inSheet(text('&x;'))}`,
          ),
        ),
    ],
    [
      'with an entity that is not known',
      () => xlsxOf(bytesOf(inSheet(`<row>${text('&x;')}</row>`))),
    ],
    [
      'with a part of the same name twice',
      () => zipOf(['a', 'a'].map((name) => ({ name, content: bytesOf('a') }))),
    ],
    ['with rows that go backwards', () => xlsxOf(bytesOf(inSheet(`<row r="5"/><row r="4"/>`)))],
    [
      'with a column beyond the last',
      () => xlsxOf(bytesOf(inSheet('<row><c r="ZZZ1"><v>1</v></c></row>'))),
    ],
    [
      'with text that is shared by nobody',
      () => xlsxOf(bytesOf(inSheet('<row><c t="s"><v>9</v></c></row>'))),
    ],
    ['that breaks off', () => xlsxOf(bytesOf(inSheet(head))).subarray(0, 300)],
    ['that is an empty zip', () => zipOf([])],
    [
      'of many parts',
      () =>
        zipOf(Array.from({ length: 6000 }, (_, at) => ({ name: `${at}`, content: bytesOf('') }))),
    ],
  ]
  for (const [what, make] of cases) {
    it(`${what} is refused in a sentence`, async () => {
      assert.match(await refusalOf(make()), /spreadsheet is damaged|far larger|no rows|is empty/)
    })
  }

  it('repeats no row or column without end', async () => {
    const cells = '<table:table-cell><text:p>1</text:p></table:table-cell>'
    const rows = `<table:table-row table:number-rows-repeated="1048576">${cells}</table:table-row>`
    assert.match(await refusalOf(odsOf(rows)), /stands there 1,048,576 times/)
    const wide = cells.replace('>', ' table:number-columns-repeated="16384">')
    assert.match(
      await refusalOf(odsOf(`<table:table-row>${wide}</table:table-row>`)),
      /200 columns/,
    )
    const some = `<table:table-row table:number-rows-repeated="3">${cells}</table:table-row>`
    assert.equal((await readTable('a.ods', odsOf(some))).rows.length, 2)
    const gaps = `<table:table-row>${cells}</table:table-row><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row>${cells}</table:table-row>`
    const { rows: read } = await readTable('a.ods', odsOf(gaps))
    assert.deepEqual(read, [{ number: 1_048_578, cells: ['1'] }])
  })

  it('holds no more cells than files of people have', async () => {
    const wide = `<table:table-row table:number-rows-repeated="100"><table:table-cell table:number-columns-repeated="200"><text:p>1</text:p></table:table-cell></table:table-row>`
    assert.match(await refusalOf(odsOf(wide.repeat(101))), /more than 2,000,000 cells/)
    const row = `${'a,'.repeat(20)}\n`
    const { rows } = await readTable('a.csv', Buffer.from(row.repeat(100_001)))
    assert.deepEqual([rows.length, rows[0]?.cells.length], [100_000, 20])
  })

  it('is refused in bounded memory', async () => {
    const before = process.memoryUsage().rss
    await assert.rejects(readApart('a.xlsx', xlsxOf(bomb)), /far larger/)
    assert.ok(process.memoryUsage().rss - before < 300_000_000)
  })
})

describe('any bytes', () => {
  it('are read or refused in a sentence', async () => {
    const good = Buffer.from(
      workbook(
        utils.aoa_to_sheet([
          ['ID', 'Name'],
          ['1', 'Ada'],
        ]),
        'xlsx',
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        async (changes) => {
          const bytes = Buffer.from(good)
          for (const [at, byte] of changes) bytes[at] = byte
          await readTable('a.xlsx', bytes).catch((error: unknown) => {
            assert.ok(error instanceof FileRefused, String(error))
          })
        },
      ),
      { numRuns: 200 },
    )
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        await readTable('a.csv', bytes).catch((error: unknown) => {
          assert.ok(error instanceof FileRefused, String(error))
        })
      }),
      { numRuns: 200 },
    )
  })
})

describe('reading apart', () => {
  it('reads in a thread of its own, one file at a time', async () => {
    const [one] = await Promise.all([
      readApart('a.csv', bytesOf('ID\n1\n')),
      assert.rejects(readApart('b.csv', bytesOf('')), /is empty/),
    ])
    assert.deepEqual(one, {
      content: '{"headers":["ID"],"rows":[{"number":2,"cells":["1"]}]}',
      headers: ['ID'],
    })
  })
})
