import MiniSearch from 'minisearch'
import SearchableMap from 'minisearch/SearchableMap'
import type { SearchDocument } from './documents.ts'
import { stemKey, termsOf, wordKey } from './terms.ts'
import type { Term } from './terms.ts'

/** The parts of a document that are searched, each with its weight. */
export const fieldWeights = { name: 4, otherNames: 3, partOf: 1, text: 1 }

/** A field of the index. */
export type Field = keyof typeof fieldWeights

/** Stems stand in the index beside words, marked so that neither is taken for the other. */
export const stemMark = '~'

/** A word of the edition, for correcting slips. */
export interface KnownWord {
  /** As it is written in the edition. */
  readonly written: string
  readonly times: number
}

interface IndexedDocument extends Readonly<Record<Field, string>> {
  readonly id: number
}

/** Documents ready to be searched. */
export interface SearchIndex {
  readonly documents: readonly SearchDocument[]
  readonly engine: MiniSearch<IndexedDocument>
  /** Documents by the words of their name. */
  readonly byName: ReadonlyMap<string, readonly number[]>
  /** Documents by the stems of any of their names. */
  readonly byLikeName: ReadonlyMap<string, readonly number[]>
  /** The words of each document's name, as one key. */
  readonly nameKeys: readonly string[]
  readonly words: SearchableMap<KnownWord>
  readonly stems: ReadonlySet<string>
}

/** Makes documents ready to be searched. Takes a tenth of a second for a large edition. */
export function searchIndexOf(documents: readonly SearchDocument[]): SearchIndex {
  const words = new Map<string, KnownWord>()
  const stems = new Set<string>()
  const indexed: IndexedDocument[] = []
  const byName = new Map<string, number[]>()
  const byLikeName = new Map<string, number[]>()
  const nameKeys: string[] = []
  for (const [id, document] of documents.entries()) {
    const fields = fieldTermsOf(document)
    for (const terms of Object.values(fields)) {
      noteWords(words, terms)
      for (const { stem } of terms) stems.add(stem)
    }
    indexed.push({ id, ...asEntries(fields) })
    const isNamed = document.kind !== 'statement' && document.kind !== 'finding'
    nameKeys.push(isNamed ? wordKey(fields.name) : '')
    if (!isNamed) continue
    note(byName, wordKey(fields.name), id)
    for (const name of allNamesOf(document)) note(byLikeName, stemKey(termsOf(name)), id)
  }
  const engine = new MiniSearch<IndexedDocument>({
    fields: Object.keys(fieldWeights),
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  })
  engine.addAll(indexed)
  const known = SearchableMap.from<KnownWord>([...words])
  return { documents, engine, byName, byLikeName, nameKeys, words: known, stems }
}

function fieldTermsOf({ kind, title, otherNames, partOf, texts, levels }: SearchDocument) {
  const isStatement = kind === 'statement'
  const belongs = [partOf?.value, isStatement ? title.value : undefined, ...levels]
  return {
    name: isStatement ? [] : termsOf(title.value),
    otherNames: otherNames.flatMap(({ value }) => termsOf(value)),
    partOf: belongs.flatMap((text) => (text === undefined ? [] : termsOf(text))),
    text: texts.flatMap(({ value }) => termsOf(value)),
  } satisfies Record<Field, readonly Term[]>
}

function asEntries(fields: Record<Field, readonly Term[]>): Record<Field, string> {
  const { name, otherNames, partOf, text } = fields
  return {
    name: entry(name),
    otherNames: entry(otherNames),
    partOf: entry(partOf),
    text: entry(text),
  }
}

function entry(terms: readonly Term[]): string {
  return terms.map(({ word, stem }) => `${word} ${stemMark}${stem}`).join(' ')
}

function noteWords(words: Map<string, KnownWord>, terms: readonly Term[]): void {
  for (const { word, written } of terms) {
    const known = words.get(word)
    words.set(word, {
      written: known?.written ?? written.toLowerCase(),
      times: (known?.times ?? 0) + 1,
    })
  }
}

function note(map: Map<string, number[]>, key: string, id: number): void {
  if (key === '') return
  const known = map.get(key)
  if (known === undefined) map.set(key, [id])
  else if (!known.includes(id)) known.push(id)
}

/** With brackets read as another name: "Development operations (DevOps) engineer" is two names. */
function allNamesOf({ kind, title, otherNames, partOf }: SearchDocument): string[] {
  const name = title.value
  const [, before = '', inside = '', after = ''] = /^(.*?)\(([^)]*)\)(.*)$/u.exec(name) ?? []
  const isGroup = kind === 'role' || kind === 'family'
  const bracketed = inside === '' || !isGroup ? [] : [before + after, inside + after]
  const withWhole = kind === 'role-level' && partOf !== null ? [`${partOf.value} ${name}`] : []
  return [name, ...bracketed, ...withWhole, ...otherNames.map(({ value }) => value)]
}
