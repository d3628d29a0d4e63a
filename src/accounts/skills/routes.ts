import type { AccountsContext } from '../context.ts'
import type { PrivateRoute } from '../http.ts'
import { answerRoutes } from './answer-routes.ts'
import { loadSkillsRoutes } from './load-routes.ts'
import { ownSkillsRoutes } from './own-routes.ts'
import { ratingRoutes } from './rating-routes.ts'
import { shareRoutes } from './share-routes.ts'
import { targetRoutes } from './target-routes.ts'

/** Records of skills that people keep themselves, and what of them they share. */
export function skillsRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return [
    ...ownSkillsRoutes(context),
    ...ratingRoutes(context),
    ...targetRoutes(context),
    ...loadSkillsRoutes(context),
    ...shareRoutes(context),
    ...answerRoutes(context),
  ]
}
