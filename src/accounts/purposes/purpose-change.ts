import { ExpectedFailure } from '../../platform/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { Field } from '../form.ts'
import { halfAddress } from '../form.ts'
import type { PrivateAnswer } from '../http.ts'
import type { Editing, Saved } from '../organisation/editing.ts'
import { placeIn } from '../organisation/organisation-route.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { stillMissing } from '../particulars.ts'
import { lastBy, log } from '../store/events.ts'
import type { Action } from '../store/events.ts'
import { changePurpose, purposeOf } from './purpose-store.ts'
import type { PurposeChange } from './purpose-store.ts'
import { isOnOn, isPurpose, lawfulBases, missingOf, purposeWords, standsOnLaw } from './purposes.ts'
import type { KeptPurpose, PurposeName } from './purposes.ts'
import { tellConcerned } from './telling.ts'
import type { PurposeEvent } from './telling.ts'

/** The list of purposes. */
export const list = { path: '/purposes', title: 'Why records are kept' }

/** The links above the pages of a purpose. */
export function aboveOf({
  organisation,
}: OrganisationAsked): readonly { href: string; text: string }[] {
  return [{ href: placeIn(organisation, list.path), text: list.title }]
}

/** The purpose an address names. */
export function nameIn({ params }: OrganisationAsked): PurposeName {
  const name = params['purpose'] ?? ''
  if (!isPurpose(name)) throw new ExpectedFailure('purpose-not-found')
  return name
}

function fieldsOf(name: PurposeName): readonly Field[] {
  return [
    {
      name: 'basis',
      label: 'Lawful basis',
      kind: 'select',
      mayWait: true,
      options: Object.entries(lawfulBases).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'law',
      label: 'Law or task it stands on',
      kind: 'text',
      longest: 500,
      mayWait: true,
      hint: 'Needed for a legal obligation or a public task: which law gives it. Consent seldom suits employment.',
    },
    {
      name: 'notice',
      label: 'Privacy notice',
      kind: 'textarea',
      longest: 20_000,
      mayWait: true,
      hint: 'The web address of the notice for this purpose, beginning with https://, or its text.',
      check: halfAddress,
    },
    {
      name: 'months',
      label: 'Months for which records are kept',
      kind: 'text',
      longest: 4,
      mayWait: true,
      hint: `Counted from ${purposeWords[name].counted}. A whole number, for example 24.`,
      check: (value) =>
        /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 1200
          ? undefined
          : 'Months must be a whole number from 1 to 1200',
    },
  ]
}

/** What is said of a purpose, to be changed. */
export async function editing(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<Editing> {
  const { organisation } = asked
  const name = nameIn(asked)
  const kept = await door.store.read((db) => purposeOf(db, organisation.id, name))
  const about = { organisationId: organisation.id, personId: null } as const
  const { title } = purposeWords[name]
  return {
    title: `Why and how long: ${title}`,
    lead: [
      'Once the purpose is on, everybody it concerns is told of each change. A shorter time counts for what is kept already, from the next night on.',
    ],
    path: `/purposes/${name}/edit`,
    back: `/purposes/${name}`,
    saved: `What is said of the purpose “${title}” was saved.`,
    above: [...aboveOf(asked), { href: placeIn(organisation, `/purposes/${name}`), text: title }],
    fields: fieldsOf(name),
    kept: {
      version: kept.version,
      values: {
        basis: kept.lawful_basis,
        law: kept.basis_text,
        notice: kept.notice,
        months: kept.retention_months === null ? '' : String(kept.retention_months),
      },
    },
    who: () => door.store.read((db) => lastBy(db, { ...about, action: 'purpose.changed' })),
  }
}

/** Saves what is said of a purpose, and tells whom it concerns. */
export async function save(
  { door }: AccountsContext,
  asked: OrganisationAsked,
  { values, version }: { values: ReadonlyMap<string, string>; version: number },
): Promise<Saved> {
  const { organisation, today } = asked
  const name = nameIn(asked)
  const value = (field: string): string => values.get(field) ?? ''
  const change = {
    lawful_basis: value('basis'),
    basis_text: value('law'),
    notice: value('notice'),
    retention_months: value('months') === '' ? null : Number(value('months')),
  }
  if (standsOnLaw(change.lawful_basis) && change.basis_text === '') {
    return [{ field: 'law', message: 'Enter the law or task that this lawful basis stands on' }]
  }
  return door.store.write(async (db) => {
    const kept = await purposeOf(db, organisation.id, name)
    const changed = { ...kept, ...change }
    const missing = isOnOn(kept, today) ? missingOf(changed) : []
    if (missing.length > 0) {
      const message = `The purpose is on. Still missing: ${missing.join('; ')}. Switch it off first to leave it out`
      return [{ field: 'basis', message }]
    }
    const done = { change, event: 'changed', name } as const
    return (await write(db, asked, { ...done, kept: { ...kept, version } })) ? 'saved' : 'changed'
  })
}

/** Switches a purpose on, where everything is said, or off. */
export async function switchPurpose(
  { door }: AccountsContext,
  asked: OrganisationAsked,
): Promise<PrivateAnswer> {
  const { organisation, form, today } = asked
  const name = nameIn(asked)
  const on = form.get('on')
  if (on !== 'yes' && on !== 'no') throw new ExpectedFailure('form-not-valid')
  await door.store.write(async (db) => {
    const kept = await purposeOf(db, organisation.id, name)
    if (isOnOn(kept, today) === (on === 'yes')) return
    if (on === 'no') {
      await write(db, asked, { change: { off_from: today }, event: 'off', name, kept })
      return
    }
    if (String(kept.version) !== form.get('version')) throw new ExpectedFailure('changed-meanwhile')
    if ([...missingOf(kept), ...stillMissing(organisation)].length > 0) {
      throw new ExpectedFailure('purpose-not-complete')
    }
    const change = { on_from: today, off_from: null }
    await write(db, asked, { change, event: 'on', name, kept })
  })
  const saved = `The purpose “${purposeWords[name].title}” is ${on === 'yes' ? 'on' : 'off'}.`
  return { to: placeIn(organisation, `/purposes/${name}`), saved }
}

const actionOf: Readonly<Record<PurposeEvent, Action>> = {
  on: 'purpose.switched-on',
  off: 'purpose.switched-off',
  changed: 'purpose.changed',
}

async function write(
  db: Writing,
  { organisation, session, now, today }: OrganisationAsked,
  done: {
    readonly kept: KeptPurpose
    readonly change: PurposeChange
    readonly event: PurposeEvent
    readonly name: PurposeName
  },
): Promise<boolean> {
  const { kept, change, event, name } = done
  if (!(await changePurpose(db, kept, change))) return false
  const { accountId } = session.asker
  const details = { what: purposeWords[name].title }
  await log(db, {
    action: actionOf[event],
    accountId,
    organisationId: organisation.id,
    now,
    details,
  })
  const purpose = { ...kept, ...change }
  const isOn = isOnOn(purpose, today)
  await tellConcerned(db, { event, purpose, name, isOn, organisationName: organisation.name, now })
  return true
}
