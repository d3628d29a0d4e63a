import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { readConfig, SettingsError } from '../../platform/index.ts'
import { isEmail } from '../form.ts'
import { arrivalOf } from './claims.ts'
import { providerSettingsOf } from './settings.ts'
import type { ProviderSettings } from './settings.ts'

const organisation = 'b0a1c2d3-0000-4000-8000-000000000001'
const another = 'b0a1c2d3-0000-4000-8000-000000000002'
const whole = {
  BASE_URL: 'https://skills.example.org',
  OIDC_ISSUER: 'https://idp.example.org/realms/one',
  OIDC_CLIENT_ID: 'capable',
  OIDC_ORGANISATION_CLAIM: 'org',
  OIDC_ORGANISATIONS: `Dept=A=${organisation},b=${another}`,
  OIDC_DUTIES_CLAIM: 'groups',
  OIDC_DUTIES: 'cap-admins=administrator,cap-planners=planner',
}

function settings(change: Readonly<Record<string, string>> = {}): ProviderSettings {
  const found = providerSettingsOf(readConfig({ ...whole, ...change }))
  assert.ok(found !== undefined)
  return found
}

describe('the settings of a provider', () => {
  it('are none where none are set', () => {
    assert.equal(providerSettingsOf(readConfig({})), undefined)
  })

  it('map claims to organisations and duties; a value may hold an equals sign', () => {
    const { organisations, duties, secondFactor } = settings()
    assert.deepEqual(
      [...organisations],
      [
        ['Dept=A', organisation],
        ['b', another],
      ],
    )
    assert.deepEqual([...duties.values()], ['administrator', 'planner'])
    assert.deepEqual([...secondFactor], ['mfa', 'otp', 'hwk'])
    assert.deepEqual([...settings({ OIDC_SECOND_FACTOR: 'none' }).secondFactor], [])
  })

  const bad: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
    [{ BASE_URL: '' }, /^OIDC_ISSUER is set, so BASE_URL must be set too/],
    [{ OIDC_CLIENT_ID: '' }, /OIDC_CLIENT_ID must be set too/],
    [{ OIDC_ORGANISATIONS: '' }, /OIDC_ORGANISATIONS must say/],
    [{ OIDC_ORGANISATIONS: 'dept=Department' }, /not the identifier of an organisation/],
    [{ OIDC_DUTIES: 'cap=king' }, /"king" for cap, which is not a duty\. Duties are administrator/],
    [{ OIDC_DUTIES: '' }, /Set both OIDC_DUTIES_CLAIM and OIDC_DUTIES/],
    [{ OIDC_ISSUER: '' }, /^OIDC_ISSUER is empty, but OIDC_CLIENT_ID, OIDC_ORGANISATIONS/],
  ]
  for (const [change, message] of bad) {
    it(`say in a sentence what is wrong with ${JSON.stringify(change)}`, () => {
      assert.throws(
        () => providerSettingsOf(readConfig({ ...whole, ...change })),
        (error: unknown) => error instanceof SettingsError && message.test(error.message),
      )
    })
  }
})

describe('claims', () => {
  const said = { sub: 's', email: 'Zoe@Example.org', email_verified: true, name: 'Zoë', org: 'b' }

  it('say who somebody is, where and with what', () => {
    const arrival = arrivalOf(settings(), {
      ...said,
      groups: ['cap-planners', 'staff', 3],
      amr: ['pwd', 'otp'],
    })
    assert.deepEqual(arrival, {
      issuer: whole.OIDC_ISSUER,
      subject: 's',
      name: 'Zoë',
      email: 'zoe@example.org',
      organisationId: another,
      duties: new Set(['planner']),
      secondFactor: true,
    })
  })

  it('name one organisation or none', () => {
    const at = settings()
    const where = (org: unknown) => arrivalOf(at, { ...said, org }).organisationId
    assert.deepEqual(
      ['b', ['x', 'b'], ['b', 'b'], ['b', 'Dept=A'], ['x'], 7, undefined].map(where),
      [another, another, another, undefined, undefined, undefined, undefined],
    )
  })

  it('take the address from no other claim than the one that says it is verified', () => {
    const at = settings({ OIDC_EMAIL_VERIFIED_CLAIM: 'xms_edov' })
    assert.equal(arrivalOf(at, said).email, undefined)
    assert.equal(arrivalOf(at, { ...said, xms_edov: '1' }).email, 'zoe@example.org')
  })

  it('of any kind are read without a fault, and never give what is not in the settings', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom('cap-admins', 'b', 'mfa', true))
    const names = ['sub', 'email', 'email_verified', 'name', 'org', 'groups', 'amr', 'acr']
    const claims = fc.record(Object.fromEntries(names.map((name) => [name, value])))
    fc.assert(
      fc.property(claims, (given) => {
        const arrival = arrivalOf(settings(), given)
        const { email, duties, secondFactor, organisationId } = arrival
        assert.ok(email === undefined || isEmail(email))
        assert.ok([...duties].every((duty) => duty === 'administrator' || duty === 'planner'))
        const places = [undefined, organisation, another]
        assert.ok(places.includes(organisationId))
        const methods = JSON.stringify([given['amr'], given['acr']])
        assert.ok(!secondFactor || /"(mfa|otp|hwk)"/.test(methods))
        assert.equal(typeof arrival.name, 'string')
      }),
    )
  })
})
