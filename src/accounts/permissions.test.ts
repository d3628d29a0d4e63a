import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { permissions, whyRefused } from './permissions.ts'
import type { Asker, Duty, Membership, PermissionName, Subject } from './permissions.ts'

const here = 'organisation'
const elsewhere = 'other organisation'

function memberOf(organisationId: string, parts: Partial<Membership> = {}): Membership {
  return {
    organisationId,
    organisationName: organisationId,
    personId: `person in ${organisationId}`,
    personName: 'Test',
    duties: [],
    manages: [],
    ...parts,
  }
}

function asker(memberships: readonly Membership[], parts: Partial<Asker> = {}): Asker {
  const all = { accountId: 'own account', name: 'Test', email: 'test@example.org', memberships }
  return { ...all, secondFactor: true, hasSecondFactor: true, ownsFrameworks: false, ...parts }
}

function withDuty(duty: Duty, organisationId = here): Asker {
  return asker([memberOf(organisationId, { duties: [duty] })])
}

const person = asker([memberOf(here)])
const managed = { organisationId: here, personId: 'managed' }
const manager = asker([memberOf(here, { manages: ['managed'] })])
const reader = asker([memberOf(here, { readsExceptionally: ['managed'] })])
/** Whoever has signed in without having a second factor. */
const plainly = { secondFactor: false, hasSecondFactor: false }

interface Case {
  readonly yes: readonly (readonly [Asker, Subject])[]
  readonly no: readonly (readonly [Asker, Subject])[]
}

const administrators: Case = {
  yes: [[withDuty('administrator'), { organisationId: here }]],
  no: [
    [withDuty('administrator', elsewhere), { organisationId: here }],
    [withDuty('administrator'), {}],
    [withDuty('planner'), { organisationId: here }],
    [withDuty('head-of-profession'), { organisationId: here }],
    [withDuty('hiring-manager'), { organisationId: here }],
    [manager, { organisationId: here }],
    [person, { organisationId: here }],
  ],
}

