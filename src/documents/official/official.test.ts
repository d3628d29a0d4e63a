import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import {
  arbitraryCapabilityFramework,
  arbitraryMaturityModel,
  propertyRuns,
} from '../../../test/arbitrary-edition.ts'
import type { CapabilityFragment } from '../../framework/index.ts'
import type { DocumentReader, ReadResult } from '../format.ts'
import { csvText } from '../tables/csv.ts'
import { officialChangelogReader } from './changelog-csv.ts'
import { changelogColumns, rolesColumns } from './columns.ts'
import { levelCell, levelCellText, seniorDescription, seniorDescriptionText } from './prose.ts'
import { officialRolesReader } from './roles-csv.ts'
import { officialSkillsReader } from './skills-csv.ts'
import { officialCsvWriter } from './writer.ts'

const undefinedLevel = 'This skill level is currently not defined.'
const nothing = { name: '', text: '' }

function fragmentOf({ fragments, findings }: ReadResult) {
  const fragment = fragments.find((one): one is CapabilityFragment => one.kind === 'capability')
  return { ...fragment, codes: findings.map(({ code, line }) => `${code} ${line}`), findings }
}

function textsOf(lines: readonly { readonly text: string }[]): string[] {
  return lines.map(({ text }) => text)
}

function seniorTexts(text: string) {
  const { statements, leadershipExamples, ...rest } = seniorDescription(text, 1)
  return {
    ...rest,
    statements: textsOf(statements),
    leadershipExamples: textsOf(leadershipExamples),
  }
}

function nameOf(things: readonly { slug: string; name: { value: string } }[], slug: string) {
  return things.find((one) => one.slug === slug)?.name.value
}

function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

interface RoleRow {
  family?: string
  role?: string
  description?: string
  level?: string
  levelDescription?: string
  skill?: string
  skillDescription?: string
  skillLevel?: string
  skillLevelDescription?: string
  type?: string
}

const maker: Required<RoleRow> = {
  family: 'Flight',
  role: 'Kite maker',
  description: 'A kite maker builds kites.\n\nIn this role, you will:\n- cut\n- sew',
  level: 'Kite maker',
  levelDescription: 'At this level you make small kites.',
  skill: 'Knots',
  skillDescription: 'Tying things.',
  skillLevel: 'Working',
  skillLevelDescription: 'You can:\n- tie knots\n- teach "bends", too',
  type: '',
}

const chief: RoleRow = {
  role: 'Chief kite officer',
  level: 'NOT IN USE',
  levelDescription: 'NOT IN USE',
  skill: 'Wind leadership',
  skillDescription:
    'Leading in wind.\n\nYou can:\n- lead\n- follow\nExamples of leadership using this skill:\n- led a gale',
  skillLevel: 'NOT IN USE',
  skillLevelDescription: 'NOT IN USE',
  type: 'Senior Civil Service',
}

function roles(...rows: RoleRow[]) {
  const text = csvText([rolesColumns, ...rows.map((row) => Object.values({ ...maker, ...row }))])
  return fragmentOf(officialRolesReader.read({ name: 'roles.csv', text }))
}

const skillsHeader = [
  'Skill Name',
  'Skill Description',
  'Awareness',
  'Working',
  'Practitioner',
  'Expert',
  'Roles that require Skill',
]

function skills(...rows: string[][]) {
  const text = csvText([skillsHeader, ...rows])
  return fragmentOf(officialSkillsReader.read({ name: 'skills.csv', text }))
}

function notes(...rows: string[][]) {
  const text = csvText([changelogColumns, ...rows])
  return fragmentOf(officialChangelogReader.read({ name: 'changelog.csv', text }))
}

const order = 'level-order-unknown null'

