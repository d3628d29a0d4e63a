import type { Paper, PaperFacts, PaperPart } from './paper.ts'
import { whatIsHeld, whatItIsFor, whoAnswers, whoMayDoWhat } from './shared-parts.ts'

/** Each risk with what the software does about it. What remains is for the organisation to judge. */
const risks: readonly (readonly [risk: string, measure: string])[] = [
  [
    'Somebody reads a record who should not.',
    'One table of permissions is asked for every page and file. Managers, planners and administrators need a second factor. Each person sees who has read their record, when and for what.',
  ],
  [
    'An account is taken over.',
    'Passwords that are easy to guess are refused, tries are limited, sessions end after an hour without use, and every device that is signed in can be ended.',
  ],
  [
    'Records are used for something else than they were given for.',
    'Each record belongs to one purpose. Planning sees protected figures and nobody’s record.',
  ],
  [
    'A person can be made out in figures.',
    'Small numbers are hidden, others rounded, and what could be worked out from the rest is hidden too. No other way leads figures out.',
  ],
  [
    'Records are kept too long.',
    'Each purpose has a retention. A job deletes what is due, and shows beforehand what would go. What was erased is erased again when an older backup is restored.',
  ],
  [
    'Records are wrong, and people are judged by them.',
    'People read everything held about them and can take it away as a file. Nothing is decided by software alone.',
  ],
  [
    'The store is lost or changed by two people at once.',
    'Saves are durable before they are answered. Who edits an older version sees both. Backups can be taken at any time.',
  ],
]

const need: PaperPart = {
  heading: 'Why it is needed',
  toFillIn: [
    { label: 'What you want to achieve, and for whom' },
    {
      label: 'Why you assess the impact',
      hint: 'For example that people are assessed in a systematic way.',
    },
    { label: 'What you do today, and what is wrong with it' },
  ],
}

const place: PaperPart = {
  heading: 'Where it is, and who else has it',
  lead: [
    'The software keeps everything in one database that you run, and sends nothing to anybody else. If you set up a mail server or a sign-in provider, those two see e-mail addresses and when somebody signs in.',
  ],
  toFillIn: [
    { label: 'Where the database and its backups are, and who runs them' },
    { label: 'Processors and their contracts' },
    { label: 'Where records come from', hint: 'For example a personnel system.' },
  ],
}

const asked: PaperPart = {
  heading: 'Whom you asked',
  toFillIn: [
    { label: 'People whose records are kept, and what they said' },
    { label: 'Trade unions and staff networks, and what they said' },
    { label: 'Security and information assurance' },
  ],
}

const proportion: PaperPart = {
  heading: 'Whether it is necessary and in proportion',
  lead: [
    'The software has no field for protected characteristics, health, pay of a person, or opinions about a person that the person cannot read.',
  ],
  toFillIn: [
    { label: 'Why you cannot achieve the same with less' },
    { label: 'How people are told, and how they object or correct' },
  ],
}

const remaining: PaperPart = {
  heading: 'Risks, and what is done about them',
  table: { caption: 'Risks', head: ['Risk', 'What the software does'], rows: risks },
  toFillIn: [
    { label: 'How likely and how grave each risk still is for you' },
    { label: 'Further risks, and what you do about them' },
  ],
}

const decision: PaperPart = {
  heading: 'Decision',
  toFillIn: [
    { label: 'Advice of the data protection officer' },
    { label: 'Who decided, what and when' },
    { label: 'When it is looked at again' },
  ],
}

/** A data protection impact assessment to fill in. */
export function impactAssessment(facts: PaperFacts): Paper {
  return {
    slug: 'data-protection',
    title: 'Data protection impact assessment',
    lead: 'For whoever must decide, with the data protection officer, whether these records may be kept. What the software does is filled in. What your organisation does with it is for you to write.',
    parts: [
      whoAnswers(facts),
      need,
      whatItIsFor(facts),
      whatIsHeld('What is held'),
      place,
      whoMayDoWhat(),
      asked,
      proportion,
      remaining,
      decision,
    ],
  }
}
