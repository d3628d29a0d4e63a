/** Kinds whose layout no other kind has. The slowest checks run on these, at full size on all. */
export const ownLayouts: readonly string[] = [
  'home',
  'role',
  'role level with responsibilities',
  'skills',
  'skill',
  'search results',
  'framework health, filtered',
  'role of a past edition',
  'accessibility statement',
  'maturity model',
  'maturity row',
  'two role levels compared',
  'roles near a role level',
  'route between role levels',
  'heat map of a family',
  'my skills',
  'page not found',
]

const isFull = process.env['CAPABLE_TEST_FULL'] !== undefined

/** Whether the slow checks look at a kind in this run. */
export function isLookedAt(kind: string): boolean {
  return isFull || ownLayouts.includes(kind) || !(kind in kinds)
}

/** One address of every kind of page. */
export const kinds: Readonly<Record<string, string>> = {
  home: '/',
  roles: '/roles',
  role: '/roles/software-developer',
  'Senior Civil Service role': '/roles/chief-data-officer',
  'role level': '/roles/software-developer/senior-developer',
  'role level with responsibilities': '/roles/software-developer/developer',
  family: '/families/data',
  skills: '/skills',
  skill: '/skills/user-focus',
  search: '/search',
  'search results': '/search?q=devops',
  'framework health': '/framework-health',
  'framework health, filtered': '/framework-health?severity=warning',
  editions: '/editions',
  edition: '/editions/2017-03-23',
  'role of a past edition': '/editions/2017-03-23/roles/problem-manager',
  'skills of a past edition': '/editions/2017-03-23/skills',
  about: '/about',
  licence: '/licence',
  'accessibility statement': '/accessibility',
  'privacy and cookies': '/privacy',
  'maturity model': '/maturity',
  'maturity topic': '/maturity/topics/1-engaging-with-others',
  'maturity theme': '/maturity/themes/culture',
  'maturity row': '/maturity/rows/9',
  'maturity health': '/maturity/framework-health',
  'start of a comparison': '/compare',
  'two role levels compared':
    '/compare?levels=software-developer/developer,development-operations-devops-engineer/lead-devops-engineer',
  'four role levels compared':
    '/compare?levels=user-researcher/user-researcher,user-researcher/senior-user-researcher,user-researcher/lead-user-researcher,service-designer/service-designer',
  'two skills compared': '/compare?skills=user-focus,user-focus-content-design',
  'comparison with an unknown role level': '/compare?levels=software-developer/wizard',
  'roles near a role level': '/roles/software-developer/developer/nearest',
  'start of a route': '/route',
  'route between role levels':
    '/route?from=application-operations-engineer/senior-application-operations-engineer&to=service-transition-manager/lead-service-transition-manager&rule=smallest-steps',
  'heat map of a family': '/families/user-centred-design/heat-map',
  'roles that share skills': '/map?family=data',
  'my skills': '/my-skills',
  'my skills, in an edition without levels': '/my-skills?edition=2017-03-23',
  'my skills, in an unknown edition': '/my-skills?edition=1999-01-01',
  'team from files': '/team-from-files',
  'page not found': '/nowhere',
  'refused filter': '/framework-health?severity=bogus',
}
