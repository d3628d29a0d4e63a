import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, it } from 'node:test'
import { testOrganisation } from '../organisation.ts'
import { startProvider } from '../provider.ts'
import { providerSettings } from '../provider-site.ts'
import { storeKinds, testDatabase } from '../stores.ts'
import { accessibilityFaults, openSite, sidewaysScroll, withPage } from './browser.ts'

const sights = [
  { javaScriptEnabled: true, viewport: { width: 1280, height: 900 } },
  { javaScriptEnabled: false, viewport: { width: 320, height: 700 } },
]

/** The provider must know where the site is before the site starts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  assert.ok(typeof address === 'object' && address !== null)
  return address.port
}

for (const kind of storeKinds) {
  describe(`a provider and a site on ${kind}`, () => {
    it('sign somebody in and out, wide, and narrow without JavaScript', async () => {
      const port = await freePort()
      const address = `http://127.0.0.1:${port}`
      const organisation = await testOrganisation((await testDatabase(kind)).open())
      await organisation.app.close()
      const provider = await startProvider(address)
      const settings = providerSettings(address, { provider, organisationId: organisation.id })
      const site = await openSite(organisation.door, { PORT: String(port), ...settings })
      provider.people.set('zoe', {
        name: 'Test zoe',
        email: 'zoe@example.org',
        email_verified: true,
        tid: 'department',
        groups: ['cap-admins'],
        amr: ['pwd', 'mfa'],
      })
      try {
        for (const sight of sights) {
          await withPage(site, sight, async (page) => {
            await page.goto(`/organisations/${organisation.id}/people`)
            if (sight.javaScriptEnabled) assert.deepEqual(await accessibilityFaults(page), [])
            assert.equal(await sidewaysScroll(page), 0)
            await page.getByRole('button', { name: 'Sign in with Test provider' }).press('Enter')
            await page.getByRole('button', { name: 'Test zoe' }).press('Enter')
            await page.waitForURL(`${address}/organisations/${organisation.id}/people`)
            await page.getByRole('heading', { level: 1, name: /People/ }).waitFor()
            await page.goto('/account')
            await page.getByText('You sign in with Test provider').waitFor()
            assert.equal(await page.getByRole('link', { name: 'Change your password' }).count(), 0)
            assert.equal(await sidewaysScroll(page), 0)
            if (sight.javaScriptEnabled) assert.deepEqual(await accessibilityFaults(page), [])
            await page.getByRole('button', { name: 'Sign out', exact: true }).press('Enter')
            await page.getByRole('button', { name: 'Yes, sign me out' }).press('Enter')
            await page.waitForURL(/signed-out|sign-in/)
            assert.match(await page.getByRole('main').innerText(), /You have signed out/)
            await page.goto('/account')
            await page.waitForURL(/\/sign-in\?/)
          })
        }
      } finally {
        await site.close()
        await provider.stop()
      }
    })
  })
}
