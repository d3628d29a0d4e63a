import { ExpectedFailure } from '../../platform/index.ts'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateRoute } from '../http.ts'
import { daysInWords, fteInWords, termsInWords } from '../person-rows.ts'
import { fteFrom } from '../post-state.ts'
import { log } from '../store/events.ts'
import { addHolding, changeHolding, holdingsOf } from '../store/posts.ts'
import type { ListedPost, NamedHolding } from '../store/posts.ts'
import { editRoutes, formRoutes } from './form-routes.ts'
import type { Saving, ValueOf } from './form-routes.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import { organisationRoutes, placeIn } from './organisation-route.ts'
import { fteField, termsField } from './post-fields.ts'
import { abovePosts, postIn } from './post-routes.ts'
import { dayFields, daysFrom, otherField, personWritten } from './relation-routes.ts'

const permission = 'people.administer'
const whoField = otherField('who', 'Reference or e-mail address')
const holdingFields: readonly Field[] = [termsField, fteField, ...dayFields]

/** Who holds a post, on what terms, from when until when. */
export function holdingRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    ...formRoutes({
      path: '/posts/:post/holdings/add',
      permission,
      operation: {
        summary: 'Add who holds a post',
        fields: [whoField, ...holdingFields],
        makes: true,
      },
      parts: async ({ door }, asked) => {
        const post = await door.store.read((db) => postIn(db, asked))
        return {
          title: `Add who holds ${post.title}`,
          submit: 'Save',
          fields: [whoField, ...holdingFields],
          values: { from: asked.today, fte: fteInWords(post.fte) },
          above: abovePost(asked, post),
          back: `/posts/${post.id}`,
          saved: `Who holds ${post.title} was saved.`,
        }
      },
      save: add,
    }),
    ...editRoutes({
      path: '/posts/:post/holdings/:holding',
      permission,
      operation: { summary: 'Change or end who holds a post', fields: holdingFields },
      kept: async (db, asked) => {
        const {
          terms,
          fte,
          from_day: from,
          until_day: until,
        } = (await holdingIn(db, asked)).holding
        return { terms, fte: fteInWords(fte), from, until: until ?? '' }
      },
      parts: async ({ door }, asked) => {
        const { post, holding } = await door.store.read((db) => holdingIn(db, asked))
        return {
          title: `${holding.person_name} in ${post.title}`,
          fields: holdingFields,
          above: abovePost(asked, post),
          back: `/posts/${post.id}`,
          saved: `How ${holding.person_name} holds ${post.title} was saved.`,
        }
      },
      save: change,
    }),
  ])
}

function abovePost(
  asked: OrganisationAsked,
  { id, title }: ListedPost,
): readonly { href: string; text: string }[] {
  const post = { href: placeIn(asked.organisation, `/posts/${id}`), text: title }
  return [abovePosts(asked), post]
}

async function holdingIn(
  db: Reading,
  asked: OrganisationAsked,
): Promise<{ post: ListedPost; holding: NamedHolding }> {
  const post = await postIn(db, asked)
  const holdings = await holdingsOf(db, asked.organisation.id, [post.id])
  const holding = holdings.find(({ id }) => id === asked.params['holding'])
  if (holding === undefined) throw new ExpectedFailure('post-not-found')
  return { post, holding }
}

type Held = Pick<Tables['holdings'], 'terms' | 'fte' | 'from_day' | 'until_day'>

/** What was sent, or what is wrong with its days. */
function heldFrom(value: ValueOf): { held: Held } | { errors: readonly FieldError[] } {
  const terms = value('terms')
  const fte = fteFrom(value('fte'))
  if (!isTerms(terms) || fte === undefined) throw new ExpectedFailure('form-not-valid')
  const days = daysFrom(value)
  if (days.until_day !== null && days.until_day <= days.from_day) {
    const message = 'The day it ends must be after the day it begins'
    return { errors: [{ field: 'until', message }] }
  }
  return { held: { terms, fte, ...days } }
}

function isTerms(text: string): text is Held['terms'] {
  return Object.hasOwn(termsInWords, text)
}

async function add(db: Writing, asked: OrganisationAsked, value: ValueOf): Promise<Saving> {
  const post = await postIn(db, asked)
  const { id: postId } = post
  const person = await personWritten(db, asked.organisation.id, value('who'))
  if (person === undefined) {
    return [{ field: 'who', message: 'Nobody has this reference or e-mail address' }]
  }
  const read = heldFrom(value)
  if ('errors' in read) return read.errors
  const made = await addHolding(db, { post_id: postId, person_id: person.id, ...read.held })
  const what = `${post.title}: ${heldInWords(read.held)}`
  await note(db, asked, { personId: person.id, what })
  return { made: `/posts/${postId}/holdings/${made}` }
}

async function change(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const { post, holding } = await holdingIn(db, asked)
  const read = heldFrom(value)
  if ('errors' in read) return read.errors
  await changeHolding(db, { id: holding.id, postId: post.id }, read.held)
  const what = `${post.title}: was ${heldInWords(holding)}, is ${heldInWords(read.held)}`
  await note(db, asked, { personId: holding.person_id, what })
  return []
}

function heldInWords({ terms, fte, ...days }: Held): string {
  return `${termsInWords[terms]}, ${fteInWords(fte)}, ${daysInWords(days)}`
}

/** What was stands in it too: nobody rewrites it unseen. */
async function note(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  { personId, what }: { readonly personId: string; readonly what: string },
): Promise<void> {
  const { accountId } = session.asker
  const event = { accountId, organisationId: organisation.id, personId, now }
  await log(db, { ...event, action: 'person.changed', details: { what } })
}
