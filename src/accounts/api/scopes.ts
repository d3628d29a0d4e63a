import { permissions } from '../permissions.ts'
import type { Asker, Membership, PermissionName } from '../permissions.ts'

interface ScopeLine {
  /** What it lets a program do, to go on after "may". */
  readonly sentence: string
  /** Reading is GET, writing is POST. */
  readonly method: 'GET' | 'POST'
  /** The lines of the permission table that it can make use of. */
  readonly lines: readonly PermissionName[]
}

/**
 * What tokens can be made for. A line of the permission table that no scope names is never open to
 * tokens: duties, helping people into their accounts, and everything about one's own account.
 */
export const scopes = {
  'record:read-own': {
    sentence: 'read everything that is held about you, your skills too',
    method: 'GET',
    lines: ['record.read-own', 'skills.keep-own'],
  },
  'organisation:read': {
    sentence: 'read who answers for the records of the organisation',
    method: 'GET',
    lines: ['organisation.read'],
  },
  'team:read': {
    sentence:
      'read the name, team, post and grade of the people you manage, and what they share with you of their skills',
    method: 'GET',
    lines: ['team.read', 'person.read-managed'],
  },
  'people:read': {
    sentence: 'read its people, teams, posts, grades and reporting lines',
    method: 'GET',
    lines: ['people.administer'],
  },
  'people:write': {
    sentence: 'add, change and import people, teams, posts, grades and reporting lines',
    method: 'POST',
    lines: ['people.administer'],
  },
  'profiles:read': {
    sentence: 'read its local profiles for posts',
    method: 'GET',
    lines: ['profiles.read'],
  },
  'figures:read': {
    sentence: 'read protected figures about the organisation',
    method: 'GET',
    lines: ['figures.read'],
  },
  'log:read': {
    sentence: 'read what was done in the organisation',
    method: 'GET',
    lines: ['log.read'],
  },
} as const satisfies Record<string, ScopeLine>

/** A scope of the list. */
export type Scope = keyof typeof scopes

/** The token a request came with, as far as it says what the request may do. */
export interface TokenInUse {
  readonly scopes: readonly Scope[]
  /** As its owner named it; never the secret. */
  readonly name: string
}

/** Whether a text names a scope of the list. */
export function isScope(text: string): text is Scope {
  return Object.hasOwn(scopes, text)
}

/** Every scope, in the order of the page that offers them. */
export const scopeNames: readonly Scope[] = Object.keys(scopes).filter(isScope)

/**
 * The scope that a line of the permission table asks of tokens; undefined: it is never open to them.
 *
 * @example
 * scopeFor('people.administer', 'GET') // 'people:read'
 * scopeFor('duties.grant', 'POST') // undefined
 */
export function scopeFor(
  permission: PermissionName | 'anyone',
  method: 'GET' | 'POST',
): Scope | undefined {
  return scopeNames.find((name) => {
    const { lines, method: of }: ScopeLine = scopes[name]
    return of === method && lines.some((line) => line === permission)
  })
}

/** The sentences that no token can make use of, for the page that says who may do what. */
export function closedToTokens(): readonly string[] {
  const open = new Set<string>(scopeNames.flatMap((name): readonly string[] => scopes[name].lines))
  return Object.entries(permissions)
    .filter(([name]) => !open.has(name))
    .map(([, { sentence }]) => sentence)
}

/**
 * The scopes that somebody could make use of in an organisation today.
 *
 * @example
 * usableScopes(asker, membership) // ['record:read-own', 'organisation:read']
 */
export function usableScopes(asker: Asker, membership: Membership): readonly Scope[] {
  const { organisationId, personId } = membership
  return scopeNames.filter((name) =>
    scopes[name].lines.some((line) =>
      permissions[line].allows(asker, { organisationId, personId }),
    ),
  )
}
