import { ownRoute } from '../account-routes.ts'
import type { AccountsContext } from '../context.ts'
import { frameOf } from '../context.ts'
import type { PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'

/** Where somebody comes who has signed in beside a form that waits in another tab. */
export const stillHere = '/account/still-here'

/**
 * Staying signed in: anything asked for makes a session last longer, so there is nothing to do but
 * to say how long.
 */
export function sessionEndRoutes({ views }: AccountsContext): readonly PrivateRoute[] {
  return [
    ownRoute('POST', stillHere, async (_asked, { secondsLeft }) => ({ json: { secondsLeft } })),
    ownRoute('GET', stillHere, async (_asked, session) => {
      const title = 'You are signed in'
      return {
        html: views.render(
          sheetView,
          sheetOf({
            frame: frameOf(session, { title, address: stillHere }),
            title,
            lead: ['If a form waits in another tab, close this one and go on there.'],
            sections: [{ links: [{ href: '/account', text: 'Your account' }] }],
          }),
        ),
      }
    }),
  ]
}
