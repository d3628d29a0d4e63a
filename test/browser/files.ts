import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { siteToWrite } from '../../src/site-files.ts'
import type { EditionLibrary } from '../../src/editions/index.ts'
import { writeSite } from '../../src/static-site/index.ts'
import { openBrowser } from './browser.ts'
import type { Site } from './browser.ts'

/** The files of a site and the path below which they stand. */
interface Files {
  readonly out: string
  readonly base: string
}

/**
 * Writes the site to files and starts Chromium and a server that does nothing but send them, below
 * a path such as `/framework`.
 */
export async function openFiles(library: EditionLibrary, base: string): Promise<Site> {
  const files = { out: mkdtempSync(join(tmpdir(), 'capable-site-')), base }
  const server = createServer()
  const address = await listen(server, files)
  const baseUrl = `${address}${base}`
  const source = await siteToWrite(library, baseUrl)
  try {
    await writeSite(source, { out: files.out, baseUrl })
  } finally {
    await source.close()
  }
  const browser = await openBrowser()
  return {
    address,
    browser,
    async close() {
      await browser.close()
      server.closeAllConnections()
      server.close()
      rmSync(files.out, { recursive: true })
    },
  }
}

const types: Readonly<Record<string, string>> = {
  '.atom': 'application/atom+xml',
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** Sends files with the policy that docs/run.md recommends. */
async function listen(server: Server, files: Files): Promise<string> {
  const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'run.md'), 'utf8')
  const policy = /^Content-Security-Policy: (.+)$/m.exec(guide)?.[1] ?? ''
  assert.match(policy, /default-src 'none'/)
  server.on('request', ({ url = '/' }, response) => {
    const file = fileAt(files, url)
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': types[extname(file ?? '404.html')] ?? 'text/plain',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
    })
    response.end(readFileSync(file ?? join(files.out, '404.html')))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  assert.ok(typeof address === 'object' && address !== null)
  return `http://127.0.0.1:${address.port}`
}

function fileAt({ out, base }: Files, url: string): string | undefined {
  const { pathname } = new URL(url, 'http://site.invalid')
  if (!pathname.startsWith(`${base}/`)) return undefined
  const path = join(out, decodeURIComponent(pathname.slice(base.length)))
  const file = path.endsWith('/') ? `${path}index.html` : path
  return existsSync(file) && statSync(file).isFile() ? file : undefined
}
