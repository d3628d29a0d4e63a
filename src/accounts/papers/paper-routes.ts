import type { PageView } from '../../platform/index.ts'
import { ExpectedFailure, view } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import { purposesOf } from '../purposes/purpose-store.ts'
import { saidOf, stateInWords } from '../purposes/purposes.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Paper } from './paper.ts'
import { paperFile } from './paper-file.ts'
import { papersFor } from './papers.ts'

const permission = 'organisation.set-up'
const above = 'Papers to fill in'

interface PaperView extends PageView {
  readonly organisation: string
  readonly title: string
  readonly lead: string
  readonly file: string
  readonly parts: readonly {
    readonly heading: string
    readonly lead: readonly string[]
    readonly items: readonly string[]
    readonly table: Paper['parts'][number]['table']
    readonly toFillIn: readonly { readonly label: string; readonly hint: string | undefined }[]
  }[]
}

const paperView = view<PaperView>('accounts/views/paper.njk')

/** The papers an organisation fills in, to read, print and take away. */
export function paperRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    { method: 'GET', path: '/papers', permission, answer: list },
    { method: 'GET', path: '/papers/:paper', permission, answer: page },
    {
      method: 'GET',
      path: '/papers/:paper/file',
      permission,
      answer: async (_context, asked) => {
        const paper = await paperIn(context, asked)
        return {
          file: await paperFile(paper, asked.organisation.name),
          name: `${paper.slug}-${asked.today}.docx`,
          type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
        }
      },
    },
  ])
}

async function allPapers(
  { door }: AccountsContext,
  { organisation, today }: OrganisationAsked,
): Promise<readonly Paper[]> {
  const kept = await door.store.read((db) => purposesOf(db, organisation.id))
  const purposes = kept
    .filter(({ on_from: from }) => from !== null)
    .map((purpose) => {
      const { title, basis, retention } = saidOf(purpose, purpose.purpose)
      return [title, stateInWords(purpose, today), basis, retention]
    })
  return papersFor({ organisation, today, purposes })
}

async function paperIn(context: AccountsContext, asked: OrganisationAsked): Promise<Paper> {
  const found = (await allPapers(context, asked)).find(({ slug }) => slug === asked.params['paper'])
  if (found === undefined) throw new ExpectedFailure('page-not-found')
  return found
}

async function list(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const papers = await allPapers(context, asked)
  return {
    html: context.views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title: above, path: '/papers' }),
        title: above,
        lead: [
          'Each paper says what the software holds and does, made from the software itself. What your organisation does with it is left for you to write.',
          'They help you to decide. They are not legal advice.',
        ],
        sections: papers.map(({ slug, title, lead }) => ({
          heading: title,
          lead: [lead],
          links: [
            { href: placeIn(asked.organisation, `/papers/${slug}`), text: `Read ${title}` },
            {
              href: placeIn(asked.organisation, `/papers/${slug}/file`),
              text: `Take away ${title} to fill in (Word)`,
            },
          ],
        })),
      }),
    ),
  }
}

async function page(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { organisation } = asked
  const { slug, title, lead, parts } = await paperIn(context, asked)
  const path = `/papers/${slug}`
  return {
    html: context.views.render(paperView, {
      frame: organisationFrame(asked, {
        title,
        path,
        above: [{ href: placeIn(organisation, '/papers'), text: above }],
      }),
      organisation: organisation.name,
      title,
      lead,
      file: placeIn(organisation, `${path}/file`),
      parts: parts.map((part) => ({
        heading: part.heading,
        lead: part.lead ?? [],
        items: part.items ?? [],
        table: part.table,
        toFillIn: (part.toFillIn ?? []).map(({ label, hint }) => ({ label, hint })),
      })),
    }),
  }
}
