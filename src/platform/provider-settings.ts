import { Type } from 'typebox'
import { asWritten, loopbackHost } from './setting.ts'
import type { Setting } from './setting.ts'

/** How people sign in with their organisation's OpenID Connect provider. */
export interface ProviderConfig {
  /** Empty: nobody does. */
  readonly oidcIssuer: string
  readonly oidcClientId: string
  /** Empty: a public client. */
  readonly oidcClientSecret: string
  readonly oidcName: string
  readonly oidcOrganisationClaim: string
  readonly oidcOrganisations: string
  readonly oidcDutiesClaim: string
  readonly oidcDuties: string
  readonly oidcEmailVerifiedClaim: string
  readonly oidcSecondFactor: string
}

/** `value=meaning,value=meaning`; the meaning comes after the last equals sign. */
const pairs = Type.String({ pattern: String.raw`^([^,]+=[^,=\s]+(,[^,]+=[^,=\s]+)*)?$` })
const claim = Type.String({ pattern: String.raw`^\S{0,200}$` })

export const providerSettings: readonly Setting<keyof ProviderConfig>[] = [
  {
    name: 'OIDC_ISSUER',
    key: 'oidcIssuer',
    purpose:
      'The OpenID Connect provider with which people sign in: its issuer, exactly as the provider writes it. Empty: passwords only.',
    type: 'an https address (http only for this machine)',
    schema: Type.String({
      pattern: String.raw`^(https://[^\s?#@]+|http://${loopbackHost}(:\d+)?(/[^\s?#]*)?)?$`,
    }),
    default: '',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_CLIENT_ID',
    key: 'oidcClientId',
    purpose: 'What the provider calls this site.',
    type: 'a text without spaces',
    schema: claim,
    default: '',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    key: 'oidcClientSecret',
    purpose: 'What the provider gave this site to show who it is. Empty: a public client.',
    type: 'a text without spaces of up to 500 characters',
    schema: Type.String({ pattern: String.raw`^\S{0,500}$` }),
    default: '',
    secret: true,
    read: asWritten,
  },
  {
    name: 'OIDC_NAME',
    key: 'oidcName',
    purpose: 'What people call it. The button says “Sign in with” and this.',
    type: 'a text of up to 60 characters',
    schema: Type.String({ minLength: 1, maxLength: 60 }),
    default: 'your organisation',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_ORGANISATION_CLAIM',
    key: 'oidcOrganisationClaim',
    purpose:
      'The claim that says which organisation somebody belongs to. `iss`, the provider itself, where everybody belongs to one.',
    type: 'the name of a claim',
    schema: Type.String({ pattern: String.raw`^\S{1,200}$` }),
    default: 'iss',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_ORGANISATIONS',
    key: 'oidcOrganisations',
    purpose:
      'Which value of that claim means which organisation here. An organisation is named by the identifier in the address of its pages.',
    type: 'pairs like value=identifier, with commas between them',
    schema: pairs,
    default: '',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_DUTIES_CLAIM',
    key: 'oidcDutiesClaim',
    purpose: 'The claim that lists groups or roles. Empty: the provider gives no duties.',
    type: 'the name of a claim',
    schema: claim,
    default: '',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_DUTIES',
    key: 'oidcDuties',
    purpose: 'Which value of that claim gives which duty.',
    type: 'pairs like cap-admins=administrator,cap-planners=planner',
    schema: pairs,
    default: '',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_EMAIL_VERIFIED_CLAIM',
    key: 'oidcEmailVerifiedClaim',
    purpose:
      'The claim that says whether the provider has verified the e-mail address. Nobody is found by an address without it.',
    type: 'the name of a claim',
    schema: Type.String({ pattern: String.raw`^\S{1,200}$` }),
    default: 'email_verified',
    secret: false,
    read: asWritten,
  },
  {
    name: 'OIDC_SECOND_FACTOR',
    key: 'oidcSecondFactor',
    purpose:
      'Which values of the claims `amr` and `acr` show that a second factor was given at the provider. `none`: ours is always asked for.',
    type: 'values with commas between them, or none',
    schema: Type.String({ pattern: String.raw`^[^\s,]+(,[^\s,]+)*$` }),
    default: 'mfa,otp,hwk',
    secret: false,
    read: asWritten,
  },
]
