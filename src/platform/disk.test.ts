import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { diskFault, makeFolder } from './disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'capable-disk-'))
after(() => rmSync(folder, { recursive: true }))

test('makes a folder and the ones above it, and is content where it exists', () => {
  const path = join(folder, 'a', 'b', 'c')
  makeFolder(path)
  makeFolder(path)
  assert.ok(statSync(path).isDirectory())
})

test('gives up where a folder cannot be made', { skip: !existsSync('/proc/self') }, () => {
  assert.throws(() => makeFolder('/proc/nowhere/data'), { code: 'ENOENT' })
})

test('says of a fault of the disk what to do about it', () => {
  writeFileSync(join(folder, 'file'), '')
  assert.throws(
    () => makeFolder(join(folder, 'file', 'below')),
    (error) => diskFault(error)?.endsWith('A part of the path is a file. Choose another folder.'),
  )
  assert.equal(diskFault(new Error('something else')), undefined)
  assert.match(diskFault(Object.assign(new Error(), { code: 'ENOSPC' })) ?? '', /^The disk is full/)
})
