import type { ShownKind } from '../../explore/index.ts'
import { view } from '../../platform/index.ts'
import type { Link } from '../../platform/index.ts'
import { sessionIn } from '../account-routes.ts'
import { frameOf } from '../context.ts'
import type { PrivateAnswer, PrivateAsked } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section, SheetParts, SheetView } from '../sheet.ts'
import { pendingHours } from './pending.ts'
import type { Pending } from './pending.ts'
import type { LoadContext } from './reading.ts'
import { sizeOf } from './report.ts'
import type { Report } from './report.ts'

/** Reading ends after a minute, and others may have to be read before. */
const longestReading = 5 * 60_000
const lookEvery = 5
interface PreviewView extends SheetView {
  readonly kinds: readonly ShownKind[]
  readonly found: string
  /** Left out where nothing can be loaded. */
  readonly confirm:
    | {
        readonly to: string
        /** What has to be accepted first. */
        readonly accept: string | undefined
        readonly error: string | undefined
      }
    | undefined
  readonly discard: string
}

const previewView = view<PreviewView>('accounts/editions/views/preview.njk')
/** Where editions are loaded. */
export const place = '/editions/load'
const above: Link = { href: place, text: 'Load an edition' }

/** Files that were looked at. */
export interface Looked {
  readonly pending: Pending
  readonly report: Report
  /** What others have done since, where it stands in the way. */
  readonly stale: string | undefined
  /** Errors were to be accepted, and were not. */
  readonly error?: string
}

/** The page on which files can be loaded, or that says why they cannot. */
export function lookPage(
  context: LoadContext,
  asked: PrivateAsked,
  { pending, report, stale, error }: Looked,
): PrivateAnswer {
  const canBeLoaded = stale === undefined && report.editions.length > 0
  const title = titleOf(report, canBeLoaded)
  const address = `${place}/${pending.id}`
  const refused = report.refused ?? 'No edition can be made of them. Below stands why.'
  return {
    status: error === undefined ? 200 : 422,
    html: context.views.render(previewView, {
      ...sheetOf({
        frame: frameFor(asked, title),
        title,
        caption: captionOf(pending.fileNames),
        notice: stale,
        lead: report.editions.length > 0 ? [] : [refused],
        sections: [...report.editions.flatMap(editionSections), ...filesSections(report)],
      }),
      kinds: report.kinds.map((kind) => ({
        ...kind,
        findings: kind.findings.map((finding) => ({ ...finding, about: [] })),
      })),
      found: report.refused === undefined ? foundIn(report) : '',
      confirm: canBeLoaded
        ? { to: `${address}/confirm`, accept: acceptOf(report), error }
        : undefined,
      discard: `${address}/discard`,
    }),
  }
}

function titleOf({ editions }: Report, canBeLoaded: boolean): string {
  if (canBeLoaded) return 'Check before you load'
  return editions.length > 0 ? 'Choose the files again' : 'Nothing can be loaded'
}

function foundIn({ kinds }: Report): string {
  return kinds.length === 0
    ? 'Nothing was found to be wrong with the files.'
    : 'Everything that looked wrong while the files were read and joined, the gravest first. Repairs show the wording before and after.'
}

function acceptOf({ errors }: Report): string | undefined {
  if (errors === 0) return undefined
  return errors === 1
    ? 'Load it in spite of one error: what it is about is left out or cannot be trusted'
    : `Load it in spite of ${errors.toLocaleString('en-GB')} errors: what they are about is left out or cannot be trusted`
}

function editionSections(edition: Report['editions'][number]): readonly Section[] {
  const { framework, edition: name, title, about, counts, difference } = edition
  return [
    {
      heading: `The new edition: ${framework}@${name}`,
      rows: [
        ['Framework', framework],
        ['Name', name],
        ['Title', title],
        ['About', about],
      ],
    },
    {
      heading: 'What the files hold',
      rows: counts.map(({ label, value }) => [label, value]),
      ...(counts.length === 0 && { lead: ['Nothing.'] }),
    },
    {
      heading:
        difference === undefined
          ? 'The first of its framework'
          : `How it differs from ${difference.from}`,
      ...(difference === undefined
        ? { lead: ['There is no other edition to compare it with.'] }
        : { items: difference.sentences }),
    },
    ...(difference?.stated === undefined || difference.stated.length === 0
      ? []
      : [{ heading: 'What becomes stated', lead: difference.stated }]),
  ]
}

