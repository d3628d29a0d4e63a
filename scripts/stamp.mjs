import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { root } from './node.mjs'

/** One hash over the names and contents of files, whatever order they are given in. */
export function hashFiles(paths) {
  const hash = createHash('sha256')
  const inOrder = [...paths].sort((a, b) => (a < b ? -1 : 1))
  for (const path of inOrder) {
    const content = readFileSync(path)
    hash.update(`${relative(root, path)}\0${content.length}\0`)
    hash.update(content)
  }
  return hash.digest('hex')
}

export function readStamp(path) {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

export function writeStamp(path, value) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${value}\n`)
}
