import type { EditionIdentity, FrameworkIdentity, Source } from '../edition.ts'
import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import type { CapabilityFragment } from '../fragment.ts'
import type { FindingCodeName, FindingDetails } from '../finding-codes.ts'
import type { Text } from '../text.ts'
import type { NameRegister } from './names.ts'
import { nameRegister } from './names.ts'

/** What an edition is made from. */
export interface EditionInput {
  readonly framework: FrameworkIdentity
  readonly edition: EditionIdentity
  readonly sources: readonly Source[]
}

/** What the steps of joining one capability framework share. */
export interface Joining {
  readonly input: EditionInput
  readonly fragments: readonly CapabilityFragment[]
  readonly families: NameRegister
  readonly roles: NameRegister
  readonly skills: NameRegister
  readonly findings: Finding[]
  text(value: string, fragment: CapabilityFragment): Text
  found(code: FindingCodeName, details: FindingDetails): void
}

/** Starts joining: empty registers, no findings. */
export function joining(input: EditionInput, fragments: readonly CapabilityFragment[]): Joining {
  const findings: Finding[] = []
  return {
    input,
    fragments,
    findings,
    families: nameRegister('role family'),
    roles: nameRegister('role'),
    skills: nameRegister('skill'),
    text: (value, fragment) => ({ lang: fragment.lang ?? input.framework.lang, value }),
    found: (code, details) => void findings.push(finding(code, details)),
  }
}
