import { stringify } from 'csv-stringify/sync'
import { readableMoment } from '../../platform/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field, Filled } from '../form.ts'
import { readFields, unfilled } from '../form.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { countInvitable, listInvitable } from '../store/invitations.ts'
import type { Invitable } from '../store/invitations.ts'
import { linkHours } from '../store/links.ts'
import { batchIn, inviteAll, mostInvited, newBatch } from './inviting.ts'
import type { Inviting, Outcome } from './inviting.ts'
import { whyNobodyYet } from './nobody-yet.ts'
import type { NotNow } from './nobody-yet.ts'
import type { OrganisationAsked } from './organisation-route.ts'
import {
  organisationForm,
  organisationFrame,
  organisationRoutes,
  placeIn,
} from './organisation-route.ts'
import { notNowPage } from './while-off.ts'

const path = '/invitations'
const permission = 'accounts.help'

/** Inviting many people at once. */
export function invitationRoutes(context: AccountsContext): readonly PrivateRoute[] {
  return organisationRoutes(context, [
    { method: 'GET', path, permission, answer: (_context, asked) => showForm(context, asked) },
    { method: 'POST', path, permission, answer: invite },
  ])
}

/** Who can be invited: some of them to choose from, and how many there are. */
interface Found {
  readonly people: readonly Invitable[]
  readonly all: number
  readonly uninvited: number
  /** Why nobody but administrators can be, where so. */
  readonly why: NotNow | undefined
}

function read({ door }: AccountsContext, asked: OrganisationAsked): Promise<Found> {
  const { organisation, now } = asked
  return door.store.read(async (db) => {
    const why = await whyNobodyYet(db, asked)
    const sought = { organisationId: organisation.id, now, onlyAdministrators: why !== undefined }
    return {
      why,
      people: await listInvitable(db, sought, mostInvited),
      all: await countInvitable(db, sought),
      // Nothing was made after this moment: those without an invitation alone.
      uninvited: await countInvitable(db, { ...sought, uninvitedAt: later }),
    }
  })
}

const later = '9999'

async function showForm(
  context: AccountsContext,
  asked: OrganisationAsked,
  filled: Filled = unfilled(),
): Promise<PrivateAnswer> {
  const found = await read(context, asked)
  const title = 'Invite people'
  const above = [{ href: placeIn(asked.organisation, '/people'), text: 'People' }]
  const { why } = found
  if (found.all === 0 && why !== undefined)
    return notNowPage(context, asked, { title, path, above, why })
  if (found.all === 0) {
    return {
      html: context.views.render(
        sheetView,
        sheetOf({
          frame: organisationFrame(asked, { title, path, above }),
          title,
          lead: ['Everybody who has an e-mail address here has an account already.'],
          sections: [{ links: above }],
        }),
      ),
    }
  }
  return organisationForm(context, asked, {
    title,
    lead: leadOf(context, found),
    action: path,
    submit: 'Invite them',
    fields: fieldsOf(context, found),
    filled,
    hidden: { batch: newBatch(context.door.safe, asked) },
    breadcrumbs: above,
  })
}

function leadOf({ mailer }: AccountsContext, { all, why }: Found): readonly string[] {
  const how =
    mailer === undefined
      ? 'You are shown the links once, to hand out yourself.'
      : 'The links go to them by mail, unless you want to hand them out yourself.'
  return [
    ...(why === undefined ? [] : [why.sentence]),
    `Each person gets a link of their own, with which they open an account. It works once, within seven days. ${how}`,
    ...(all > mostInvited
      ? [`At most ${mostInvited} are invited at a time: come back here for the others.`]
      : []),
    'People without an e-mail address cannot be invited. Add it on their page first.',
  ]
}

function fieldsOf(
  { mailer }: AccountsContext,
  { people, all, uninvited }: Found,
): readonly Field[] {
  return [
    {
      name: 'who',
      label: 'Whom to invite',
      kind: 'select',
      missing: 'Choose whom to invite',
      options: [
        ...(uninvited === 0
          ? []
          : [{ value: 'new', text: `Everybody who has no invitation yet (${uninvited})` }]),
        { value: 'all', text: `Everybody without an account (${all})` },
        { value: 'chosen', text: 'Those I choose below' },
      ],
      hint: 'Whoever has an invitation already and is invited again gets a new link. The old one ends.',
    },
    ...(mailer === undefined ? [] : [howField]),
    {
      name: 'people',
      label: 'People to choose from',
      kind: 'checks',
      optional: true,
      hint:
        all > people.length
          ? `The first ${people.length} of ${all} by name. Invite others from their own page.`
          : 'Only if you choose them yourself.',
      options: people.map((person) => ({ value: person.id, text: inWords(person) })),
    },
  ]
}

const howField: Field = {
  name: 'how',
  label: 'How they get their link',
  kind: 'select',
  missing: 'Choose how they get their link',
  options: [
    { value: 'mail', text: 'By mail' },
    { value: 'links', text: 'From me: show me the links' },
  ],
}

function inWords({ name, reference, email, invited_until: until }: Invitable): string {
  const state = until === null ? '' : `, invited until ${readableMoment(until)}`
  return `${name} (${reference}), ${email ?? ''}${state}`
}

