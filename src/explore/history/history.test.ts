import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { LoadedEdition } from '../../editions/index.ts'
import type { CapabilityFramework, FormerNames } from '../../framework/index.ts'
import { differenceOf, noFormerNames } from '../../framework/index.ts'
import { Gone, Moved } from '../../platform/index.ts'
import { placeAt } from '../place.ts'
import type { Place } from '../place.ts'
import { edition, role, roleLevel, skill, text } from '../test-edition.ts'
import { describeNotes, noteBlocks } from './change-notes.ts'
import { becomesStatedInWords, differenceInWords } from './difference-words.ts'
import { caveatsOf } from './caveats.ts'
import { fieldsToTell, fieldWords } from './field-words.ts'
import { atomTime, describeFeed } from './feed.ts'
import { whatBecameOf } from './gone.ts'
import { levelStandingOf, standingOf } from './standing.ts'
import { historyOfRole } from './thing-history.ts'

const register: FormerNames = {
  ...noFormerNames,
  roles: [
    {
      slug: 'kite-maker',
      name: 'Kite maker',
      former: [{ name: 'Maker of kites', slug: 'maker-of-kites' }],
      addresses: ['kite-maker-official'],
      levels: [
        { slug: 'senior', name: 'Senior', former: [{ name: 'Old', slug: 'old' }], addresses: [] },
      ],
    },
  ],
  retired: [{ kind: 'skill', name: 'Tar', slug: 'tar', lastEdition: '1999', note: 'Too sticky.' }],
}

const namespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'
const framework = { ...edition().framework, id: namespace }
const older = edition({
  framework,
  edition: { ...edition().edition, name: '2020-01-01', published: '2020-01-01' },
  roles: [
    role('maker-of-kites', { levels: [roleLevel('old'), roleLevel('lost')] }),
    role('winder', { name: text('Line winder'), description: text('Winds lines.') }),
  ],
  changeNotes: [
    { date: '2019-05-06', page: 'Maker of kites', note: text('First.'), source: 'c', line: 1 },
  ],
})
const newer = edition({
  framework,
  edition: { ...edition().edition, name: '2021-01-01' },
  roles: [role('kite-maker', { levels: [roleLevel('senior')] })],
  skills: [skill('knots')],
  changeNotes: [
    { date: null, page: 'Homepage', note: text('Undated.'), source: 'c', line: 2 },
    { date: '2019-05-06', page: 'maker of kites', note: text('First'), source: 'c', line: 3 },
    { date: '2020-02-29', page: 'Knots', note: text('Second.'), source: 'c', line: 4 },
  ],
})

function placeOf(editions: readonly CapabilityFramework[]): Place {
  const all: LoadedEdition[] = editions.map((one) => ({
    edition: one,
    findings: [],
    hash: one.edition.name,
    register,
  }))
  return placeAt(
    {
      library: { all: () => all, newest: () => all[0], get: () => undefined },
      framework: 'test',
      maturityModel: 'none',
      baseUrl: '',
    },
    {},
  )
}

const place = placeOf([newer, older])

describe('standing', () => {
  test('is here, moved, gone or unknown', () => {
    const kinds = ['kite-maker', 'maker-of-kites', 'kite-maker-official', 'winder', 'nobody'].map(
      (slug) => standingOf(place, 'role', slug).kind,
    )
    assert.deepEqual(kinds, ['here', 'moved', 'moved', 'gone', 'unknown'])
  })

  test('is gone where only the register remembers', () => {
    assert.equal(standingOf(place, 'skill', 'tar').kind, 'gone')
  })

  test('in a past edition a newer name leads to the name of then', () => {
    const past = standingOf(placeOf([older]), 'role', 'kite-maker')
    assert.deepEqual(past, { kind: 'moved', slug: 'maker-of-kites' })
  })

  test('a level of a renamed role has moved, is gone or unknown', () => {
    const kinds = ['senior', 'old', 'lost', 'never'].map(
      (slug) => levelStandingOf(place, 'kite-maker', slug).kind,
    )
    assert.deepEqual(kinds, ['here', 'moved', 'gone', 'unknown'])
  })
})

