import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { runChecks } from './check.mjs'
import { exitWith, findNode, nodeEnvironment, root, runNode } from './node.mjs'
import { ensureSetup } from './setup.mjs'

const minute = 60_000

await exitWith(async () => {
  const args = process.argv.slice(2)
  const full = args.includes('--full')
  const options = args.filter((arg) => arg.startsWith('-') && arg !== '--full')
  const patterns = testPatterns(args.filter((arg) => !arg.startsWith('-')))

  const { chromium, postgres } = ensureSetup({ tests: true })
  if (!(await runChecks())) return 1
  console.log(`tests: running${full ? ' at full size' : ''}`)
  return runTests({ full, options, patterns, programs: { chromium, postgres } })
})

function runTests({ full, options, patterns, programs: { chromium, postgres } }) {
  const node = findNode()
  const extra = {
    CHROMIUM_PATH: chromium,
    POSTGRES_BIN: postgres,
    ...(full ? { CAPABLE_TEST_FULL: '1' } : {}),
  }
  const concurrency = Math.min(4, Math.max(2, availableParallelism()))
  const flags = [
    '--test',
    // One PostgreSQL for all test files.
    '--test-global-setup=test/global-setup.ts',
    `--test-concurrency=${concurrency}`,
    `--test-timeout=${(full ? 30 : 2) * minute}`,
    // Without it a test that ran out of time keeps its file, and so the run, alive.
    '--test-force-exit',
    // On a terminal failures are listed last; elsewhere the counts are, where a CI looks for them.
    `--test-reporter=${process.stdout.isTTY ? 'spec' : 'tap'}`,
  ]
  return runNode(node, [...flags, ...options, ...patterns], {
    cwd: root,
    env: nodeEnvironment(node, extra),
    // The last resort, for a test file that never ends.
    timeout: (full ? 240 : 30) * minute,
  })
}

/** A folder stands for the tests under it. */
function testPatterns(paths) {
  if (paths.length === 0) return ['src/**/*.test.ts', 'test/**/*.test.ts']
  return paths.map((path) => {
    const absolute = resolve(path)
    const stat = statSync(absolute, { throwIfNoEntry: false })
    if (!stat) throw new Error(`There is no file or folder ${path} to test.`)
    return stat.isDirectory() ? `${absolute}/**/*.test.ts` : absolute
  })
}
