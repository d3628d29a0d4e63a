#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { exitWith, findNode, nodeEnvironment, root, runNode } from '../scripts/node.mjs'

if (existsSync(join(root, 'node_modules'))) {
  await exitWith(() => {
    const node = findNode()
    const args = [join(root, 'src', 'cli.ts'), ...process.argv.slice(2)]
    return runNode(node, args, { env: nodeEnvironment(node) })
  })
} else {
  console.error(`Capable is not set up yet. Run "npm start" in ${root} first.`)
  process.exitCode = 2
}
