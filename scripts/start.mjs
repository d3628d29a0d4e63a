import { join } from 'node:path'
import { exitWith, findNode, nodeEnvironment, root, runNode } from './node.mjs'
import { ensureSetup } from './setup.mjs'

await exitWith(() => {
  ensureSetup()
  const node = findNode()
  const args = [join(root, 'src', 'main.ts'), ...process.argv.slice(2)]
  return runNode(node, args, { env: nodeEnvironment(node) })
})
