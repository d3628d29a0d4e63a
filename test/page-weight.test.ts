import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { createApp } from '../src/app.ts'
import { openLibrary } from '../src/editions/index.ts'
import { readConfig } from '../src/platform/index.ts'

/** A page that explains one thing fits into the first packets of a connection. */
const mostBytes = 6 * 1024

test('pages of roles and of role levels weigh at most 6 KB gzipped', async () => {
  const library = openLibrary({ dataDir: join(import.meta.dirname, '..', 'build', 'no-data') })
  const app = await createApp({ library, config: readConfig({ LOG_LEVEL: 'silent' }) })
  const heavy: string[] = []
  for (const { edition } of library.all()) {
    if (edition.kind !== 'capability-framework') continue
    const newest = library.newest(edition.framework.slug)?.edition === edition
    const base = newest ? '' : `/editions/${edition.edition.name}`
    const paths = edition.roles.flatMap(({ slug, levels }) => [
      `${base}/roles/${slug}`,
      ...levels.map((level) => `${base}/roles/${slug}/${level.slug}`),
    ])
    for (const url of paths) {
      const { rawPayload, statusCode } = await app.inject({
        url,
        headers: { 'accept-encoding': 'gzip' },
      })
      assert.equal(statusCode, 200, url)
      if (rawPayload.length > mostBytes) heavy.push(`${url}: ${rawPayload.length} bytes`)
    }
  }
  await app.close()
  assert.deepEqual(heavy, [])
})
