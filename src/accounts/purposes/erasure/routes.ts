import { ExpectedFailure, readableDate } from '../../../platform/index.ts'
import type { Reading } from '../../../platform/store/index.ts'
import type { AccountsContext } from '../../context.ts'
import type { Field, FieldError, Filled } from '../../form.ts'
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
import { areTied } from '../../store/relations.ts'
import { actingIn, noteReadOf } from '../acting.ts'
import { personStays } from '../exceptions/holds.ts'
import { decideOnErasure, referenceOf } from './decide.ts'
import { erasureRows } from './in-words.ts'
import { recordErasureRoutes } from './record-routes.ts'
import { erasableParts, everythingInWords } from './parts.ts'
import { decisionWords, grounds, isDecision } from './rule.ts'
import { erasureRequestsOf } from './store.ts'
import type { NamedErasureRequest } from './store.ts'

/** Deciding on requests to erase, and recording those that were asked otherwise. */
export function erasureRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'erasure.decide' as const
  const path = '/erasure/:request'
  return organisationRoutes(context, [
    { method: 'GET', path, permission, answer: page },
    { method: 'POST', path, permission, answer: decideOn },
    ...recordErasureRoutes,
  ])
}

const fields: readonly Field[] = [
  {
    name: 'decision',
    label: 'Decision',
    kind: 'select',
    options: Object.entries(decisionWords).map(([value, text]) => ({ value, text })),
  },
  ...erasableParts.map(({ name, label }): Field => ({
    name: `part-${name}`,
    label,
    kind: 'select',
    optional: true,
    hint: 'Where a part is erased.',
    options: [{ value: 'erase', text: 'Erase' }],
  })),
  {
    name: 'ground',
    label: 'Why something stays',
    kind: 'select',
    optional: true,
    hint: 'Needed where you refuse or erase a part.',
    options: Object.entries(grounds).map(([value, text]) => ({ value, text })),
  },
  {
    name: 'reason',
    label: 'Reason',
    kind: 'textarea',
    longest: 2000,
    hint: 'The person reads it, and it stays in the log after the record is gone. Name nobody, and leave out what the record says.',
  },
]

async function requestIn(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<NamedErasureRequest> {
  const sought = { organisationId: asked.organisation.id, id: asked.params['request'] ?? '' }
  const [request] = await door.store.read((db) => erasureRequestsOf(db, sought))
  if (request === undefined) throw new ExpectedFailure('exception-not-found')
  return request
}

async function page(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const request = await requestIn(context, asked)
  const isOwn = request.person_id === actingIn(asked).personId
  if (request.decision === null && !isOwn) {
    await noteReadOf(context, asked, request.person_id)
    return form(context, asked, { request, filled: unfilled() })
  }
  const title = `Request to erase ${referenceOf(request)}`
  const path = `/erasure/${request.id}`
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: aboveOf(asked) }),
        title,
        lead: isOwn ? ['This is about you. Another administrator decides.'] : [],
        sections: [
          { rows: [['About', request.person_name], ...erasureRows(request, asked.today)] },
        ],
      }),
    ),
  }
}

function aboveOf({ organisation }: OrganisationAsked): readonly { href: string; text: string }[] {
  return [{ href: placeIn(organisation, '/requests'), text: 'Requests' }]
}

async function form(
  context: AccountsContext,
  asked: OrganisationAsked,
  { request, filled }: { request: NamedErasureRequest; filled: Filled },
): Promise<PrivateAnswer> {
  const why = await context.door.store.read((db) => whyNotErase(db, asked, request.person_id))
  return organisationForm(context, asked, {
    title: `Decide on request ${referenceOf(request)} to erase`,
    lead: [
      `What ${request.person_name} asked: ${request.words}`,
      `The answer is due by ${readableDate(request.due_on)}, one calendar month after the request.`,
      ...(why === undefined ? [] : [why]),
      everythingInWords(),
    ],
    action: `/erasure/${request.id}`,
    submit: 'Decide',
    fields,
    filled,
    breadcrumbs: aboveOf(asked),
  })
}

/** Whoever is tied to the person reads the same with a hold and without: it may be on themselves. */
async function whyNotErase(
  db: Reading,
  asked: OrganisationAsked,
  personId: string,
): Promise<string | undefined> {
  if (await areTied(db, personId, actingIn(asked).personId)) {
    return 'A reporting line ties you to this person, or did. You can refuse; to erase is for another administrator.'
  }
  const isHeld = await personStays(db, personId, asked.now)
  return isHeld ? 'A legal hold keeps this record: nothing can be erased now.' : undefined
}

async function decideOn(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const request = await requestIn(context, asked)
  const filled = readFields(fields, asked.form)
  const value = (name: string): string => filled.values.get(name) ?? ''
  const decision = value('decision')
  const parts = erasableParts.flatMap(({ name }) => (value(`part-${name}`) === '' ? [] : [name]))
  const errors = [...filled.errors, ...whatDoesNotFit(decision, parts, value('ground'))]
  if (!isDecision(decision) || errors.length > 0) {
    return form(context, asked, { request, filled: { ...filled, errors } })
  }
  const ground = decision === 'all' ? '' : value('ground')
  const decided = { id: request.id, decision, ground, reason: value('reason'), parts }
  await context.door.store.write((db) => decideOnErasure(db, actingIn(asked), decided))
  const saved = 'Your decision on the request to erase was saved.'
  return { to: placeIn(asked.organisation, '/requests'), saved }
}

function whatDoesNotFit(
  decision: string,
  parts: readonly string[],
  ground: string,
): readonly FieldError[] {
  const errors: FieldError[] = []
  if (decision === 'part' && parts.length === 0) {
    errors.push({ field: `part-${erasableParts[0]?.name}`, message: 'Choose what to erase' })
  }
  if ((decision === 'part' || decision === 'refused') && ground === '') {
    errors.push({ field: 'ground', message: 'Choose why something stays' })
  }
  return errors
}
