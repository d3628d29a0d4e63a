import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { storeKinds, testDatabase } from '../../test/stores.ts'
import type { Outcome } from './outcome.ts'
import { commandLine } from './program.ts'

async function run(...args: string[]): Promise<Outcome> {
  let outcome: Outcome | undefined
  const program = commandLine((done) => void (outcome = done), {
    serve: () => Promise.resolve(),
    openSite: () => Promise.reject(new Error('No site is wanted')),
    root: { framework: 'uk-digital-data', maturityModel: 'uk-data-maturity' },
  })
  await program.parseAsync(['node', 'capable', 'demonstration', ...args])
  assert.ok(outcome !== undefined)
  return outcome
}

for (const kind of storeKinds) {
  describe(`the commands about demonstrations on ${kind}`, () => {
    it('load one with a link, refuse another, and remove it', async () => {
      const { dataDir, databaseUrl } = await testDatabase(kind)
      Object.assign(process.env, { DATA_DIR: dataDir, DATABASE_URL: databaseUrl })
      const wrong = await run('load', '--seed', 'seven')
      assert.deepEqual([wrong.exitCode, wrong.text], [2, ''])
      const loaded = await run('load', '--seed', '7')
      assert.equal(loaded.exitCode, 0)
      assert.match(
        loaded.text,
        /^Loaded Department for Kites .* with 60 made-up people\.\n\/link\/[\w-]{43}\nPut the address/,
      )
      const again = await run('load')
      assert.equal(again.exitCode, 1)
      assert.match(again.complaint ?? '', /There is a demonstration already: Department for Kites/)
      const removed = await run('remove')
      assert.deepEqual(removed.json, { removed: ['Department for Kites (demonstration)'] })
      assert.match((await run('remove')).text, /There is no demonstration/)
      Object.assign(process.env, { BASE_URL: 'https://skills.example.org' })
      const whole = await run('load').finally(() => delete process.env['BASE_URL'])
      assert.match(whole.text, /\nhttps:\/\/skills\.example\.org\/link\/[\w-]{43}\nThe link can/)
    })
  })
}
