import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { administered } from '../../test/administered.ts'
import { firstAdministratorLink } from './first-administrator.ts'

const docs = join(import.meta.dirname, '..', '..', 'docs')
const guide = readFileSync(join(docs, 'first-steps.md'), 'utf8')
const steps = guide.split('\n').filter((line) => /^\| \d+ \|/.test(line))
const paths = [...guide.matchAll(/`(\/[^`]*)`/g)].map(([, path = '']) => path)

describe('the first steps of an administrator', () => {
  it('each name a page', () => {
    assert.ok(steps.length > 10)
    for (const [at, step] of steps.entries()) assert.match(step, new RegExp(`^\\| ${at + 1} .*\`/`))
  })

  it('are all at addresses that an administrator can open', async () => {
    const { app, get, id, store } = await administered('sqlite')
    for (const path of paths.filter((each) => each !== '/link/…')) {
      const { statusCode } = await get('administrator', path.replace('…', id))
      assert.equal(statusCode, 200, path)
    }
    const link = await firstAdministratorLink(store, { now: new Date(), again: true })
    assert.equal((await app.inject(link ?? '')).statusCode, 200)
    assert.ok(paths.includes(String(link).replace(/[\w-]{43}$/, '…')))
  })

  it('hold everything that the page of a new organisation asks for, in its order', async () => {
    const { page, unsay, switchOff, id } = await administered('sqlite')
    await unsay()
    await switchOff('organisation')
    const { body } = await page('')
    const list = /Still to do<\/h2>[\s\S]*?<\/ul>/.exec(body)?.[0] ?? ''
    const asked = [...list.matchAll(/href="([^"]+)"/g)].map(([, href = '']) =>
      href.replace(id, '…'),
    )
    assert.ok(asked.length >= 3)
    const places = asked.map((path) => paths.indexOf(path))
    assert.ok(!places.includes(-1), asked.join(' '))
    const other = asked.filter((path) => !/\/(?:teams|grades)$/.test(path))
    const order = other.map((path) => paths.indexOf(path))
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
  })
})
