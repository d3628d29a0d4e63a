import { Compile } from 'typebox/compile'
import type { Edition, Finding, FindingCodeName } from '../../framework/index.ts'
import { finding } from '../../framework/index.ts'
import type { ReadResult } from '../format.ts'
import { contradictionsOf } from './integrity.ts'
import { capabilityFrameworkFile, maturityModelFile } from './schema.ts'

const capabilityFramework = Compile(capabilityFrameworkFile)
const maturityModel = Compile(maturityModelFile)

/** How many faults one finding names. */
const namedFaults = 5

/** A value checked against the schema: the edition, or where it goes wrong. */
interface Checked {
  readonly edition?: Edition
  readonly faults: readonly string[]
}

/**
 * Takes an unknown value for a whole edition if it follows the schema and holds together; otherwise
 * gives one finding with the first few faults: `edition-invalid` (with JSON pointers) or
 * `edition-inconsistent`.
 *
 * @example
 * checkedEdition(JSON.parse('{"format":"capable-edition"}'), 'a.json').findings[0]?.code
 * // 'edition-invalid'
 */
export function checkedEdition(value: unknown, source: string): ReadResult {
  const { edition, faults } = checked(value)
  if (edition === undefined) return refused('edition-invalid', source, faults)
  const contradictions = contradictionsOf(edition)
  if (contradictions.length > 0) return refused('edition-inconsistent', source, contradictions)
  return { fragments: [], edition, findings: [] }
}

/**
 * The finding for a file or set of files that is no edition, with the first few reasons.
 *
 * @example
 * editionFault('edition-invalid', 'a.json', ['It is not JSON.']).message
 */
export function editionFault(
  code: Extract<FindingCodeName, 'edition-invalid' | 'edition-inconsistent'>,
  source: string,
  faults: readonly string[],
): Finding {
  const named = faults.slice(0, namedFaults).join(' ')
  const more = faults.length > namedFaults ? ` And ${faults.length - namedFaults} more.` : ''
  return finding(code, {
    source,
    line: null,
    subject: source,
    message: `${named}${more} Nothing was read.`,
    action: 'left-out',
  })
}

function checked(value: unknown): Checked {
  const kind = kindOf(value)
  if (kind === 'maturity-model') {
    if (!maturityModel.Check(value)) return { faults: pointers(maturityModel.Errors(value)) }
    const { $schema: _schema, format: _format, version: _version, ...edition } = value
    return { edition, faults: [] }
  }
  if (kind !== undefined && kind !== 'capability-framework') {
    return { faults: ['/kind must be capability-framework or maturity-model.'] }
  }
  if (!capabilityFramework.Check(value)) {
    return { faults: pointers(capabilityFramework.Errors(value)) }
  }
  const { $schema: _schema, format: _format, version: _version, ...edition } = value
  return { edition, faults: [] }
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
}

function pointers(errors: readonly { instancePath: string; message: string }[]): string[] {
  const byPointer = new Map<string, string>()
  for (const { instancePath, message } of errors) {
    const pointer = instancePath === '' ? 'The whole' : shortened(instancePath)
    if (!byPointer.has(pointer)) byPointer.set(pointer, `${pointer} ${shortened(message)}.`)
  }
  return [...byPointer.values()]
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199)}…`
}

function refused(
  code: Parameters<typeof editionFault>[0],
  source: string,
  faults: readonly string[],
): ReadResult {
  return { fragments: [], findings: [editionFault(code, source, faults)] }
}
