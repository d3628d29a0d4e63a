import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { schemaFile } from './schema.ts'

const published = new URL('../../../docs/schema/capable-edition.schema.json', import.meta.url)

test('the published JSON Schema is the one that the reader checks with', () => {
  const { text } = schemaFile()
  if (process.env['CAPABLE_WRITE_SCHEMA'] !== undefined) writeFileSync(published, text)
  assert.deepEqual(JSON.parse(readFileSync(published, 'utf8')), JSON.parse(text))
})
