import { sessionIn } from '../account-routes.ts'
import type { AccountsContext } from '../context.ts'
import { formAnswer, frameOf } from '../context.ts'
import type { Field, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateAsked, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { demonstrationOf } from '../store/demonstrations.ts'
import type { NamedDemonstration } from '../store/demonstrations.ts'
import { loadDemonstration } from './load.ts'
import { mostSeed, seedOf } from './seed.ts'

const path = '/account/demonstration'
const title = 'Try it with made-up people'
const account = { href: '/account', text: 'Your account' }

/** Loading a demonstration organisation. */
export function demonstrationLoadRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'demonstration.load'
  return [
    {
      method: 'GET',
      path,
      permission,
      answer: async (asked) => {
        const there = await context.door.store.read((db) => demonstrationOf(db, askedBy(asked)))
        if (there !== undefined) return therePage(context, asked, { there, status: 200 })
        return loadPage(context, asked, unfilled({ seed: '1' }))
      },
    },
    { method: 'POST', path, permission, answer: (asked) => load(context, asked) },
  ]
}

function askedBy(asked: PrivateAsked): { accountId: string; today: string } {
  const { accountId } = sessionIn(asked).asker
  return { accountId, today: asked.now.toISOString().slice(0, 10) }
}

const seedField: Field = {
  name: 'seed',
  label: 'Number to make it from',
  kind: 'code',
  hint: 'The same number makes the same people. Any whole number will do.',
  check: (value) =>
    seedOf(value) === undefined
      ? `Number to make it from must be a whole number from 0 to ${mostSeed}`
      : undefined,
}

function loadPage(context: AccountsContext, asked: PrivateAsked, filled: Filled): PrivateAnswer {
  return formAnswer(context, asked, {
    title,
    lead: [
      'You get an organisation of 60 made-up people, 3 of whom have left, with teams, posts, grades, pay and reporting lines, and some made-up ratings of skills. You become its administrator, so its page counts 58 people. Nobody and no figure in it is real, and every page says so.',
      'Files of people cannot be loaded into it. You can remove it as a whole at any time.',
    ],
    action: path,
    submit: 'Load the demonstration',
    fields: [seedField],
    filled,
    breadcrumbs: [account],
  })
}

function therePage(
  { views }: AccountsContext,
  { session }: PrivateAsked,
  { there, status }: { there: NamedDemonstration; status: number },
): PrivateAnswer {
  const place = `/organisations/${there.id}`
  return {
    status,
    html: views.render(
      sheetView,
      sheetOf({
        frame: frameOf(session, { title, address: path, breadcrumbs: [account] }),
        title,
        lead: ['You have a demonstration already. Remove it before you load another.'],
        sections: [
          {
            links: [
              { href: place, text: `Open ${there.name}` },
              { href: `${place}/demonstration`, text: 'See it as somebody else, or remove it' },
            ],
          },
        ],
      }),
    ),
  }
}

async function load(context: AccountsContext, asked: PrivateAsked): Promise<PrivateAnswer> {
  const filled = readFields([seedField], asked.form)
  if (filled.errors.length > 0) return loadPage(context, asked, filled)
  const { accountId, name } = sessionIn(asked).asker
  const seed = seedOf(filled.values.get('seed') ?? '') ?? 0
  const edition = context.edition?.()
  const done = await context.door.store.write(async (db) => {
    const there = await demonstrationOf(db, askedBy(asked))
    if (there !== undefined) return { there }
    return loadDemonstration(db, { seed, edition, now: asked.now, by: { accountId, name } })
  })
  if ('there' in done) return therePage(context, asked, { there: done.there, status: 409 })
  return { to: `/organisations/${done.organisationId}`, saved: 'The demonstration was loaded.' }
}
