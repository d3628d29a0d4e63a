import { createHmac } from 'node:crypto'
import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { hashToken, newToken } from '../secrets.ts'
import type { Safe } from '../secrets.ts'
import { log } from '../store/events.ts'
import { foldEmail } from '../store/accounts.ts'
import { listInvitable } from '../store/invitations.ts'
import type { Invitable, InvitableSought } from '../store/invitations.ts'
import { addLink } from '../store/links.ts'
import { queueMail, unqueueMail } from '../store/outgoing-mails.ts'
import { whyNobodyYet } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'

/** So many are invited with one form: a page of links is to be handed out by somebody. */
export const mostInvited = 500

/**
 * What makes a form that is sent twice the same as one that is sent once: the links follow from a
 * secret that the page carries sealed, and nobody who was invited since is invited again.
 */
export interface Batch {
  readonly secret: string
  /** When the page was shown. */
  readonly shownAt: string
}

/** A new one, sealed for whoever asks in this organisation. */
export function newBatch(safe: Safe, asked: OrganisationAsked): string {
  const batch: Batch = { secret: newToken(), shownAt: asked.now.toISOString() }
  return safe.seal(`${batch.shownAt} ${batch.secret}`, ownerOf(asked))
}

/** No session lasts longer. A form that is sent later would bring links back that have ended. */
const mostHours = 12

/**
 * The one that was sent.
 *
 * @throws ExpectedFailure `form-not-valid` where it was changed or is somebody else's;
 * `form-too-old`
 */
export function batchIn(safe: Safe, asked: OrganisationAsked): Batch {
  const { shownAt, secret } = openedBatch(safe, asked)
  const until = Date.parse(shownAt) + mostHours * 3_600_000
  if (asked.now.getTime() > until) throw new ExpectedFailure('form-too-old')
  return { secret, shownAt }
}

function openedBatch(safe: Safe, asked: OrganisationAsked): Batch {
  try {
    const sealed = asked.form.get('batch') ?? ''
    const [shownAt = '', secret = ''] = safe.open(sealed, ownerOf(asked)).split(' ')
    return { secret, shownAt }
  } catch {
    throw new ExpectedFailure('form-not-valid')
  }
}

function ownerOf({ organisation, session }: OrganisationAsked): string {
  return `invitations ${organisation.id} ${session.asker.accountId}`
}

/** Whom to invite, and whether their links go by mail. */
export interface Inviting {
  readonly batch: Batch
  readonly who: Pick<InvitableSought, 'uninvitedAt' | 'ids'>
  readonly byMail: boolean
}

/** Somebody who is invited. Without mail there is a token of their link. */
export interface Invited {
  readonly person: Invitable
  readonly token: string
}

/** What came of it. */
export interface Outcome {
  readonly invited: readonly Invited[]
  /** Whom somebody invited otherwise since the page was shown. */
  readonly skipped: readonly Invitable[]
}

/**
 * Invites people. Sent again, the same form gives the same links and changes nothing.
 *
 * @example
 * await inviteAll(db, asked, { batch, who: { ids }, byMail: false })
 */
export async function inviteAll(
  db: Writing,
  asked: OrganisationAsked,
  { batch, who, byMail }: Inviting,
): Promise<Outcome> {
  const { organisation, now } = asked
  // While nobody else can be added, nobody else is invited.
  const onlyAdministrators = (await whyNobodyYet(db, asked)) !== undefined
  const sought = { organisationId: organisation.id, now, ...who, onlyAdministrators }
  const people = await listInvitable(db, sought, mostInvited)
  const invited: Invited[] = []
  const skipped: Invitable[] = []
  for (const person of people) {
    const token = tokenFor(person, batch)
    const isSince = person.invited_at !== null && person.invited_at >= batch.shownAt
    const isSame = byMail ? isSince : person.token_hash === hashToken(token)
    if (isSince && !isSame) {
      skipped.push(person)
      continue
    }
    if (!isSame) await inviteOne(db, asked, { person, token, byMail })
    invited.push({ person, token })
  }
  return { invited, skipped }
}

/** With another address it is another link: who was invited at a wrong one gets in with neither. */
function tokenFor({ id, email }: Invitable, { secret }: Batch): string {
  const whom = `${id}\n${foldEmail(email ?? '')}`
  return createHmac('sha256', secret).update(whom).digest('base64url')
}

interface One extends Invited {
  readonly byMail: boolean
}

async function inviteOne(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  { person, token, byMail }: One,
): Promise<void> {
  const { id: personId } = person
  const mail = { purpose: 'invitation', personId } as const
  // The mail brings a link of its own, with which this one ends.
  if (byMail) await queueMail(db, { ...mail, now })
  else await unqueueMail(db, mail)
  const made = byMail ? newToken() : token
  await addLink(db, { purpose: 'invitation', accountId: null, personId, token: made, now })
  const { accountId } = session.asker
  const event = { accountId, organisationId: organisation.id, personId, now }
  await log(db, { ...event, action: 'invitation.sent' })
}
