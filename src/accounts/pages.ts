import type { FastifyInstance } from 'fastify'
import type { PageView, PrivateOperation } from '../platform/index.ts'
import { startJobs } from '../platform/jobs.ts'
import { view } from '../platform/index.ts'
import { accountRoutes, ownRoute } from './account-routes.ts'
import { privateOperations } from './api/operations.ts'
import { closedToTokens, scopeNames, scopes } from './api/scopes.ts'
import { tokenRoutes } from './api/token-routes.ts'
import type { AccountsContext } from './context.ts'
import { frameOf } from './context.ts'
import { demonstrationRoutes } from './demonstration/demonstration-routes.ts'
import { editionRoutes } from './editions/load-routes.ts'
import { figureRoutes } from './figures/figure-routes.ts'
import type { PrivateRoute } from './http.ts'
import { servePrivate } from './http.ts'
import { linkRoutes } from './link-routes.ts'
import { dutyRoutes } from './organisation/duty-routes.ts'
import { gradeRoutes } from './organisation/grade-routes.ts'
import { helpRoutes } from './organisation/help-routes.ts'
import { holdingRoutes } from './organisation/holding-routes.ts'
import { invitationRoutes } from './organisation/invitation-routes.ts'
import { logRoutes } from './organisation/log-routes.ts'
import { managedRoutes } from './organisation/managed-routes.ts'
import { overviewRoutes } from './organisation/overview-routes.ts'
import { peopleRoutes } from './organisation/people-routes.ts'
import { personEditRoutes } from './organisation/person-edit-routes.ts'
import { personRoutes } from './organisation/person-routes.ts'
import { postRoutes } from './organisation/post-routes.ts'
import { relationRoutes } from './organisation/relation-routes.ts'
import { teamRoutes } from './organisation/team-routes.ts'
import { usualGradeRoutes } from './organisation/usual-grade-routes.ts'
import { paperRoutes } from './papers/paper-routes.ts'
import { exceptionRoutes } from './purposes/exceptions/routes.ts'
import { heldRoutes } from './purposes/exceptions/held-routes.ts'
import { erasureRoutes } from './purposes/erasure/routes.ts'
import { askErasureRoutes } from './purposes/erasure/ask-routes.ts'
import { accountJobs } from './purposes/jobs.ts'
import { purposeRoutes } from './purposes/purpose-routes.ts'
import { retentionRoutes } from './purposes/retention/routes.ts'
import { importRoutes } from './people-files/import-routes.ts'
import { permissions } from './permissions.ts'
import { postProfileRoutes } from './post-profiles/routes.ts'
import { startDelivery } from './mail/deliver.ts'
import { mailRoutes } from './mail/routes.ts'
import { connectRoutes } from './provider/connect-routes.ts'
import { providerRoutes } from './provider/routes.ts'
import { ownLogRoutes } from './own-log-routes.ts'
import { recordRoutes } from './record-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { keptForm } from './session-end/kept-form.ts'
import { sessionEndRoutes } from './session-end/session-end-routes.ts'
import { skillsRoutes } from './skills/routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { Door } from './sign-in.ts'

interface PermissionsView extends PageView {
  readonly sentences: readonly string[]
  readonly scopes: readonly { readonly name: string; readonly sentence: string }[]
  /** What no token can be used for. */
  readonly closed: readonly string[]
}

const permissionsView = view<PermissionsView>('accounts/views/permissions.njk')
interface HelpView extends PageView {
  /** Whether a link can be sent by mail. */
  readonly canMail: boolean
}

const helpView = view<HelpView>('accounts/views/help.njk')

