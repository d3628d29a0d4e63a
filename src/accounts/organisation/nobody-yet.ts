import { readableDate } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import { missingInWords } from '../particulars.ts'
import { purposeOf } from '../purposes/purpose-store.ts'
import { isOnOn, purposeWords } from '../purposes/purposes.ts'
import type { KeptPurpose } from '../purposes/purposes.ts'
import type { Organisation } from '../store/organisations.ts'
import { placeIn } from './organisation-route.ts'

/** Why something cannot be done now, in sentences, and where that is put right. */
export interface NotNow {
  readonly sentence: string
  readonly link: Link
}

/** An organisation, on a day. */
export interface OnDay {
  readonly organisation: Organisation
  /** `YYYY-MM-DD` */
  readonly today: string
}

/**
 * Why nobody but administrators can be added today; undefined where everybody can. It must be said
 * who answers for the records, and the purpose for which records of people are kept must be on.
 * Nothing is asked of a demonstration: its people are made up.
 *
 * @example
 * (await whyNobodyYet(db, asked))?.sentence // 'Nobody but administrators can be added yet. …'
 */
export async function whyNobodyYet(
  db: Reading,
  { organisation, today }: OnDay,
): Promise<NotNow | undefined> {
  if (organisation.demonstration === 1) return undefined
  const sentence = missingInWords(organisation)
  if (sentence !== undefined) {
    return {
      sentence,
      link: { href: placeIn(organisation, '/particulars'), text: 'Say what is missing' },
    }
  }
  const purpose = await purposeOf(db, organisation.id, 'organisation')
  if (isOnOn(purpose, today)) return undefined
  return {
    sentence: offInWords(purpose, today),
    link: {
      href: placeIn(organisation, '/purposes/organisation'),
      text:
        purpose.on_from === null
          ? 'Say why records of people are kept'
          : 'Switch the purpose on again',
    },
  }
}

function offInWords({ on_from: from, off_from: until }: KeptPurpose, today: string): string {
  const { title } = purposeWords.organisation
  return from === null
    ? `Nobody but administrators can be added yet. The purpose “${title}” has not been switched on.`
    : `Nobody but administrators can be added. The purpose “${title}” is off since ${readableDate(until ?? today)}.`
}

/**
 * Why no file of people can be loaded today; undefined where one can. Nobody should keep records
 * of real people where everything says that they are made up.
 *
 * @example
 * (await whyNoFile(db, asked))?.sentence // 'This is a demonstration: …'
 */
export async function whyNoFile(db: Reading, asked: OnDay): Promise<NotNow | undefined> {
  const { organisation } = asked
  if (organisation.demonstration !== 1) return whyNobodyYet(db, asked)
  return {
    sentence:
      'This is a demonstration: its people are made up, and it is removed as a whole. Load files of people in an organisation of your own.',
    link: { href: placeIn(organisation, '/people'), text: 'People' },
  }
}
