import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

const sentences: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. Free some space and try again. Nothing was half written.',
  EDQUOT: 'The disk quota is used up. Free some space and try again. Nothing was half written.',
  EROFS: 'The disk can only be read. Choose a folder that can be written.',
  EACCES: 'This user may not write there. Choose another folder, or change who may write to it.',
  EPERM: 'This user may not write there. Choose another folder, or change who may write to it.',
  ENOENT: 'The folder is not there and cannot be made. Choose another folder.',
  ENOTDIR: 'A part of the path is a file. Choose another folder.',
  EEXIST: 'A part of the path is a file. Choose another folder.',
  EIO: 'The disk reported a fault. Check it before you try again.',
}

/**
 * Makes a folder and the ones above it. Node's own way never returns where the system refuses a
 * folder by saying that the one above is missing, as under /proc.
 *
 * @throws the error of the system where a folder cannot be made
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above)
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have made it in between.
    if (!isFolder(path)) throw error
  }
}

/**
 * What to say of a fault of the disk; undefined for any other error.
 *
 * @example
 * diskFault(Object.assign(new Error(), { code: 'ENOSPC', path: 'data/x' }))
 * // 'data/x: The disk is full. …'
 */
export function diskFault(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const sentence = sentences[String(error.code)]
  if (sentence === undefined) return undefined
  return 'path' in error ? `${String(error.path)}: ${sentence}` : sentence
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
