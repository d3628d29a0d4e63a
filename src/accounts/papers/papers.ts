import { algorithmRecord } from './algorithm-record.ts'
import { equalityAssessment } from './equality-assessment.ts'
import { impactAssessment } from './impact-assessment.ts'
import type { Paper, PaperFacts } from './paper.ts'
import { unionBriefing } from './union-briefing.ts'

/**
 * The papers that an organisation fills in before it keeps records about people. What the software
 * knows of itself stands in them already.
 *
 * @example
 * papersFor(facts).map(({ slug }) => slug) // ['data-protection', 'equality', 'trade-unions', 'algorithms']
 */
export function papersFor(facts: PaperFacts): readonly Paper[] {
  return [
    impactAssessment(facts),
    equalityAssessment(facts),
    unionBriefing(facts),
    algorithmRecord(facts),
  ]
}
