import { writers } from '../../documents/index.ts'
import type { WrittenFile } from '../../documents/index.ts'
import { schemaFile } from '../../documents/capable-json/schema.ts'
import type { LoadedEdition } from '../../editions/index.ts'
import { findingFiles } from './finding-files.ts'
import { descriptionOf } from './words.ts'
import type { DownloadGroup } from './words.ts'

/** One file that can be downloaded. */
export interface DownloadFile {
  /** Its name at its address. */
  readonly name: string
  /** Its name in the reader's folder: says which edition it is. */
  readonly saveAs: string
  readonly group: DownloadGroup
  readonly type: 'text/csv' | 'application/json'
  readonly bytes: number
  readonly description: string
  /** The beginning of the file, its long lines cut. */
  readonly example: string
}

const exampleLines = 4
const exampleWidth = 160

const described = new WeakMap<LoadedEdition, readonly DownloadFile[]>()

/** Every file of an edition. Its text is written again when it is downloaded. */
export function downloadsOf(loaded: LoadedEdition): readonly DownloadFile[] {
  const known = described.get(loaded)
  if (known !== undefined) return known
  const files = groups.flatMap(([group, write]) =>
    write(loaded).map((file) => describeFile(group, loaded, file)),
  )
  described.set(loaded, files)
  return files
}

/** The text of one file, or undefined where the edition has no file of this name. */
export function downloadText(loaded: LoadedEdition, name: string): string | undefined {
  const file = downloadsOf(loaded).find((each) => each.name === name)
  return file && filesOf(file.group, loaded).find((each) => each.name === name)?.text
}

interface WrittenGroup {
  readonly loaded: LoadedEdition
  readonly files: readonly WrittenFile[]
}

// One edition of each group: whoever wants one of its files often wants the next.
const lastWritten = new Map<DownloadGroup, WrittenGroup>()

function filesOf(group: DownloadGroup, loaded: LoadedEdition): readonly WrittenFile[] {
  const last = lastWritten.get(group)
  if (last?.loaded === loaded) return last.files
  const files = groups.find(([each]) => each === group)?.[1](loaded) ?? []
  lastWritten.set(group, { loaded, files })
  return files
}

type Write = (loaded: LoadedEdition) => readonly WrittenFile[]

const groups: readonly (readonly [DownloadGroup, Write])[] = [
  ['official', written('official-csv')],
  ['whole', (loaded) => [...written('capable-json')(loaded), schemaFile()]],
  ['extended', written('extended-csv')],
  ['findings', findingFiles],
]

function written(format: string): Write {
  const writer = writers.find((each) => each.format === format)
  return ({ edition }) => writer?.write(edition) ?? []
}

function describeFile(
  group: DownloadGroup,
  { edition }: LoadedEdition,
  { name, text }: WrittenFile,
): DownloadFile {
  const json = name.endsWith('.json')
  return {
    name,
    saveAs: saveAs(`${edition.framework.slug}-${edition.edition.name}`, name),
    group,
    type: json ? 'application/json' : 'text/csv',
    bytes: Buffer.byteLength(text),
    description: descriptionOf(name),
    example: exampleOf(text, json ? exampleLines * 2 : exampleLines),
  }
}

/**
 * The name under which a browser keeps a file: of plain characters only, so that no header and no
 * file system takes it for something else.
 *
 * @example
 * saveAs('kites-2020-02-29', 'roles.csv') // 'kites-2020-02-29-roles.csv'
 * saveAs('kites-2020-02-29', 'kites@2020-02-29.json') // 'kites-2020-02-29.json'
 */
export function saveAs(edition: string, name: string): string {
  const plain = name.replaceAll(/[^\w.-]/g, '-')
  return plain.startsWith(edition) || plain.startsWith('capable-edition.schema')
    ? plain
    : `${edition}-${plain}`
}

function exampleOf(text: string, lines: number): string {
  return text
    .slice(0, 5000)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, lines)
    .map((line) => (line.length > exampleWidth ? `${line.slice(0, exampleWidth)}…` : line))
    .join('\n')
    .trimEnd()
}
