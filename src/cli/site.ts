import { performance } from 'node:perf_hooks'
import type { EditionLibrary } from '../editions/index.ts'
import { SiteRefused, writeSite } from '../static-site/index.ts'
import type { SiteSource } from '../static-site/index.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'

/** Options of `capable site`. */
export interface SiteOptions {
  readonly out: string
  readonly baseUrl: string
}

/** Puts the application together for being written. */
export type OpenSite = (library: EditionLibrary, baseUrl: string) => Promise<SiteSource>

/** Writes the whole site into a folder. */
export async function makeSite(
  { out, baseUrl: given }: SiteOptions,
  { library, openSite }: { library: EditionLibrary; openSite: OpenSite },
): Promise<Outcome> {
  const baseUrl = given.replace(/\/+$/, '')
  if (!/^https?:\/\/[^/?#\s@"<>]+(\/[\w.~/-]*)?$/.test(baseUrl)) {
    return refusal(
      'base-url-not-valid',
      `${given} is not an address of a site. Give one like https://example.org/capable/.`,
    )
  }
  const start = performance.now()
  const source = await openSite(library, baseUrl)
  try {
    const written = await writeSite(source, { out, baseUrl, progress: showProgress })
    const seconds = (performance.now() - start) / 1000
    return {
      json: { out, baseUrl, ...written, seconds: Number(seconds.toFixed(1)) },
      text: [
        `Wrote ${inDigits(written.pages)} pages, ${inDigits(written.moved)} addresses that lead to another and ${inDigits(written.files - written.pages - written.moved)} other files to ${out} in ${seconds.toFixed(1)} s. Every link leads somewhere.`,
        `Search works in the browser. ${inDigits(written.needsServer.length)} pages have links to what needs a server, and say so; --json lists them.`,
      ].join('\n'),
      exitCode: 0,
    }
  } catch (error) {
    if (error instanceof SiteRefused) return refusal('site-refused', error.message)
    throw error
  } finally {
    hideProgress()
    await source.close()
  }
}

/** On a terminal only, and not for each page: writing to it takes longer than a page. */
function showProgress(done: number, known: number): void {
  if (process.stderr.isTTY && done % 25 === 0) {
    process.stderr.write(`\r${inDigits(done)} of ${inDigits(known)} files`)
  }
}

function hideProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}

function inDigits(count: number): string {
  return count.toLocaleString('en-GB')
}
