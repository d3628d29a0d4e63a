import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { finding, findingCodes } from './finding-codes.ts'

const root = join(import.meta.dirname, '..', '..')

test('a finding takes its severity from its code', () => {
  const details = { source: 'a', line: 1, subject: 's', message: 'm', action: 'kept' } as const
  assert.deepEqual(finding('duplicate-id', details), {
    code: 'duplicate-id',
    severity: 'warning',
    ...details,
  })
})

test('every code is made somewhere', () => {
  const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .filter((name) => !name.endsWith('finding-codes.ts'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .join('\n')
  const unused = Object.keys(findingCodes).filter((name) => !code.includes(`'${name}'`))
  assert.deepEqual(unused, [])
})
