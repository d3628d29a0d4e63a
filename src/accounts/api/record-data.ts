import { Type } from 'typebox'
import type { PrivateAsked } from '../http.ts'
import type { NamedErasureRequest } from '../purposes/erasure/store.ts'
import type { NamedRequest } from '../purposes/exceptions/store.ts'
import { HeldSkills, heldSkillsOf } from '../skills/skills-data.ts'
import type { HeldRecord } from '../store/record.ts'
import type { profilesHeldBy } from '../store/profiles.ts'
import { dataOf } from './operation.ts'
import { personOf, personShape, sheetOf } from './person-data.ts'
import { Purpose, purposeOf } from './purpose-shape.ts'
import { Day, Event, eventOf, exact, Id, Moment, Named, orNull, Text } from './shapes.ts'

const Exception = exact({
  id: Id,
  kind: Text,
  reason: Text,
  asked: Moment,
  decision: orNull(Text),
  decided: orNull(Moment),
  until: orNull(Day),
  ended: orNull(Moment),
})

const Erasure = exact({
  id: Id,
  words: Text,
  asked: Moment,
  due: Day,
  decision: orNull(Text),
  decided: orNull(Moment),
  ground: orNull(Text),
  reason: orNull(Text),
})

/** The record, with what the page reads beside it. */
export interface FoundRecord {
  readonly record: HeldRecord
  readonly heldProfiles: Awaited<ReturnType<typeof profilesHeldBy>>
}

/** Everything an organisation holds about somebody, and their account, for themselves. */
export const recordData = dataOf({
  summary: 'Everything that an organisation holds about you, and who has read it',
  schema: exact({
    organisation: Named,
    ...personShape,
    account: exact({
      name: Text,
      email: Text,
      opened: Moment,
      secondFactorSince: orNull(Moment),
      loadsEditionsSince: orNull(Moment),
      loadedEditions: Type.Array(Text),
      identities: Type.Array(exact({ issuer: Text, subject: Text, connected: Moment }), {
        description: 'Who you are at sign-in providers',
      }),
    }),
    ownedProfiles: Type.Array(Named, { description: 'Local profiles for posts that you own' }),
    heldProfiles: Type.Array(Named, { description: 'Local profiles of posts you hold' }),
    skills: HeldSkills,
    events: Type.Array(Event, { description: 'Who read or changed it' }),
    done: Type.Array(Event, { description: 'What you did in the organisation' }),
    purposes: Type.Array(Purpose, { description: 'Why the organisation keeps records' }),
    exceptions: Type.Array(Exception, { description: 'Legal holds and exceptional access' }),
    erasures: Type.Array(Erasure, { description: 'What you asked to be erased' }),
    messages: Type.Array(
      exact({ id: Id, subject: Text, body: Text, sent: Moment, read: orNull(Moment) }),
    ),
    sessions: Type.Array(exact({ began: Moment, seen: Moment })),
    tokens: Type.Array(
      exact({
        id: Id,
        name: Text,
        organisation: Named,
        scopes: Type.Array(Text),
        made: Moment,
        ends: Moment,
        lastUsed: orNull(Text),
      }),
    ),
  }),
  of: ({ record, heldProfiles }: FoundRecord, _asked: PrivateAsked) => ({
    organisation: { id: record.organisation.id, name: record.organisation.name },
    person: personOf(record.person),
    ...sheetOf(record),
    account: {
      name: record.account.name,
      email: record.account.email,
      opened: record.account.created_at,
      secondFactorSince: record.account.second_factor_since,
      loadsEditionsSince: record.account.framework_owner_since,
      loadedEditions: [...record.account.loaded_editions],
      identities: record.account.identities.map(({ issuer, subject, created_at: connected }) => ({
        issuer,
        subject,
        connected,
      })),
    },
    ownedProfiles: record.profiles.map(({ id, name }) => ({ id, name })),
    heldProfiles: heldProfiles.map(({ id, name }) => ({ id, name })),
    skills: heldSkillsOf(record.skills),
    events: record.events.map(eventOf),
    done: record.done.map(eventOf),
    purposes: record.purposes.map(purposeOf),
    exceptions: record.exceptionalRequests.map(exceptionOf),
    erasures: record.erasureRequests.map(erasureOf),
    messages: record.messages.map(({ id, subject, body, created_at: sent, read_at: read }) => ({
      id,
      subject,
      body,
      sent,
      read,
    })),
    sessions: record.sessions.map(({ created_at: began, seen_at: seen }) => ({ began, seen })),
    tokens: record.tokens.map((token) => ({
      id: token.id,
      name: token.name,
      organisation: { id: token.organisation_id, name: token.organisation_name },
      scopes: [...token.scopes],
      made: token.created_at,
      ends: token.expires_at,
      lastUsed: token.used_on,
    })),
  }),
})

function exceptionOf(row: NamedRequest) {
  return {
    id: row.id,
    kind: row.kind,
    reason: row.reason,
    asked: row.asked_at,
    decision: row.decision,
    decided: row.decided_at,
    until: row.until_day,
    ended: row.ended_at,
  }
}

function erasureOf(row: NamedErasureRequest) {
  return {
    id: row.id,
    words: row.words,
    asked: row.asked_at,
    due: row.due_on,
    decision: row.decision,
    decided: row.decided_at,
    ground: row.ground,
    reason: row.reason,
  }
}
