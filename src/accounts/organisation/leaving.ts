import type { Writing } from '../../platform/store/index.ts'
import { daysInWords, relationsInWords } from '../person-rows.ts'
import type { Leaving } from '../store/days.ts'
import { log } from '../store/events.ts'
import { moveWithLeaving } from '../store/leaving.ts'
import type { Moved } from '../store/leaving.ts'
import type { Person } from '../store/people.ts'
import type { HeldPost, NamedRelation } from '../store/person-sheet.ts'
import type { OrganisationAsked } from './organisation-route.ts'

/**
 * Has the posts and reporting lines of somebody end as they leave, or move along with the day, and
 * puts into the log of everybody concerned what was and is.
 */
export async function moveLeaving(
  db: Writing,
  { organisation, session, now }: OrganisationAsked,
  { person, ...days }: Leaving & { readonly person: Person },
): Promise<void> {
  const organisationId = organisation.id
  const { accountId } = session.asker
  const { posts, lines } = await moveWithLeaving(db, {
    organisationId,
    personId: person.id,
    ...days,
  })
  const about = [
    ...posts.map((post) => ({ ids: [person.id], what: postInWords(post) })),
    ...lines.map((line) => ({
      ids: [line.is.person_id, line.is.other_id],
      what: lineInWords(line),
    })),
  ]
  for (const { ids, what } of about) {
    for (const personId of ids) {
      const event = { accountId, organisationId, personId, now, details: { what } }
      await log(db, { ...event, action: 'person.changed' })
    }
  }
}

function postInWords({ was, is }: Moved<HeldPost>): string {
  return `${is.title}: was ${daysInWords(was)}, is ${daysInWords(is)}`
}

function lineInWords({ was, is }: Moved<NamedRelation>): string {
  return `${relationsInWords[is.kind]}: was ${daysInWords(was)}, is ${daysInWords(is)}`
}
