import { Command, Option } from 'commander'
import type { EditionLibrary } from '../editions/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import { configFromProcess } from '../platform/config.ts'
import type { CheckOptions } from './check.ts'
import { check } from './check.ts'
import type { ExportOptions } from './export.ts'
import { exportEdition, formatNames } from './export.ts'
import type { ImportOptions } from './import.ts'
import { addCareerCommands } from './career-commands.ts'
import { libraryOf } from './library.ts'
import type { Act, Common } from './outcome.ts'
import { addDemonstrationCommands, addRecordCommands, addUserCommands } from './record-commands.ts'
import type { RootFrameworks, ShowOptions } from './show.ts'
import type { OpenSite, SiteOptions } from './site.ts'

/** What only the whole application can do. */
export interface Composition {
  readonly serve: () => Promise<void>
  readonly root: RootFrameworks
  readonly openSite: OpenSite
}

/**
 * The whole command line: one registration a command, each with an example in its help.
 * `docs/commands.md` is generated from it.
 */
export function commandLine(act: Act, { serve, root, openSite }: Composition): Command {
  const program = new Command('capable')
    .description(
      'Capability frameworks: check, import, show, export, site, backup, user, demonstration, serve.',
    )
    .showHelpAfterError('Run it with --help for the options and an example.')
    .exitOverride()
  addCheck(program, act)
  addImport(program, act)
  addShow(program, act, root)
  addExport(program, act)
  addDiff(program, act, root)
  addCareerCommands(program, { act, library, framework: root.framework })
  addSite(program, act, openSite)
  addRecordCommands(program, act)
  addUserCommands(program, act)
  addDemonstrationCommands(program, act, () => newestOf(root.framework))
  program
    .command('serve')
    .description('serve the site; settings come from the environment, see docs/settings.md')
    .addHelpText('after', example('PORT=8080 capable serve'))
    .action(serve)
  return program
}

function addCheck(program: Command, act: Act): void {
  program
    .command('check')
    .description('count what published editions hold and list what is wrong with them')
    .option('--framework <slug>', 'one framework: its newest edition unless --edition is given')
    .option('--edition <name>', 'one edition')
    .option('--strict', 'exit with 1 for any finding, not only for errors')
    .option('--verbose', 'list each finding')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable check --framework uk-digital-data --json'))
    .action(async (options: CheckOptions & Common) => act(check(await library(), options), options))
}

function addImport(program: Command, act: Act): void {
  program
    .command('import')
    .argument('<files...>', 'files in any published format, recognised by content')
    .description('read published documents into a new edition')
    .option('--into <framework@edition>', 'the edition to make')
    .option('--dry-run', 'read and check, write nothing')
    .option('--requirements', 'list the requirements that the files hold, with their basis')
    .option('--accept-errors', 'write the edition in spite of error findings')
    .option('--strict', 'exit with 1 for any finding, not only for errors')
    .option('--verbose', 'list each finding')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      example('capable import roles.csv skills.csv --into uk-digital-data@2026-12-01'),
    )
    .action(async (files: string[], options: ImportOptions & Common) => {
      const { importFiles } = await import('./import.ts')
      const { keepIn } = await import('./keep.ts')
      const config = configFromProcess()
      const now = new Date()
      const today = now.toISOString().slice(0, 10)
      const context = { library: await libraryOf(config), today, keep: keepIn(config, now) }
      act(await importFiles(files, options, context), options)
    })
}

function addShow(program: Command, act: Act, root: RootFrameworks): void {
  program
    .command('show')
    .argument('<path>', 'slug path of a role, a role level, a skill or a family')
    .description('show what the page of a role, role level, skill or family answers as JSON')
    .option('--framework <slug>', 'framework', root.framework)
    .option('--edition <name>', 'edition; the newest unless given')
    .option('--json', 'answer as JSON')
    .addHelpText('after', example('capable show software-developer/senior-developer --json'))
    .action(async (path: string, options: ShowOptions & Common) => {
      const { showPath } = await import('./show.ts')
      act(showPath(path, options, { library: await library(), root }), options)
    })
}

function addExport(program: Command, act: Act): void {
  program
    .command('export')
    .description('write an edition as files')
    .requiredOption('--framework <slug>', 'framework')
    .option('--edition <name>', 'edition; the newest unless given')
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices(Object.keys(formatNames))
        .makeOptionMandatory(),
    )
    .requiredOption('--out <folder>', 'folder to write into; made if missing')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      example('capable export --framework uk-digital-data --format official-csv --out ./files'),
    )
    .action(async (options: ExportOptions & Common) =>
      act(exportEdition(await library(), options), options),
    )
}

function addSite(program: Command, act: Act, openSite: OpenSite): void {
  program
    .command('site')
    .description('write the whole site as files for any web host')
    .requiredOption('--out <folder>', 'folder to write into; new, empty or written by this command')
    .requiredOption('--base-url <url>', 'where readers will find the site; may have a path')
    .option('--json', 'answer as JSON')
    .addHelpText(
      'after',
      example('capable site --out ./site --base-url https://example.org/capable/'),
    )
    .action(async (options: SiteOptions & Common) => {
      const { makeSite } = await import('./site.ts')
      act(await makeSite(options, { library: await library(), openSite }), options)
    })
}

function addDiff(program: Command, act: Act, root: RootFrameworks): void {
  program
    .command('diff')
    .argument('<from>', 'an edition: framework@edition, or edition of the default framework')
    .argument('<to>', 'the edition to hold against it')
    .description('show what is new, gone, renamed and changed between two editions')
    .option('--json', 'answer as JSON, down to each statement and requirement')
    .addHelpText('after', example('capable diff 2017-03-23 2026-11-21 --json'))
    .action(async (from: string, to: string, options: Common) => {
      const { diff } = await import('./diff.ts')
      act(diff([from, to], { library: await library(), framework: root.framework }), options)
    })
}

async function newestOf(framework: string): Promise<CapabilityFramework | undefined> {
  const edition = (await library()).newest(framework)?.edition
  return edition?.kind === 'capability-framework' ? edition : undefined
}

function library(): Promise<EditionLibrary> {
  return libraryOf(configFromProcess())
}

function example(command: string): string {
  return `\nExample:\n  ${command}`
}
