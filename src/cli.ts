import { CommanderError } from 'commander'
import type { Outcome } from './cli/outcome.ts'
import { commandLine } from './cli/program.ts'
import type { OpenSite } from './cli/site.ts'
import { PackError } from './editions/index.ts'
import { SettingsError } from './platform/config.ts'
import { diskFault } from './platform/disk.ts'
import { errorCatalogue } from './platform/error-catalogue.ts'
import { ExpectedFailure } from './platform/errors.ts'
import { defaultFramework, defaultMaturityModel } from './site.ts'

const root = { framework: defaultFramework, maturityModel: defaultMaturityModel }
// The server is loaded only where it is wanted: other commands answer sooner without it.
const serve = async (): Promise<void> => (await import('./main.ts')).start()
const openSite: OpenSite = async (library, baseUrl) =>
  (await import('./site-files.ts')).siteToWrite(library, baseUrl)
const program = commandLine(report, { root, serve, openSite })
// A reader that closes early, such as `head`, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = complain(error)
}

/** Standard output carries the answer and nothing else. */
function report(outcome: Outcome, { json }: { readonly json?: boolean }): void {
  if (outcome.complaint !== undefined) process.stderr.write(`${plain(outcome.complaint)}\n`)
  if (json === true) process.stdout.write(`${JSON.stringify(outcome.json, null, 2)}\n`)
  else if (outcome.text !== '') process.stdout.write(`${plain(outcome.text)}\n`)
  process.exitCode = outcome.exitCode
}

/** What documents hold could otherwise move the cursor or colour the terminal. */
function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is replaced
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '\uFFFD')
}

function complain(error: unknown): number {
  // Commander has printed its own sentence; help and version end with 0, wrong usage with 2.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof SettingsError || error instanceof PackError) {
    process.stderr.write(`${error.message}\n`)
    return 1
  }
  const fault = error instanceof ExpectedFailure ? failureOf(error) : diskFault(error)
  if (fault === undefined) throw error
  process.stderr.write(`${fault}\n`)
  return 1
}

function failureOf({ code, message, cause }: ExpectedFailure): string {
  const why = cause instanceof Error ? cause.message : errorCatalogue[code].action
  return `${message} ${why}`.trim()
}
