import type { AccountsContext } from '../context.ts'
import type { PrivateRoute } from '../http.ts'
import { organisationRoutes } from '../organisation/organisation-route.ts'
import { editRoutes } from './edit-routes.ts'
import { heldProfileRoutes } from './held-routes.ts'
import { listRoutes } from './list-routes.ts'
import { localRoutes } from './local-routes.ts'
import { moveRoutes } from './move-routes.ts'
import { carryingRoutes } from './post-routes.ts'
import { profileRoutes } from './profile-routes.ts'
import { skillRoutes } from './skill-routes.ts'

/** Local profiles for posts: never official, each pinned to an edition. */
export function postProfileRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    ...listRoutes(context),
    ...profileRoutes,
    ...heldProfileRoutes,
    ...editRoutes,
    ...skillRoutes(context),
    ...localRoutes(context),
    ...moveRoutes,
    ...carryingRoutes,
  ])
}
