import type { SearchDocument } from './documents.ts'

/** Pages about the site itself: the address, what it is called and what it says. */
const pages: readonly (readonly [path: string, title: string, about: string])[] = [
  [
    '/about',
    'About Capable',
    'What Capable is, where the content comes from and how sound it is. Help with the words used here.',
  ],
  [
    '/about#grades',
    'About job grades',
    'A role level may say which grade posts at it usually have. A usual grade is not mandatory, and a grade is never worked out.',
  ],
  [
    '/about#basis',
    'How a level is known',
    'Each level is stated, derived, exact, close or undecided: what these words mean.',
  ],
  [
    '/about#levels',
    'What the skill levels mean',
    'The skill levels of this framework, lowest first.',
  ],
  ['/about#not-held', 'What is not here', 'What no document that we hold says.'],
  [
    '/about#feedback',
    'Say what is wrong or missing',
    'Feedback on a page, a mistake or a problem, and where to propose a change to the framework.',
  ],
  ['/downloads', 'Downloads', 'Download whole editions as CSV and JSON, to use in a spreadsheet.'],
  ['/api', 'API', 'How programs read every page as JSON, with examples and OpenAPI.'],
  [
    '/licence',
    'Licence',
    'The licences of the content and of the code, and the attribution to give when you use it again. Copyright.',
  ],
  [
    '/accessibility',
    'Accessibility statement',
    'How accessible this site is and how that is checked.',
  ],
  ['/privacy', 'Privacy and cookies', 'What is kept about readers, and what is not.'],
  ['/changes', 'Changes', 'What changed between editions, change notes and a feed.'],
  ['/editions', 'Editions', 'The editions that we hold, and how old they are.'],
  ['/framework-health', 'Framework health', 'What looked wrong in the published documents.'],
]

/** The pages about the site itself, for whoever searches for help rather than for content. */
export const sitePages: readonly SearchDocument[] = pages.map(([path, title, about]) => ({
  kind: 'page',
  title: { lang: 'en', value: title },
  otherNames: [],
  partOf: null,
  texts: [{ lang: 'en', value: about }],
  summary: { lang: 'en', value: about },
  path,
  families: [],
  levels: [],
}))