async function invite(context: AccountsContext, asked: OrganisationAsked): Promise<PrivateAnswer> {
  const { door, mailer } = context
  const filled = chosen(readFields(fieldsSent(context), asked.form))
  if (filled.errors.length > 0) return showForm(context, asked, filled)
  const batch = batchIn(door.safe, asked)
  const value = (name: string): string => filled.values.get(name) ?? ''
  const who: Inviting['who'] =
    value('who') === 'chosen'
      ? { ids: value('people').split(' ').slice(0, mostInvited) }
      : value('who') === 'new'
        ? { uninvitedAt: batch.shownAt }
        : {}
  const byMail = mailer !== undefined && value('how') === 'mail'
  const outcome = await door.store.write((db) => inviteAll(db, asked, { batch, who, byMail }))
  if (byMail) return mailedPage(context, asked, outcome)
  if (asked.form.get('as') === 'csv') return linksFile(context, asked, outcome)
  const sent = ['who', 'how', 'people'].map((name): [string, string] => [name, value(name)])
  const hidden = { ...Object.fromEntries(sent), batch: asked.form.get('batch') ?? '', as: 'csv' }
  return linksPage(context, asked, { outcome, hidden })
}

/** Who is chosen is looked up when they are invited: somebody may have joined since. */
function fieldsSent({ mailer }: AccountsContext): readonly Field[] {
  const options = ['new', 'all', 'chosen'].map((value) => ({ value, text: value }))
  return [
    {
      name: 'who',
      label: 'Whom to invite',
      kind: 'select',
      missing: 'Choose whom to invite',
      options,
    },
    ...(mailer === undefined ? [] : [howField]),
    { name: 'people', label: 'People to choose from', kind: 'checks', optional: true },
  ]
}

function chosen(filled: Filled): Filled {
  const isChosen = filled.values.get('who') === 'chosen'
  const hasPeople = (filled.values.get('people') ?? '') !== ''
  if (filled.errors.length > 0 || isChosen === hasPeople) return filled
  const message = isChosen
    ? 'Choose at least one person'
    : 'You chose people: choose “Those I choose below”, or take the ticks away'
  return { ...filled, errors: [{ field: isChosen ? 'people' : 'who', message }] }
}

function workUntil({ now }: OrganisationAsked): string {
  return readableMoment(new Date(now.getTime() + linkHours.invitation * 3_600_000).toISOString())
}

function addressesIn(
  { baseUrl }: AccountsContext,
  { origin }: OrganisationAsked,
  { invited }: Outcome,
): readonly (readonly string[])[] {
  return invited.map(({ person: { name, reference, email }, token }) => [
    name,
    reference,
    email ?? '',
    `${baseUrl || origin}/link/${token}`,
  ])
}

const columns = ['Name', 'Reference', 'E-mail address', 'Link']

interface Links {
  readonly outcome: Outcome
  /** What gives the same links again. */
  readonly hidden: Readonly<Record<string, string>>
}

function linksPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  { outcome, hidden }: Links,
): PrivateAnswer {
  const { invited } = outcome
  if (invited.length === 0)
    return donePage(context, asked, { title: 'Nobody was invited', outcome })
  return donePage(context, asked, {
    title: invited.length === 1 ? '1 invitation' : `${invited.length} invitations`,
    outcome,
    lead: [
      'Pass each link on to its person yourself, in a way that nobody else reads. Whoever has a link can use it.',
      `Take the links with you now: they are not shown again. Each works once, until ${workUntil(asked)}.`,
    ],
    sections: [
      {
        actions: [
          {
            to: placeIn(asked.organisation, path),
            submit: 'Download the links as CSV',
            isMain: true,
            hidden,
          },
        ],
      },
      {
        table: {
          caption: 'Links to hand out',
          head: columns,
          rows: addressesIn(context, asked, outcome),
        },
      },
    ],
  })
}

function linksFile(
  context: AccountsContext,
  asked: OrganisationAsked,
  outcome: Outcome,
): PrivateAnswer {
  const rows = addressesIn(context, asked, outcome).map((row) => [...row, workUntil(asked)])
  const lines = [[...columns, 'Works until'], ...rows]
  return {
    file: stringify(lines, { escape_formulas: true, record_delimiter: 'windows', bom: true }),
    name: 'invitations.csv',
    type: 'text/csv; charset=utf-8',
  }
}

function mailedPage(
  context: AccountsContext,
  asked: OrganisationAsked,
  outcome: Outcome,
): PrivateAnswer {
  const { invited } = outcome
  const title =
    invited.length === 0
      ? 'Nobody was invited'
      : invited.length === 1
        ? '1 invitation is on its way'
        : `${invited.length} invitations are on their way`
  return donePage(context, asked, {
    title,
    outcome,
    lead: invited.length === 0 ? [] : ['They go by mail. Each link works once, within seven days.'],
    sections: [
      {
        items: invited.map(({ person: { name, email } }) => `${name}, ${email ?? ''}`),
      },
    ],
  })
}

interface Done {
  readonly title: string
  readonly outcome: Outcome
  readonly lead?: readonly string[]
  readonly sections?: readonly Section[]
}

function donePage(
  { views }: AccountsContext,
  asked: OrganisationAsked,
  { title, outcome, lead = [], sections = [] }: Done,
): PrivateAnswer {
  const people = { href: placeIn(asked.organisation, '/people'), text: 'People' }
  const { skipped } = outcome
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: [people] }),
        title,
        lead,
        sections: [
          ...sections,
          ...(skipped.length === 0
            ? []
            : [
                {
                  heading: 'Invited otherwise in the meantime',
                  lead: ['Their links stay as they are.'],
                  items: skipped.map(({ name, reference }) => `${name} (${reference})`),
                },
              ]),
          {
            links: [
              { href: placeIn(asked.organisation, path), text: 'Invite others' },
              { ...people, text: 'Back to people' },
            ],
          },
        ],
      }),
    ),
  }
}
