import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MaturityModel, Text } from '../framework/index.ts'
import { describeModel, describeRow, describeTheme, describeTopic, topicSlug } from './model.ts'
import { rowNumbers } from './present.ts'

const text = (value: string): Text => ({ lang: 'en-GB', value })
const provenance = { source: 'rows.csv', line: 2 }

const model: MaturityModel = {
  kind: 'maturity-model',
  framework: {
    slug: 'm',
    kind: 'maturity-model',
    uri: 'https://example.org/m',
    id: 'm',
    title: text('Model'),
    publisher: 'Nobody',
    lang: 'en-GB',
    scale: ['Low', 'High'],
    licence: { name: 'CC0', url: 'https://example.org', attribution: 'Nobody.' },
  },
  edition: { name: '2023', title: '', published: '2023', compiled: '2026-01-01', about: '' },
  sources: [],
  levels: [
    { number: 1, name: 'Low' },
    { number: 2, name: 'High' },
  ],
  topics: [
    { id: 't1', number: 1, slug: 'sharing', name: text('Sharing data') },
    { id: 't2', number: 2, slug: 'tools', name: text('Tools') },
  ],
  themes: [
    { id: 'a', slug: 'uses', name: text('Uses') },
    { id: 'b', slug: 'data', name: text('Data') },
  ],
  rows: [
    { id: 'r1', number: 1, topic: 1, theme: 'uses', title: text('First'), provenance },
    { id: 'r2', number: 2, topic: 2, theme: 'uses', title: text('Second'), provenance },
  ],
  descriptors: [{ id: 'd', row: 1, level: 2, text: text('All of it.'), provenance }],
}

describe('maturity model', () => {
  it('tells cells outside the model from those with rows', () => {
    const { cells } = describeModel(model)
    assert.deepEqual(
      cells.map(({ topic, theme, inModel }) => [topic, theme, inModel]),
      [
        ['1-sharing-data', 'uses', true],
        ['1-sharing-data', 'data', false],
        ['2-tools', 'uses', true],
        ['2-tools', 'data', false],
      ],
    )
  })

  it('lists the rows of a topic by theme and of a theme by topic', () => {
    const topic = describeTopic(model, '1-sharing-data')
    assert.deepEqual(topic.groups[0]?.rows[0]?.levelsHeld, [2])
    assert.deepEqual(
      topic.notInModel.map(({ slug }) => slug),
      ['data'],
    )
    const theme = describeTheme(model, 'uses')
    assert.deepEqual(
      theme.groups.map(({ part }) => part.slug),
      ['1-sharing-data', '2-tools'],
    )
  })

  it('says of each level of a row whether its wording is held', () => {
    const row = describeRow(model, '1')
    assert.deepEqual(
      row.levels.map((level) => level.text?.value ?? null),
      [null, 'All of it.'],
    )
    assert.deepEqual([row.previous, row.next], [null, 2])
  })

  it('addresses a topic by number and words', () => {
    assert.equal(
      topicSlug({ number: 3, name: text('Having the right systems') }),
      '3-having-the-right-systems',
    )
  })

  it('refuses what is not there', () => {
    assert.throws(() => describeTopic(model, '1'), { code: 'topic-not-found' })
    assert.throws(() => describeTheme(model, 'none'), { code: 'theme-not-found' })
    assert.throws(() => describeRow(model, '01'), { code: 'row-not-found' })
  })
})

it('tells the numbers of rows in words', () => {
  assert.equal(rowNumbers([9]), 'Row 9')
  assert.equal(rowNumbers([10, 9, 11]), 'Rows 9 to 11')
  assert.equal(rowNumbers([1, 3, 4, 8]), 'Rows 1, 3 to 4 and 8')
})
