import type { PageView } from '../../platform/index.ts'
import { ExpectedFailure, readableMoment, view } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { endTokensFor } from '../api/end-tokens.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { changeAccount, replaceRecoveryCodes } from '../store/accounts.ts'
import { hasLeft } from '../store/days.ts'
import { log } from '../store/events.ts'
import type { Action } from '../store/events.ts'
import { addLink, linkHours } from '../store/links.ts'
import { send } from '../store/messages.ts'
import { queueMail, unqueueMail } from '../store/outgoing-mails.ts'
import type { Person } from '../store/people.ts'
import { accountState } from '../store/person-sheet.ts'
import type { AccountState } from '../store/person-sheet.ts'
import { endSessions } from '../store/sessions.ts'
import type { NotNow } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationFrame, organisationRoutes, placeIn } from './organisation-route.ts'
import { abovePerson, personIn } from './person-in.ts'
import { notNowPage, whyNotInvited } from './while-off.ts'

interface LinkView extends PageView {
  readonly title: string
  readonly name: string
  readonly link: string
  readonly hint: string
  readonly back: string
}

const linkView = view<LinkView>('accounts/views/one-time-link.njk')

/** How an administrator helps a person into their account. */
export function helpRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    {
      method: 'POST',
      path: '/people/:person/invitation',
      permission: 'accounts.help',
      answer: (_context, asked) =>
        giveLink(context, asked, { purpose: 'invitation', make: invite }),
    },
    {
      method: 'POST',
      path: '/people/:person/new-password',
      permission: 'accounts.help',
      answer: (_context, asked) =>
        giveLink(context, asked, { purpose: 'new-password', make: offerPassword }),
    },
    {
      method: 'POST',
      path: '/people/:person/second-factor',
      permission: 'accounts.help',
      answer: takeAwayFactor,
    },
  ])
}

interface Helping {
  readonly asked: OrganisationAsked
  readonly person: Person
  readonly state: AccountState
}

interface Making {
  readonly purpose: 'invitation' | 'new-password'
  /** Answers the token of the link. */
  readonly make: (db: Writing, helping: Helping) => Promise<string>
}

/** Where mail is sent the link goes by mail, unless it is asked for here; else it is shown, once. */
async function giveLink(
  context: AccountsContext,
  asked: OrganisationAsked,
  { purpose, make }: Making,
): Promise<PrivateAnswer> {
  const { door, views, baseUrl, mailer } = context
  const { now, organisation, origin, form } = asked
  // A link for a new password opens somebody else's account: with mail only its owner gets it.
  const isShown = purpose === 'invitation' && form.get('how') === 'link'
  const isMailed = mailer !== undefined && !isShown
  const done = await door.store.write(async (db) => {
    const found = await personIn(db, asked)
    const why = purpose === 'invitation' ? await whyNotInvited(db, asked, found) : undefined
    if (why !== undefined) return { person: found, why }
    const state = await accountState(db, found, now)
    const made = await make(db, { asked, person: found, state })
    const mail =
      purpose === 'invitation'
        ? ({ purpose, personId: found.id } as const)
        : ({ purpose, accountId: found.account_id ?? '' } as const)
    // The mail brings a link of its own, with which this one ends.
    if (isMailed) await queueMail(db, { ...mail, now })
    else await unqueueMail(db, mail)
    return { person: found, token: made }
  })
  const { person } = done
  if ('why' in done) return notInvited(context, asked, { person, why: done.why })
  if (isMailed) return mailedPage(context, asked, { person, purpose })
  const title =
    purpose === 'invitation'
      ? `An invitation for ${person.name}`
      : `A link for a new password of ${person.name}`
  const until = new Date(now.getTime() + linkHours[purpose] * 3_600_000).toISOString()
  return {
    html: views.render(linkView, {
      frame: organisationFrame(asked, {
        title,
        path: `/people/${person.id}`,
        above: abovePerson(asked, person),
      }),
      title,
      name: person.name,
      link: `${baseUrl || origin}/link/${done.token}`,
      hint: `Works once, until ${readableMoment(until)}.`,
      back: placeIn(organisation, `/people/${person.id}`),
    }),
  }
}

