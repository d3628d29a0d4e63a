import type { Scope } from '../src/accounts/api/scopes.ts'

/**
 * The scope that a token needs, by hand. What is not here is closed to every token: all pages, and
 * of what is sent everything about accounts, duties, second factors and tokens themselves.
 */
export const scopeNeeded: Readonly<Record<string, Scope>> = {
  'GET /account/record/:person.json': 'record:read-own',
  'GET /organisations/:organisation.json': 'people:read',
  'GET /organisations/:organisation/about.json': 'organisation:read',
  'GET /organisations/:organisation/people.json': 'people:read',
  'GET /organisations/:organisation/people/:person.json': 'people:read',
  'GET /organisations/:organisation/people/:person/relations.json': 'people:read',
  'GET /organisations/:organisation/teams.json': 'people:read',
  'GET /organisations/:organisation/teams/:team.json': 'people:read',
  'GET /organisations/:organisation/posts.json': 'people:read',
  'GET /organisations/:organisation/posts/:post.json': 'people:read',
  'GET /organisations/:organisation/grades.json': 'people:read',
  'GET /organisations/:organisation/import/:import.json': 'people:read',
  'GET /organisations/:organisation/team.json': 'team:read',
  'GET /organisations/:organisation/team/:person.json': 'team:read',
  'GET /organisations/:organisation/figures.json': 'figures:read',
  'GET /organisations/:organisation/log.json': 'log:read',
  'POST /organisations/:organisation/people/add': 'people:write',
  'POST /organisations/:organisation/people/:person/edit': 'people:write',
  'POST /organisations/:organisation/people/:person/relations/add': 'people:write',
  'POST /organisations/:organisation/people/:person/relations/:relation': 'people:write',
  'POST /organisations/:organisation/teams/add': 'people:write',
  'POST /organisations/:organisation/teams/:team/edit': 'people:write',
  'POST /organisations/:organisation/teams/:team/delete': 'people:write',
  'POST /organisations/:organisation/posts/add': 'people:write',
  'POST /organisations/:organisation/posts/:post/edit': 'people:write',
  'POST /organisations/:organisation/posts/:post/holdings/add': 'people:write',
  'POST /organisations/:organisation/posts/:post/holdings/:holding': 'people:write',
  'POST /organisations/:organisation/grades/add': 'people:write',
  'POST /organisations/:organisation/grades/:grade': 'people:write',
  'POST /organisations/:organisation/grades/:grade/pay': 'people:write',
  'POST /organisations/:organisation/grades/usual/add': 'people:write',
  'POST /organisations/:organisation/grades/usual/delete': 'people:write',
  'POST /organisations/:organisation/import': 'people:write',
  'POST /organisations/:organisation/import/:import/columns': 'people:write',
  'POST /organisations/:organisation/import/:import/load': 'people:write',
  'POST /organisations/:organisation/import/:import/discard': 'people:write',
}