/** For each line of the table, who it allows what, and who is refused though they come near. */
const cases: Readonly<Record<PermissionName, Case>> = {
  'account.manage': {
    yes: [[person, { accountId: 'own account' }]],
    no: [
      [person, { accountId: 'other account' }],
      [withDuty('administrator'), { accountId: 'other account', organisationId: here }],
      [person, {}],
    ],
  },
  'tokens.manage': {
    yes: [[person, { accountId: 'own account' }]],
    no: [
      [person, { accountId: 'other account' }],
      [withDuty('administrator'), { accountId: 'other account', organisationId: here }],
    ],
  },
  'messages.read': {
    yes: [[person, { accountId: 'own account' }]],
    no: [[withDuty('administrator'), { accountId: 'other account', organisationId: here }]],
  },
  'record.read-own': {
    yes: [
      [person, { personId: `person in ${here}` }],
      [asker([memberOf(here)], plainly), { personId: `person in ${here}` }],
    ],
    no: [
      [withDuty('administrator'), { personId: 'managed' }],
      [manager, managed],
      [person, {}],
    ],
  },
  'organisation.read': {
    yes: [
      [person, { organisationId: here }],
      [asker([memberOf(here)], plainly), { organisationId: here }],
    ],
    no: [
      [asker([]), { organisationId: here }],
      [withDuty('administrator', elsewhere), { organisationId: here }],
    ],
  },
  'editions.load': {
    yes: [
      [asker([], { ownsFrameworks: true }), {}],
      [asker([memberOf(here)], { ownsFrameworks: true }), {}],
    ],
    no: [
      [person, {}],
      [manager, {}],
      [withDuty('administrator'), {}],
      [withDuty('administrator'), { organisationId: here }],
      [withDuty('head-of-profession'), { organisationId: here }],
    ],
  },
  'organisation.set-up': administrators,
  'people.administer': administrators,
  'duties.grant': administrators,
  'accounts.help': administrators,
  'demonstration.load': {
    yes: [
      [withDuty('administrator'), {}],
      [withDuty('administrator', elsewhere), {}],
    ],
    no: [
      [asker([]), {}],
      [person, {}],
      [manager, {}],
      [withDuty('planner'), {}],
      [withDuty('head-of-profession'), {}],
      [withDuty('hiring-manager'), {}],
    ],
  },
  'demonstration.remove': administrators,
  'log.read': administrators,
  'exceptions.decide': {
    yes: [...administrators.yes, [withDuty('administrator'), managed]],
    no: [
      ...administrators.no,
      [withDuty('administrator'), { organisationId: here, personId: `person in ${here}` }],
    ],
  },
  'person.read-exceptionally': {
    yes: [[reader, managed]],
    no: [
      [reader, { organisationId: here, personId: 'somebody else' }],
      [reader, { organisationId: elsewhere, personId: 'managed' }],
      [reader, { organisationId: here }],
      [withDuty('administrator'), managed],
      [manager, managed],
    ],
  },
  'erasure.ask': {
    yes: [
      [person, { personId: `person in ${here}` }],
      [asker([memberOf(here)], plainly), { personId: `person in ${here}` }],
    ],
    no: [
      [withDuty('administrator'), { personId: 'managed' }],
      [manager, managed],
      [person, {}],
    ],
  },
  'erasure.decide': administrators,
  'person.read-managed': {
    yes: [[manager, managed]],
    no: [
      [manager, { organisationId: here, personId: 'somebody else' }],
      [manager, { organisationId: elsewhere, personId: 'managed' }],
      [manager, { organisationId: here }],
      [withDuty('administrator'), managed],
      [withDuty('planner'), managed],
    ],
  },
  // Which profiles those are, the page asks the store: see post-profiles.test.ts.
  'profiles.read-held': {
    yes: [
      [person, { organisationId: here }],
      [asker([memberOf(here)], plainly), { organisationId: here }],
    ],
    no: [
      [asker([]), { organisationId: here }],
      [withDuty('administrator', elsewhere), { organisationId: here }],
      [person, {}],
    ],
  },
  'skills.keep-own': {
    yes: [
      [person, { organisationId: here }],
      [asker([memberOf(here)], plainly), { organisationId: here }],
    ],
    no: [
      [asker([]), { organisationId: here }],
      [withDuty('administrator', elsewhere), { organisationId: here }],
      [person, {}],
    ],
  },
  'skills.answer': {
    yes: [[manager, managed]],
    no: [
      [manager, { organisationId: here, personId: 'somebody else' }],
      [manager, { organisationId: elsewhere, personId: 'managed' }],
      [manager, { organisationId: here }],
      [person, managed],
      [withDuty('administrator'), managed],
      [withDuty('planner'), managed],
      [withDuty('head-of-profession'), managed],
    ],
  },
  'team.read': {
    yes: [[manager, { organisationId: here }]],
    no: [
      [manager, { organisationId: elsewhere }],
      [withDuty('administrator'), { organisationId: here }],
    ],
  },
  'profiles.read': {
    yes: [
      [withDuty('administrator'), { organisationId: here }],
      [withDuty('head-of-profession'), { organisationId: here }],
      [withDuty('hiring-manager'), { organisationId: here }],
    ],
    no: [
      [withDuty('hiring-manager', elsewhere), { organisationId: here }],
      [withDuty('planner'), { organisationId: here }],
      [manager, { organisationId: here }],
      [person, { organisationId: here }],
    ],
  },
  'profiles.change': {
    yes: [
      [withDuty('administrator'), { organisationId: here, ownerId: 'somebody else' }],
      [withDuty('administrator'), { organisationId: here }],
      [withDuty('head-of-profession'), { organisationId: here, ownerId: `person in ${here}` }],
      [withDuty('hiring-manager'), { organisationId: here, ownerId: `person in ${here}` }],
    ],
    no: [
      [withDuty('hiring-manager'), { organisationId: here, ownerId: 'somebody else' }],
      [withDuty('hiring-manager'), { organisationId: here }],
      [withDuty('hiring-manager'), { organisationId: elsewhere, ownerId: `person in ${here}` }],
      [withDuty('planner'), { organisationId: here, ownerId: `person in ${here}` }],
      [person, { organisationId: here, ownerId: `person in ${here}` }],
    ],
  },
  'figures.read': {
    yes: [
      [withDuty('planner'), { organisationId: here }],
      [withDuty('head-of-profession'), { organisationId: here }],
    ],
    no: [
      [withDuty('planner', elsewhere), { organisationId: here }],
      [withDuty('administrator'), { organisationId: here }],
      [withDuty('hiring-manager'), { organisationId: here }],
      [manager, { organisationId: here }],
    ],
  },
  'figures.begin': administrators,
}

function isLine(name: string): name is PermissionName {
  return Object.hasOwn(permissions, name)
}

describe('the promise', () => {
  for (const name of Object.keys(permissions).filter(isLine)) {
    const { sentence, secondFactor } = permissions[name]
    it(sentence, () => {
      const { yes, no } = cases[name]
      for (const [who, subject] of yes) {
        assert.equal(whyRefused(name, who, subject), undefined)
        assert.equal(whyRefused(name, undefined, subject), 'sign-in')
        const notYet = { ...who, secondFactor: false, hasSecondFactor: true }
        assert.equal(whyRefused(name, notYet, subject), 'second-factor')
        const none = { ...who, ...plainly }
        assert.equal(whyRefused(name, none, subject), secondFactor ? 'second-factor' : undefined)
      }
      for (const [who, subject] of no) {
        assert.equal(whyRefused(name, who, subject), 'not-allowed')
      }
      assert.equal(/with a second factor/.test(sentence), secondFactor)
    })
  }
})
