import { openStore } from '../src/platform/store/index.ts'

// Saves two rows at a time, says so after each, and goes on until it is killed.
const [dataDir = '', databaseUrl = '', round = ''] = process.argv.slice(2)
const store = openStore({ dataDir, databaseUrl })
for (let at = 0; ; at += 1) {
  const key = `${round}-${at}`
  const row = { count: 1, until: '2026-01-01' }
  await store.write(async (db) => {
    await db
      .insertInto('throttles')
      .values({ key, ...row })
      .execute()
    await db
      .insertInto('throttles')
      .values({ key: `${key}b`, ...row })
      .execute()
  })
  process.stdout.write(`${key}\n`)
}
