import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { AreaResult } from './area.ts'
import { isInstalled, requestsPerSecond, startNginx, startScript } from './servers.ts'
import type { Server } from './servers.ts'

const root = join(import.meta.dirname, '..')
const kinds = {
  home: '/',
  role: '/roles/software-developer',
  'role level': '/roles/software-developer/senior-developer',
  'role level as JSON': '/roles/software-developer/senior-developer.json',
} as const

interface Measured {
  readonly ours: number
  readonly bare: number
  readonly nginx: number | undefined
}

/**
 * How fast kept pages are served, side by side with a bare Node server and with nginx that send the
 * same bytes; and how large the pages are.
 */
export async function pages({ full }: { full: boolean }): Promise<AreaResult> {
  const folder = mkdtempSync(join(tmpdir(), 'capable-bench-'))
  const seconds = full ? 5 : 2
  const rounds = full ? 5 : 3
  const figures: Record<string, number> = {}
  const ratios: Record<string, number> = {}
  const ours = await startScript([join(root, 'src', 'main.ts')], { PORT: '0', DATA_DIR: folder })
  try {
    for (const [kind, path] of Object.entries(kinds)) {
      const page = await compressed(`${ours.address}${path}`)
      figures[`${kind}, bytes`] = page.plain
      figures[`${kind}, bytes gzipped`] = page.bytes.length
      if (!hasWrk()) continue
      const measured = await compare({ ours, path, page, folder, seconds, rounds })
      figures[`${kind}, requests/s`] = measured.ours
      figures[`${kind}, bare Node, requests/s`] = measured.bare
      ratios[`${kind} / bare Node`] = measured.ours / measured.bare
      if (measured.nginx === undefined) continue
      figures[`${kind}, nginx, requests/s`] = measured.nginx
      ratios[`${kind} / nginx`] = measured.ours / measured.nginx
    }
    const site = secondsForSite(join(folder, 'site'))
    const alone = secondsToWrite(join(folder, 'site'), join(folder, 'again'))
    figures['capable site, s'] = site
    figures['its files written alone, s'] = alone
    ratios['capable site / its files written alone'] = site / alone
  } finally {
    await ours.stop()
    rmSync(folder, { recursive: true })
  }
  return { figures, ratios }
}

/** The whole site as files, the start of the program included. */
function secondsForSite(out: string): number {
  const args = [
    join(root, 'src', 'cli.ts'),
    'site',
    '--out',
    out,
    '--base-url',
    'https://a.example',
  ]
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`capable site failed: ${stderr}`)
  return Number(((performance.now() - start) / 1000).toFixed(1))
}

/** The same files with the same bytes, which are there already: what the disk takes by itself. */
function secondsToWrite(from: string, to: string): number {
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(from.length))
    .map((name) => ({ path: join(to, name), bytes: readFileSync(join(from, name)) }))
  const folders = new Set(files.map(({ path }) => dirname(path)))
  const start = performance.now()
  for (const folder of folders) mkdirSync(folder, { recursive: true })
  for (const { path, bytes } of files) writeFileSync(path, bytes)
  return Number(((performance.now() - start) / 1000).toFixed(2))
}

let said = false

/** Says once what is missing, and how to get it. */
function hasWrk(): boolean {
  const missing = ['wrk', 'nginx'].filter((program) => !isInstalled(program))
  if (missing.length > 0 && !said) {
    console.error(
      `${missing.join(' and ')} not found: only what can be measured without is. On Debian: apt-get install -y --no-install-recommends wrk nginx-light`,
    )
    said = true
  }
  return !missing.includes('wrk')
}

interface Page {
  readonly bytes: Buffer
  readonly plain: number
  readonly type: string
}

/** The page as a browser gets it. */
async function compressed(address: string): Promise<Page> {
  const { get } = await import('node:http')
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const type = response.headers['content-type'] ?? ''
        resolve({ bytes, plain: gunzipSync(bytes).length, type })
      })
    }).on('error', reject)
  })
}

interface Comparison {
  readonly ours: Server
  readonly path: string
  readonly page: Page
  readonly folder: string
  readonly seconds: number
  readonly rounds: number
}

/** In turns, so that whatever else the machine does falls on all of them. */
async function compare({ ours, path, page, ...sizes }: Comparison): Promise<Measured> {
  const folder = mkdtempSync(join(sizes.folder, 'peers-'))
  const file = join(folder, 'files', 'page')
  mkdirSync(dirname(file))
  writeFileSync(file, page.bytes)
  const bare = await startScript([join(import.meta.dirname, 'bare-server.ts'), file, page.type])
  const nginx = isInstalled('nginx') ? await startNginx(folder, page.type) : undefined
  const found = { ours: [0], bare: [0], nginx: [0] } satisfies Record<string, number[]>
  for (let round = 0; round <= sizes.rounds; round += 1) {
    // The first round warms up.
    const seconds = round === 0 ? 1 : sizes.seconds
    found.ours[round] = requestsPerSecond(`${ours.address}${path}`, seconds)
    found.bare[round] = requestsPerSecond(bare.address, seconds)
    if (nginx !== undefined)
      found.nginx[round] = requestsPerSecond(`${nginx.address}/page`, seconds)
  }
  await bare.stop()
  await nginx?.stop()
  return {
    ours: middle(found.ours),
    bare: middle(found.bare),
    nginx: nginx === undefined ? undefined : middle(found.nginx),
  }
}

function middle(values: readonly number[]): number {
  const sorted = values.slice(1).toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}
