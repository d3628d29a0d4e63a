import {
  firstAdministratorLink,
  inviteUser,
  listUsers,
  newPasswordLink,
  removeSecondFactor,
  removeUser,
  setFrameworkOwner,
} from '../accounts/index.ts'
import type { Invited, UserSummary } from '../accounts/index.ts'
import type { Config } from '../platform/config.ts'
import { ExpectedFailure } from '../platform/errors.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import { counted, withStore } from './records.ts'

/** Lists every account. */
export async function list({ config, now }: RecordsContext): Promise<Outcome> {
  const users = await withStore(config, (store) => listUsers(store, now))
  return {
    json: { users },
    text: [counted(users.length, 'account'), ...users.map(inWords)].join('\n'),
    exitCode: 0,
  }
}

function inWords({ email, name, state, organisations, ...user }: UserSummary): string {
  const states = { open: 'open', 'no-password': 'has no password yet', closed: 'closed' }
  const where = organisations.map(
    (each) => `${each.name}${each.duties.length > 0 ? ` (${each.duties.join(', ')})` : ''}`,
  )
  return [
    email,
    name,
    states[state],
    user.secondFactor ? 'second factor' : 'no second factor',
    ...(user.frameworkOwner ? ['framework owner'] : []),
    ...where,
  ].join(' · ')
}

/** Makes a link for a new organisation and its first administrator. */
export async function inviteAdministrator({ config, now }: RecordsContext): Promise<Outcome> {
  const path = await withStore(config, (store) =>
    firstAdministratorLink(store, { now, again: true }),
  )
  return link(config, path ?? '', {
    hours: 24,
    what: 'Whoever opens it makes a new organisation and becomes its administrator.',
  })
}

/** Makes a link with which somebody joins the organisation they are in. */
export async function invite(
  email: string,
  { organisation }: { readonly organisation?: string },
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const asked = { email, now, ...(organisation !== undefined && { organisation }) }
  const invited = await withStore(config, (store) => inviteUser(store, asked))
  if ('refused' in invited) return refuseInvitation(email, invited)
  return link(config, invited.path, {
    hours: 7 * 24,
    what: `Send it to ${email} only. Whoever opens it joins ${invited.organisation} as this person.`,
  })
}

function refuseInvitation(
  email: string,
  invited: Exclude<Invited, { readonly path: string }>,
): Outcome {
  if (invited.refused === 'several') {
    return refusal(
      'several-people',
      `People with the address ${email} are in ${invited.organisations.join(', ')}. Say which one with --organisation.`,
    )
  }
  return invited.refused === 'has-account'
    ? refusal(
        'has-account',
        `The person with the address ${email} has an account. For a new password run capable user reset ${email}.`,
      )
    : refusal(
        'person-not-found',
        `No organisation has a person with the address ${email}. Add them on the pages of the organisation, or make one with capable user first-administrator.`,
      )
}

/** Makes a link for a new password, or takes away a lost second factor. */
export async function reset(
  email: string,
  { secondFactor }: { readonly secondFactor?: boolean },
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const asked = { email, now }
  if (secondFactor !== true) {
    const path = await withStore(config, (store) => newPasswordLink(store, asked))
    if (path === undefined) return unknown(email)
    const what = `Send it to ${email} only. Whoever opens it sets a new password; that ends every session and token and disconnects them from a sign-in provider.`
    return link(config, path, { hours: 1, what })
  }
  const removed = await withStore(config, (store) => removeSecondFactor(store, asked))
  if (removed === undefined) return unknown(email)
  return {
    json: { email, secondFactorRemoved: removed },
    text: removed
      ? `Took away the second factor of ${email} and ended every session. They sign in with their password and set up a new one. A message tells them.`
      : `${email} has no second factor. Nothing was changed.`,
    exitCode: 0,
  }
}

/** Lets an account load editions of frameworks, or takes that away. */
export async function frameworkOwner(
  email: string,
  { remove: removes = false }: { readonly remove?: boolean },
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const owns = !removes
  const changed = await withStore(config, (store) => setFrameworkOwner(store, { email, owns, now }))
  if (changed === undefined) return unknown(email)
  return {
    json: { email, frameworkOwner: owns, changed },
    text: frameworkOwnerText(email, { owns, changed }),
    exitCode: 0,
  }
}

function frameworkOwnerText(
  email: string,
  { owns, changed }: { readonly owns: boolean; readonly changed: boolean },
): string {
  if (!changed) return `${email} ${owns ? 'can' : 'cannot'} load editions. Nothing was changed.`
  return owns
    ? `${email} can load new editions of frameworks, for everybody who uses this service, once a second factor is set up. A message tells them.`
    : `${email} can no longer load editions. A message tells them.`
}

/** Erases an account. */
export async function remove(email: string, { config, now }: RecordsContext): Promise<Outcome> {
  const stays = await withStore(config, (store) => removeUser(store, { email, now })).catch(
    (error: unknown) => {
      if (error instanceof ExpectedFailure && error.code === 'record-held') return error
      throw error
    },
  )
  if (stays instanceof ExpectedFailure) return refusal(stays.code, stays.message)
  if (stays === undefined) return unknown(email)
  const where =
    stays.length === 0
      ? 'No organisation has a record of this person.'
      : `What is held about the person in ${stays.join(', ')} stays: it is for that organisation to keep or erase.`
  return {
    json: { email, removed: true, staysIn: stays },
    text: `Erased the account of ${email}: name, address, password, second factor, sessions and messages. ${where} The log keeps what the account did, without a name.`,
    exitCode: 0,
  }
}

function unknown(email: string): Outcome {
  return refusal(
    'account-not-found',
    `There is no account with the address ${email}. capable user list shows all.`,
  )
}

/**
 * Where a path of the site is, as `BASE_URL` says. Without it the path alone: which port the server
 * was started on is not known here.
 *
 * @example
 * addressOn(config, '/link/…') // 'https://skills.example.org/link/…'
 */
export function addressOn({ baseUrl }: Pick<Config, 'baseUrl'>, path: string): string {
  return `${baseUrl}${path}`
}

/** What to do with an address that is only a path; nothing where it is whole. */
export function howToOpen({ baseUrl }: Pick<Config, 'baseUrl'>): string {
  if (baseUrl !== '') return ''
  return 'Put the address of your site before it: BASE_URL is not set, so it is not known here. '
}

function link(
  config: Config,
  path: string,
  { hours, what }: { readonly hours: number; readonly what: string },
): Outcome {
  const address = addressOn(config, path)
  const until = hours === 1 ? 'an hour' : hours === 24 ? '24 hours' : `${hours / 24} days`
  return {
    json: { link: address, hours },
    text: `${address}\n${howToOpen(config)}The link can be used once, within ${until}. ${what}`,
    exitCode: 0,
  }
}
