import { readableDate } from '../../../platform/index.ts'
import { placeIn } from '../../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import type { Section } from '../../sheet.ts'
import { referenceOf } from './decide.ts'
import { standingInWords } from './rule.ts'
import type { NamedErasureRequest } from './store.ts'

/** The requests to erase of an organisation, with their age and when the answer is due. */
export function erasuresSection(
  requests: readonly NamedErasureRequest[],
  { organisation, today }: OrganisationAsked,
): Section {
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
