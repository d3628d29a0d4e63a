import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { exitWith, findNode, isEntryPoint, nodeEnvironment, root } from './node.mjs'
import { ensureSetup } from './setup.mjs'
import { secondsSince } from './step.mjs'

const format = {
  name: 'format',
  tool: 'oxfmt/bin/oxfmt',
  args: ['--check'],
  fix: 'Run "npm run format" to put it right.',
}
const lint = {
  name: 'lint',
  tool: 'oxlint/bin/oxlint',
  args: ['--type-aware', '--deny-warnings'],
}
const types = { name: 'types', tool: 'typescript/bin/tsc', args: ['--noEmit'] }
const clientTypes = {
  name: 'types for browsers',
  tool: 'typescript/bin/tsc',
  args: ['--noEmit', '--project', 'tsconfig.client.json'],
}

/** Runs every check, stops after the first group with a failure and says whether all passed. */
export async function runChecks() {
  const node = findNode()
  for (const group of [[format], [lint, types, clientTypes]]) {
    const passed = await Promise.all(group.map((check) => runCheck(node, check)))
    if (passed.includes(false)) return false
  }
  return true
}

async function runCheck(node, { name, tool, args, fix }) {
  const start = performance.now()
  const { code, output } = await capture(node, [join(root, 'node_modules', tool), ...args])
  const seconds = secondsSince(start)
  if (code === 0) {
    console.log(`${name}: passed in ${seconds} s`)
    return true
  }
  console.log(
    [`${name}: FAILED after ${seconds} s`, output.trimEnd(), fix].filter(Boolean).join('\n'),
  )
  return false
}

function capture(node, args) {
  return new Promise((resolve, reject) => {
    const env = nodeEnvironment(node)
    const child = spawn(node, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const chunks = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => chunks.push(chunk))
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, output: Buffer.concat(chunks).toString('utf8') }))
  })
}

if (isEntryPoint(import.meta.url)) {
  await exitWith(async () => {
    ensureSetup()
    return (await runChecks()) ? 0 : 1
  })
}
