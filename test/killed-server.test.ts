import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { testOrganisation } from './organisation.ts'
import { startServer, teamsAndEvents } from './server-process.ts'
import { storeKinds, testDatabase } from './stores.ts'

const kills = process.env['CAPABLE_TEST_FULL'] === undefined ? 2 : 20
const browsers = 6

for (const kind of storeKinds) {
  describe(`a server on ${kind} that is killed while forms come in`, () => {
    it(
      `has kept all that it acknowledged, whole, ${kills} times`,
      { timeout: 600_000 },
      async (test) => {
        const database = await testDatabase(kind)
        const store = database.open()
        const { app, id, session } = await testOrganisation(store)
        await app.close()
        const { cookie, word } = await session('administrator')
        const acknowledged: string[] = []
        for (let round = 0; round < kills; round += 1) {
          const server = await startServer(database)
          // Also where something fails in between.
          test.after(() => server.kill())
          const teams = `${server.address}/organisations/${id}/teams/add`
          const killed = afterSome(acknowledged, 20 + round * 3).then(() => server.kill())
          await Promise.all(
            Array.from({ length: browsers }, (_, browser) =>
              sendUntilGone(teams, { cookie, word, name: `${round}-${browser}`, acknowledged }),
            ),
          )
          await killed
        }
        const { references, events } = await teamsAndEvents(store, id)
        assert.deepEqual(
          acknowledged.filter((reference) => !references.has(reference)),
          [],
        )
        // A team and its line in the log are one transaction.
        assert.equal(events, references.size)
        const server = await startServer(database)
        const page = await fetch(`${server.address}/organisations/${id}/teams`, {
          headers: { cookie },
        })
        assert.equal(page.status, 200)
        assert.equal(await server.stop(), 0)
      },
    )
  })
}

interface Sending {
  readonly cookie: string
  readonly word: string
  readonly name: string
  readonly acknowledged: string[]
}

/** Sends one form after another, until the server is gone; notes what it said was saved. */
async function sendUntilGone(address: string, sending: Sending): Promise<void> {
  const { cookie, word, name, acknowledged } = sending
  for (let at = 0; ; at += 1) {
    const reference = `${name}-${at}`
    const body = new URLSearchParams({ word, name: `Team ${reference}`, reference, parent: '' })
    let status: number
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { cookie },
        body,
        redirect: 'manual',
      })
      await answer.arrayBuffer()
      status = answer.status
    } catch {
      return
    }
    assert.equal(status, 303)
    acknowledged.push(reference)
  }
}

/** Resolves when so many more were acknowledged. */
async function afterSome(acknowledged: readonly string[], more: number): Promise<void> {
  const enough = acknowledged.length + more
  while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 2))
}
