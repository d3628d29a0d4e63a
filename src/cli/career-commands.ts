import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { EditionLibrary } from '../editions/index.ts'
import type { CareerOptions } from './careers.ts'
import { gap, nearest, route } from './careers.ts'
import type { Act } from './outcome.ts'

interface Surroundings {
  readonly act: Act
  readonly library: () => Promise<EditionLibrary>
  /** Framework that is meant when none is named. */
  readonly framework: string
}

type Common = CareerOptions & { readonly json?: boolean }

/** Registers the commands that measure role levels against each other. */
export function addCareerCommands(
  program: Command,
  { act, library, framework }: Surroundings,
): void {
  const measuring = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .option('--framework <slug>', 'framework', framework)
      .option('--edition <name>', 'edition; the newest unless given')
      .option('--json', 'answer as JSON')
  measuring('gap', 'show what one role level asks for beyond another')
    .requiredOption('--from <level>', '"Role: Level" or slug path')
    .requiredOption('--to <level>', '"Role: Level" or slug path')
    .addHelpText(
      'after',
      '\nExample:\n  capable gap --from "Software developer: Developer" --to "Frontend developer: Senior frontend developer"',
    )
    .action(async (options: Common & { from: string; to: string }) =>
      act(gap(await library(), options), options),
    )
  measuring('nearest', 'list the role levels of other roles that are near one')
    .argument('<level>', '"Role: Level" or slug path')
    .option('--limit <n>', 'so many entries at most', wholeNumber)
    .option('--all', 'every level of those roles, not one each')
    .addHelpText(
      'after',
      '\nExample:\n  capable nearest "Software developer: Senior developer" --limit 5',
    )
    .action(async (of: string, options: Common & { limit?: number; all?: boolean }) =>
      act(nearest(await library(), { ...options, of }), options),
    )
  measuring('route', 'show a way of at most four moves from one role level to another')
    .requiredOption('--from <level>', '"Role: Level" or slug path')
    .requiredOption('--to <level>', '"Role: Level" or slug path')
    .option('--rule <rule>', 'fewest-moves, smallest-steps or stay-in-family', 'fewest-moves')
    .addHelpText(
      'after',
      '\nExample:\n  capable route --from "Data engineer: Senior data engineer" --to "Analytics engineer: Senior analytics engineer"',
    )
    .action(async (options: Common & { from: string; to: string; rule: string }) =>
      act(route(await library(), options), options),
    )
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('Give a whole number from 1.')
}