describe('cells of the official download', () => {
  const cells: [string, string, string, string[]][] = [
    ['statements', 'You can:\n- a\n- b', 'defined', ['a', 'b']],
    [
      'a statement on several lines',
      'You can:\n- a\nmore\n\nstill more\n- b',
      'defined',
      ['a\nmore\n\nstill more', 'b'],
    ],
    ['no lead', '- a\n- b', 'defined', ['a', 'b']],
    ['another lead', 'At this level:\n- a', 'defined', ['At this level:', 'a']],
    ['plain lines', 'Ties knots.\n\nTeaches.', 'defined', ['Ties knots.', 'Teaches.']],
    ['spaces that belong to a statement', 'You can:\n-  a \n', 'defined', [' a ']],
    ['empty items', 'You can:\n- \n- a', 'defined', ['a']],
    ['a lead without statements', 'You can:', 'absent', []],
    ['nothing', ' \n', 'absent', []],
    ['the words for an undefined level', undefinedLevel, 'not-defined', []],
    ['the same without a full stop', undefinedLevel.slice(0, -1).toUpperCase(), 'not-defined', []],
  ]
  for (const [title, text, state, statements] of cells) {
    test(`hold ${title}`, () => {
      const read = levelCell(text, 1)
      assert.equal(read.state, state)
      assert.deepEqual(
        read.statements.map((one) => one.text),
        statements,
      )
      const again = levelCell(levelCellText({ state: read.state, statements }), 1)
      assert.deepEqual(
        again.statements.map((one) => one.text),
        statements,
      )
    })
  }

  test('hold statements longer than any limit', () => {
    const long = 'a'.repeat(2_000)
    assert.equal(levelCell(`You can:\n- ${long}`, 1).statements[0]?.text, long)
  })

  test('give each statement its line', () => {
    const { statements } = levelCell('You can:\n- a\nmore\n- b', 10)
    assert.deepEqual(
      statements.map(({ line }) => line),
      [11, 13],
    )
  })

  const seniors: [
    string,
    string,
    { description?: string; statements: string[]; leadershipExamples: string[] },
  ][] = [
    [
      'all three parts',
      'Kites.\n\nYou can:\n- a\nExamples of leadership using this skill:\n- b',
      { description: 'Kites.', statements: ['a'], leadershipExamples: ['b'] },
    ],
    [
      'no paragraph',
      'You can:\n- a\n\nExamples of leadership using this skill:\n- b',
      { statements: ['a'], leadershipExamples: ['b'] },
    ],
    ['no examples', 'You can:\n- a', { statements: ['a'], leadershipExamples: [] }],
    ['prose only', 'Kites.', { description: 'Kites.', statements: [], leadershipExamples: [] }],
    [
      'a list without its lead',
      'Kites:\n- a',
      { description: 'Kites:', statements: ['a'], leadershipExamples: [] },
    ],
    ['nothing', '', { statements: [], leadershipExamples: [] }],
  ]
  for (const [title, text, parts] of seniors) {
    test(`describe a Senior Civil Service skill with ${title}`, () => {
      assert.deepEqual(seniorTexts(text), parts)
      assert.deepEqual(seniorTexts(seniorDescriptionText(parts)), parts)
    })
  }
})

