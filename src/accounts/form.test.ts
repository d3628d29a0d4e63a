import assert from 'node:assert/strict'
import { it } from 'node:test'
import { halfAddress, readFields } from './form.ts'
import type { Field } from './form.ts'

function wrong(field: Omit<Field, 'name'>, value: string): string | undefined {
  const sent = new URLSearchParams({ sent: value })
  return readFields([{ ...field, name: 'sent' }], sent).errors[0]?.message
}

it('what was left empty is named in a sentence', () => {
  assert.equal(wrong({ label: 'Reference', kind: 'text' }, ''), 'Enter the reference')
  assert.equal(wrong({ label: 'Your name', kind: 'text' }, ''), 'Enter your name')
  assert.equal(wrong({ label: 'Why not', kind: 'text' }, ''), 'Enter why not')
  assert.equal(wrong({ label: 'Team', kind: 'select' }, ''), 'Choose the team')
  const list: Omit<Field, 'name'> = { label: 'Team', kind: 'select', options: [] }
  assert.equal(wrong(list, 'x'), 'Choose the team from the list')
})

it('a number in words is no number before it is too long', () => {
  const field: Omit<Field, 'name'> = {
    label: 'Months',
    kind: 'text',
    longest: 4,
    check: (value) => (/^\d+$/.test(value) ? undefined : 'A whole number'),
  }
  assert.equal(wrong(field, 'two years'), 'A whole number')
  assert.equal(wrong(field, '12345'), 'Months must be 4 characters or fewer')
})

it('what looks like half an address is asked for whole; words and whole addresses are not', () => {
  for (const half of ['www.kites.example/privacy', 'kites.example', 'https://', 'http:kites']) {
    assert.equal(halfAddress(half), 'Enter the whole address, beginning with https://', half)
  }
  const whole = [
    'https://kites.example/privacy',
    'We keep names. Ask us.',
    'Notice.',
    'a@b.example',
  ]
  for (const text of whole) assert.equal(halfAddress(text), undefined, text)
})
