import type { Reading } from '../../platform/store/index.ts'
import { isTold } from '../purposes/exceptions/rule.ts'
import { requestsOf } from '../purposes/exceptions/store.ts'
import type { NamedRequest } from '../purposes/exceptions/store.ts'
import { erasureRequestsOf } from '../purposes/erasure/store.ts'
import type { NamedErasureRequest } from '../purposes/erasure/store.ts'
import { purposesOf } from '../purposes/purpose-store.ts'
import type { KeptPurpose, PurposeName } from '../purposes/purposes.ts'
import { accountById } from './accounts.ts'
import { tokensOf } from './api-tokens.ts'
import type { NamedToken } from './api-tokens.ts'
import { eventsOf } from './events.ts'
import type { LoggedEvent } from './events.ts'
import { editionsLoadedBy, frameworkOwnerSince } from './framework-owners.ts'
import { identitiesOf } from './identities.ts'
import type { Identity } from './identities.ts'
import { messagesTo } from './messages.ts'
import type { Message } from './messages.ts'
import { organisationById } from './organisations.ts'
import type { Organisation } from './organisations.ts'
import { personSheet } from './person-sheet.ts'
import type { PersonSheet } from './person-sheet.ts'
import { sessionsOf } from './sessions.ts'
import type { KeptSkills } from '../skills/kept-skills.ts'
import { sharesOf } from './skill-shares.ts'
import type { NamedShare } from './skill-shares.ts'
import { skillsOf } from './skills.ts'

/** Everything that an organisation holds about somebody. */
export interface HeldInOrganisation extends Omit<PersonSheet, 'account'> {
  readonly organisation: Organisation
  /** What others and they themselves did with it. */
  readonly events: readonly LoggedEvent[]
  /** What they did in the organisation with anything else. */
  readonly done: readonly LoggedEvent[]
  /** Why records are kept, on what basis and for how long. */
  readonly purposes: readonly (KeptPurpose & { readonly purpose: PurposeName })[]
  /** Legal holds and exceptional access. */
  readonly exceptionalRequests: readonly NamedRequest[]
  readonly erasureRequests: readonly NamedErasureRequest[]
}

/** Everything that is held about somebody in one organisation, and their account. */
export interface HeldRecord extends HeldInOrganisation {
  readonly account: {
    readonly name: string
    readonly email: string
    readonly created_at: string
    readonly second_factor_since: string | null
    readonly framework_owner_since: string | null
    /** Editions they loaded, `framework@edition`. */
    readonly loaded_editions: readonly string[]
    /** Who they are at sign-in providers. */
    readonly identities: readonly Omit<Identity, 'account_id'>[]
  }
  /** What they keep of their own skills, with every answer to it, and what they share. */
  readonly skills: KeptSkills & { readonly shares: readonly NamedShare[] }
  readonly messages: readonly Message[]
  readonly sessions: readonly { readonly created_at: string; readonly seen_at: string }[]
  readonly tokens: readonly NamedToken[]
}

/** What an organisation holds about one of its people; undefined where it has no such person. */
export async function heldIn(
  db: Reading,
  about: { organisationId: string; personId: string; now: Date },
): Promise<HeldInOrganisation | undefined> {
  const { organisationId, personId } = about
  const found = await personSheet(db, about)
  const organisation = await organisationById(db, organisationId)
  if (found === undefined || organisation === undefined) return undefined
  const { account: _account, ...sheet } = found
  const { account_id: accountId } = sheet.person
  const done = accountId === null ? [] : await eventsOf(db, { organisationId, accountId })
  return {
    ...sheet,
    organisation,
    events: await eventsOf(db, { organisationId, personId }),
    done: done.filter(({ person_id: id }) => id !== personId),
    purposes: await purposesOf(db, organisationId),
    exceptionalRequests: await requestsOf(db, { organisationId, personId }),
    erasureRequests: await erasureRequestsOf(db, { organisationId, personId }),
  }
}

/**
 * Everything that is held about somebody, for themselves; undefined where the organisation has no
 * such person. A legal hold of which they may not know yet is left out.
 */
export async function recordOf(
  db: Reading,
  about: { organisationId: string; personId: string; accountId: string; now: Date },
): Promise<HeldRecord | undefined> {
  const { accountId, now } = about
  const held = await heldIn(db, about)
  const account = await accountById(db, accountId)
  if (held === undefined || account === undefined) return undefined
  const today = now.toISOString().slice(0, 10)
  return {
    ...held,
    exceptionalRequests: held.exceptionalRequests.filter((request) => isTold(request, today)),
    account: {
      name: account.name,
      email: account.email,
      created_at: account.created_at,
      second_factor_since: account.totp_confirmed_at,
      framework_owner_since: (await frameworkOwnerSince(db, accountId)) ?? null,
      loaded_editions: await editionsLoadedBy(db, accountId),
      identities: await identitiesOf(db, accountId),
    },
    skills: { ...(await skillsOf(db, about)), shares: await sharesOf(db, about) },
    messages: await messagesTo(db, accountId),
    sessions: await sessionsOf(db, accountId),
    tokens: await tokensOf(db, accountId),
  }
}
