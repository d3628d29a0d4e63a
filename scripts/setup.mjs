import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join, resolve, sep } from 'node:path'
import { ensureChromium } from './chromium.mjs'
import { ensurePostgres } from './postgres.mjs'
import { exitWith, findNode, isEntryPoint, nodeEnvironment, root } from './node.mjs'
import { hashFiles, readStamp, writeStamp } from './stamp.mjs'
import { step } from './step.mjs'

const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const assetsSource = join(root, 'src', 'platform', 'assets')
const sharedSources = [
  assetsSource + sep,
  // Rules that run in the browser as they run on the server.
  join(root, 'src', 'careers') + sep,
  join(root, 'src', 'explore') + sep,
  join(root, 'src', 'platform', 'frame.ts'),
  join(root, 'src', 'platform', 'views', 'macros.njk'),
]
const assetsBuilder = join(assetsSource, 'build.ts')
const assets = join(root, 'build', 'assets')

/** Sets up what is missing or out of date and nothing else; with `tests`, the browser and PostgreSQL too. */
export function ensureSetup({ tests = false } = {}) {
  ensureDependencies()
  ensureAssets()
  return tests ? { chromium: ensureChromium(), postgres: ensurePostgres() } : {}
}

function ensureDependencies() {
  const stampFile = join(modules, '.capable-setup')
  const wanted = hashFiles([lockFile])
  if (readStamp(stampFile) === wanted) return
  if (process.platform === 'win32' && process.execPath.startsWith(modules + sep)) {
    // Windows keeps a running program's file, so npm cannot replace the Node.js we run on.
    throw new Error('The dependencies have changed. Run "npm ci", then try again.')
  }
  step('Installing dependencies', 'Installed dependencies', installDependencies)
  writeStamp(stampFile, wanted)
}

function installDependencies() {
  // NODE_ENV=production would leave out what the tests and checks need.
  const args = ['ci', '--include=dev', '--include=optional']
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = spawnSync('npm', [...args, ...quiet], {
    cwd: root,
    env: environmentOutsideModules(),
    shell: process.platform === 'win32',
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (error || status !== 0) {
    throw new Error(
      `The dependencies could not be installed${error ? `: ${error.message}` : ''}. ` +
        'Check your connection to the npm registry, then try again.',
    )
  }
}

/** npm must not run on the Node.js that it is about to replace. */
function environmentOutsideModules() {
  const env = { ...process.env }
  for (const name of Object.keys(env).filter((key) => key.toUpperCase() === 'PATH')) {
    env[name] = (env[name] ?? '')
      .split(delimiter)
      .filter((folder) => folder && !resolve(folder).startsWith(modules))
      .join(delimiter)
  }
  return env
}

function ensureAssets() {
  const stampFile = join(assets, '.stamp')
  const wanted = hashFiles([lockFile, ...assetSources()])
  if (readStamp(stampFile) === wanted && existsSync(join(assets, 'manifest.json'))) return
  step('Building styles and scripts', 'Built styles and scripts', buildAssets)
  writeStamp(stampFile, wanted)
}

function buildAssets() {
  const node = findNode()
  const { status, error } = spawnSync(node, [assetsBuilder], {
    cwd: root,
    env: nodeEnvironment(node),
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error || status !== 0) {
    throw new Error(
      `The styles and scripts could not be built${error ? `: ${error.message}` : ''}.`,
    )
  }
}

/** Every style sheet and browser script, and all that is built with them or builds them. */
function assetSources() {
  return [...new Set([assetsBuilder, ...listFiles(join(root, 'src')).filter(isAssetSource)])]
}

function isAssetSource(path) {
  if (path.endsWith('.test.ts')) return false
  return /\.(scss|client\.ts)$/.test(path) || sharedSources.some((start) => path.startsWith(start))
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? listFiles(path) : [path]
  })
}

if (isEntryPoint(import.meta.url)) {
  await exitWith(() => {
    ensureSetup({ tests: process.argv.includes('--tests') })
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    console.log(`Capable ${version} is set up`)
  })
}
