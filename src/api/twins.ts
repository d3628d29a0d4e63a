/** One part of an address that stands for a thing. */
export interface Parameter {
  readonly name: string
  readonly description: string
  readonly example: string
  readonly in: 'path' | 'query'
}

/** An address that answers JSON. */
export interface Twin {
  /** With parameters in braces. */
  readonly path: string
  readonly summary: string
  /** What stands in `data`. */
  readonly data: string
  /** `data` is a list, not an object. */
  readonly isList?: boolean
  readonly parameters: readonly Parameter[]
}

/** A twin whose address can start with that of an edition. */
interface EditionTwin extends Omit<Twin, 'parameters'> {
  readonly query?: readonly Parameter[]
  /** Where it can stand; everywhere unless given. */
  readonly places?: readonly Place[]
}

type Place = keyof typeof places

const places = {
  root: '',
  edition: '/editions/{edition}',
  framework: '/frameworks/{framework}',
  frameworkEdition: '/frameworks/{framework}/editions/{edition}',
} as const

const pathParameters: Readonly<Record<string, Omit<Parameter, 'name' | 'in'>>> = {
  framework: { description: 'Slug of a framework', example: 'kites' },
  edition: { description: 'Name of an edition', example: '2017-03-23' },
  role: { description: 'Slug of a role', example: 'software-developer' },
  level: { description: 'Slug of a level of the role', example: 'senior-developer' },
  family: { description: 'Slug of a role family', example: 'data' },
  skill: { description: 'Slug of a skill', example: 'prototyping' },
  topic: { description: 'Slug of a topic', example: '1-engaging-with-others' },
  theme: { description: 'Slug of a theme', example: 'uses' },
  row: { description: 'Number of a row', example: '9' },
}

const query = (name: string, description: string, example: string): Parameter => ({
  name,
  description,
  example,
  in: 'query',
})

const findingFilters = [
  query('severity', 'Only findings this grave: error, warning or notice', 'warning'),
  query('code', 'Only findings of this kind', 'near-duplicate-skills'),
  query('source', 'Only findings in this document', ''),
]

const inEditions: readonly EditionTwin[] = [
  {
    path: '/roles.json',
    isList: true,
    summary: 'Every role',
    data: 'Role families with their roles, what each role does and how many levels it has.',
  },
  {
    path: '/roles/{role}.json',
    summary: 'One role',
    data: 'What the role does, its levels in order and the skill level that each asks for.',
  },
  {
    path: '/roles/{role}/{level}.json',
    summary: 'One role level',
    data: 'What you do at this level, the skills it asks for statement by statement, how each level is known, and what changes at the next level.',
  },
  {
    path: '/families/{family}.json',
    summary: 'The roles of a family',
    data: 'The family with its roles.',
  },
  {
    path: '/skills.json',
    isList: true,
    summary: 'Every skill',
    data: 'Skills by name, with the levels that are defined and how many roles ask for them.',
  },
  {
    path: '/skills/{skill}.json',
    summary: 'One skill',
    data: 'The skill, what each of its levels looks like and which role levels ask for it.',
  },
  {
    path: '/search.json',
    summary: 'Search roles and skills',
    data: 'What was found, the best first, with the filters that apply.',
    query: [
      query('q', 'What to look for', 'prototyping'),
      query('kind', 'Only things of this kind', ''),
      query('family', 'Only things of this role family', ''),
      query('level', 'Only statements of this skill level', ''),
      query('edition', 'Another edition to search', ''),
    ],
  },
  {
    path: '/search/suggestions.json',
    isList: true,
    summary: 'Suggestions while somebody types',
    data: 'A few names of roles and skills that fit what was typed so far.',
    query: [query('q', 'What was typed so far', 'proto')],
  },
  {
    path: '/compare.json',
    summary: 'Compare role levels, or two skills',
    data: 'What two role levels share and what the second asks for beyond the first; three or four side by side; or the statements of two skills. Without a query, what there is to choose from.',
    query: [
      query(
        'levels',
        'Slug paths of two to four role levels, with commas between',
        'software-developer/developer,software-developer/senior-developer',
      ),
      query('skills', 'Slugs of two skills, with a comma between', ''),
      query('change', 'Another choice in place of one of them', ''),
    ],
  },
  {
    path: '/roles/{role}/{level}/nearest.json',
    summary: 'Role levels near one',
    data: 'The levels of other roles that somebody at this level could do soonest, with what is missing.',
    query: [query('all', 'true: every level of those roles', '')],
  },
  {
    path: '/families/{family}/heat-map.json',
    summary: 'The skills of a family',
    data: 'The role levels of the family and the level of each skill that they ask for.',
  },
  {
    path: '/map.json',
    summary: 'How near roles are to each other',
    data: 'Roles that share much of what they ask for, joined in pairs.',
    query: [query('family', 'Only roles of this family', '')],
  },
  {
    path: '/route.json',
    summary: 'A route from one role level to another',
    data: 'The moves that ask for the least in all, or the reason why there are none. Without a query, what there is to choose from.',
    query: [
      query('from', 'Slug path of the role level to start at', 'software-developer/developer'),
      query('to', 'Slug path of the role level to reach', 'data-engineer/lead-data-engineer'),
      query('rule', 'How the cost of a move is counted', ''),
    ],
  },
  {
    path: '/downloads.json',
    summary: 'What can be downloaded',
    data: 'Each file with its address, size, licence and first lines.',
  },
  {
    path: '/framework-health.json',
    summary: 'What was found wrong',
    data: 'Findings by kind, the gravest first, each with its source line and what was done about it.',
    query: findingFilters,
  },
  {
    path: '/editions.json',
    isList: true,
    summary: 'The editions there are',
    data: 'Every edition with its dates; below a framework, its own.',
    places: ['root', 'framework'],
  },
  {
    path: '/editions/difference.json',
    summary: 'What changed between two editions',
    data: 'Roles, levels, skills and statements that are new, gone, renamed or changed. Without a query, the editions to choose from.',
    query: [
      query('from', 'The earlier edition', '2017-03-23'),
      query('to', 'The later edition', '2026-11-21'),
    ],
    places: ['root', 'framework'],
  },
  {
    path: '/changes.json',
    summary: 'What changed from edition to edition',
    data: 'The editions of the framework, the newest first, with how much changed in each.',
    places: ['root', 'framework'],
  },
  {
    path: '.json',
    summary: 'One edition',
    data: 'Everything about the edition but its content: counts, sources, licence, findings in numbers.',
    places: ['edition', 'framework', 'frameworkEdition'],
  },
]