describe('roles.csv', () => {
  test('gives roles, levels, skills and requirements with their lines', () => {
    const read = roles({})
    assert.deepEqual(read.codes, [order])
    assert.deepEqual(read.roles, [
      {
        name: 'Kite maker',
        family: 'Flight',
        kind: 'levelled',
        description: maker.description,
        levels: [{ name: 'Kite maker', line: 2, description: maker.levelDescription }],
        line: 2,
      },
    ])
    assert.deepEqual(read.requirements, [
      {
        family: 'Flight',
        role: 'Kite maker',
        skill: 'Knots',
        line: 2,
        roleLevel: 'Kite maker',
        level: 'working',
        basis: 'stated',
      },
    ])
    assert.deepEqual(read.skills?.[0]?.levels, [
      {
        level: 'working',
        state: 'defined',
        statements: [
          { text: 'tie knots', line: 7 },
          { text: 'teach "bends", too', line: 8 },
        ],
        line: 6,
      },
    ])
  })

  test('gives Senior Civil Service roles no levels and their skills three parts', () => {
    const read = roles(chief)
    assert.deepEqual(read.codes, [])
    assert.equal(read.roles?.[0]?.kind, 'senior-civil-service')
    assert.deepEqual(read.roles?.[0]?.levels, [])
    const [asked] = read.requirements ?? []
    assert.deepEqual([asked?.basis, asked?.level, asked?.roleLevel], ['none', undefined, undefined])
    const [skill] = read.skills ?? []
    assert.equal(skill?.kind, 'senior-civil-service')
    assert.equal(skill?.description, 'Leading in wind.')
    assert.deepEqual(
      skill?.statements.map(({ text }) => text),
      ['lead', 'follow'],
    )
    assert.deepEqual(
      skill?.leadershipExamples.map(({ text }) => text),
      ['led a gale'],
    )
  })

  test('takes NOT IN USE for a Senior Civil Service role when the role type is empty', () => {
    assert.equal(roles({ ...chief, type: '' }).roles?.[0]?.kind, 'senior-civil-service')
  })

  test('takes a role with its first three columns only as one without levels', () => {
    const text =
      'Role Family,Role,Role Description,Role Level,Skill Name,Skill Level\r\nFlight,Kite clerk,Counts.\r\n'
    const read = fragmentOf(officialRolesReader.read({ name: 'roles.csv', text }))
    assert.deepEqual(read.codes, ['role-without-levels 2'])
    assert.deepEqual(read.roles?.[0]?.levels, [])
    assert.equal(read.roles?.[0]?.kind, 'levelled')
  })

  test('takes a role level without skills', () => {
    const read = roles({
      skill: '',
      skillDescription: '',
      skillLevel: '',
      skillLevelDescription: '',
    })
    assert.deepEqual(read.codes, [order])
    assert.deepEqual([read.roles?.[0]?.levels.length, read.requirements?.length], [1, 0])
  })

  test('joins the rows of a role level that stand apart', () => {
    const read = roles(
      {},
      { role: 'Box builder' },
      { skill: 'Wind' },
      { level: 'Lead', skill: 'Wind' },
    )
    assert.deepEqual(
      read.roles?.map(({ name, levels }) => [name, levels.length]),
      [
        ['Kite maker', 2],
        ['Box builder', 1],
      ],
    )
    assert.equal(read.requirements?.length, 4)
  })

  test('keeps role-qualified skill names apart and a role apart from its namesake level', () => {
    const read = roles({ skill: 'Knots (box)' }, { level: 'Lead' })
    assert.deepEqual(
      read.skills?.map(({ name }) => name),
      ['Knots (box)', 'Knots'],
    )
    assert.deepEqual(
      read.roles?.[0]?.levels.map(({ name }) => name),
      ['Kite maker', 'Lead'],
    )
  })

  test('says once per document that the order of levels is unknown', () => {
    const read = roles({}, { level: 'Lead' }, { role: 'Box builder' })
    assert.deepEqual(read.codes, [order])
    assert.equal(read.roles?.[0]?.levels[0]?.number, undefined)
  })

  const other = 'You can:\n- cut'
  const odd: [string, RoleRow[], string[], number][] = [
    ['a row given twice', [{}, {}, {}], ['duplicate-row 9', 'duplicate-row 16'], 1],
    ['a skill at two levels', [{}, { skillLevel: 'Expert' }], ['requirement-contradicts 9'], 1],
    [
      'a skill twice at one level, in other words',
      [{}, { skillLevelDescription: other }],
      ['rows-contradict 13', 'duplicate-row 9'],
      1,
    ],
    [
      'a role described in two ways',
      [{}, { skill: 'Wind', description: 'x' }],
      ['rows-contradict 9'],
      2,
    ],
    [
      'a level described in two ways',
      [{}, { skill: 'Wind', levelDescription: 'x' }, { skill: 'Rain', levelDescription: 'x' }],
      ['rows-contradict 13'],
      3,
    ],
    [
      'a skill described in two ways',
      [{}, { level: 'Lead', skillDescription: 'x' }],
      ['rows-contradict 13'],
      2,
    ],
    ['two families of a role', [{}, { level: 'Lead', family: 'Sea' }], ['rows-contradict 9'], 2],
    [
      'a description that is blank at first',
      [{ description: '', skillDescription: '' }, { level: 'Lead' }],
      [],
      2,
    ],
    ['a role without a description', [{ description: ' ' }], ['role-without-description 2'], 1],
    ['a skill level without a text', [{ skillLevelDescription: '' }], ['skill-level-missing 6'], 1],
    ['an undefined skill level', [{ skillLevelDescription: undefinedLevel }], [], 1],
    ['a level off the scale', [{ skillLevel: 'Wizard' }], ['level-unknown 2'], 0],
    ['no skill level', [{ skillLevel: '', skillLevelDescription: '' }], ['level-undecided 2'], 1],
    ['no role', [{ role: ' ' }, {}], ['row-incomplete 2'], 1],
    ['a skill at no role level', [{ level: '' }, {}], ['row-incomplete 2'], 1],
    ['a role of both kinds', [{}, { ...chief, role: 'Kite maker' }], ['rows-contradict 9'], 1],
  ]
  for (const [title, rows, codes, count] of odd) {
    test(`survives ${title}`, () => {
      const read = roles(...rows)
      assert.deepEqual(
        read.codes.filter((code) => code !== order),
        codes,
      )
      assert.equal(read.requirements?.length, count)
    })
  }

  test('keeps a Senior Civil Service role whose row names a level', () => {
    const read = roles({ ...chief, level: 'Deputy' })
    assert.deepEqual(read.codes, ['rows-contradict 2'])
    assert.deepEqual([read.roles?.[0]?.levels.length, read.requirements?.length], [0, 1])
  })

  test('takes a skill that levelled roles ask for as levelled', () => {
    const read = roles({ ...chief, skill: 'Knots', skillDescription: maker.skillDescription }, {})
    assert.deepEqual(
      read.skills?.map(({ kind }) => kind),
      ['levelled'],
    )
  })

  test('reads a file whose line ends are all CRLF, and one without a byte order mark', () => {
    const text = csvText([rolesColumns, Object.values(maker)]).replace(/\r?\n/g, '\r\n')
    const { skills: read } = fragmentOf(
      officialRolesReader.read({ name: 'roles.csv', text: text.slice(1) }),
    )
    assert.deepEqual(
      read?.[0]?.levels[0]?.statements.map((one) => one.text),
      ['tie knots', 'teach "bends", too'],
    )
  })

  test('keeps what stands before a break', () => {
    const text = `${csvText([rolesColumns, Object.values(maker)])}Flight,"Box`
    const read = fragmentOf(officialRolesReader.read({ name: 'roles.csv', text }))
    assert.deepEqual(read.codes, ['csv-broken 9', order])
    assert.equal(read.requirements?.length, 1)
  })

  test('repairs mis-encoded punctuation with the cell before and after', () => {
    const read = roles(
      { description: 'The makerâ€™s kite.' },
      { description: 'The makerâ€™s kite.', skill: 'Wind' },
    )
    const [repair, ...rest] = read.findings.filter(({ action }) => action === 'repaired')
    assert.deepEqual(
      [repair?.code, repair?.before, repair?.after, rest.length],
      ['mis-encoded-punctuation', 'The makerâ€™s kite.', 'The maker’s kite.', 0],
    )
    assert.equal(read.roles?.[0]?.description, 'The maker’s kite.')
  })
})

