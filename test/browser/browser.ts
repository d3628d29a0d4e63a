import assert from 'node:assert/strict'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { FastifyInstance } from 'fastify'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import type { Door } from '../../src/accounts/index.ts'
import { createApp } from '../../src/app.ts'
import { openLibrary } from '../../src/editions/index.ts'
import { readConfig } from '../../src/platform/index.ts'

const root = join(import.meta.dirname, '..', '..')
const library = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
})
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The site on a free port with a browser in front of it. */
export interface Site {
  readonly address: string
  readonly browser: Browser
  close(): Promise<void>
}

/** The site on a port. */
export type Server = Omit<Site, 'browser'>

/**
 * Starts the site with the shipped editions and Chromium; with a door, people can sign in.
 *
 * @param settings as the environment names them; without PORT on a free one
 */
export async function openSite(
  door?: Door,
  settings: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const server = await openServer(door, settings)
  const browser = await openBrowser()
  return {
    address: server.address,
    browser,
    async close() {
      await browser.close()
      await server.close()
    },
  }
}

/** Starts the site alone, for a browser that is there already. As `openSite`. */
export async function openServer(
  door?: Door,
  settings: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'silent', ...settings })
  const app: FastifyInstance = await createApp({
    library,
    config,
    strictViews: true,
    ...(door !== undefined && { door }),
  })
  const address = await app.listen({ port: config.port, host: '127.0.0.1' })
  return { address, close: () => app.close() }
}

/** Starts Chromium. Whoever starts it closes it. */
export function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: flags })
}

/** A page of its own that lives as long as the callback. */
export async function withPage(
  { browser, address }: Omit<Site, 'close'>,
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: address, ...options })
  try {
    await use(await context.newPage())
  } finally {
    await context.close()
  }
}

/** Opens a page and waits for what its scripts build from an edition that they load. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  const builds = await page.locator('[data-my-skills], [data-team]').count()
  if (builds > 0) await page.waitForLoadState('networkidle')
}

/** How a reader sees a page. */
export interface Sight {
  readonly width: number
  readonly colorScheme: 'light' | 'dark'
}

/**
 * Opens a page and checks, the way each reader sees it, that it is accessible and fits, and that
 * the browser found no fault.
 */
export async function visit(page: Page, path: string, sights: readonly Sight[]): Promise<void> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 4')) {
      complaints.push(message.text())
    }
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await open(page, path)
  for (const { width, colorScheme } of sights) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme })
    const seen = `${path} at ${width} px in ${colorScheme} colours`
    assert.deepEqual(await accessibilityFaults(page), [], `${seen} has accessibility faults`)
    assert.equal(await sidewaysScroll(page), 0, `${seen} scrolls sideways`)
  }
  assert.deepEqual(complaints, [], `${path} makes the browser complain`)
}

/** What axe finds wrong with a page as it stands. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // No page here has frames, for which alone the slower way is needed.
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze()
  return violations.map(({ id, nodes }) => {
    const where = nodes.map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`)
    return `${id}: ${where.slice(0, 3).join('; ')}`
  })
}

/** By how many pixels the page is wider than the window. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate<number>(
    'document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth',
  )
}
