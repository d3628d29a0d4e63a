import type { Paper, PaperFacts } from './paper.ts'
import { whatIsHeld, whatItIsFor, whoAnswers, whoMayDoWhat } from './shared-parts.ts'

/** A briefing for trade unions. */
export function unionBriefing(facts: PaperFacts): Paper {
  return {
    slug: 'trade-unions',
    title: 'Briefing for trade unions',
    lead: 'For representatives of staff, before the service is used: what is held, who sees it, what it is never used for, and what people can do.',
    parts: [
      whoAnswers(facts),
      {
        heading: 'What it is never used for',
        lead: ['These are not promises of the organisation. The software has no way to do them.'],
        items: [
          'No list of people is sorted, ranked or coloured by what they can do.',
          'Nothing is decided about anybody by software alone.',
          'No note about a person can be kept that the person cannot read.',
          'Planners see protected figures, and nobody’s record.',
          'Administrators read no assessment.',
          'Nobody’s work, time or presence is measured.',
        ],
      },
      {
        heading: 'What people can do',
        items: [
          'Read everything that is held about them, and take it away as a file.',
          'See who has read their record, when and for what.',
          'See what their manager would see, before they share it.',
          'Delete their own drafts at once.',
          'Ask for erasure, and get a decision with a reason.',
        ],
      },
      whatItIsFor(facts),
      whatIsHeld('What is held about people', ['people', 'account holders']),
      whoMayDoWhat(),
      {
        heading: 'What the organisation says',
        toFillIn: [
          { label: 'Whether taking part is voluntary, and what follows for those who do not' },
          { label: 'Whether records are used in reviews or for pay, and by which agreement' },
          { label: 'Time given for it in working hours' },
          { label: 'Whom to ask, and how to complain' },
          { label: 'What was agreed with unions, and when' },
        ],
      },
    ],
  }
}
