import type { Paper, PaperFacts } from './paper.ts'
import { whoAnswers } from './shared-parts.ts'

/** Every rule that turns what is held into something that people act on. */
const rules: readonly (readonly [name: string, what: string, limits: string])[] = [
  [
    'Gap',
    'For each skill of a role level: how many levels are missing between what somebody has and what is asked. Levels are whole steps from 1 to 4.',
    'A skill that was not assessed is shown apart and is no gap.',
  ],
  [
    'Coverage and met share',
    'Coverage: of all the steps a role level asks for, the share that is there; more than is asked does not make up for less elsewhere. Met share: the share of skills at or above what is asked.',
    'Both hide which skill is missing, so the largest gap always stands beside them.',
  ],
  [
    'Near roles',
    'Role levels in order of coverage, down to the average coverage between neighbouring levels of one role less one standard deviation.',
    'It says how alike published requirements are, not whom a role suits.',
  ],
  [
    'Level from ticked statements',
    'A level counts when its share of ticked statements is reached, as the page itself says.',
    'A person can choose another level.',
  ],
  [
    'Levels read from wording',
    'Where a published document does not name a level, its statements are compared with the published ones. Only what agrees word for word is called exact.',
    'Everything found so is marked as inferred, with its source.',
  ],
  [
    'Protection of figures',
    'Small numbers are hidden, others rounded, and further ones hidden so that none can be worked out.',
    'Figures are less exact; each table says what was done.',
  ],
]

/** A record of the algorithms in use, in the order in which public bodies publish them. */
export function algorithmRecord(facts: PaperFacts): Paper {
  return {
    slug: 'algorithms',
    title: 'Algorithm record',
    lead: 'For publishing how the service reaches what it shows, as public bodies do under the Algorithmic Transparency Recording Standard.',
    parts: [
      whoAnswers(facts),
      {
        heading: 'In short',
        items: [
          'The service compares skills with published requirements by fixed rules that anyone can work out by hand.',
          'Nothing in it learns from data, and it uses no language model.',
          'It decides nothing: people read, compare and decide.',
        ],
        toFillIn: [
          { label: 'What you use it for, in two or three sentences for the public' },
          { label: 'Contact for questions from the public' },
        ],
      },
      {
        heading: 'The rules',
        table: {
          caption: 'Rules',
          head: ['Rule', 'What it does', 'What to bear in mind'],
          rows: rules,
        },
      },
      {
        heading: 'What goes in and comes out',
        items: [
          'In: published frameworks, as their owners publish them; what people say of their own skills; posts and grades of the organisation.',
          'Out: differences, shares and lists, each with its rule, its date and how many it is about.',
        ],
      },
      {
        heading: 'People in charge',
        toFillIn: [
          { label: 'Who answers for its use' },
          { label: 'Where people decide, and how they are trained for it' },
          { label: 'How somebody can have a decision looked at again' },
        ],
      },
      {
        heading: 'Risks',
        items: [
          'A figure may be taken for a judgement of a person. Each stands beside its rule, and unassessed skills beside it.',
          'A framework may be wrong. The page “Framework health” lists every fault found in what was published.',
        ],
        toFillIn: [{ label: 'Impact assessments made, with dates' }],
      },
    ],
  }
}
