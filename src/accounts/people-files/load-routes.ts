import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import { whyNoFile } from '../organisation/nobody-yet.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { endShares } from '../skills/end-shares.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { log } from '../store/events.ts'
import { organisationById } from '../store/organisations.ts'
import { markOf, outcomeOf, planOf } from './look.ts'
import type { LookedAt } from './look.ts'
import { finishPending, pendingBy, removePending } from './pending.ts'
import type { Outcome, Pending } from './pending.ts'
import { gonePage, pendingIn, soughtIn } from './pending-page.ts'
import { doneSections, previewSections } from './present.ts'
import { noteTouched, writePlan } from './records.ts'

/** What loading a file would do, or what it did. */
export function previewPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  looked: LookedAt,
): PrivateAnswer {
  if (looked.state === 'gone') return gonePage(context, asked)
  if (looked.state === 'loaded') return donePage(context, asked, looked.counts)
  if (looked.state === 'columns') return { to: addressOf(asked, looked.pending, '/columns') }
  const { pending, plan, mark } = looked
  const title = plan.faultCount > 0 ? 'Put the file right first' : 'Check before you load'
  const address = addressOf(asked, pending)
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, {
          title,
          path: `/import/${pending.id}`,
          above: [
            { href: placeIn(asked.organisation, '/import'), text: 'Load people from a file' },
          ],
        }),
        title,
        caption: pending.fileName,
        notice: asked.query['again'] === 'yes' ? somebodyElse : undefined,
        sections: previewSections(plan, { address, mark }),
      }),
    ),
  }
}

const somebodyElse =
  'Nothing was loaded. Something changed in the organisation after you looked: check again.'

function addressOf({ organisation }: OrganisationAsked, { id }: Pending, more = ''): string {
  return placeIn(organisation, `/import/${id}${more}`)
}

function donePage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  outcome: Outcome,
): PrivateAnswer {
  const title = 'The file was loaded'
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path: '/import' }),
        title,
        sections: doneSections(outcome, (path) => placeIn(asked.organisation, path)),
      }),
    ),
  }
}

/** Loads a file as it was looked at: whole, or not at all. */
export async function load(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const sought = soughtIn(asked)
  const { organisation, session, form, now } = asked
  const done = await context.door.store.write(async (db) => {
    const pending = await pendingBy(db, sought)
    const current = await organisationById(db, organisation.id)
    if (pending === undefined || current === undefined) return 'gone'
    const { mapping } = pending
    if (pending.outcome !== undefined) return 'loaded'
    const why = await whyNoFile(db, { organisation: current, today: asked.today })
    if (mapping === undefined || why !== undefined) return 'again'
    const plan = await planOf(db, asked, { context, pending, mapping })
    if (plan.faultCount > 0 || form.get('mark') !== markOf(plan, mapping)) return 'again'
    const { accountId } = session.asker
    const shares = { organisationId: organisation.id, accountId, now }
    await endShares(db, shares)
    await writePlan(db, plan.writes, asked.today)
    await endShares(db, shares)
    const outcome = outcomeOf(plan)
    await finishPending(db, pending.id, outcome)
    const { added, changed, same } = outcome
    const event = { organisationId: organisation.id, accountId, now }
    const what = `${added} added, ${changed} changed, ${same} left alone`
    await log(db, { ...event, action: 'people.imported', details: { what, ...outcome } })
    await noteTouched(db, plan.touched, event)
    return 'loaded'
  })
  if (done === 'gone') return gonePage(context, asked)
  const address = placeIn(organisation, `/import/${sought.id}`)
  if (done === 'loaded') return { to: address }
  return { to: `${address}?again=yes`, wrong: { code: 'import-not-ready' } }
}

/** Takes a file away that is not to be loaded. */
export async function discard(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const pending = await pendingIn(context, asked)
  if (pending === undefined) return gonePage(context, asked)
  await context.door.store.write((db) => removePending(db, pending.id))
  const saved = `The file ${pending.fileName} was discarded. Nothing of it was loaded.`
  return { to: placeIn(asked.organisation, '/import'), saved }
}
