import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installPart } from './debian.mjs'

const installCommand =
  'apt-get update && apt-get install -y --no-install-recommends chromium-headless-shell'

// The same engine without a window: it opens a page several times as fast.
const windowless = '/usr/bin/chromium-headless-shell'

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
  return [windowless, '/usr/bin/chromium', '/usr/bin/chromium-browser', ...onPath].find(
    isExecutable,
  )
}

export function ensureChromium() {
  const found = findChromium()
  if (found) return found
  installPart({
    name: 'Chromium',
    command: installCommand,
    otherwise: 'Install Chromium or Chrome and set CHROMIUM_PATH to its program, then try again.',
  })
  const installed = findChromium()
  if (installed) return installed
  throw new Error(`Chromium was installed but is not at ${windowless}. Set CHROMIUM_PATH.`)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
