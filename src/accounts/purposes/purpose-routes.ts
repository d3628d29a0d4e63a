import type { AccountsContext } from '../context.ts'
import type { PrivateAnswer, PrivateRoute } from '../http.ts'
import { editPage, saveEdit } from '../organisation/editing.ts'
import {
  organisationFrame,
  organisationRoutes,
  placeIn,
} from '../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { stillMissing } from '../particulars.ts'
import { sheetOf, sheetView } from '../sheet.ts'
import type { Section } from '../sheet.ts'
import { aboveOf, editing, list, nameIn, save, switchPurpose } from './purpose-change.ts'
import { purposeSection } from './purpose-section.ts'
import { purposeOf, purposesOf } from './purpose-store.ts'
import { isOnOn, missingOf, purposeWords, stateInWords } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'

/** What an organisation keeps records for: said, then switched on. */
export function purposeRoutes(context: AccountsContext): readonly PrivateRoute[] {
  const permission = 'organisation.set-up' as const
  const path = '/purposes/:purpose'
  return organisationRoutes(context, [
    { method: 'GET', path: '/purposes', permission, answer: listPage },
    { method: 'GET', path, permission, answer: purposePage },
    {
      method: 'GET',
      path: `${path}/edit`,
      permission,
      answer: async (_context, asked) => editPage(context, asked, await editing(context, asked)),
    },
    {
      method: 'POST',
      path: `${path}/edit`,
      permission,
      answer: (_context, asked) =>
        saveEdit(context, asked, {
          load: () => editing(context, asked),
          save: (values, version) => save(context, asked, { values, version }),
        }),
    },
    { method: 'POST', path: `${path}/switch`, permission, answer: switchPurpose },
  ])
}

async function listPage(
  { door, views }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { organisation, today } = asked
  const purposes = await door.store.read((db) => purposesOf(db, organisation.id))
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, list),
        title: list.title,
        lead: [
          'Each record has one purpose. Say the lawful basis, the privacy notice and how long records are kept, then switch the purpose on. For a purpose that is off nothing new is kept; administrators can still be added.',
        ],
        sections: [
          {
            table: {
              caption: 'Purposes',
              head: ['Purpose', 'State', 'Still missing'],
              rows: purposes.map((purpose) => [
                {
                  text: purposeWords[purpose.purpose].title,
                  href: placeIn(organisation, `/purposes/${purpose.purpose}`),
                },
                stateInWords(purpose, today),
                missingOf(purpose).join('; ') || 'Nothing',
              ]),
            },
          },
        ],
      }),
    ),
  }
}

async function purposePage(
  { door, views }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { organisation } = asked
  const name = nameIn(asked)
  const purpose = await door.store.read((db) => purposeOf(db, organisation.id, name))
  const { title, what } = purposeWords[name]
  const path = `/purposes/${name}`
  return {
    html: views.render(
      sheetView,
      sheetOf({
        frame: organisationFrame(asked, { title, path, above: aboveOf(asked) }),
        title,
        lead: [what],
        sections: [
          {
            ...purposeSection(purpose, name),
            links: [{ href: placeIn(organisation, `${path}/edit`), text: 'Change what is said' }],
          },
          switchSection(asked, { purpose, name }),
        ],
      }),
    ),
  }
}

function switchSection(
  { organisation, today }: OrganisationAsked,
  { purpose, name }: { purpose: KeptPurpose; name: PurposeName },
): Section {
  const heading = 'Switched on?'
  const to = placeIn(organisation, `/purposes/${name}/switch`)
  const version = String(purpose.version)
  const state = `${stateInWords(purpose, today)}.`
  if (isOnOn(purpose, today)) {
    const off = { to, submit: 'Switch it off', hidden: { version, on: 'no' }, warns: true }
    return { heading, lead: [state, whoIsTold(name)], actions: [off] }
  }
  const missing = [...missingOf(purpose), ...stillMissing(organisation)]
  if (missing.length > 0) {
    const why = `It can be switched on when everything is said. Still missing: ${missing.join('; ')}.`
    return { heading, lead: [state, why] }
  }
  const on = { to, submit: 'Switch it on', hidden: { version, on: 'yes' }, isMain: true }
  return { heading, lead: [state, whoIsTold(name)], actions: [on] }
}

function whoIsTold(name: PurposeName): string {
  return purposeWords[name].concerns === 'everybody'
    ? 'Everybody in the organisation who has an account is told.'
    : 'Administrators and hiring managers are told.'
}
