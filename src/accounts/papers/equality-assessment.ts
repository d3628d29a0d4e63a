import type { Paper, PaperFacts } from './paper.ts'
import { whoAnswers } from './shared-parts.ts'

const characteristics = [
  'age',
  'disability',
  'gender reassignment',
  'marriage and civil partnership',
  'pregnancy and maternity',
  'race',
  'religion or belief',
  'sex',
  'sexual orientation',
] as const

/** An equality assessment to fill in. The characteristics are those of the Equality Act 2010. */
export function equalityAssessment(facts: PaperFacts): Paper {
  return {
    slug: 'equality',
    title: 'Equality assessment',
    lead: 'For whoever must show due regard under the public sector equality duty before people are asked to use the service.',
    parts: [
      whoAnswers(facts),
      {
        heading: 'What the software does, as far as it matters here',
        items: [
          'It keeps no protected characteristic of anybody, so it can neither use one nor show a difference between groups.',
          'It does not sort, rank or colour people, and decides nothing about anybody.',
          'Skills are compared with published statements, not with other people.',
          'A skill that was not assessed is shown as not assessed, and never counts as zero.',
          'Every page can be used by keyboard, without JavaScript, at 320 pixels, magnified, printed and in dark or forced colours. The accessibility statement says what was tested and what was not.',
          'Ratings that people give themselves differ between people and groups. The software does not correct them by formula: it asks for statements and evidence.',
        ],
      },
      {
        heading: 'What it may mean for people',
        lead: ['For each characteristic: what you know, what may happen, what you do about it.'],
        toFillIn: characteristics.map((each) => ({
          label: `${each.slice(0, 1).toUpperCase()}${each.slice(1)}`,
        })),
      },
      {
        heading: 'Working patterns and ways of working',
        lead: [
          'Part posts and shared posts are kept as full-time equivalents, and loans and fixed terms as such.',
        ],
        toFillIn: [
          { label: 'People who work part-time, in shifts, on loan or are away' },
          { label: 'People who do not use a computer in their work' },
          {
            label: 'People who use assistive technology',
            hint: 'Say with whom you tried the pages, and with what.',
          },
        ],
      },
      {
        heading: 'Evidence',
        toFillIn: [
          { label: 'Figures and research you used' },
          { label: 'Whom you asked, and what they said' },
          { label: 'What you do not know, and how you will find out' },
        ],
      },
      {
        heading: 'Decision',
        toFillIn: [
          { label: 'What you change because of this assessment' },
          { label: 'Who decided, and when' },
          { label: 'When it is looked at again' },
        ],
      },
    ],
  }
}
