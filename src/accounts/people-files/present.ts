import { relationsInWords } from '../person-rows.ts'
import type { Section } from '../sheet.ts'
import type { Outcome } from './pending.ts'
import type { Plan, PlannedRow } from './plan.ts'

const readableNumber = (number: number): string => number.toLocaleString('en-GB')

/** A page lists the first of each; the counts are of all. */
const listed = 200

interface PreviewParts {
  /** Of the page. */
  readonly address: string
  /** Of what is shown. */
  readonly mark: string
}

/** What loading a file would do: what is wrong first, then what changes, then the buttons. */
export function previewSections(plan: Plan, { address, mark }: PreviewParts): readonly Section[] {
  const of = (kind: PlannedRow['kind']): readonly PlannedRow[] =>
    plan.rows.filter((row) => row.kind === kind)
  const [added, changed, same] = [of('added'), of('changed'), of('same')]
  const isNothing =
    added.length + changed.length + plan.teams.length + plan.posts.added + plan.posts.changed === 0
  const counts: Section = {
    rows: [
      ['People to add', readableNumber(added.length)],
      ['People to change', readableNumber(changed.length)],
      ['People left alone', readableNumber(same.length)],
      ['Teams to add or move', readableNumber(plan.teams.length)],
      ['Posts to add', readableNumber(plan.posts.added)],
      ['Posts to change', readableNumber(plan.posts.changed)],
      ['In the organisation, not in the file', readableNumber(plan.notInFile.length)],
    ],
  }
  if (plan.faultCount > 0) {
    return [
      faultSection(plan),
      otherSection(address),
      { heading: 'What it would do apart from that', ...counts },
    ]
  }
  return [
    counts,
    loadSection({ address, mark }, isNothing),
    ...changedSections(changed),
    ...addedSections(added),
    ...teamSections(plan),
    ...notInFileSections(plan),
    otherSection(address),
  ]
}

function faultSection({ faults, faultCount }: Plan): Section {
  const things = faultCount === 1 ? '1 thing' : `${readableNumber(faultCount)} things`
  return {
    heading: `${things} to put right`,
    lead: [
      'Nothing is loaded while anything is wrong. Put these right in the file and choose it again.',
      ...more(faultCount, faults.length),
    ],
    table: {
      caption: 'What is wrong in the file',
      head: ['Row', 'Column', 'What stands there', 'What is wrong'],
      rows: faults
        .slice(0, listed)
        .map(({ row, column, value, message }) => [
          String(row),
          column,
          value === '' ? 'Nothing' : value,
          message,
        ]),
    },
  }
}

function more(count: number, kept: number): readonly string[] {
  const shown = Math.min(kept, listed)
  return count > shown ? [`These are the first ${shown} of ${readableNumber(count)}.`] : []
}

function loadSection({ address, mark }: PreviewParts, isNothing: boolean): Section {
  if (isNothing)
    return { lead: ['Everything in the file is there already. Loading it changes nothing.'] }
  const load = { to: `${address}/load`, submit: 'Load the file', hidden: { mark }, isMain: true }
  return { actions: [load] }
}

function changedSections(changed: readonly PlannedRow[]): readonly Section[] {
  if (changed.length === 0) return []
  return [
    {
      heading: 'Changed',
      lead: more(changed.length, changed.length),
      table: {
        caption: 'People who are changed',
        head: ['Name', 'Row', 'What', 'Until now', 'From the file'],
        rows: changed
          .slice(0, listed)
          .flatMap(({ row, name, differences }) =>
            differences.map(({ what, from, to }) => [name, String(row), what, from, to]),
          ),
      },
    },
  ]
}

/** What is shown of those who are added, where the file says it of anybody. */
const shownOfAdded = ['Team', ...Object.values(relationsInWords), 'Post', 'Grade', 'Role level']

function addedSections(added: readonly PlannedRow[]): readonly Section[] {
  if (added.length === 0) return []
  const shown = added.slice(0, listed)
  const said = new Set(shown.flatMap(({ differences }) => differences.map(({ what }) => what)))
  const columns = shownOfAdded.filter((what) => said.has(what))
  return [
    {
      heading: 'Added',
      lead: more(added.length, added.length),
      table: {
        caption: 'People who are added',
        head: ['Name', 'Row', 'Reference', ...columns],
        rows: shown.map(({ name, row, reference, differences }) => {
          const values = new Map(differences.map(({ what, to }) => [what, to]))
          return [
            name,
            String(row),
            reference,
            ...columns.map((column) => values.get(column) ?? 'None'),
          ]
        }),
      },
    },
  ]
}

function teamSections({ teams }: Plan): readonly Section[] {
  if (teams.length === 0) return []
  return [
    {
      heading: 'Teams',
      lead: more(teams.length, teams.length),
      table: {
        caption: 'Teams that are added or moved',
        head: ['Team', 'What', 'Team above it'],
        rows: teams
          .slice(0, listed)
          .map(({ name, isNew, above }) => [name, isNew ? 'Added' : 'Moved', above ?? 'None']),
      },
    },
  ]
}

function notInFileSections({ notInFile }: Plan): readonly Section[] {
  if (notInFile.length === 0) return []
  return [
    {
      heading: 'Not in the file',
      lead: [
        'These people are in the organisation and not in the file. They stay as they are. To say that somebody left, fill in the day in the file or on their page.',
        ...more(notInFile.length, notInFile.length),
      ],
      items: notInFile.slice(0, listed).map(({ name, reference }) => `${name} (${reference})`),
    },
  ]
}

function otherSection(address: string): Section {
  return {
    links: [{ href: `${address}/columns`, text: 'Change what the columns mean' }],
    actions: [{ to: `${address}/discard`, submit: 'Discard it and choose another file' }],
  }
}

/** What loading a file did. */
export function doneSections(
  { added, changed, same, teams, posts }: Outcome,
  place: (path: string) => string,
): readonly Section[] {
  return [
    {
      rows: [
        ['People added', readableNumber(added)],
        ['People changed', readableNumber(changed)],
        ['People left alone', readableNumber(same)],
        ['Teams added or moved', readableNumber(teams)],
        ['Posts added or changed', readableNumber(posts)],
      ],
      links: [
        { href: place('/people'), text: 'See the people' },
        { href: place('/teams'), text: 'See the teams' },
        { href: place('/invitations'), text: 'Invite people to open an account' },
        { href: place('/import'), text: 'Load another file' },
      ],
    },
  ]
}
