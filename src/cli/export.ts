import { join, resolve } from 'node:path'
import { writers } from '../documents/index.ts'
import type { WrittenFile } from '../documents/index.ts'
import type { EditionLibrary } from '../editions/index.ts'
import { replaceFile } from '../editions/index.ts'
import { makeFolder } from '../platform/disk.ts'
import { choose, notFound } from './check.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options of `capable export`. */
export interface ExportOptions {
  readonly framework: string
  readonly edition?: string
  readonly format: string
  readonly out: string
}

/** Formats of `capable export` by the name the command line gives them. */
export const formatNames: Readonly<Record<string, string>> = {
  'official-csv': 'official-csv',
  'extended-csv': 'extended-csv',
  json: 'capable-json',
}

/** Writes one edition in one format into a folder. Files of the same names are replaced. */
export function exportEdition(library: EditionLibrary, options: ExportOptions): Outcome {
  if (options.out.trim() === '') return refusal('folder-missing', 'Name a folder with --out.')
  const [chosen] = choose(library, options)
  if (chosen === undefined) return refusal('edition-not-found', notFound(library, options))
  const writer = writers.find((each) => each.format === formatNames[options.format])
  // The command line offers the names of this table and no other.
  if (writer === undefined) throw new RangeError(`No writer for ${options.format}`)
  const files = writer.write(chosen.edition)
  const { framework, edition } = chosen.edition
  if (files.length === 0) {
    return refusal(
      'format-not-for-framework',
      `${framework.slug} cannot be written as ${options.format}: that format is for capability frameworks. Use json or extended-csv.`,
    )
  }
  const problem = writeInto(options.out, files)
  if (problem !== undefined) return refusal('cannot-write', problem)
  const written = files.map((file) => join(options.out, file.name))
  return {
    json: { framework: framework.slug, edition: edition.name, files: written },
    text: `Wrote ${written.join(', ')}.`,
    exitCode: 0,
  }
}

/** Writes the files; what stands in the way, in a sentence. */
function writeInto(folder: string, files: readonly WrittenFile[]): string | undefined {
  try {
    makeFolder(resolve(folder))
    for (const file of files) replaceFile(join(folder, file.name), file.text)
    return undefined
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    return `Cannot write into ${folder} (${String(error.code)}). Name a folder that you may write to with --out.`
  }
}