function notInvited(
  context: AccountsContext,
  asked: OrganisationAsked,
  { person, why }: { readonly person: Person; readonly why: NotNow },
): PrivateAnswer {
  const title = `${person.name} cannot be invited`
  const above = abovePerson(asked, person)
  return notNowPage(context, asked, { title, path: `/people/${person.id}`, above, why })
}

/** Nobody but the person sees what was sent; who gets no mail can still be given a link. */
function mailedPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { person, purpose }: { person: Person; purpose: Making['purpose'] },
): PrivateAnswer {
  const path = `/people/${person.id}`
  const at = placeIn(asked.organisation, path)
  const title = `A link for ${person.name} is on its way`
  const to = purpose === 'invitation' ? (person.email ?? '') : 'the e-mail address of their account'
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: abovePerson(asked, person) }),
        title,
        lead: [`It goes by mail to ${to}, and works once.`],
        sections: [
          { links: [{ href: at, text: `Back to ${person.name}` }] },
          ...(purpose === 'invitation'
            ? [
                {
                  heading: 'If no mail arrives',
                  lead: [
                    'You can be shown a link to pass on yourself. The one in the mail ends then.',
                  ],
                  actions: [
                    {
                      to: `${at}/invitation`,
                      submit: 'Show a link instead',
                      hidden: { how: 'link' },
                    },
                  ],
                },
              ]
            : []),
        ],
      }),
    ),
  }
}

/** An invitation is for the person. Whether they have an account already does not show here. */
async function invite(db: Writing, { asked, person, state }: Helping): Promise<string> {
  const isOpen = state.kind === 'none' || state.kind === 'invited'
  if (!isOpen || person.email === null) throw new ExpectedFailure('invitation-not-possible')
  if (hasLeft(person, asked.today)) throw new ExpectedFailure('invitation-person-left')
  await note(db, { asked, person }, 'invitation.sent')
  return addLink(db, {
    purpose: 'invitation',
    accountId: null,
    personId: person.id,
    now: asked.now,
  })
}

async function offerPassword(db: Writing, { asked, person, state }: Helping): Promise<string> {
  const { accountId } = ownAccount(state)
  const { now, organisation } = asked
  await note(db, { asked, person }, 'account.new-password-offered')
  await send(db, {
    accountId,
    subject: 'A link for a new password was made',
    body: `An administrator of ${organisation.name} made a link with which a new password can be set for your account. If you did not ask for it, tell them at once.`,
    now,
  })
  return addLink(db, { purpose: 'new-password', accountId, personId: person.id, now })
}

async function takeAwayFactor(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { now, organisation } = asked
  const person = await door.store.write(async (db) => {
    const found = await personIn(db, asked)
    const { accountId } = ownAccount(await accountState(db, found, now))
    await changeAccount(db, accountId, { totp_secret: null, totp_confirmed_at: null, totp_step: 0 })
    await replaceRecoveryCodes(db, accountId, [])
    await endSessions(db, accountId)
    await endTokensFor(db, { accountId }, { accountId: asked.session.asker.accountId, now })
    await note(db, { asked, person: found }, 'account.second-factor-removed')
    await send(db, {
      accountId,
      subject: 'Your second factor was taken away',
      body: `An administrator of ${organisation.name} took away the second factor of your account. Set up a new one on the page of your account. If you did not ask for it, tell them at once.`,
      now,
    })
    return found
  })
  const saved = `The second factor of ${person.name} was taken away.`
  return { to: placeIn(organisation, `/people/${person.id}`), saved }
}

/**
 * An account that belongs to another organisation too is not for administrators of one of them:
 * they could enter the other through it.
 */
function ownAccount(state: AccountState): Extract<AccountState, { kind: 'own' }> {
  if (state.kind !== 'own') throw new ExpectedFailure('account-not-yours')
  return state
}

async function note(
  db: Writing,
  { asked, person }: Pick<Helping, 'asked' | 'person'>,
  action: Action,
): Promise<void> {
  const { organisation, session, now } = asked
  const { accountId } = session.asker
  await log(db, { action, accountId, organisationId: organisation.id, personId: person.id, now })
}
