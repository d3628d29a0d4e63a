import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultFramework, defaultMaturityModel } from '../src/site.ts'
import { commandLine } from '../src/cli/program.ts'
import { readers, writers } from '../src/documents/index.ts'
import { findingCodes } from '../src/framework/index.ts'
import { generatedDocs as platformDocs } from '../src/platform/docs.ts'

/** A page of documentation that is made from a table in the code. */
export interface GeneratedPage {
  readonly file: string
  readonly text: string
}

/**
 * The pages of documentation that the code knows better than any writer. Run this file to write
 * them (`npm run docs`); a test holds them equal.
 */
export function generatedPages(): readonly GeneratedPage[] {
  return [
    ...platformDocs,
    { file: 'docs/findings.md', text: findingsPage() },
    { file: 'docs/formats.md', text: formatsPage() },
    { file: 'docs/commands.md', text: commandsPage() },
  ]
}

function findingsPage(): string {
  const rows = Object.entries(findingCodes)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([code, { severity, title, meaning }]) =>
        `| \`${code}\` | ${severity} | ${title} | ${meaning} |`,
    )
  return page('Findings', [
    'A finding is one fault in a source document or in a framework as a whole. `capable check` lists them, and so does the page *Framework health*. Each names its source and, where it has one, its line.',
    '- **error**: something that should be in is left out, or cannot be trusted.\n- **warning**: repaired, or contradictory.\n- **notice**: worth knowing.',
    'What was done about it is its *action*: `kept` as published, `repaired` (with the wording before and after), or `left-out`.',
    ['| Code | Severity | Title | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ])
}

function formatsPage(): string {
  const read = readers.map(
    ({ format, title }) => `| \`${format}\` | ${title} | yes | ${writes(format)} |`,
  )
  const known = new Set(readers.map((reader) => reader.format))
  const written = writers
    .filter(({ format }) => !known.has(format))
    .map(({ format, title }) => `| \`${format}\` | ${title} | ${readsSet(format)} | yes |`)
  return page('Formats', [
    'Capable recognises a document by its content, not by its name. Every format stands behind one interface (`src/documents/format.ts`): a reader gives what the document says and a list of findings, and never fails on bad input; a writer gives files.',
    [
      '| Format | What it is | Read | Written |',
      '| --- | --- | --- | --- |',
      ...read,
      ...written,
    ].join('\n'),
    'The official downloads are read one by one and written together as `official-csv`: `roles.csv`, `skills.csv`, `changelog.csv`. What their columns can hold comes back the same. The extended set and the JSON hold everything; the schema of the JSON is [capable-edition.schema.json](schema/capable-edition.schema.json).',
    'Files of more than 32 MB, lines of more than 20,000 characters in text documents and tables of more than 100,000 rows are refused with a sentence. Of more than 5,000 findings in one document the rest are counted.',
  ])
}

function writes(format: string): string {
  return writers.some((writer) => writer.format === format) ? 'yes' : 'no'
}

function readsSet(format: string): string {
  return format === 'extended-csv' ? 'yes, as a set' : 'as its three files'
}

function commandsPage(): string {
  const program = commandLine(() => undefined, {
    serve: async () => {},
    openSite: () => Promise.reject(new Error('Only the help is wanted')),
    root: { framework: defaultFramework, maturityModel: defaultMaturityModel },
  })
  const commands = program.commands.flatMap((command) => {
    // Commander prints the text after the help only to a stream, so it is caught here.
    let help = ''
    command.configureOutput({
      writeOut: (text) => void (help += text),
      getOutHelpWidth: () => 80,
    })
    command.outputHelp()
    return [`## capable ${command.name()}`, `\`\`\`text\n${help.trim()}\n\`\`\``]
  })
  return page('Commands', [
    'From a clone: `npm run -s capable -- check`, or `node bin/capable.mjs check`. Standard output carries the answer and nothing else; complaints go to standard error.',
    'Exit code: 0 done; 1 refused, or an `error` finding (`--strict`: any finding); 2 wrong usage.',
    ...commands,
  ])
}

function page(title: string, parts: readonly string[]): string {
  return (
    [`# ${title}`, ...parts, '*This page is made from the code by `npm run docs`.*'].join('\n\n') +
    '\n'
  )
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  for (const { file, text } of generatedPages()) writeFileSync(join(root, file), text)
}
