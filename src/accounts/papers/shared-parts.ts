import { particularsOf } from '../particulars.ts'
import { permissions, purposes } from '../permissions.ts'
import type { About } from './inventory-line.ts'
import { inventoryLines, meaningOf } from './inventory.ts'
import type { PaperFacts, PaperPart } from './paper.ts'

const notSaid = 'Not said yet'

/** Who answers for the records, as the organisation has said it so far. */
export function whoAnswers({ organisation, today }: PaperFacts): PaperPart {
  const given = particularsOf(organisation)
  return {
    heading: 'Who answers for the records',
    table: {
      caption: 'What the organisation has said',
      head: ['', ''],
      rows: [
        ['Organisation', organisation.name],
        ['Data controller', given.controller || notSaid],
        ['Contact for questions about records', given.contact || notSaid],
        ['Who decided how long records are kept', given.retentionDecidedBy || notSaid],
        ['Handling marking', given.marking || notSaid],
        ['Date of this copy', today],
      ],
    },
  }
}

/**
 * What is held, made from the inventory of the store.
 *
 * @param about whose data; all of it when it is not given
 */
export function whatIsHeld(heading: string, about?: readonly About[]): PaperPart {
  const lines = inventoryLines.filter((line) => about === undefined || about.includes(line.about))
  return {
    heading,
    lead: [
      'This list is made from the store itself: a kind of record that is not in it cannot be kept.',
    ],
    table: {
      caption: 'What is held',
      head: ['Record', 'What it says', 'About', 'What it is for', 'How long it is kept'],
      rows: lines.map((line) => [
        line.what,
        meaningOf(line).join('; '),
        line.about,
        line.purpose,
        line.kept,
      ]),
    },
  }
}

/** Who may do what, from the table that the software itself asks. */
export function whoMayDoWhat(): PaperPart {
  return {
    heading: 'Who may see and do what',
    lead: [
      'These sentences are the rules that the software asks each time. What none of them allows is refused.',
    ],
    table: {
      caption: 'Permissions',
      head: ['Who may do what', 'What it is for', 'Second factor'],
      rows: Object.values(permissions).map(({ sentence, purpose, secondFactor }) => [
        sentence,
        purposes[purpose],
        secondFactor ? 'needed' : 'not needed',
      ]),
    },
  }
}

/** What the organisation has decided about each purpose. */
export function whatItIsFor({ purposes: decided }: PaperFacts): PaperPart {
  return {
    heading: 'What the records are for',
    ...(decided.length === 0
      ? { lead: ['No purpose has been switched on yet.'] }
      : {
          table: {
            caption: 'Purposes',
            head: ['Purpose', 'State', 'Lawful basis', 'How long records are kept'],
            rows: decided,
          },
        }),
  }
}
