import { isEmail } from '../form.ts'
import type { Duty } from '../permissions.ts'
import { foldEmail } from '../store/accounts.ts'
import { holdsUnseen, saysSomething } from '../unseen.ts'
import type { ProviderSettings } from './settings.ts'

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>

/** Somebody who comes from a provider, as far as we believe it. */
export interface Arrival {
  readonly issuer: string
  readonly subject: string
  readonly name: string
  /** Folded. Undefined: none that the provider has verified. */
  readonly email: string | undefined
  /** Identifier of the one organisation here that the claim names. */
  readonly organisationId: string | undefined
  readonly duties: ReadonlySet<Duty>
  /** Whether the provider asked for a second factor. */
  readonly secondFactor: boolean
}

const longest = 200

/**
 * Reads claims by the settings. What a claim says in another form than it should counts as not
 * said.
 *
 * @example
 * arrivalOf(settings, { sub: '1', email: 'ada@example.org', email_verified: true }).email
 */
export function arrivalOf(settings: ProviderSettings, claims: Claims): Arrival {
  const email = verifiedEmail(settings, claims)
  const organisations = new Set(mapped(claims[settings.organisationClaim], settings.organisations))
  const [organisationId, ...others] = organisations
  const methods = [...textsIn(claims['amr']), ...textsIn(claims['acr'])]
  return {
    issuer: settings.issuer,
    subject: textsIn(claims['sub'])[0] ?? '',
    name: nameIn(claims) || (email ?? ''),
    email,
    organisationId: others.length === 0 ? organisationId : undefined,
    duties: new Set(mapped(claims[settings.dutiesClaim], settings.duties)),
    secondFactor: methods.some((method) => settings.secondFactor.has(method)),
  }
}

/** An address that is not verified may be anybody's. */
function verifiedEmail(
  { emailVerifiedClaim }: ProviderSettings,
  claims: Claims,
): string | undefined {
  // Some providers write numbers or texts where the standard has true.
  const isVerified = [true, 'true', 1, '1'].some((yes) => yes === claims[emailVerifiedClaim])
  const { email } = claims
  if (!isVerified || typeof email !== 'string') return undefined
  const fits = isEmail(email) && email.length <= longest && !holdsUnseen(email)
  return fits ? foldEmail(email) : undefined
}

function nameIn({ name }: Claims): string {
  if (typeof name !== 'string') return ''
  const shown = name.replace(/\p{C}/gu, '').normalize('NFC').trim().slice(0, longest)
  return holdsUnseen(shown) || !saysSomething(shown) ? '' : shown
}

function mapped<T>(claim: unknown, meanings: ReadonlyMap<string, T>): readonly T[] {
  return textsIn(claim).flatMap((value) => {
    const meaning = meanings.get(value)
    return meaning === undefined ? [] : [meaning]
  })
}

function textsIn(claim: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(claim) ? claim : [claim]
  return values.filter((value) => typeof value === 'string')
}
