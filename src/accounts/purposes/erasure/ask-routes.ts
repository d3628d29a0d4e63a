import { ExpectedFailure, readableDate } from '../../../platform/index.ts'
import type { Writing } from '../../../platform/store/index.ts'
import { sessionIn } from '../../account-routes.ts'
import type { AccountsContext } from '../../context.ts'
import { formAnswer } from '../../context.ts'
import type { Field, FieldError, Filled } from '../../form.ts'
import { readFields, unfilled } from '../../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../../http.ts'
import type { Membership } from '../../permissions.ts'
import { askForErasure } from './asking.ts'
import { answerDue } from './rule.ts'

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

function membershipIn(asked: PrivateAsked): Membership {
  const { memberships } = sessionIn(asked).asker
  const found = memberships.find(({ personId }) => personId === asked.params['person'])
  if (found === undefined) throw new ExpectedFailure('not-allowed')
  return found
}

function page(context: AccountsContext, asked: PrivateAsked, filled: Filled): PrivateAnswer {
  const { personId, organisationName } = membershipIn(asked)
  const record = `/account/record/${personId}`
  const due = readableDate(answerDue(asked.now.toISOString().slice(0, 10)))
  return formAnswer(context, asked, {
    title: 'Ask for erasure',
    lead: [
      `An administrator of ${organisationName} decides and has to answer by ${due}. They may have to refuse, with the ground and a reason. You are told.`,
      'Take a copy of everything first if you want one: what is erased cannot be brought back.',
    ],
    action: `${record}/erasure`,
    submit: 'Ask for erasure',
    fields,
    filled,
    breadcrumbs: [
      { href: '/account', text: 'Your account' },
      { href: record, text: 'Everything held about you' },
    ],
  })
}

async function send(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const filled = readFields(fields, asked.form)
  if (filled.errors.length > 0) return page(context, asked, filled)
  const errors = await context.door.store.write((db) => write(db, asked, filled))
  if (errors.length > 0) return page(context, asked, { ...filled, errors })
  return { to: `/account/record/${membershipIn(asked).personId}` }
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
