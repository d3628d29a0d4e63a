import { ExpectedFailure } from '../platform/index.ts'
import { sessionIn } from './account-routes.ts'
import { ownLogData } from './api/organisation-data.ts'
import type { AccountsContext } from './context.ts'
import { frameOf } from './context.ts'
import { eventLogPage, findEvents } from './event-log.ts'
import type { FoundEvents } from './event-log.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from './http.ts'
import { logSearch } from './log-filter.ts'
import type { Membership } from './permissions.ts'

/** Who read or changed what is held about somebody, for themselves. */
export function ownLogRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    {
      method: 'GET',
      path: '/account/record/:person/log',
      permission: 'record.read-own',
      subject: ({ params }) => ({ personId: params['person'] ?? '' }),
      answer: (asked) => logPage(context, asked),
      twin: {
        ...ownLogData,
        query: ownLogData.query ?? {},
        data: async (asked) => ownLogData.of(await read(context, asked), asked),
      },
    },
  ]
}

const named = { label: 'By whom', hint: 'A name, or part of one' }

function membershipIn(asked: PrivateAsked): Membership {
  const { memberships } = sessionIn(asked).asker
  const membership = memberships.find(({ personId }) => personId === asked.params['person'])
  if (membership === undefined) throw new ExpectedFailure('not-allowed')
  return membership
}

function read({ door }: AccountsContext, asked: PrivateAsked): Promise<FoundEvents> {
  const { organisationId, personId } = membershipIn(asked)
  const search = logSearch(asked.query, named)
  return door.store.read((db) => findEvents(db, search, { organisationId, personId }))
}

async function logPage(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const { personId, organisationName: caption } = membershipIn(asked)
  const title = 'Who read or changed what is held about you'
  const record = `/account/record/${personId}`
  const address = `${record}/log`
  return eventLogPage(context, await read(context, asked), {
    frame: frameOf(asked.session, {
      title,
      address,
      breadcrumbs: [
        { href: '/account', text: 'Your account' },
        { href: record, text: 'Everything held about you' },
      ],
      twin: asked.twin,
    }),
    title,
    caption,
    lead: ['Each time somebody else opens your record, and each change of it, stands here.'],
    address,
    saysAbout: false,
  })
}
