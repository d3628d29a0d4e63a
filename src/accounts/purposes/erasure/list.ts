import { readableDate } from '../../../platform/index.ts'
import type { Reading } from '../../../platform/store/index.ts'
import { placeIn } from '../../organisation/organisation-route.ts'
import type { Section } from '../../sheet.ts'
import type { Organisation } from '../../store/organisations.ts'
import { referenceOf } from './decide.ts'
import { standingInWords } from './rule.ts'
import { erasureRequestsOf } from './store.ts'

/** The requests to erase of an organisation, with their age and when the answer is due. */
export async function erasuresSection(
  db: Reading,
  organisation: Organisation,
  today: string,
): Promise<Section> {
  const requests = await erasureRequestsOf(db, { organisationId: organisation.id })
  const heading = 'Requests to erase'
  if (requests.length === 0) {
    return { heading, lead: ['Nobody has asked for anything to be erased.'] }
  }
  return {
    heading,
    lead: ['What was erased altogether is in the log only.'],
    table: {
      caption: 'Requests to erase, those that are due first',
      head: ['Request', 'About', 'State', 'Answer due by'],
      rows: requests.map((request) => [
        { text: referenceOf(request), href: placeIn(organisation, `/erasure/${request.id}`) },
        request.person_name,
        standingInWords(request, today),
        readableDate(request.due_on),
      ]),
    },
  }
}
