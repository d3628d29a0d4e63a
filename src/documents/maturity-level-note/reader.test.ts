import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Finding, FragmentDescriptor } from '../../framework/index.ts'
import { maturityLevelNoteReader } from './reader.ts'

function read(text: string) {
  const { fragments, findings } = maturityLevelNoteReader.read({ name: 'note.md', text })
  const [fragment] = fragments
  assert.ok(fragment?.kind === 'maturity')
  const ids = (fragment.descriptors ?? []).map(
    (d: FragmentDescriptor) => `${d.topic}.${d.row}.${d.level}`,
  )
  return { fragment, findings, ids, codes: findings.map((finding: Finding) => finding.code) }
}

test('a descriptor is the text under a heading with an identifier', () => {
  const { fragment, codes } = read(
    '# [1.2.5](1.2.5.md)\n\nShares data.\n\n# [1.3.5](1.3.5.md)\nKnows its users.\n',
  )
  assert.deepEqual(
    fragment.descriptors?.map(({ topic, row, level, text, line }) => [
      topic,
      row,
      level,
      text,
      line,
    ]),
    [
      [1, 2, 5, 'Shares data.', 1],
      [1, 3, 5, 'Knows its users.', 5],
    ],
  )
  assert.deepEqual(codes, [])
})

test('heading depth, ./ in links, missing links and several levels make no difference', () => {
  const { ids } = read(
    '## [1.1.1](./1.1.1.md)\na\n### [1.1.2](1.1.2.md)\nb\n#[1.1.3]\nc\n#### 1.1.4\nd\n',
  )
  assert.deepEqual(ids, ['1.1.1', '1.1.2', '1.1.3', '1.1.4'])
})

test('front matter, navigation and the title are no content', () => {
  const { fragment, codes } = read(
    '---\ntitle: Level 5 Mastering\ncreated: 2024-08-15\nup: "[Levels (X)](./Levels%20(X).md)"\n---\n⬆️[Levels (X)](./Levels%20(X).md)\n# Level 5 Mastering\n# [1.1.5](1.1.5.md)\n\na\n',
  )
  assert.deepEqual(fragment.levelNames, [{ number: 5, name: 'Mastering' }])
  assert.equal(fragment.descriptors?.length, 1)
  assert.deepEqual(codes, [])
})

test('a duplicate identifier keeps the first text', () => {
  const { fragment, findings } = read('# [1.1.5](x)\na\n# [1.1.5](x)\nb\n')
  assert.equal(fragment.descriptors?.[0]?.text, 'a')
  assert.deepEqual(
    findings.map(({ code, severity, line, subject, action, before }) => ({
      code,
      severity,
      line,
      subject,
      action,
      before,
    })),
    [
      {
        code: 'duplicate-id',
        severity: 'warning',
        line: 3,
        subject: '1.1.5',
        action: 'left-out',
        before: 'b',
      },
    ],
  )
})

test('the same text under two identifiers names both', () => {
  const { findings, ids } = read('# [1.1.5](x)\nShares data.\n# [1.2.5](x)\nshares  data\n')
  assert.deepEqual(ids, ['1.1.5', '1.2.5'])
  assert.deepEqual(
    findings.map((each) => [each.code, each.subject]),
    [['same-text-two-ids', '1.1.5 and 1.2.5']],
  )
})

test('the same text at two levels is no fault', () => {
  assert.deepEqual(read('# [1.1.4](x)\na\n# [1.1.5](x)\na\n').codes, [])
})

test('a gap in the rows of a level is a missing row', () => {
  const { findings } = read('# [10.93.5](x)\na\n# [10.95.5](x)\nb\n')
  assert.deepEqual(
    findings.map((each) => [each.code, each.subject, each.line]),
    [['missing-row', '10.94.5', 3]],
  )
})

test('a heading without text, text without an identifier and a wrong title are said', () => {
  assert.deepEqual(read('# [1.1.5](x)\n# [1.2.5](x)\nb\n').codes, ['missing-row'])
  assert.deepEqual(read('# [1.1.5](x)\na\n# Notes\nlost\n').codes, ['row-without-id'])
  assert.deepEqual(read('# Level 4 Developing\n# [1.1.5](x)\na\n').codes, [
    'level-differs-from-title',
  ])
  assert.deepEqual(read('# [1.1.5](1.2.5.md)\na\n').codes, ['label-differs-from-link'])
})

test('rows sort by number, not by letter', () => {
  assert.deepEqual(read('# [2.10.5](x)\na\n# [2.9.5](x)\nb\n').codes, [])
})