function fate(params: Record<string, string>): string | undefined {
  const found = whatBecameOf(place, params, () => () => '')
  if (found instanceof Moved) return found.to
  return found instanceof Gone ? found.code : undefined
}

describe('what became of', () => {
  test('things at old addresses', () => {
    assert.equal(fate({ role: 'maker-of-kites' }), '/roles/kite-maker')
    assert.equal(fate({ role: 'maker-of-kites', level: 'old' }), '/roles/kite-maker/senior')
    assert.equal(fate({ role: 'kite-maker', level: 'lost' }), 'role-level-retired')
    assert.equal(fate({ role: 'winder' }), 'role-retired')
    assert.equal(fate({ skill: 'tar' }), 'skill-retired')
    assert.equal(fate({ role: 'nobody' }), undefined)
    assert.equal(fate({ role: 'kite-maker', level: 'nobody' }), undefined)
    assert.equal(fate({ family: '__proto__' }), undefined)
  })
})

describe('change notes', () => {
  test('stand once each, newest first, those without a date last', () => {
    assert.deepEqual(
      describeNotes(place).map(({ date, about }) => [date, about?.slug]),
      [
        ['2020-02-29', 'knots'],
        ['2019-05-06', 'kite-maker'],
        [null, undefined],
      ],
    )
  })

  const linked: readonly (readonly [string, string | undefined])[] = [
    ['https://example.org/a', 'https://example.org/a'],
    ['/role/maker-of-kites', '/roles/kite-maker'],
    ['/skill/knots', '/skills/knots'],
    ['/roles/kite-maker', '/roles/kite-maker'],
    ['/role/winder', undefined],
    ['/role/nobody', undefined],
    ['/role/../../etc', undefined],
    ['//example.org', undefined],
    ['javascript:alert', undefined],
    ['data:text/html,x', undefined],
    ['https://', undefined],
  ]
  for (const [target, href] of linked) {
    test(`a link to ${target} ${href === undefined ? 'is words only' : `leads to ${href}`}`, () => {
      const [block] = noteBlocks(place, `See [this](${target}) now`)
      assert.deepEqual(block?.lead, [
        { text: 'See ', href: undefined },
        { text: 'this', href },
        { text: ' now', href: undefined },
      ])
    })
  }

  test('a hostile note is words only', () => {
    const hostile = `${'['.repeat(50_000)}${'[a]('.repeat(20_000)}`
    assert.deepEqual(noteBlocks(place, hostile)[0]?.lead, [{ text: hostile, href: undefined }])
  })
})

test('a role tells of its former names, changes and notes', () => {
  const history = historyOfRole(place, 'kite-maker')
  assert.deepEqual(history?.formerly, ['Maker of kites'])
  assert.equal(history?.against, '2020-01-01')
  assert.equal(history?.changed?.levels.removed[0]?.slug, 'lost')
  assert.equal(history?.notes.length, 1)
})

test('a difference in words leaves out what does not occur', () => {
  assert.deepEqual(differenceInWords(differenceOf(older, newer, register)), [
    '1 skill and 4 statements are new.',
    '1 role and 1 role level are gone.',
    '1 role and 1 role level are renamed.',
    '1 role is changed.',
  ])
  assert.deepEqual(differenceInWords(differenceOf(newer, newer)), ['Nothing differs.'])
})

