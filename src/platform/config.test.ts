import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readConfig, settings, SettingsError } from './config.ts'

describe('readConfig', () => {
  it('takes the defaults where nothing is set', () => {
    assert.deepEqual(readConfig({}), {
      port: 3000,
      host: '127.0.0.1',
      dataDir: './data',
      databaseUrl: '',
      sessionSecret: '',
      baseUrl: '',
      trustProxy: false,
      logLevel: 'warn',
      oidcIssuer: '',
      oidcClientId: '',
      oidcClientSecret: '',
      oidcName: 'your organisation',
      oidcOrganisationClaim: 'iss',
      oidcOrganisations: '',
      oidcDutiesClaim: '',
      oidcDuties: '',
      oidcEmailVerifiedClaim: 'email_verified',
      oidcSecondFactor: 'mfa,otp,hwk',
      smtpUrl: '',
      mailFrom: '',
    })
  })

  it('reads what is set and drops the closing slash of BASE_URL', () => {
    const config = readConfig({
      PORT: '8080',
      BASE_URL: 'https://skills.example.org/',
      TRUST_PROXY: '2',
    })
    assert.equal(config.port, 8080)
    assert.equal(config.baseUrl, 'https://skills.example.org')
    assert.equal(config.trustProxy, 2)
  })

  const bad = [
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['HOST', 'not a host'],
    ['BASE_URL', 'https://example.org/path'],
    ['BASE_URL', 'javascript:alert(1)'],
    ['TRUST_PROXY', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['OIDC_ISSUER', 'http://idp.example.org'],
    ['OIDC_ISSUER', 'http://localhost.example.org'],
    ['OIDC_ISSUER', 'https://idp.example.org/?tenant=1'],
    ['OIDC_DUTIES', 'cap-admins'],
    ['OIDC_DUTIES', 'cap-admins=administrator,'],
    ['OIDC_SECOND_FACTOR', 'mfa,,otp'],
    ['MAIL_FROM', 'Capable <capable@example.org>'],
    ['MAIL_FROM', 'a@example.org,b@example.org'],
  ] as const
  for (const [name, value] of bad) {
    it(`refuses ${name}=${value} with a sentence that says how to fix it`, () => {
      assert.throws(
        () => readConfig({ [name]: value }),
        (error: unknown) => {
          assert.ok(error instanceof SettingsError)
          assert.match(
            error.message,
            new RegExp(`^${name} must be .+ is not\\. Change or unset it\\.$`),
          )
          return true
        },
      )
    })
  }

  it('names every bad setting at once', () => {
    assert.throws(() => readConfig({ PORT: 'x', LOG_LEVEL: 'y' }), /PORT[^]*\n[^]*LOG_LEVEL/)
  })

  it('lists every setting once', () => {
    const names = settings.map(({ name }) => name)
    assert.equal(new Set(names).size, names.length)
  })
})