const once: readonly Omit<EditionTwin, 'places'>[] = [
  {
    path: '/index.json',
    summary: 'What there is',
    data: 'Counts, role families, the maturity model and the editions at a glance.',
  },
  {
    path: '/my-skills.json',
    summary: 'Skills to assess yourself against',
    data: 'The edition without prose and evidence: roles, skills with their statements, and which level each role level asks for.',
    query: [query('edition', 'Another edition', '')],
  },
  {
    path: '/licence.json',
    isList: true,
    summary: 'Licences',
    data: 'On which terms each framework can be used.',
  },
  {
    path: '/maturity.json',
    summary: 'The data maturity model',
    data: 'Topics, themes, levels and the rows of each combination.',
  },
  {
    path: '/maturity/topics/{topic}.json',
    summary: 'One topic of the maturity model',
    data: 'The topic with its rows, by theme.',
  },
  {
    path: '/maturity/themes/{theme}.json',
    summary: 'One theme of the maturity model',
    data: 'The theme with its rows, by topic.',
  },
  {
    path: '/maturity/rows/{row}.json',
    summary: 'One row of the maturity model',
    data: 'The row with what it looks like at each of its levels.',
  },
]

const maturityHealth: Twin = {
  path: '/maturity/framework-health.json',
  summary: 'What was found wrong in the maturity model',
  data: 'Findings by kind, the gravest first.',
  parameters: findingFilters,
}

/** Every address that answers JSON in the one envelope. A test holds it equal to the routes. */
export const twins: readonly Twin[] = [
  ...once.map(({ query: asked = [], ...twin }) => ({
    ...twin,
    parameters: [...parametersIn(twin.path), ...asked],
  })),
  ...inEditions.flatMap(atEveryPlace),
  maturityHealth,
]

function atEveryPlace({ path, query: asked = [], places: at, ...rest }: EditionTwin): Twin[] {
  const standing = at ?? (['root', 'edition', 'framework', 'frameworkEdition'] as const)
  return standing.map((place) => {
    const whole = `${places[place]}${path}`
    return { ...rest, path: whole, parameters: [...parametersIn(whole), ...asked] }
  })
}

function parametersIn(path: string): Parameter[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const known = pathParameters[name]
    if (known === undefined) throw new Error(`The parameter ${name} is not described`)
    return { name, in: 'path', ...known }
  })
}

/**
 * A twin's address with the examples filled in.
 *
 * @example
 * exampleOf(twin) // '/roles/software-developer.json'
 */
export function exampleOf({ path, parameters }: Twin): string {
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((address, { name, example }) => address.replace(`{${name}}`, example), path)
  const asked = parameters.filter((parameter) => parameter.in === 'query' && parameter.example)
  const text = asked.map(({ name, example }) => `${name}=${encodeURIComponent(example)}`).join('&')
  return text === '' ? filled : `${filled}?${text}`
}
