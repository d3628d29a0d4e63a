import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { writers } from '../documents/index.ts'
import type { EditionLibrary } from '../editions/index.ts'
import { replaceFile } from '../editions/index.ts'
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
const formatNames: Readonly<Record<string, string>> = {
  'official-csv': 'official-csv',
  'extended-csv': 'extended-csv',
  json: 'capable-json',
}

/** Writes one edition in one format into a folder. Files of the same names are replaced. */
export function exportEdition(library: EditionLibrary, options: ExportOptions): Outcome {
  const [chosen] = choose(library, options)
  if (chosen === undefined) return refusal('edition-not-found', notFound(library, options))
  const writer = writers.find((each) => each.format === formatNames[options.format])
  if (writer === undefined) {
    return refusal(
      'format-unknown',
      `There is no format "${options.format}". The formats are: ${Object.keys(formatNames).join(', ')}.`,
    )
  }
  const files = writer.write(chosen.edition)
  const { framework, edition } = chosen.edition
  if (files.length === 0) {
    return refusal(
      'format-not-for-framework',
      `${framework.slug} cannot be written as ${options.format}: that format is for capability frameworks. Use json or extended-csv.`,
    )
  }
  if (existsSync(options.out) && !statSync(options.out).isDirectory()) {
    return refusal('not-a-folder', `${options.out} is a file. Name a folder with --out.`)
  }
  mkdirSync(options.out, { recursive: true })
  for (const file of files) replaceFile(join(options.out, file.name), file.text)
  const written = files.map((file) => join(options.out, file.name))
  return {
    json: { framework: framework.slug, edition: edition.name, files: written },
    text: `Wrote ${written.join(', ')}.`,
    exitCode: 0,
  }
}
