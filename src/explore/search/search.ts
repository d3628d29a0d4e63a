import type { SearchResult } from 'minisearch'
import { corrected } from './correct.ts'
import { kinds } from './documents.ts'
import type { Kind, SearchDocument } from './documents.ts'
import { engineQuery, isMet, nameKeysOf, queryPartsOf } from './query.ts'
import type { QueryPart } from './query.ts'
import { fieldWeights } from './search-index.ts'
import type { Field, SearchIndex } from './search-index.ts'
import { termsOf, wordKey } from './terms.ts'
import type { Term } from './terms.ts'

/** What is looked for, and where. */
export interface SearchRequest {
  readonly text: string
  /** Undefined: any. */
  readonly kinds?: readonly Kind[] | undefined
  readonly family?: string | undefined
  readonly level?: string | undefined
}

/** How well a document fits, the best first. */
const fits = ['same name', 'like name', 'in the name', 'everywhere', 'in part'] as const

/** One of them. */
export type Fit = (typeof fits)[number]

/** A document that was found. */
export interface Find {
  readonly document: SearchDocument
  readonly fit: Fit
}

/** What a search found. */
export interface Finds {
  /** The best first. Equally good ones stand in the order of their kind. */
  readonly finds: readonly Find[]
  /** What was searched for instead, where a word was not known. */
  readonly correction: string | undefined
  /** What was searched for, for marking it. */
  readonly parts: readonly QueryPart[]
}

/**
 * Searches an edition. What is called exactly as searched comes first, then other names, names
 * that hold every word, everything else that holds every word. Where nothing holds them all, what
 * holds at least half of them is found, or else what holds most. A slip is put right only where
 * that finds more.
 *
 * @example
 * search(index, { text: 'devops' }).finds[0]?.document.path
 * // '/roles/development-operations-devops-engineer'
 */
export function search(index: SearchIndex, request: SearchRequest): Finds {
  const { text } = request
  const terms = termsOf(text)
  if (terms.length === 0) return { finds: [], correction: undefined, parts: [] }
  const asTyped = found(index, request, terms)
  const correction = corrected(index, text, terms)
  if (correction === undefined) return asTyped
  const result = found(index, request, termsOf(correction))
  return findsMore(result, asTyped) ? { ...result, correction } : asTyped
}

/** What holds every word counts before what holds some. */
function findsMore({ finds: some }: Finds, { finds: others }: Finds): boolean {
  const whole = [some, others].map((finds) => (finds[0]?.fit === 'in part' ? 0 : finds.length))
  const [one = 0, other = 0] = whole
  return one > other || (one === other && some.length > others.length)
}

function found(index: SearchIndex, request: SearchRequest, terms: readonly Term[]): Finds {
  const parts = queryPartsOf(terms)
  const seeker = { index, parts, names: namesMeant(index, parts, terms) }
  const options = {
    boost: fieldWeights,
    filter: ({ id }: SearchResult) => isWanted(index.documents[Number(id)], request),
  }
  const whole = index.engine
    .search(engineQuery(parts, 'AND'), options)
    .flatMap((result) => rankedWhole(seeker, result))
  const ranked =
    whole.length > 0 || parts.length === 1
      ? besideTheirRole(whole)
      : mostOf(
          parts.length,
          index.engine
            .search(engineQuery(parts, 'OR'), options)
            .flatMap((result) => rankedPart(seeker, result)),
        )
  const finds = ranked.toSorted(inOrder).map(({ document, fit }) => ({ document, fit }))
  return { finds, correction: undefined, parts }
}

/** What holds at least half of the words; where nothing does, what holds most of them. */
function mostOf(words: number, ranked: readonly Ranked[]): Ranked[] {
  const held = ({ rank: [, met = 0] }: Ranked): number => -met
  const most = ranked.reduce((best, one) => Math.max(best, held(one)), 0)
  return ranked.filter((one) => held(one) > 0 && held(one) >= Math.min(words / 2, most))
}