describe('skills.csv', () => {
  const knots = [
    'Knots',
    'Tying.',
    'You can:\n- a',
    'You can:\n- b',
    undefinedLevel,
    'You can:\n- d',
    'Kite maker, Box builder',
  ]

  test('gives skills with four levels and the roles they name', () => {
    const read = skills(knots)
    assert.deepEqual(read.codes, ['skill-level-not-defined 4'])
    assert.deepEqual(
      read.skills?.[0]?.levels.map(({ level, state }) => `${level} ${state}`),
      ['awareness defined', 'working defined', 'practitioner not-defined', 'expert defined'],
    )
    assert.deepEqual(read.roleLinks, [
      { skill: 'Knots', role: 'Kite maker', line: 5 },
      { skill: 'Knots', role: 'Box builder', line: 5 },
    ])
  })

  for (const cell of [undefinedLevel, '', 'NOT IN USE']) {
    test(`knows a Senior Civil Service skill whose levels hold “${cell}”`, () => {
      const read = skills([
        'Wind leadership',
        chief.skillDescription ?? '',
        cell,
        cell,
        cell,
        cell,
        '',
      ])
      assert.deepEqual(read.codes, [])
      const [skill] = read.skills ?? []
      assert.deepEqual(
        [
          skill?.kind,
          skill?.levels.length,
          skill?.statements.length,
          skill?.leadershipExamples.length,
        ],
        ['senior-civil-service', 0, 2, 1],
      )
    })
  }

  test('takes a skill with prose and no defined level as levelled', () => {
    const read = skills([
      'Knots',
      'Tying.',
      undefinedLevel,
      undefinedLevel,
      undefinedLevel,
      undefinedLevel,
      '',
    ])
    assert.equal(read.skills?.[0]?.kind, 'levelled')
    assert.equal(read.codes.length, 4)
  })

  const odd: [string, string[][], string[], number][] = [
    ['a row given twice', [knots, knots], ['duplicate-row 6'], 1],
    ['two skills with one name', [knots, knots.with(1, 'Cutting.')], ['duplicate-skill 6'], 1],
    ['a skill without a description', [knots.with(1, '')], ['skill-without-description 2'], 1],
    ['a blank level', [knots.with(3, ' ')], ['skill-level-missing 3'], 1],
    ['no name', [knots.with(0, '')], ['row-incomplete 2'], 0],
    ['no rows', [], [], 0],
  ]
  for (const [title, rows, codes, count] of odd) {
    test(`survives ${title}`, () => {
      const read = skills(...rows)
      assert.deepEqual(
        read.codes.filter((code) => !code.startsWith('skill-level-not-defined')),
        codes,
      )
      assert.equal(read.skills?.length ?? 0, count)
    })
  }
})

