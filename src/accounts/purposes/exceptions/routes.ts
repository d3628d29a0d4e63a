import { ExpectedFailure, readableDate } from '../../../platform/index.ts'
import { dataRoute } from '../../api/data-route.ts'
import type { AccountsContext } from '../../context.ts'
import type { Field, Filled } from '../../form.ts'
import { readFields, unfilled } from '../../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../../http.ts'
import {
  organisationForm,
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../../sheet.ts'
import type { Section } from '../../sheet.ts'
import { actingIn, noteReadOf } from '../acting.ts'
import { erasuresSection } from '../erasure/list.ts'
import { erasureRequestsOf } from '../erasure/store.ts'
import { activeHold, ask, decide } from './ask.ts'
import { askRoutes, reasonField } from './ask-routes.ts'
import { requestSection, stateInWords } from './in-words.ts'
import { deciderOf, isApart } from './apart.ts'
import { requestsData } from './requests-data.ts'
import type { FoundRequests } from './requests-data.ts'
import {
  isTold,
  kindWords,
  notAskedWords,
  notDecidedWords,
  stateOf,
  whyNotAsk,
  whyNotDecide,
} from './rule.ts'
import { requestsOf } from './store.ts'
import type { NamedRequest } from './store.ts'

/** Legal holds and exceptional access: the requests of an organisation, and deciding on them. */
export function exceptionRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'exceptions.decide' as const
  const path = '/requests/:request'
  return [
    ...askRoutes(context),
    ...organisationRoutes(context, [
      dataRoute({
        path: list.path,
        permission,
        read: readRequests,
        page: listPage,
        data: requestsData,
      }),
      { method: 'GET', path, permission, answer: requestPage },
      { method: 'POST', path, permission, answer: decideOn },
      {
        method: 'GET',
        path: `${path}/end`,
        permission,
        answer: (_context, asked) => endPage(context, asked, unfilled()),
      },
      { method: 'POST', path: `${path}/end`, permission, answer: askForEnd },
    ]),
  ]
}

const list = { path: '/requests', title: 'Requests' }

function aboveOf({ organisation }: OrganisationAsked): readonly { href: string; text: string }[] {
  return [{ href: placeIn(organisation, list.path), text: list.title }]
}

function readRequests({ door }: AccountsContext, asked: OrganisationAsked): Promise<FoundRequests> {
  const sought = { organisationId: asked.organisation.id }
  return door.store.read(async (db) => ({
    requests: (await requestsOf(db, sought)).filter((request) => mayKnow(asked, request)),
    erasures: await erasureRequestsOf(db, sought),
  }))
}

function listPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { requests, erasures }: FoundRequests,
): PrivateAnswer {
  const { organisation, now } = asked
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, list),
        title: list.title,
        lead: [
          'One administrator asks with a reason, another decides. To ask, open the page of the person.',
        ],
        sections: [
          {
            heading: 'Legal holds and exceptional access',
            ...(requests.length === 0
              ? { lead: ['Nobody has asked for any.'] }
              : {
                  table: {
                    caption: 'Legal holds and exceptional access, newest first',
                    head: ['What', 'About', 'State', 'Asked on'],
                    rows: requests.map((request) => [
                      {
                        text: kindWords[request.kind],
                        href: placeIn(organisation, `/requests/${request.id}`),
                      },
                      request.person_name,
                      stateInWords(request, now),
                      readableDate(request.asked_at.slice(0, 10)),
                    ]),
                  },
                }),
          },
          erasuresSection(erasures, asked),
        ],
      }),
    ),
  }
}

/** Whoever is concerned learns of a request on its day, also where they are an administrator. */
function mayKnow(asked: OrganisationAsked, request: NamedRequest): boolean {
  return request.person_id !== actingIn(asked).personId || isTold(request, asked.today)
}

