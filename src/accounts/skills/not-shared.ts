import { ExplainedFailure } from '../../platform/index.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { organisationFrame, placeIn } from '../organisation/organisation-route.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import type { Person } from '../store/people.ts'

/**
 * Answers a line manager who opens or answers a rating that is not shared with them: a page that
 * gives back what they wrote, as it is kept nowhere, and leads on.
 *
 * @example
 * throw notShared(asked, person)
 */
export function notShared(asked: OrganisationAsked, { id, name }: Person): ExplainedFailure {
  const title = `${name} does not share this with you now`
  const list = { href: placeIn(asked.organisation, '/team'), text: 'People you manage' }
  const frame = organisationFrame(asked, { title, path: `/team/${id}`, above: [list] })
  const sections = [
    ...writtenSections(asked.form),
    { links: [{ href: placeIn(asked.organisation, `/team/${id}`), text: name }, list] },
  ]
  const lead = [
    `Either ${name} has taken it back, or it was never shared.`,
    ...(asked.form.size === 0 ? [] : ['Your answer was not sent.']),
  ]
  return new ExplainedFailure('rating-not-shared', {
    page: (views) => views.render(sheetView, sheetOf({ frame, title, lead, sections })),
  })
}

function writtenSections(form: URLSearchParams): readonly Section[] {
  const words = form.get('words') ?? ''
  if (words.trim() === '') return []
  return [
    {
      heading: 'What you wrote',
      lead: [words, 'It is kept nowhere. Copy it from here if you need it.'],
    },
  ]
}
