import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const oldestMajor = 24

/**
 * The Node.js that runs everything written in TypeScript: the pinned one when npm has installed it
 * for this platform, else the one running now if it is new enough.
 */
export function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file)
  if (existsSync(pinned)) return pinned
  if (Number.parseInt(process.versions.node, 10) >= oldestMajor) return process.execPath
  throw new Error(
    `Capable needs Node.js ${oldestMajor} or newer and this is ${process.versions.node}. ` +
      `Install Node.js ${oldestMajor} from https://nodejs.org and run the command again.`,
  )
}

/** The environment in which a tool that starts `node` by name gets the same Node.js. */
export function nodeEnvironment(node, extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const separator = process.platform === 'win32' ? ';' : ':'
  const path = [dirname(node), process.env[name]].filter(Boolean).join(separator)
  // Node.js keeps what it has compiled, so that later starts are quicker.
  const NODE_COMPILE_CACHE =
    process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node')
  return { NODE_COMPILE_CACHE, ...process.env, [name]: path, ...extra }
}

/** Runs Node.js in the foreground, passes signals on to it and resolves to its exit code. */
export function runNode(node, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: 'inherit', ...options })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => child.kill(signal))
    }
    child.once('error', reject)
    child.once('close', (code, signal) => {
      // A shell reports death by a signal as 128 and the signal's number.
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

export function isEntryPoint(moduleUrl) {
  const started = process.argv[1]
  return Boolean(started) && realpathSync(started) === fileURLToPath(moduleUrl)
}

/** Ends with the task's exit code; an expected failure is one sentence, without a stack. */
export async function exitWith(task) {
  try {
    process.exitCode = (await task()) ?? 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
