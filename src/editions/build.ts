import { readers } from '../documents/index.ts'
import type { ReadResult, SourceDocument } from '../documents/index.ts'
import type {
  CapabilityFragment,
  Finding,
  Fragment,
  InferredRequirement,
  MaturityFragment,
} from '../framework/index.ts'
import { compileCapability, compileMaturity } from '../framework/index.ts'
import type { LoadedEdition } from './library.ts'
import { withoutRepeats } from './joining.ts'
import type { EditionPack } from './pack.ts'
import { PackError } from './pack.ts'

/** A built edition with the reasons for the levels that were inferred. */
export interface BuiltEdition extends Omit<LoadedEdition, 'register'> {
  readonly inferred: readonly InferredRequirement[]
}

/**
 * Builds an edition from its sources: reads each document, joins what they say and checks the
 * whole.
 *
 * @throws PackError if `edition.yaml` names a format that nothing reads
 */
export function buildEdition(pack: EditionPack): BuiltEdition {
  const read = pack.documents.map(({ format, document }) => readAs(format, document))
  const findings = [...pack.findings, ...read.flatMap((result) => result.findings)]
  const compiled = compile(
    pack,
    read.flatMap((result) => result.fragments),
  )
  return {
    edition: compiled.edition,
    inferred: compiled.inferred,
    findings: inOrder(pack, withoutRepeats([...findings, ...compiled.findings])),
    hash: pack.hash,
  }
}

function readAs(format: string, document: SourceDocument): ReadResult {
  const reader = readers.find((each) => each.format === format)
  if (reader === undefined) {
    throw new PackError(
      `edition.yaml says ${document.name} is in the format "${format}", which is none of: ${readers.map((each) => each.format).join(', ')}.`,
    )
  }
  return reader.read(document)
}

function compile(
  pack: EditionPack,
  fragments: readonly Fragment[],
): Pick<BuiltEdition, 'edition' | 'findings' | 'inferred'> {
  const input = {
    framework: pack.framework.identity,
    edition: pack.identity,
    sources: pack.sources,
  }
  if (pack.framework.identity.kind === 'maturity-model') {
    const own = fragments.filter((each): each is MaturityFragment => each.kind === 'maturity')
    return { ...compileMaturity(input, own, pack.framework.themes), inferred: [] }
  }
  const own = fragments.filter((each): each is CapabilityFragment => each.kind === 'capability')
  return compileCapability(input, own)
}

function inOrder(pack: EditionPack, findings: readonly Finding[]): Finding[] {
  const place = new Map(pack.sources.map((source, index) => [source.file, index]))
  const at = (finding: Finding): number => place.get(finding.source) ?? place.size
  return findings.toSorted((a, b) => at(a) - at(b) || (a.line ?? 0) - (b.line ?? 0))
}