/** Every address about people, each under the line of the permission table that allows it. */
export function privateRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ...signInRoutes(context),
    ...providerRoutes(context),
    ...connectRoutes(context),
    ...mailRoutes(context),
    ...linkRoutes(context),
    ...accountRoutes(context),
    ...sessionEndRoutes(context),
    ...secondFactorRoutes(context),
    ...tokenRoutes(context),
    ...recordRoutes(context),
    ...ownLogRoutes(context),
    ...demonstrationRoutes(context),
    ...overviewRoutes(context),
    ...peopleRoutes(context),
    ...importRoutes(context),
    ...personRoutes(context),
    ...personEditRoutes(context),
    ...helpRoutes(context),
    ...invitationRoutes(context),
    ...dutyRoutes(context),
    ...relationRoutes(context),
    ...teamRoutes(context),
    ...postRoutes(context),
    ...holdingRoutes(context),
    ...postProfileRoutes(context),
    ...usualGradeRoutes(context),
    ...gradeRoutes(context),
    ...managedRoutes(context),
    ...figureRoutes(context),
    ...logRoutes(context),
    ...paperRoutes(context),
    ...purposeRoutes(context),
    ...retentionRoutes(context),
    ...exceptionRoutes(context),
    ...heldRoutes(context),
    ...erasureRoutes(context),
    ...askErasureRoutes(context),
    ...editionRoutes(context),
    ...skillsRoutes(context),
    ...shortRoutes(),
    ...openRoutes(context),
  ]
}

/** What anyone may read. */
function openRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    {
      method: 'GET',
      path: '/permissions',
      permission: 'anyone',
      answer: async ({ session }) => ({
        html: context.views.render(permissionsView, {
          frame: frameOf(session, { title: 'Who may do what', address: '/permissions' }),
          sentences: Object.values(permissions).map(({ sentence }) => sentence),
          scopes: scopeNames.map((name) => ({ name, sentence: scopes[name].sentence })),
          closed: closedToTokens(),
        }),
      }),
    },
    {
      method: 'GET',
      path: '/sign-in/help',
      permission: 'anyone',
      answer: async ({ session }) => ({
        html: context.views.render(helpView, {
          frame: frameOf(session, { title: 'You cannot sign in', address: '/sign-in/help' }),
          canMail: context.mailer !== undefined,
        }),
      }),
    },
  ]
}

/** Addresses that stay the same for everyone and lead to what is theirs. */
function shortRoutes(): readonly PrivateRoute[] {
  return [
    ownRoute('GET', '/me', async () => ({ to: '/account/record' })),
    ownRoute('GET', '/team', async (_asked, { asker }) => {
      const managing = asker.memberships.find(({ manages }) => manages.length > 0)
      if (managing === undefined) return { to: '/account' }
      return { to: `/organisations/${managing.organisationId}/team` }
    }),
  ]
}

/** While it serves, jobs run in one process at a time. One that runs is waited for at the end. */
function runJobs(app: FastifyInstance, { store, now: clock }: Door): void {
  const onFault = (name: string, error: unknown): void =>
    app.log.error({ err: error }, `The job ${name} failed and is tried again`)
  let started: { readonly stop: () => Promise<void> } | undefined
  app.addHook('onListen', (done) => {
    started = startJobs({ store, jobs: accountJobs, clock, onFault })
    done()
  })
  // Before the store is closed.
  app.addHook('preClose', async () => started?.stop())
}

const seconds = 1000

/** While it serves, mail is sent. It stops before the store is closed. */
function sendMail(app: FastifyInstance, { door, mailer }: AccountsContext): void {
  if (mailer === undefined) return
  const note = (reason: string): void => app.log.warn({ reason }, 'Mail is kept: not sent')
  const delivering = { store: door.store, mailer, now: door.now, note }
  let stop: (() => Promise<void>) | undefined
  app.addHook('onListen', (done) => {
    stop = startDelivery(delivering, 5 * seconds)
    done()
  })
  app.addHook('preClose', async () => stop?.())
}

/**
 * Serves accounts, and everything that is kept about people.
 *
 * @returns what programs can ask of it, for the description of the API
 */
export function serveAccounts(
  app: FastifyInstance,
  context: AccountsContext,
): readonly PrivateOperation[] {
  sendMail(app, context)
  runJobs(app, context.door)
  const routes = privateRoutes(context)
  servePrivate(app, { door: context.door, routes, baseUrl: context.baseUrl, untaken: keptForm })
  return privateOperations(routes)
}
