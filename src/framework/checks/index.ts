import type { CapabilityFramework } from '../capability-framework.ts'
import type { Finding } from '../finding.ts'
import { checkFalls } from './falls.ts'
import { checkNearDuplicates } from './near-duplicates.ts'
import { checkRequirers } from './requirers.ts'
import { checkSkills } from './skills.ts'

/**
 * Checks an edition as a whole: contradictions between what skills and role levels say of each
 * other, requirements that fall, descriptions that several skills share, skills that say nearly
 * the same. The faults of single documents are found by their readers.
 *
 * @example
 * checkFramework(edition).filter((finding) => finding.code === 'requirement-falls')
 */
export function checkFramework(edition: CapabilityFramework): Finding[] {
  return [
    ...checkRequirers(edition),
    ...checkSkills(edition),
    ...checkFalls(edition),
    ...checkNearDuplicates(edition),
  ]
}
