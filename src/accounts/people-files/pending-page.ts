import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { pendingBy, pendingHours } from './pending.ts'
import type { Pending, PendingSought } from './pending.ts'

/** Which file an address names, for whoever asks. */
export function soughtIn({ organisation, session, params, now }: OrganisationAsked): PendingSought {
  const id = params['import'] ?? ''
  return { organisationId: organisation.id, accountId: session.asker.accountId, id, now }
}

/** The file an address names, where it is still there. */
export function pendingIn(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<Pending | undefined> {
  return door.store.read((db) => pendingBy(db, soughtIn(asked)))
}

/** The page in place of a file that is not there any more. */
export function gonePage({ views }: AccountsContext, asked: OrganisationAsked): PrivateAnswer {
  const title = 'This file is not there any more'
  const place = placeIn(asked.organisation, '/import')
  return {
    status: 404,
    wrong: { code: 'import-not-found' },
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path: '/import' }),
        title,
        lead: [
          `A file waits ${pendingHours} hours to be loaded, for whoever chose it. It was loaded, discarded or chosen by somebody else, or others that you chose since took its place.`,
        ],
        sections: [{ links: [{ href: place, text: 'Choose the file again' }] }],
      }),
    ),
  }
}