test('what becomes stated is told with what it was before, and else nothing is', () => {
  const difference = differenceOf(older, newer, register)
  assert.deepEqual(becomesStatedInWords(difference), [])
  const words = (...bases: typeof difference.counts.bases): string | undefined =>
    becomesStatedInWords({ ...difference, counts: { ...difference.counts, bases } })[0]
  const derived = { from: 'derived', to: 'stated', requirements: 1 } as const
  assert.equal(
    words(derived),
    'The level of 1 requirement will be stated: the new edition says that its source names it. Before it was derived. Editions never change, so look before you load.',
  )
  const close = { from: 'close', to: 'stated', requirements: 2 } as const
  const other = { from: 'stated', to: 'derived', requirements: 5 } as const
  assert.match(
    words(derived, close, other) ?? '',
    /^The levels of 3 requirements .* Before they were 1 derived and 2 inferred from similar wording\./,
  )
  assert.equal(words(other), undefined)
})

test('where one edition is silent the reader is told', () => {
  assert.deepEqual(caveats(older, newer), [
    'The edition 2020-01-01 holds no skills, so every skill of the other edition counts as new.',
  ])
  assert.match(caveats(newer, older)[0] ?? '', /counts as gone/)
})

function caveats(from: CapabilityFramework, to: CapabilityFramework): string[] {
  return caveatsOf({ from, to, difference: differenceOf(from, to, register) })
}

test('a description that one edition lacks is no change, and the reader is told', () => {
  const described = role('maker-of-kites', {
    description: text('Makes.'),
    levels: [roleLevel('old')],
  })
  const before = edition({ framework, edition: older.edition, roles: [described] })
  assert.deepEqual(differenceOf(before, newer, register).roles.changed[0]?.fields, [])
  const sentence =
    'Description: not held in 2021-01-01 for 1 role that the other edition describes. This counts as no change.'
  assert.ok(caveats(before, newer).includes(sentence))
  assert.ok(caveats(newer, before).includes(sentence))
})

test('what is counted apart is said', () => {
  const chief = role('chief', { kind: 'senior-civil-service' })
  const knots = skill('knots', { statements: [{ id: 'x', text: text('tie') }] })
  const after = edition({ framework, edition: newer.edition, roles: [chief], skills: [knots] })
  const told = caveats(older, after)
  assert.ok(
    told.includes(
      'In 2021-01-01, 1 Senior Civil Service role without levels is counted as roles only. Other pages count each with the role levels.',
    ),
  )
  assert.ok(
    told.includes('The 5 statements of 2021-01-01: 4 at levels and 1 of skills without levels.'),
  )
})

test('places of a role level are told in plain words', () => {
  assert.equal(fieldWords({ field: 'number', from: 3, to: 2 }), 'Second level, was third')
  assert.equal(fieldWords({ field: 'rank', from: null, to: 1 }), 'First step, was not given')
  assert.equal(
    fieldWords({ field: 'rank', from: 2, to: null }),
    'Which step is not given, was second',
  )
  assert.equal(
    fieldWords({ field: 'track', from: null, to: 'technical' }),
    'Technical track, no track was given',
  )
  const both = [
    { field: 'number', from: 3, to: 2 },
    { field: 'rank', from: null, to: 2 },
  ] as const
  assert.deepEqual(fieldsToTell(both), [both[0]])
})

describe('feed', () => {
  test('is by Capable, and names whose the content is', () => {
    const { author, rights } = describeFeed(place)
    assert.equal(author, 'Capable')
    assert.match(rights, /^Framework content: Nobody\. CC0: https:/)
  })

  test('has stable identifiers and is sorted by date', () => {
    const feed = describeFeed(place)
    assert.deepEqual(feed, describeFeed(placeOf([newer, older])))
    assert.equal(new Set(feed.entries.map(({ id }) => id)).size, feed.entries.length)
    const dates = feed.entries.map(({ updated }) => updated)
    assert.deepEqual(dates, dates.toSorted().toReversed())
  })

  test('gives dates of any length as Atom wants them', () => {
    assert.deepEqual(
      ['2023', '2023-04', '2023-04-05', 'soon'].map((date) => atomTime(date).slice(0, 10)),
      ['2023-01-01', '2023-04-01', '2023-04-05', '1970-01-01'],
    )
  })
})
