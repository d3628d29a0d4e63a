import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer } from '../http.ts'
import { purposeOf } from '../purposes/purpose-store.ts'
import { isOnOn } from '../purposes/purposes.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import { administratorsOf, dutiesOfPerson, dutiesToday } from '../store/duties.ts'
import { administratorsWithoutAccount } from '../store/invitations.ts'
import type { Person } from '../store/people.ts'
import { whyNobodyYet } from './nobody-yet.ts'
import type { NotNow, OnDay } from './nobody-yet.ts'
import type { OrganisationAsked, OrganisationPage } from './organisation-route.ts'
import { organisationFrame } from './organisation-route.ts'

/** Two decide on much, and one has to be there when the other is not. */
const enough = 2

/**
 * Why no administrator can be added today. While nobody else can be, there are at most two who can
 * sign in, and two who have not joined yet: somebody may have been given a wrong address.
 *
 * @example
 * (await whyNoAdministrator(db, asked))?.sentence
 */
export async function whyNoAdministrator(db: Reading, asked: OnDay): Promise<NotNow | undefined> {
  const why = await whyNobodyYet(db, asked)
  if (why === undefined) return undefined
  const { organisation, today } = asked
  const joined = await administratorsOf(db, organisation.id, today)
  if (joined.length >= enough)
    return more(why, 'There are two administrators who can sign in already.')
  const waiting = await administratorsWithoutAccount(db, organisation.id, today)
  if (waiting < enough) return undefined
  return more(why, 'Two administrators have not joined yet: invite them, or remove one of them.')
}

/**
 * Why somebody cannot lose the duty of an administrator today: they were added for it alone, while
 * nobody else could be.
 */
export async function whyKeepsDuty(
  db: Reading,
  asked: OnDay,
  person: Person,
): Promise<NotNow | undefined> {
  const why = await whyNobodyYet(db, asked)
  if (why === undefined) return undefined
  const purpose = await purposeOf(db, asked.organisation.id, 'organisation')
  const { on_from: on, off_from: off } = purpose
  const isSince = isOnOn(purpose, asked.today)
    ? person.account_id === null
    : on === null || off === null || person.created_at.slice(0, 10) >= off
  if (!isSince) return undefined
  return more(
    why,
    `${person.name} was added as an administrator and cannot stay without this duty. Say on which day they leave, or remove them.`,
  )
}

/** Why a leaving date cannot be taken away or put off today. */
export async function whyNotBack(
  db: Reading,
  asked: OnDay,
  person: Person,
): Promise<NotNow | undefined> {
  return (await isAdministrator(db, asked, person))
    ? whyNoAdministrator(db, asked)
    : whyNobodyYet(db, asked)
}

/** Why somebody cannot be invited today. */
export async function whyNotInvited(
  db: Reading,
  asked: OnDay,
  person: Person,
): Promise<NotNow | undefined> {
  return (await isAdministrator(db, asked, person)) ? undefined : whyNobodyYet(db, asked)
}

async function isAdministrator(
  db: Reading,
  { organisation, today }: OnDay,
  { id }: Person,
): Promise<boolean> {
  const rows = await dutiesOfPerson(db, organisation.id, id)
  return dutiesToday(rows, today).includes('administrator')
}

function more({ sentence, link }: NotNow, also: string): NotNow {
  return { sentence: `${sentence} ${also}`, link }
}

/** The page that says why something cannot be done now. */
export function notNowPage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { why, ...page }: OrganisationPage & { readonly why: NotNow },
): PrivateAnswer {
  const { title } = page
  return {
    status: asked.form.size > 0 ? 409 : 200,
    wrong: { code: 'nobody-yet' },
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, page),
        title,
        lead: [why.sentence],
        sections: [{ links: [why.link] }],
      }),
    ),
  }
}
