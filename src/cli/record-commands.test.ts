import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { it } from 'node:test'
import { commandLine } from './program.ts'

const capable = join(import.meta.dirname, '..', '..', 'bin', 'capable.mjs')

it('takes no wrong usage', () => {
  for (const wrong of [['restore'], ['user'], ['backup', '--out', 'x', '--keep-days', 'many']]) {
    assert.equal(spawnSync(process.execPath, [capable, ...wrong]).status, 2, wrong.join(' '))
  }
})

it('has an example in the help of each command', () => {
  const program = commandLine(() => undefined, {
    serve: () => Promise.resolve(),
    openSite: () => Promise.reject(new Error('Only the help is wanted')),
    root: { framework: 'kites', maturityModel: 'kites' },
  })
  const named = new Set(['backup', 'restore', 'erasures', 'retention', 'user'])
  const top = program.commands.filter((each) => named.has(each.name()))
  for (const command of [...top, ...(top.at(-1)?.commands ?? [])]) {
    let help = ''
    command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
    assert.match(help, new RegExp(`Example:\\n  .*capable .*${command.name()}`))
  }
})
