import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { step } from './step.mjs'

/**
 * Installs a part of the system that the tests need. Where this user may not, the error says which
 * command to run. `otherwise` says what to do on other systems.
 */
export function installPart({ name, command, otherwise }) {
  if (!isDebian()) throw new Error(`The tests need ${name}. ${otherwise}`)
  if (process.getuid?.() !== 0) {
    throw new Error(
      `The tests need ${name}. Run this command, then try again: sudo sh -c '${command}'`,
    )
  }
  step(`Installing ${name}`, `Installed ${name}`, () => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { status, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' })
    if (status === 0) return
    throw new Error(
      `${name} could not be installed.\n${stderr.trim()}\n` +
        `Run this command, then try again: ${command}`,
    )
  })
}

function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