async function requestIn(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<NamedRequest> {
  const sought = { organisationId: asked.organisation.id, id: asked.params['request'] ?? '' }
  const [request] = await door.store.read((db) => requestsOf(db, sought))
  if (request === undefined || !mayKnow(asked, request)) {
    throw new ExpectedFailure('exception-not-found')
  }
  return request
}

const decisionFields: readonly Field[] = [
  {
    name: 'decision',
    label: 'Decision',
    kind: 'select',
    options: [
      { value: 'agreed', text: 'Agree' },
      { value: 'refused', text: 'Refuse' },
    ],
  },
  reasonField('Reason of the decision'),
]

async function requestPage(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const request = await requestIn(context, asked)
  const { door } = context
  const { organisation, now } = asked
  // Who reads about a hold that a person may not know of yet does not show in their log either.
  if (isTold(request, asked.today)) await noteReadOf(context, asked, request.person_id)
  const { personId: id } = actingIn(asked)
  const decider = await door.store.read((db) => deciderOf(db, request, { personId: id, now }))
  const why = whyNotDecide(request, decider, now)
  const title = `${kindWords[request.kind]}: ${request.person_name}`
  const path = `/requests/${request.id}`
  const isHold = request.kind === 'legal-hold' && stateOf(request, now) === 'active'
  const sections: readonly Section[] = [
    { rows: requestSection(request, now).rows ?? [] },
    {
      links: [
        ...(why === undefined
          ? [{ href: placeIn(organisation, `${path}?decide=yes`), text: 'Decide on it' }]
          : []),
        ...(isHold ? [{ href: placeIn(organisation, `${path}/end`), text: 'Ask to end it' }] : []),
      ],
    },
  ]
  if (asked.query['decide'] === 'yes' && why === undefined) {
    return decisionForm(context, asked, { request, filled: unfilled() })
  }
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: aboveOf(asked) }),
        title,
        ...(stateOf(request, now) === 'open' &&
          why !== undefined && { lead: [notDecidedWords[why]] }),
        sections,
      }),
    ),
  }
}

function decisionForm(
  context: AccountsContext,
  asked: OrganisationAsked,
  { request, filled }: { request: NamedRequest; filled: Filled },
): PrivateAnswer {
  const kind = kindWords[request.kind]
  const path = `/requests/${request.id}`
  const facts = requestSection(request, asked.now).rows ?? []
  return organisationForm(context, asked, {
    title: `Decide: ${kind} for ${request.person_name}`,
    lead: facts.map(([key, value]) => `${key}: ${typeof value === 'string' ? value : value?.text}`),
    action: path,
    submit: 'Decide',
    fields: decisionFields,
    filled,
    breadcrumbs: [...aboveOf(asked), { href: placeIn(asked.organisation, path), text: kind }],
  })
}

async function decideOn(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const request = await requestIn(context, asked)
  const filled = readFields(decisionFields, asked.form)
  const decision = filled.values.get('decision')
  const isChosen = decision === 'agreed' || decision === 'refused'
  if (!isChosen || filled.errors.length > 0) {
    return decisionForm(context, asked, { request, filled })
  }
  const reason = filled.values.get('reason') ?? ''
  await context.door.store.write((db) =>
    decide(db, actingIn(asked), { id: request.id, decision, reason }),
  )
  const saved = 'Your decision was saved.'
  return { to: placeIn(asked.organisation, `/requests/${request.id}`), saved }
}

const endFields = [reasonField('Why the hold can end')]

async function endPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  filled: Filled,
): Promise<PrivateAnswer> {
  const request = await requestIn(context, asked)
  const path = `/requests/${request.id}`
  return organisationForm(context, asked, {
    title: `Ask to end the legal hold for ${request.person_name}`,
    lead: ['Another administrator decides.'],
    action: `${path}/end`,
    submit: 'Ask to end it',
    fields: endFields,
    filled,
    breadcrumbs: [
      ...aboveOf(asked),
      { href: placeIn(asked.organisation, path), text: kindWords[request.kind] },
    ],
  })
}

async function askForEnd(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const acting = actingIn(asked)
  const { id: holdId, person_id: personId } = await requestIn(context, asked)
  const filled = readFields(endFields, asked.form)
  if (filled.errors.length > 0) return endPage(context, asked, filled)
  const id = await context.door.store.write(async (db) => {
    const hold = await activeHold(db, acting, holdId)
    const asker = { personId, askerId: acting.personId, isApart: await isApart(db, acting) }
    const why = whyNotAsk(asker)
    if (hold === undefined || why === 'is-concerned') throw new ExpectedFailure('request-decided')
    if (why !== undefined) return [{ field: 'reason', message: notAskedWords[why] }]
    return ask(db, acting, {
      person_id: personId,
      kind: 'end-of-hold',
      reason: filled.values.get('reason') ?? '',
      hold_id: holdId,
      reader_id: null,
      days: null,
      tell_on: hold.tell_on,
    })
  })
  if (typeof id !== 'string') return endPage(context, asked, { ...filled, errors: id })
  const saved = 'Your request to end the hold was sent.'
  return { to: placeIn(asked.organisation, `/requests/${id}`), saved }
}
