import type { Reading, Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, FieldError } from '../form.ts'
import type { PrivateRoute } from '../http.ts'
import { formRoutes } from '../organisation/form-routes.ts'
import type { ValueOf } from '../organisation/form-routes.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationRoutes, placeIn } from '../organisation/organisation-route.ts'
import { personIn } from '../organisation/person-in.ts'
import { permissions } from '../permissions.ts'
import { log } from '../store/events.ts'
import { send } from '../store/messages.ts'
import type { Person } from '../store/people.ts'
import { keepAnswer } from '../store/skill-shares.ts'
import { noteSkillsRead, sharedWithAsker } from './managed-skills.ts'
import { editionsIn, ownerIn } from './own-page.ts'
import { ratingFacts } from './managed-view.ts'
import { notShared } from './not-shared.ts'
import type { SharedRating } from './shared.ts'
import { skillName } from './words.ts'

const permission = 'skills.answer'

/** A line manager's answer to a rating that is shared with them. */
export function answerRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    ...formRoutes({
      path: '/team/:person/skills/:rating',
      permission,
      parts: async ({ door }, asked) => {
        const { person, rating } = await door.store.read((db) => ratingShared(db, asked))
        if (asked.form.size === 0) await noteSkillsRead(context, asked, person.id)
        const editionOf = editionsIn(context)
        const name = skillName(editionOf(rating), rating.skill)
        return {
          title: `${person.name}: ${name}`,
          lead: [
            `${person.name} reads every word of your answer. If you agree, you keep seeing this rating as long as you are their line manager: they cannot take it back before. They can still rate themselves anew.`,
          ],
          facts: ratingFacts(rating, { edition: editionOf(rating), now: asked.now }),
          submit: 'Send the answer',
          fields: answerFields,
          above: [
            { href: placeIn(asked.organisation, '/team'), text: 'People you manage' },
            { href: placeIn(asked.organisation, `/team/${person.id}`), text: person.name },
          ],
          back: `/team/${person.id}`,
          saved: `Your answer to ${person.name} about ${name} was sent.`,
        }
      },
      save: answer,
    }),
  ])
}

const answerFields: readonly Field[] = [
  {
    name: 'outcome',
    label: 'Your answer',
    kind: 'select',
    options: [
      { value: 'agreed', text: 'I agree' },
      { value: 'disagreed', text: 'I do not agree' },
    ],
  },
  {
    name: 'words',
    label: 'Why not',
    kind: 'textarea',
    mayWait: true,
    longest: 2000,
    hint: 'Only where you do not agree.',
    check: (_value, form) =>
      form.get('outcome') === 'agreed' ? 'Leave this empty where you agree' : undefined,
  },
]

/**
 * The rating an address names, if it is shared with whoever asks. Of others nothing is told: one
 * that was taken back, one that never was shared and one that never was are answered the same.
 */
async function ratingShared(
  db: Reading,
  asked: OrganisationAsked,
): Promise<{ person: Person; rating: SharedRating }> {
  const person = await personIn(db, asked)
  const shared = await sharedWithAsker(db, asked, person.id)
  const rating = shared.ratings.find(({ id }) => id === asked.params['rating'])
  if (rating === undefined) throw notShared(asked, person)
  return { person, rating }
}

async function answer(
  db: Writing,
  asked: OrganisationAsked,
  value: ValueOf,
): Promise<readonly FieldError[]> {
  const { person, rating } = await ratingShared(db, asked)
  const outcome = value('outcome') === 'agreed' ? 'agreed' : 'disagreed'
  const words = value('words')
  if (outcome === 'disagreed' && words === '') {
    return [{ field: 'words', message: 'Say why you do not agree' }]
  }
  if (rating.answers.some((each) => each.outcome === 'agreed')) {
    return [{ field: 'outcome', message: 'You agreed to this rating already, so it is final' }]
  }
  const { now, organisation, session } = asked
  const managerId = ownerIn(asked).personId
  await keepAnswer(db, {
    rating_id: rating.id,
    manager_id: managerId,
    outcome,
    words,
    answered_at: now.toISOString(),
  })
  const { accountId, name } = session.asker
  const { purpose } = permissions[permission]
  const event = { accountId, organisationId: organisation.id, personId: person.id, purpose, now }
  await log(db, { ...event, action: 'skills.answered' })
  if (person.account_id !== null) {
    await send(db, {
      accountId: person.account_id,
      subject: `${name} answered a rating that you share`,
      body: `Read the answer under Your skills in ${organisation.name}.`,
      now,
    })
  }
  return []
}
