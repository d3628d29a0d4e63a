import { ExpectedFailure, readableDate } from '../../../platform/index.ts'
import type { Writing } from '../../../platform/store/index.ts'
import { sessionIn } from '../../account-routes.ts'
import type { AccountsContext } from '../../context.ts'
import { formAnswer, frameOf } from '../../context.ts'
import type { Field, FieldError, Filled } from '../../form.ts'
import { readFields, unfilled } from '../../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../../http.ts'
import type { Membership } from '../../permissions.ts'
import { sheetOf, sheetView } from '../../sheet.ts'
import { isTold, stateOf } from '../exceptions/rule.ts'
import type { ExceptionalRequest } from '../exceptions/rule.ts'
import { requestsOf } from '../exceptions/store.ts'
import { askForErasure } from './asking.ts'
import { openErasure, openInWords } from './in-words.ts'
import { answerDue } from './rule.ts'
import { erasureRequestsOf } from './store.ts'

/** Asking for erasure, by the person whose record it is. */
export function askErasureRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const route = {
    path: '/account/record/:person/erasure',
    permission: 'erasure.ask',
    subject: ({ params }: PrivateAsked) => ({ personId: params['person'] ?? '' }),
  } as const
  return [
    { ...route, method: 'GET', answer: async (asked) => page(context, asked, unfilled()) },
    { ...route, method: 'POST', answer: (asked) => send(context, asked) },
  ]
}

const fields: readonly Field[] = [
  {
    name: 'words',
    label: 'What you want erased, and why',
    kind: 'textarea',
    longest: 2000,
    missing: 'Enter what you want erased',
    hint: 'In your own words. Administrators of the organisation read it.',
  },
]

const heldInWords =
  'A legal hold keeps what is held about you. While it lasts, nothing can be erased and a request will be refused.'

/** Of a hold that the person is to be told of later, nothing is said. */
function isKnownHold(request: ExceptionalRequest, now: Date): boolean {
  const isActive = request.kind === 'legal-hold' && stateOf(request, now) === 'active'
  return isActive && isTold(request, now.toISOString().slice(0, 10))
}

function membershipIn(asked: PrivateAsked): Membership {
  const { memberships } = sessionIn(asked).asker
  const found = memberships.find(({ personId }) => personId === asked.params['person'])
  if (found === undefined) throw new ExpectedFailure('not-allowed')
  return found
}

async function page(
  context: AccountsContext,
  asked: PrivateAsked,
  filled: Filled,
): Promise<PrivateAnswer> {
  const { organisationId, personId, organisationName } = membershipIn(asked)
  const record = `/account/record/${personId}`
  const breadcrumbs = [
    { href: '/account', text: 'Your account' },
    { href: record, text: 'Everything held about you' },
  ]
  const { open, isHeld } = await context.door.store.read(async (db) => {
    const about = { organisationId, personId }
    return {
      open: openErasure(await erasureRequestsOf(db, about)),
      isHeld: (await requestsOf(db, about)).some((each) => isKnownHold(each, asked.now)),
    }
  })
  if (open !== undefined && filled.errors.length === 0) {
    const title = 'You have asked for erasure'
    const frame = frameOf(asked.session, { title, address: `${record}/erasure`, breadcrumbs })
    const lead = [openInWords(open), ...(isHeld ? [heldInWords] : [])]
    return { html: context.views.render(sheetView, sheetOf({ frame, title, lead, sections: [] })) }
  }
  const due = readableDate(answerDue(asked.now.toISOString().slice(0, 10)))
  return formAnswer(context, asked, {
    title: 'Ask for erasure',
    lead: [
      `An administrator of ${organisationName} decides and has to answer by ${due}. They may have to refuse, with the ground and a reason. You are told.`,
      ...(isHeld ? [heldInWords] : []),
      'Take a copy of everything first if you want one: what is erased cannot be brought back.',
    ],
    action: `${record}/erasure`,
    submit: 'Ask for erasure',
    fields,
    filled,
    breadcrumbs,
  })
}

async function send(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const filled = readFields(fields, asked.form)
  if (filled.errors.length > 0) return page(context, asked, filled)
  const errors = await context.door.store.write((db) => write(db, asked, filled))
  if (errors.length > 0) return page(context, asked, { ...filled, errors })
  const saved = 'Your request to erase was sent.'
  return { to: `/account/record/${membershipIn(asked).personId}`, saved }
}

async function write(
  db: Writing,
  asked: PrivateAsked,
  filled: Filled,
): Promise<readonly FieldError[]> {
  const { organisationId, organisationName, personId } = membershipIn(asked)
  const { accountId } = sessionIn(asked).asker
  const { now } = asked
  const isAdded = await askForErasure(
    db,
    { organisationId, organisationName, accountId, personId, now },
    { about: personId, words: filled.values.get('words') ?? '', at: now },
  )
  return isAdded
    ? []
    : [{ field: 'words', message: 'You have asked already, and it is not decided yet' }]
}
