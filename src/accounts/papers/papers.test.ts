import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { TestOrganisation } from '../../../test/organisation.ts'
import { testOrganisation } from '../../../test/organisation.ts'
import { storeKinds, testDatabase } from '../../../test/stores.ts'
import { openParts } from '../people-files/readers/zip.ts'
import { permissions } from '../permissions.ts'
import { inventory, inventoryLines, meaningOf } from './inventory.ts'

let organisation: TestOrganisation

before(async () => {
  organisation = await testOrganisation((await testDatabase('sqlite')).open())
})
after(() => organisation.app.close())

describe('the inventory', () => {
  for (const kind of storeKinds) {
    it(`names every table and column of ${kind}, and no others`, async () => {
      const store = (await testDatabase(kind)).open()
      const held = await store.read((db) => db.introspection.getTables())
      const shown = held
        .filter(({ name }) => !name.startsWith('kysely_') && !name.startsWith('sqlite_'))
        .map(({ name, columns }) => `${name}: ${namesOf(columns.map((column) => column.name))}`)
      const listed = inventoryLines.map(
        ({ table, columns }) => `${table}: ${namesOf(Object.keys(columns))}`,
      )
      assert.deepEqual(listed.toSorted(), shown.toSorted())
    })
  }

  it('leaves out what only the software needs', () => {
    assert.deepEqual(meaningOf(inventory.recovery_codes), [
      'The code, in a form from which it cannot be read',
      'Whose it is',
      'When it was used',
    ])
    assert.ok(!meaningOf(inventory.people).includes('technical'))
  })
})

describe('papers to fill in', () => {
  const slugs = ['data-protection', 'equality', 'trade-unions', 'algorithms']

  for (const slug of slugs) {
    it(`${slug} can be read and taken away`, async () => {
      const place = `/organisations/${organisation.id}/papers/${slug}`
      const page = await organisation.get('administrator', place)
      assert.equal(page.statusCode, 200)
      assert.match(page.body, /Test department/)
      assert.match(page.body, /For you to fill in/)
      const file = await organisation.get('administrator', `${place}/file`)
      assert.match(String(file.headers['content-disposition']), new RegExp(`${slug}-.*\\.docx`))
      const parts = await openParts(file.rawPayload)
      const chunks: Uint8Array[] = []
      for await (const chunk of parts.read('word/document.xml')) chunks.push(chunk)
      const text = Buffer.concat(chunks).toString()
      assert.match(text, /Test department/)
      assert.match(text, /For you to fill in/)
    })
  }

  it('say every permission and every kind of record', async () => {
    const { body } = await organisation.get(
      'administrator',
      `/organisations/${organisation.id}/papers/data-protection`,
    )
    const shown = body.replaceAll('&#39;', "'").replaceAll('&quot;', '"')
    for (const { sentence } of Object.values(permissions)) {
      assert.ok(shown.includes(sentence), sentence)
    }
    for (const { what } of inventoryLines) assert.ok(shown.includes(what), what)
  })

  it('are listed, and an unknown one is not there', async () => {
    const place = `/organisations/${organisation.id}/papers`
    const list = await organisation.get('administrator', place)
    for (const slug of slugs) assert.ok(list.body.includes(`${place}/${slug}"`), slug)
    assert.equal((await organisation.get('administrator', `${place}/none`)).statusCode, 404)
  })
})

function namesOf(columns: readonly string[]): string {
  return columns.toSorted().join(', ')
}
