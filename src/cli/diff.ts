import type { EditionLibrary, LoadedEdition } from '../editions/index.ts'
import { differenceInWords } from '../explore/index.ts'
import { differenceOf } from '../framework/index.ts'
import type { CapabilityDifference, Difference, Pair, Thing } from '../framework/index.ts'
import { notFound } from './check.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** What differs between two editions, each named `framework@edition` or, of the default, `edition`. */
export function diff(
  [from, to]: readonly [string, string],
  { library, framework }: { library: EditionLibrary; framework: string },
): Outcome {
  const names = [from, to].map((name) => editionName(name, framework))
  const found = names.map((name) => library.get(name.framework, name.edition))
  const missing = names.find((_, index) => found[index] === undefined)
  if (missing !== undefined) return refusal('edition-not-found', notFound(library, missing))
  const [older, newer] = found
  if (older === undefined || newer === undefined) throw new RangeError('Two editions were named')
  if (older.edition.framework.slug !== newer.edition.framework.slug) {
    return refusal(
      'frameworks-differ',
      `${from} and ${to} are editions of different frameworks. Name two editions of one framework.`,
    )
  }
  const difference = differenceFrom(older, newer)
  return { json: jsonOf(difference), text: inWords(difference), exitCode: 0 }
}

/** The register of the newer edition knows both. */
function differenceFrom(older: LoadedEdition, newer: LoadedEdition): Difference {
  return differenceOf(older.edition, newer.edition, newer.register)
}

function editionName(name: string, framework: string): { framework: string; edition: string } {
  const at = name.indexOf('@')
  if (at === -1) return { framework, edition: name }
  return { framework: name.slice(0, at), edition: name.slice(at + 1) }
}

/** `kind` is how the code tells the two sorts apart; a script knows what it asked for. */
function jsonOf(difference: Difference): Omit<Difference, 'kind'> {
  const { kind: _, ...rest } = difference
  return rest
}

function inWords(difference: Difference): string {
  const lines = [`From ${difference.from} to ${difference.to}:`]
  lines.push(...differenceInWords(difference).map((sentence) => `  ${sentence}`))
  if (difference.kind === 'capability-framework') lines.push(...namesInWords(difference))
  return lines.join('\n')
}

function namesInWords({ families, roles, skills }: CapabilityDifference): string[] {
  return [
    ...thingsInWords('role families', families),
    ...thingsInWords('roles', roles),
    ...thingsInWords('skills', skills),
  ]
}

function thingsInWords(
  nouns: string,
  of: {
    readonly added: readonly Thing[]
    readonly removed: readonly Thing[]
    readonly renamed: readonly Pair[]
    readonly changed: readonly Pair[]
  },
): string[] {
  return [
    ...listInWords(`New ${nouns}`, of.added.map(nameOf)),
    ...listInWords(`${nouns} that are gone`, of.removed.map(nameOf)),
    ...listInWords(
      `Renamed ${nouns}`,
      of.renamed.map(({ from, to }) => `${nameOf(from)} is now ${nameOf(to)}`),
    ),
    ...listInWords(
      `Changed ${nouns}`,
      of.changed.map(({ to }) => nameOf(to)),
    ),
  ]
}

function nameOf({ name }: Thing): string {
  return name.value
}

function listInWords(heading: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const title = heading.charAt(0).toUpperCase() + heading.slice(1)
  return [`${title}:`, ...names.map((name) => `  ${name}`)]
}
