import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { CapabilityFramework } from '../framework/index.ts'
import { configFromProcess } from '../platform/config.ts'
import type { BackupOptions } from './backup.ts'
import type { Act, Common } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import type { RestoreOptions } from './restore.ts'
import type { RetentionOptions } from './retention.ts'

/** Registers the commands that keep records and bring them back. */
export function addRecordCommands(program: Command, act: Act): void {
  program
    .command('backup')
    .description('write everything that is kept into one file, beside a running server')
    .requiredOption('--out <file>', 'file to write; it must not exist')
    .option('--keep-days <n>', 'days after which it is to be deleted', days, 35)
    .option('--no-secret', 'leave out the session secret that is kept in DATA_DIR')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable backup --out /backups/capable-2026-12-01.backup'))
    .action(async (options: BackupOptions & Common) => {
      const { makeBackup } = await import('./backup.ts')
      act(await makeBackup(options, context()), options)
    })
  program
    .command('restore')
    .argument('<file>', 'backup, of the same or the other kind of database')
    .description('put a backup back, all of it or nothing, while no server runs')
    .option('--replace', 'take the place of every record and imported edition that is there')
    .option('--erased <file>', 'list of what was erased since; it is erased again')
    .option('--expired', 'restore although the backup should have been deleted')
    .option('--other-secret', 'go on without the session secret of the backup')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      example('DATA_DIR=./new capable restore capable-2026-12-01.backup --erased erased.json'),
    )
    .action(async (file: string, options: RestoreOptions & Common) => {
      const { restoreBackup } = await import('./restore.ts')
      act(await restoreBackup(file, options, context()), options)
    })
  program
    .command('retention')
    .description('delete what has been kept long enough, as the server does every night')
    .option('--organisation <name>', 'one organisation, by its name or identifier')
    .option('--dry-run', 'say what would go, delete nothing')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable retention --dry-run --json'))
    .action(async (options: RetentionOptions & Common) => {
      const { retention } = await import('./retention.ts')
      act(await retention(options, context()), options)
    })
  program
    .command('erasures')
    .description('write the list of what was erased, by identifiers only, for capable restore')
    .requiredOption('--out <file>', 'file to write; it must not exist')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable erasures --out /elsewhere/erased-2026-12-01.json'))
    .action(async (options: { out: string } & Common) => {
      const { exportErasures } = await import('./erasures.ts')
      act(await exportErasures(options, context()), options)
    })
}

/** Registers the commands for whoever runs the service, about who can sign in. */
export function addUserCommands(program: Command, act: Act): void {
  const user = program
    .command('user')
    .description('see and change who can sign in, beside a running server')
    // The help of each is part of a page of documentation, which no terminal should change.
    .configureHelp({ helpWidth: 80 })
  addUser(user, 'list', 'list --json')
    .description('list every account, with organisations and duties')
    .action(async (options: Common) => {
      const { list } = await import('./users.ts')
      act(await list(context()), options)
    })
  addUser(user, 'invite', 'invite ada@example.org')
    .description('print a link with which a person of an organisation opens an account')
    .argument('<email>', 'address that the organisation holds of the person')
    .option('--organisation <name>', 'which one, where several hold this address')
    .action(async (email: string, options: { organisation?: string } & Common) => {
      const { invite } = await import('./users.ts')
      act(await invite(email, options, context()), options)
    })
  addAccountCommands(user, act)
  addUser(user, 'first-administrator', 'first-administrator')
    .description('print a link for a new organisation and its first administrator')
    .action(async (options: Common) => {
      const { inviteAdministrator } = await import('./users.ts')
      act(await inviteAdministrator(context()), options)
    })
  user.addHelpText('after', () => helpOfEach(user))
  user.addHelpText('after', example('capable user reset ada@example.org --second-factor'))
}

function addAccountCommands(user: Command, act: Act): void {
  addUser(user, 'reset', 'reset ada@example.org --second-factor')
    .description('print a link for a new password, or take away a lost second factor')
    .argument('<email>', 'address of the account')
    .option('--second-factor', 'take away the second factor; no link is made')
    .action(async (email: string, options: { secondFactor?: boolean } & Common) => {
      const { reset } = await import('./users.ts')
      act(await reset(email, options, context()), options)
    })
  addUser(user, 'framework-owner', 'framework-owner ada@example.org')
    .description('let an account load editions of frameworks for everybody, or no longer')
    .argument('<email>', 'address of the account')
    .option('--remove', 'take that away')
    .action(async (email: string, options: { remove?: boolean } & Common) => {
      const { frameworkOwner } = await import('./users.ts')
      act(await frameworkOwner(email, options, context()), options)
    })
  addUser(user, 'remove', 'remove ada@example.org')
    .description('erase an account for good; what organisations hold about the person stays')
    .argument('<email>', 'address of the account')
    .action(async (email: string, options: Common) => {
      const { remove } = await import('./users.ts')
      act(await remove(email, context()), options)
    })
}

function addUser(user: Command, name: string, sample: string): Command {
  return user
    .command(name)
    .option('--json', 'answer as JSON')
    .addHelpText('after', example(`capable user ${sample}`))
}

/** Registers the commands that load and remove an organisation of made-up people. */
export function addDemonstrationCommands(
  program: Command,
  act: Act,
  newest: () => Promise<CapabilityFramework | undefined>,
): void {
  const demonstration = program
    .command('demonstration')
    .description('try records about people with an organisation of made-up ones')
    .configureHelp({ helpWidth: 80 })
  demonstration
    .command('load')
    .description('load it, and print a link for its administrator')
    .option('--seed <n>', 'the same number makes the same people', '1')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable demonstration load --seed 7'))
    .action(async (options: { seed: string } & Common) => {
      const { loadDemonstration } = await import('./demonstration.ts')
      act(await loadDemonstration(options, newest, context()), options)
    })
  demonstration
    .command('remove')
    .description('remove every demonstration with all that is in it, and the accounts for it alone')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable demonstration remove'))
    .action(async (options: Common) => {
      const { removeDemonstration } = await import('./demonstration.ts')
      act(await removeDemonstration(context()), options)
    })
  demonstration.addHelpText('after', () => helpOfEach(demonstration))
  demonstration.addHelpText('after', example('capable demonstration load --seed 7'))
}

/** Help of a command with commands of its own goes on with the help of each. */
function helpOfEach({ commands }: Command): string {
  return commands.map((each) => `\n${each.helpInformation().trim()}\n`).join('')
}

function context(): RecordsContext {
  return { config: configFromProcess(), now: new Date() }
}

function days(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0 && value <= 3660) return value
  throw new InvalidArgumentError('Give a whole number of days from 1 to 3660.')
}

function example(command: string): string {
  return `\nExample:\n  ${command}`
}
