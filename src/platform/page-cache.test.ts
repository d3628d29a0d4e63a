import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cachedPage, isHeld, PageCache } from './page-cache.ts'
import type { CachedPage } from './page-cache.ts'

const page = await cachedPage(Buffer.from('a page '.repeat(50)), { 'content-type': 'text/html' })

function sized(bytes: number): CachedPage {
  return { ...page, bytes }
}

describe('kept pages', () => {
  it('lose first what was not asked for longest', () => {
    const cache = new PageCache({ pages: 2, bytes: 1000 })
    cache.get('/a', 1)
    cache.set('/a', 1, sized(1))
    cache.set('/b', 1, sized(1))
    cache.get('/a', 1)
    cache.set('/c', 1, sized(1))
    assert.equal(cache.get('/b', 1), undefined)
    assert.notEqual(cache.get('/a', 1), undefined)
  })

  it('stay within their bytes, and one huge page is not kept', () => {
    const cache = new PageCache({ pages: 100, bytes: 100 })
    cache.get('/', 1)
    for (const address of ['/a', '/b', '/c', '/d', '/e']) cache.set(address, 1, sized(25))
    assert.equal(cache.size, 4)
    cache.set('/huge', 1, sized(26))
    assert.equal(cache.get('/huge', 1), undefined)
  })

  it('go when the content changes, and late ones made from old content are not kept', () => {
    const cache = new PageCache()
    cache.get('/a', 'old')
    cache.set('/a', 'old', page)
    assert.equal(cache.get('/a', 'new'), undefined)
    cache.set('/a', 'old', page)
    assert.equal(cache.get('/a', 'new'), undefined)
  })

  it('have another entity tag in each encoding', () => {
    const tags = Object.values(page.variants).map(({ etag }) => etag)
    assert.equal(new Set(tags).size, 3)
  })

  it('are sent as they are where compressing would make them longer', async () => {
    const { variants } = await cachedPage(Buffer.from('x'), {})
    assert.equal(variants.br, variants.identity)
  })
})

const held: readonly (readonly [string | undefined, boolean])[] = [
  [undefined, false],
  ['"a-gzip"', true],
  ['"x", W/"a-gzip"', true],
  ['*', true],
  ['"a-br"', false],
]
for (const [header, expected] of held) {
  it(`If-None-Match ${header} ${expected ? 'is' : 'is not'} held`, () => {
    assert.equal(isHeld(header, '"a-gzip"'), expected)
  })
}