describe('changelog.csv', () => {
  test('gives notes as published, with links and several lines', () => {
    const note = 'Renamed [Kite maker](/role/kite-maker).\nRetired “Balloonist”.'
    const read = notes(
      ['2020-02-29', 'Kite maker', note],
      ['2020-02-29T10:00:00+00:00', 'Homepage', 'x'],
    )
    assert.deepEqual(read.codes, [])
    assert.deepEqual(read.changeNotes, [
      { date: '2020-02-29', page: 'Kite maker', note, line: 2 },
      { date: '2020-02-29', page: 'Homepage', note: 'x', line: 4 },
    ])
  })

  const odd: [string, string[][], string[], number][] = [
    ['an empty note', [['2020-02-29', 'Knots', ' ']], ['change-note-empty 2'], 0],
    ['no date', [['', 'Knots', 'x']], ['change-note-date 2'], 1],
    ['a date in words', [['29 February', 'Knots', 'x']], ['change-note-date 2'], 1],
    ['a day that never was', [['2021-02-29', 'Knots', 'x']], ['change-note-date 2'], 1],
    ['no page', [['2020-02-29', '', 'x']], ['row-incomplete 2'], 0],
    [
      'a note given twice',
      [
        ['2020-02-29', 'Knots', 'x'],
        ['2020-02-29', 'Knots', 'x'],
      ],
      ['duplicate-row 3'],
      1,
    ],
    ['no notes', [], [], 0],
  ]
  for (const [title, rows, codes, count] of odd) {
    test(`survives ${title}`, () => {
      const read = notes(...rows)
      assert.deepEqual(read.codes, codes)
      assert.equal(read.changeNotes?.length ?? 0, count)
      if (count === 1 && codes[0]?.startsWith('change-note-date') === true) {
        assert.equal(read.changeNotes?.[0]?.date, undefined)
      }
    })
  }
})

