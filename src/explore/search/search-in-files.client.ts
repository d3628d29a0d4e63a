import nunjucks from 'nunjucks'
import { kinds } from './documents.ts'
import type { SearchAsked } from './asked-for.ts'
import { findIn, suggestionsIn } from './found.ts'
import type { Searched } from './found.ts'
import { presentFound, searchTitle } from './present-found.ts'
import type { SearchFile } from './search-file.ts'
import { searchIndexOf } from './search-index.ts'
import { suggestInFields } from './suggestions.client.ts'

// The search of pages that are files: the rules and the view of the server, run in the browser.

const opened = new Map<string, Promise<Searched>>()

/** Reads and indexes a file once, when somebody first searches it. */
function openedAt(address: string): Promise<Searched> {
  const known = opened.get(address)
  if (known !== undefined) return known
  const searched = open(address)
  opened.set(address, searched)
  // A file that could not be read is asked for again next time.
  searched.catch(() => opened.delete(address))
  return searched
}

async function open(address: string): Promise<Searched> {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} answers ${response.status}`)
  const file: unknown = await response.json()
  if (!isSearchFile(file)) throw new Error(`${address} is no file to be searched`)
  const documents = file.documents.map(({ href, ...rest }) => ({ ...rest, path: href }))
  return { index: searchIndexOf(documents), hrefOf: ({ path }) => path }
}

/** The file was written with this page; only its outside is looked at. */
function isSearchFile(file: unknown): file is SearchFile {
  return (
    typeof file === 'object' &&
    file !== null &&
    'documents' in file &&
    Array.isArray(file.documents)
  )
}

suggestInFields((address) => async (text, signal) => {
  try {
    const searched = await openedAt(address)
    return signal.aborted ? undefined : suggestionsIn(searched, text.trim())
  } catch {
    return undefined
  }
})

/** The parts of the page on which somebody searches. */
interface SearchPage {
  readonly form: HTMLFormElement
  readonly found: HTMLElement
  /** Of the file to be searched. */
  readonly file: string
}

function searchPage(): SearchPage | undefined {
  const form = document.querySelector<HTMLFormElement>('form.filters[data-in-files]')
  const found = document.querySelector<HTMLElement>('#found')
  const file = document.querySelector<HTMLElement>('[data-suggestions]')?.dataset['suggestions']
  return form === null || found === null || file === undefined ? undefined : { form, found, file }
}

/** What the address asks for. What the form does not offer is not asked for. */
function askedOf({ form }: SearchPage, query: URLSearchParams): SearchAsked {
  const chosen = (name: string): string | null => {
    const field = form.elements.namedItem(name)
    if (!(field instanceof HTMLSelectElement)) return null
    field.value = query.get(name) ?? ''
    if (field.selectedIndex === -1) field.selectedIndex = 0
    return field.value || null
  }
  const words = form.elements.namedItem('q')
  if (!(words instanceof HTMLInputElement)) throw new TypeError('The form has no field for words')
  words.value = (query.get('q') ?? '').slice(0, words.maxLength)
  const kind = chosen('kind')
  return {
    text: words.value.normalize('NFC').trim(),
    kind: kinds.find((one) => one === kind) ?? null,
    family: chosen('family'),
    level: chosen('level'),
  }
}

/** Where another edition is searched, if the address asks for one that the form offers. */
function elsewhere({ form }: SearchPage, query: URLSearchParams): URL | undefined {
  const field = form.elements.namedItem('edition')
  if (!(field instanceof HTMLSelectElement)) return undefined
  const editions = [...field.options]
  // A browser may have kept what was chosen here before.
  for (const edition of editions) edition.selected = edition.defaultSelected
  const asked = query.get('edition') ?? ''
  const offered = editions.some(({ value }) => value === asked)
  if (asked === '' || asked === field.value || !offered) return undefined
  const to = new URL(`../editions/${encodeURIComponent(asked)}/search/`, form.action)
  query.delete('edition')
  to.search = query.toString()
  return to
}

/** Shows what the address asks for, rendered as the server would. */
async function showFound(page: SearchPage, asked: SearchAsked): Promise<void> {
  const { found } = page
  found.replaceChildren(said('Searching …', 'status'))
  const searched = await openedAt(page.file)
  const here = window.location.pathname
  const base = here.replace(/search\/(?:index\.html)?$/, '')
  const addresses = { search: here, roles: `${base}roles/`, skills: `${base}skills/` }
  // Templates that were compiled when this script was built are found without a loader.
  const views = new nunjucks.Environment([], { autoescape: true, throwOnUndefined: true })
  const finds = findIn(searched, asked)
  const newest = finds.total === 0 ? await foundInNewest(page, asked) : undefined
  const view = presentFound(addresses, finds, newest)
  found.innerHTML = views.render('explore/views/search-found.njk', view)
}

/** What the newest edition has, where this is the page of an older one. */
async function foundInNewest({ file }: SearchPage, asked: SearchAsked) {
  const newest = file.replace(/editions\/[^/]+\/(?=search\/)/, '')
  if (newest === file) return undefined
  const search = window.location.pathname.replace(/editions\/[^/]+\/(?=search\/)/, '')
  return { search, results: findIn(await openedAt(newest), asked).total }
}

function said(words: string, role: 'status' | 'alert'): HTMLElement {
  const paragraph = document.createElement('p')
  paragraph.className = 'govuk-body'
  paragraph.setAttribute('role', role)
  paragraph.textContent = words
  return paragraph
}

async function answerPage(page: SearchPage): Promise<void> {
  const query = new URLSearchParams(window.location.search)
  const other = elsewhere(page, query)
  if (other !== undefined) return window.location.replace(other)
  const asked = askedOf(page, query)
  if (asked.text === '') return
  document.title = document.title.replace(/^Search/, () => searchTitle(asked.text))
  try {
    await showFound(page, asked)
  } catch {
    const words = 'The search could not be loaded. Check your connection and load this page again.'
    page.found.replaceChildren(said(words, 'alert'))
  }
}

const page = searchPage()
if (page !== undefined) void answerPage(page)