/** The levels of a role stand together, where its best would stand alone, in the order of its ladder. */
function besideTheirRole(ranked: readonly Ranked[]): Ranked[] {
  const levels = ranked.filter(({ document }) => document.kind === 'role-level')
  const place = ({ document, rank }: Ranked): string =>
    [...rank.slice(0, 4), document.path.replace(/\/[^/]+\/?$/, '')].join(' ')
  const best = new Map<string, number>()
  for (const level of levels) {
    const known = best.get(place(level)) ?? 0
    best.set(place(level), Math.min(known, level.rank[4] ?? 0))
  }
  return ranked.map((one) => {
    const score = one.document.kind === 'role-level' ? best.get(place(one)) : undefined
    return score === undefined ? one : { ...one, rank: one.rank.with(4, score) }
  })
}

function isWanted(document: SearchDocument | undefined, wanted: SearchRequest): boolean {
  if (document === undefined) return false
  return (
    (wanted.kinds === undefined || wanted.kinds.includes(document.kind)) &&
    (wanted.family === undefined || document.families.includes(wanted.family)) &&
    (wanted.level === undefined || document.levels.includes(wanted.level))
  )
}

interface Seeker {
  readonly index: SearchIndex
  readonly parts: readonly QueryPart[]
  readonly names: NamesMeant
}

interface NamesMeant {
  readonly key: string
  readonly same: ReadonlySet<number>
  readonly like: ReadonlySet<number>
}

function namesMeant(
  { byName, byLikeName }: SearchIndex,
  parts: readonly QueryPart[],
  terms: readonly Term[],
): NamesMeant {
  const key = wordKey(terms)
  const like = nameKeysOf(parts).flatMap((name) => byLikeName.get(name) ?? [])
  return { key, same: new Set(byName.get(key)), like: new Set(like) }
}

interface Ranked extends Find {
  readonly rank: readonly number[]
}

const nameFields: readonly Field[] = ['name', 'otherNames']
const levelNameFields: readonly Field[] = [...nameFields, 'partOf']
const allFields: readonly Field[] = [...levelNameFields, 'text']

function rankedWhole({ index, parts, names }: Seeker, { id, match, score }: SearchResult) {
  const document = index.documents[Number(id)]
  const matches = Object.entries(match)
  if (document === undefined || isBeside(document, matches)) return []
  const fields = document.kind === 'role-level' ? levelNameFields : nameFields
  const fit = names.same.has(Number(id))
    ? 'same name'
    : names.like.has(Number(id))
      ? 'like name'
      : parts.every((part) => isMet(part, matches, fields))
        ? 'in the name'
        : 'everywhere'
  const starts = index.nameKeys[Number(id)]?.startsWith(names.key) === true
  const rank = [fits.indexOf(fit), 0, kindRank(document), starts ? 0 : 1, -score, Number(id)]
  return [{ document, fit, rank } satisfies Ranked]
}

function rankedPart({ index, parts }: Seeker, { id, match, score }: SearchResult): Ranked[] {
  const document = index.documents[Number(id)]
  const matches = Object.entries(match)
  if (document === undefined || isBeside(document, matches)) return []
  const met = parts.filter((part) => isMet(part, matches, allFields)).length
  const fit = 'in part'
  const rank = [fits.indexOf(fit), -met, kindRank(document), 1, -score, Number(id)]
  return [{ document, fit, rank }]
}

/** The statements of a skill are not all found because the skill has the word in its name. */
function isBeside({ kind }: SearchDocument, matches: readonly (readonly [string, string[]])[]) {
  return kind === 'statement' && !matches.some(([, fields]) => fields.includes('text'))
}

/** Roles, skills and families stand side by side. */
function kindRank({ kind }: SearchDocument): number {
  return Math.max(kinds.indexOf('family'), kinds.indexOf(kind))
}

function inOrder({ rank: a }: Ranked, { rank: b }: Ranked): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0
    if (value !== other) return value - other
  }
  return 0
}
