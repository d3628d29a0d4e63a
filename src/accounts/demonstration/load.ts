import { randomUUID } from 'node:crypto'
import type { CapabilityFramework } from '../../framework/index.ts'
import type { Writing } from '../../platform/store/index.ts'
import { addDemonstrationRows } from '../store/demonstrations.ts'
import { grantDuty } from '../store/duties.ts'
import { log } from '../store/events.ts'
import { addOrganisation, changeOrganisation } from '../store/organisations.ts'
import { addPerson } from '../store/people.ts'
import { generate } from './generate.ts'
import { rowsOf } from './rows.ts'
import { addMadeUpSkills, switchOnPurposes } from './skills.ts'
import { madeUpParticulars } from './words.ts'

/** What a demonstration is loaded from, and for whom. */
export interface Loading {
  readonly seed: number
  readonly edition: CapabilityFramework | undefined
  readonly now: Date
  /** Becomes its administrator; null: it was loaded at the command line. */
  readonly by: { readonly accountId: string; readonly name: string } | null
}

/** A demonstration that was loaded. */
export interface Loaded {
  readonly organisationId: string
  readonly name: string
  readonly people: number
  /** The made-up administrator. */
  readonly administratorId: string
}

/**
 * Loads a demonstration organisation, whole within the transaction.
 *
 * @example
 * await store.write((db) => loadDemonstration(db, { seed: 1, edition, now, by }))
 */
export async function loadDemonstration(
  db: Writing,
  { seed, edition, now, by }: Loading,
): Promise<Loaded> {
  const content = generate({ seed, today: now.toISOString().slice(0, 10), edition })
  const { name } = content
  const id = await addOrganisation(db, { name, demonstration: true, now })
  const particulars = JSON.stringify(madeUpParticulars)
  await changeOrganisation(db, { id, version: 1 }, { particulars })
  const rows = rowsOf(content, { organisationId: id, now, newId: randomUUID })
  await addDemonstrationRows(db, rows, now)
  await switchOnPurposes(db, { organisationId: id, now })
  if (edition !== undefined) await addMadeUpSkills(db, rows, { edition, organisationId: id, now })
  if (by !== null) await addAdministrator(db, { ...by, organisationId: id, now })
  const people = rows.writes.people.length
  await log(db, {
    action: 'demonstration.loaded',
    accountId: by?.accountId ?? null,
    organisationId: id,
    details: { what: `${people} made-up people from the number ${seed}`, seed, people },
    now,
  })
  const duty = rows.duties.find((each) => each.duty === 'administrator')
  return { organisationId: id, name, people, administratorId: duty?.person_id ?? '' }
}

/** Without an e-mail address: their account is known already, and this is no place for it. */
async function addAdministrator(
  db: Writing,
  {
    organisationId,
    accountId,
    name,
    now,
  }: { organisationId: string; accountId: string; name: string; now: Date },
): Promise<void> {
  const person = { organisationId, accountId, name, reference: 'Loaded by' }
  const personId = await addPerson(db, { ...person, now })
  await grantDuty(db, { personId, duty: 'administrator', now })
  const event = { accountId, organisationId, personId, now }
  await log(db, { ...event, action: 'person.added' })
  await log(db, { ...event, action: 'duty.granted', details: { duty: 'administrator' } })
}
