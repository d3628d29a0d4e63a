import { spawnSync } from 'node:child_process'
import { accessSync, constants, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { step } from './step.mjs'

const installCommand = 'apt-get update && apt-get install -y --no-install-recommends chromium'

/** The browser that the browser tests drive; undefined when there is none. */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(
      `CHROMIUM_PATH is ${chosen}, which is not a program. ` +
        'Set it to a Chromium or Chrome program, or unset it.',
    )
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) =>
      ['google-chrome', 'google-chrome-stable'].map((name) => join(folder, name)),
    )
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', ...onPath].find(isExecutable)
}

export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  if (!isRootOnDebian()) {
    throw new Error(`The browser tests need Chromium. ${howToInstall()}`)
  }
  step('Installing Chromium', 'Installed Chromium', installChromium)
  const installed = findChromium()
  if (installed) return installed
  throw new Error('Chromium was installed but is not at /usr/bin/chromium. Set CHROMIUM_PATH.')
}

function installChromium() {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stderr } = spawnSync('sh', ['-c', installCommand], { env, encoding: 'utf8' })
  if (status === 0) return
  throw new Error(
    `Chromium could not be installed.\n${stderr.trim()}\n` +
      `Run this command, then try again: ${installCommand}`,
  )
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function isRootOnDebian() {
  return process.getuid?.() === 0 && /^ID="?debian"?$/m.test(osRelease())
}

function howToInstall() {
  if (/^ID="?debian"?$/m.test(osRelease())) {
    return `Run this command, then try again: sudo sh -c '${installCommand}'`
  }
  return 'Install Chromium or Chrome and set CHROMIUM_PATH to its program, then try again.'
}

function osRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8')
  } catch {
    return ''
  }
}
