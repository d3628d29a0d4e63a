import { readableDate } from '../../platform/index.ts'
import type { Reading } from '../../platform/store/index.ts'
import { stillMissing } from '../particulars.ts'
import { actingIn } from '../purposes/acting.ts'
import { erasureRequestsOf } from '../purposes/erasure/store.ts'
import { deciderOf } from '../purposes/exceptions/apart.ts'
import { kindWords, stateOf, whyNotDecide } from '../purposes/exceptions/rule.ts'
import { requestsOf } from '../purposes/exceptions/store.ts'
import { purposeOf } from '../purposes/purpose-store.ts'
import { isOnOn, missingOf, purposeWords } from '../purposes/purposes.ts'
import type { KeptPurpose } from '../purposes/purposes.ts'
import type { Cell, Section } from '../sheet.ts'
import type { OrganisationCounts } from '../store/organisations.ts'
import { whyNobodyYet } from './nobody-yet.ts'
import type { NotNow } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { placeIn } from './organisation-route.ts'

/** What an administrator has still to do, as far as more than counts is needed to know it. */
export interface Undone {
  readonly purpose: KeptPurpose
  readonly why: NotNow | undefined
  /** Requests that wait for the one who asks. */
  readonly waiting: readonly Cell[]
}

/** Finds what is still to be done in an organisation by whoever asks. */
export async function undoneIn(db: Reading, asked: OrganisationAsked): Promise<Undone> {
  const { id: organisationId } = asked.organisation
  return {
    purpose: await purposeOf(db, organisationId, 'organisation'),
    why: await whyNobodyYet(db, asked),
    waiting: [...(await erasuresWaiting(db, asked)), ...(await decisionsWaiting(db, asked))],
  }
}

async function erasuresWaiting(
  db: Reading,
  { organisation }: OrganisationAsked,
): Promise<readonly Cell[]> {
  const requests = await erasureRequestsOf(db, { organisationId: organisation.id })
  return requests
    .filter(({ decision }) => decision === null)
    .map(({ id, due_on: due }) => ({
      text: `Answer a request to erase by ${readableDate(due)}`,
      href: placeIn(organisation, `/erasure/${id}`),
    }))
}

/** Of a request about them, or that they asked for, somebody is not told to decide. */
async function decisionsWaiting(db: Reading, asked: OrganisationAsked): Promise<readonly Cell[]> {
  const { organisation, now } = asked
  const { personId } = actingIn(asked)
  const requests = await requestsOf(db, { organisationId: organisation.id })
  const waiting: Cell[] = []
  for (const request of requests.filter((each) => stateOf(each, now) === 'open')) {
    const decider = await deciderOf(db, request, { personId, now })
    if (whyNotDecide(request, decider, now) !== undefined) continue
    waiting.push({
      text: `Decide on a request: ${kindWords[request.kind]}`,
      href: placeIn(organisation, `/requests/${request.id}`),
    })
  }
  return waiting
}

/** What is still to be done before an organisation can use its records, and what waits in it. */
export function stillToDo(
  asked: OrganisationAsked,
  counts: OrganisationCounts,
  { purpose, why, waiting }: Undone,
): Section {
  const { organisation, today } = asked
  const step = (isOpen: boolean, text: string, path: string): readonly Cell[] =>
    isOpen ? [{ text, href: placeIn(organisation, path) }] : []
  const isOn = isOnOn(purpose, today)
  const isUnsaid = missingOf(purpose).length > 0
  const hasNobody = counts.people <= counts.administrators
  const items = [
    ...waiting,
    ...step(
      stillMissing(organisation).length > 0,
      'Say who answers for the records',
      '/particulars',
    ),
    ...step(
      counts.administrators < 2 && organisation.demonstration !== 1,
      'Add a second administrator: some decisions take two',
      '/administrators/add',
    ),
    ...step(
      !isOn && isUnsaid,
      'Say why records of people are kept, and for how long',
      '/purposes/organisation',
    ),
    ...step(
      hasNobody && organisation.demonstration !== 1,
      'Fill in the papers before you start',
      '/papers',
    ),
    ...step(!isOn && !isUnsaid, switchOn(purpose), '/purposes/organisation'),
    ...step(counts.teams === 0, 'Add your teams', '/teams'),
    ...step(counts.grades === 0, 'Add your grades', '/grades'),
    ...step(hasNobody && why === undefined, 'Add your people', '/people'),
  ]
  if (items.length === 0) return {}
  return { heading: 'Still to do', items, lead: why === undefined ? [] : [why.sentence] }
}

function switchOn(purpose: KeptPurpose): string {
  const again = purpose.on_from === null ? '' : ' again'
  return `Switch the purpose “${purposeWords.organisation.title}” on${again}`
}