describe('the official download', () => {
  const readers: DocumentReader[] = [
    officialRolesReader,
    officialSkillsReader,
    officialChangelogReader,
  ]

  test('comes back with every statement, requirement, role link and note', () => {
    fc.assert(
      fc.property(arbitraryCapabilityFramework, (edition) => {
        const files = officialCsvWriter.write(edition)
        assert.deepEqual(
          files.map(({ name }) => name),
          ['roles.csv', 'skills.csv', 'changelog.csv'],
        )
        const [read, skillsRead, notesRead] = readers.map((reader, at) => {
          assert.deepEqual(
            readers.map((one) => one.recognises(files[at] ?? nothing)),
            readers.map((one) => one === reader),
          )
          return fragmentOf(reader.read(files[at] ?? nothing))
        })
        const levelName = (role: string, slug: string | null) =>
          nameOf(edition.roles.find((one) => one.slug === role)?.levels ?? [], slug ?? '')

        assert.deepEqual(
          (read?.requirements ?? [])
            .map(({ role, roleLevel, skill, level }) => [role, roleLevel, skill, level])
            .sort(byText),
          edition.requirements
            .map(({ role, roleLevel, skill, level }) => [
              nameOf(edition.roles, role),
              levelName(role, roleLevel),
              nameOf(edition.skills, skill),
              level ?? undefined,
            ])
            .sort(byText),
        )
        assert.deepEqual(
          (read?.roles ?? [])
            .map(({ name, kind, description, levels }) => ({
              name,
              kind,
              description,
              levels: levels.map((level) => [level.name, level.description]),
            }))
            .sort(byText),
          edition.roles
            .map(({ name, kind, description, levels }) => ({
              name: name.value,
              kind,
              description: description?.value,
              levels: levels.map((level) => [level.name.value, level.description?.value]),
            }))
            .sort(byText),
        )
        assert.deepEqual(
          (skillsRead?.skills ?? [])
            .map(({ name, kind, levels, statements, leadershipExamples }) => ({
              name,
              kind,
              levels: levels.map(({ level, state, statements: own }) => ({
                level,
                state,
                statements: own.map(({ text }) => text),
              })),
              statements: statements.map(({ text }) => text),
              examples: leadershipExamples.map(({ text }) => text),
            }))
            .sort(byText),
          edition.skills
            .map(({ name, kind, levels, statements, leadershipExamples }) => ({
              name: name.value,
              kind,
              levels: levels.map(({ level, state, statements: own }) => ({
                level,
                state,
                statements: own.map(({ text }) => text.value),
              })),
              statements: statements.map(({ text }) => text.value),
              examples: leadershipExamples.map(({ text }) => text.value),
            }))
            .sort(byText),
        )
        assert.deepEqual(
          (skillsRead?.roleLinks ?? []).map(({ skill, role }) => [skill, role]).sort(byText),
          edition.roleLinks
            .map(({ skill, role }) => [nameOf(edition.skills, skill), nameOf(edition.roles, role)])
            .sort(byText),
        )
        const distinct = new Set(
          edition.changeNotes.map(({ date, page, note }) =>
            JSON.stringify([date ?? undefined, page, note.value]),
          ),
        )
        assert.deepEqual(
          (notesRead?.changeNotes ?? []).map(({ date, page, note }) =>
            JSON.stringify([date, page, note]),
          ),
          [...distinct],
        )
      }),
      { numRuns: propertyRuns },
    )
  })

  test('is sorted by title, starts with a byte order mark and ends its records in CRLF', () => {
    const [edition] = fc.sample(
      arbitraryCapabilityFramework.filter(({ roles: some }) => some.length > 2),
      { numRuns: 1, seed: 3 },
    )
    assert.ok(edition !== undefined)
    const files = officialCsvWriter.write(edition)
    assert.equal(files[0]?.text.split('\r\n')[0], `\ufeff${rolesColumns.join(',')}`)
    assert.equal(files[1]?.text.split('\r\n')[0], `\ufeff${skillsHeader.join(',')}`)
    assert.equal(files[2]?.text.split('\r\n')[0], `\ufeff${changelogColumns.join(',')}`)
    const titles = fragmentOf(officialRolesReader.read(files[0] ?? nothing)).roles?.map(
      ({ name }) => name,
    )
    assert.deepEqual(titles, titles?.toSorted())
  })

  test('does not exist for a maturity model', () => {
    fc.assert(
      fc.property(arbitraryMaturityModel, (model) => officialCsvWriter.write(model).length === 0),
      { numRuns: 5 },
    )
  })

  test('is read without a throw, whatever is done to it', () => {
    const wholes = [
      csvText([rolesColumns, Object.values(maker), Object.values({ ...maker, ...chief })]),
      csvText([skillsHeader, ['Knots', 'a', 'You can:\n- b', '', '', '', 'Kite maker, x']]),
      csvText([changelogColumns, ['2020-02-29', 'Knots', 'x']]),
    ]
    const mutated = fc
      .tuple(fc.constantFrom(...wholes), fc.nat({ max: 600 }), fc.nat({ max: 20 }), fc.string())
      .map(([whole, at, length, put]) => whole.slice(0, at) + put + whole.slice(at + length))
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated), (text) => {
        for (const reader of readers) {
          reader.recognises({ name: 'x.csv', text })
          reader.read({ name: 'x.csv', text })
        }
      }),
      { numRuns: propertyRuns },
    )
  })
})
