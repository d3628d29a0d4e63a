import type { FastifyInstance } from 'fastify'
import type { PageView } from '../platform/index.ts'
import { view } from '../platform/index.ts'
import { accountRoutes, ownRoute } from './account-routes.ts'
import type { AccountsContext } from './context.ts'
import { frameOf } from './context.ts'
import type { PrivateRoute } from './http.ts'
import { servePrivate } from './http.ts'
import { linkRoutes } from './link-routes.ts'
import { dutyRoutes } from './organisation/duty-routes.ts'
import { gradeRoutes } from './organisation/grade-routes.ts'
import { helpRoutes } from './organisation/help-routes.ts'
import { holdingRoutes } from './organisation/holding-routes.ts'
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
import { importRoutes } from './people-files/import-routes.ts'
import { permissions } from './permissions.ts'
import { startDelivery } from './mail/deliver.ts'
import { mailRoutes } from './mail/routes.ts'
import { providerRoutes } from './provider/routes.ts'
import { recordRoutes } from './record-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import type { Door } from './sign-in.ts'
import { clearEnded } from './store/sessions.ts'

interface PermissionsView extends PageView {
  readonly sentences: readonly string[]
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
    ...mailRoutes(context),
    ...linkRoutes(context),
    ...accountRoutes(context),
    ...secondFactorRoutes(context),
    ...recordRoutes(context),
    ...overviewRoutes(context),
    ...peopleRoutes(context),
    ...importRoutes(context),
    ...personRoutes(context),
    ...personEditRoutes(context),
    ...helpRoutes(context),
    ...dutyRoutes(context),
    ...relationRoutes(context),
    ...teamRoutes(context),
    ...postRoutes(context),
    ...holdingRoutes(context),
    ...usualGradeRoutes(context),
    ...gradeRoutes(context),
    ...managedRoutes(context),
    ...logRoutes(context),
    ...paperRoutes(context),
    ...shortRoutes(),
    {
      method: 'GET',
      path: '/permissions',
      permission: 'anyone',
      answer: async ({ session }) => ({
        html: context.views.render(permissionsView, {
          frame: frameOf(session, { title: 'Who may do what', address: '/permissions' }),
          sentences: Object.values(permissions).map(({ sentence }) => sentence),
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

const hour = 3_600_000

/** While it serves, what has ended is deleted once an hour, and once at the start. */
function clearHourly(app: FastifyInstance, { store, now }: Door): void {
  // A store that is away now is asked again in an hour.
  const clear = (): Promise<void> =>
    store.write((db) => clearEnded(db, now())).catch(() => undefined)
  let timer: NodeJS.Timeout | undefined
  app.addHook('onListen', (done) => {
    void clear()
    timer = setInterval(() => void clear(), hour)
    done()
  })
  app.addHook('onClose', async () => clearInterval(timer))
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

/** Serves accounts, and everything that is kept about people. */
export function serveAccounts(app: FastifyInstance, context: AccountsContext): void {
  clearHourly(app, context.door)
  sendMail(app, context)
  servePrivate(app, {
    door: context.door,
    routes: privateRoutes(context),
    baseUrl: context.baseUrl,
  })
}