function filesSections({ files }: Report): readonly Section[] {
  if (files.length === 0) return []
  return [
    {
      heading: 'The files',
      table: {
        caption: 'Files and what they were recognised as',
        head: ['File', 'Recognised as', 'Size'],
        rows: files.map(({ name, format = 'None of the formats that Capable reads', bytes }) => [
          name,
          format,
          sizeOf(bytes),
        ]),
      },
    },
  ]
}

function sheet(
  { views }: LoadContext,
  asked: PrivateAsked,
  parts: Omit<SheetParts, 'frame'>,
): { html: string } {
  return {
    html: views.render(sheetView, sheetOf({ frame: frameFor(asked, parts.title), ...parts })),
  }
}

function frameFor(asked: PrivateAsked, title: string) {
  const address = `${place}/${asked.params['upload'] ?? ''}`
  return frameOf(sessionIn(asked), { title, address, breadcrumbs: [above] })
}

/** The page in place of files that are not there any more. */
export function gonePage(context: LoadContext, asked: PrivateAsked): PrivateAnswer {
  const lead = `Files wait ${pendingHours} hours to be loaded, for whoever chose them. These were discarded, have expired or were chosen by somebody else.`
  const links = [{ href: place, text: 'Choose files' }]
  return {
    status: 404,
    ...sheet(context, asked, {
      title: 'These files are not there any more',
      lead: [lead],
      sections: [{ links }],
    }),
  }
}

/** The page that waits for files to be read. */
export function readingPage(
  context: LoadContext,
  asked: PrivateAsked,
  { id, fileNames, createdAt }: Pending,
): PrivateAnswer {
  const caption = captionOf(fileNames)
  if (asked.now.getTime() - createdAt.getTime() > longestReading) {
    return sheet(context, asked, {
      title: 'Reading the files did not end',
      caption,
      lead: ['The server was stopped meanwhile, or had too much to do. Nothing was loaded.'],
      sections: [{ links: [{ href: place, text: 'Choose the files again' }] }],
    })
  }
  return {
    refresh: lookEvery,
    ...sheet(context, asked, {
      title: 'The files are being read',
      caption,
      lead: [
        `This takes a few seconds, and up to a minute for large files. The page looks again every ${lookEvery} seconds by itself. You can leave it and come back to its address.`,
      ],
      sections: [{ links: [{ href: `${place}/${id}`, text: 'Look again now' }] }],
    }),
  }
}

function captionOf(names: readonly string[]): string {
  const more = names.length - 5
  return more > 0 ? `${names.slice(0, 5).join(', ')} and ${more} more` : names.join(', ')
}

/** The page of files that were loaded. */
export function donePage(
  context: LoadContext,
  asked: PrivateAsked,
  { editions }: Report,
): PrivateAnswer {
  const title = editions.length === 1 ? 'The edition was loaded' : 'The editions were loaded'
  return sheet(context, asked, {
    title,
    lead: [
      'Everybody who uses this service reads it from now on, and it can never be changed. Where several servers share the work, the others show it within a few seconds.',
    ],
    sections: [
      {
        links: [
          ...editions.flatMap((edition) => linksTo(edition, context.editions.framework)),
          { href: place, text: 'Load another edition' },
        ],
      },
    ],
  })
}

function linksTo(
  { framework, edition, kind, difference }: Report['editions'][number],
  root: string,
): readonly Link[] {
  if (kind === 'maturity-model') return [{ href: '/editions', text: `See ${framework}@${edition}` }]
  const base = framework === root ? '' : `/frameworks/${framework}`
  const from = difference?.from.split('@')[1]
  return [
    { href: `${base}/editions/${edition}`, text: `Open ${framework}@${edition}` },
    ...(from === undefined
      ? []
      : [
          {
            href: `${base}/editions/difference?from=${from}&to=${edition}`,
            text: `See how it differs from ${difference?.from ?? ''}`,
          },
        ]),
  ]
}
