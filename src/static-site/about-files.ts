import { publicPath } from './links.ts'
import { notFoundAddress } from './source.ts'

/** What the files about a site are made from. */
export interface SiteFacts {
  /** Addresses of the pages that can be looked for. */
  readonly pages: readonly string[]
  /** Every address that has a file. */
  readonly addresses: ReadonlySet<string>
  readonly baseUrl: string
  readonly title: string
}

const document = '/api/openapi.json'

/** The files that tell programs what there is: `sitemap.xml`, `robots.txt` and `llms.txt`. */
export function aboutFiles(facts: SiteFacts): [string, string][] {
  const origin = new URL(facts.baseUrl).origin
  const base = new URL(facts.baseUrl).pathname.replace(/\/$/, '')
  const wholeAddress = (path: string): string => `${origin}${publicPath(base, path, 'text/html')}`
  return [
    ['sitemap.xml', sitemap(facts.pages, wholeAddress)],
    ['robots.txt', `User-agent: *\nAllow: /\nSitemap: ${origin}${base}/sitemap.xml\n`],
    ['llms.txt', forLanguageModels(facts, wholeAddress)],
  ]
}

function sitemap(pages: readonly string[], wholeAddress: (path: string) => string): string {
  const entries = pages
    .filter((path) => path !== notFoundAddress && !path.endsWith('/search'))
    .toSorted()
    .map((path) => `<url><loc>${escaped(wholeAddress(path))}</loc></url>`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n')
}

function forLanguageModels(
  { addresses, baseUrl, title }: SiteFacts,
  wholeAddress: (path: string) => string,
): string {
  const link = (path: string, text: string, about: string): string[] =>
    addresses.has(path) ? [`- [${text}](${wholeAddress(path)}): ${about}`] : []
  return [
    `# ${title}`,
    '',
    '> An open copy of a published capability framework: roles, their levels, the skills each level asks for and what each skill level looks like. Not an official service.',
    '',
    `Every page of data is JSON too: put .json in place of the closing slash, for example ${baseUrl}/roles.json. Each answer names its licence and attribution in meta.`,
    '',
    '## Main pages',
    '',
    ...link('/roles', 'Roles', 'every role by family, with its levels'),
    ...link('/skills', 'Skills', 'every skill from A to Z'),
    ...link('/maturity', 'Data maturity', 'the maturity model, row by row'),
    ...link('/framework-health', 'Framework health', 'what was found wrong in the sources'),
    ...link('/editions', 'Editions', 'what there is, and how old it is'),
    '',
    '## Data',
    '',
    ...link('/downloads', 'Downloads', 'whole editions as CSV and JSON'),
    ...link('/api', 'API', 'every address that answers JSON'),
    ...(addresses.has(document)
      ? [`- [OpenAPI](${baseUrl}${document}): the same for programs`]
      : []),
    ...link('/licence', 'Licence', 'on which terms the content can be used'),
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
