import { Type } from 'typebox'
import { dataOf } from '../../api/operation.ts'
import { Day, exact, Id, Moment, Named, Text } from '../../api/shapes.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import { referenceOf } from '../erasure/decide.ts'
import { standingInWords } from '../erasure/rule.ts'
import type { NamedErasureRequest } from '../erasure/store.ts'
import { stateInWords } from './in-words.ts'
import { kindWords, stateOf } from './rule.ts'
import type { ExceptionKind } from './rule.ts'
import type { NamedRequest } from './store.ts'

/** The requests that whoever asks may know of. */
export interface FoundRequests {
  readonly requests: readonly NamedRequest[]
  readonly erasures: readonly NamedErasureRequest[]
}

const kinds = Object.keys(kindWords).filter((key): key is ExceptionKind =>
  Object.hasOwn(kindWords, key),
)

/** The requests of an organisation. */
export const requestsData = dataOf({
  summary: 'Requests for legal holds, for exceptional access and to erase',
  schema: exact({
    requests: Type.Array(
      exact({
        id: Id,
        kind: Type.Enum(kinds),
        about: Named,
        state: Type.Enum(['open', 'lapsed', 'refused', 'active', 'over']),
        inWords: Text,
        asked: Moment,
      }),
      { description: 'Legal holds and exceptional access, newest first' },
    ),
    erasures: Type.Array(
      exact({ id: Id, reference: Text, about: Named, inWords: Text, asked: Moment, due: Day }),
      { description: 'Requests to erase, those that are due first' },
    ),
  }),
  of: ({ requests, erasures }: FoundRequests, { now, today }: OrganisationAsked) => ({
    requests: requests.map((request) => ({
      id: request.id,
      kind: request.kind,
      about: { id: request.person_id, name: request.person_name },
      state: stateOf(request, now),
      inWords: stateInWords(request, now),
      asked: request.asked_at,
    })),
    erasures: erasures.map((request) => ({
      id: request.id,
      reference: referenceOf(request),
      about: { id: request.person_id, name: request.person_name },
      inWords: standingInWords(request, today),
      asked: request.asked_at,
      due: request.due_on,
    })),
  }),
})
