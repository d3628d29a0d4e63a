import { join } from 'node:path'
import nunjucks from 'nunjucks'
import type { AssetAddress } from './assets.ts'
import type { Link, PageView } from './frame.ts'

/** A template and the type of what it shows. Each has exactly one. */
export interface View<Data> {
  readonly template: string
  /** Never set: ties the type of the data to the template. */
  readonly shows?: (data: Data) => void
}

/** Renders views. */
export interface Views {
  render<Data extends PageView>(view: View<Data>, data: Data): string
  /** Renders what is no page and has no frame, such as a feed. */
  renderAlone<Data extends object>(view: View<Data>, data: Data): string
}

/** What every page has around it and does not choose. */
export interface SiteFurniture {
  readonly navigation: readonly Link[]
  readonly asset: AssetAddress
  /** For tests: reading a property that the data does not have is an error everywhere. */
  readonly strict?: boolean
  /** False where pages are files that nobody answers for: forms would lead nowhere. */
  readonly hasServer?: boolean
  /** Whether people can sign in. */
  readonly hasAccounts?: boolean
}

/** A form or script that works only where a server answers. Those of files say that they are. */
const asksServer = /<(?:form|script)\b(?![^>]*\bdata-in-files\b)/

/**
 * Names a template and the type of its data.
 *
 * @example
 * const roleView = view<RoleView>('explore/views/role.njk')
 */
export function view<Data extends object>(template: string): View<Data> {
  return { template }
}

/** Makes the renderer. Templates are found below `src/` and in govuk-frontend. */
export function createViews({
  navigation,
  asset,
  strict = false,
  hasServer = true,
  hasAccounts = false,
}: SiteFurniture): Views {
  const source = join(import.meta.dirname, '..')
  const components = join(source, '..', 'node_modules', 'govuk-frontend', 'dist')
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader([source, components], { noCache: false }),
    { autoescape: true, throwOnUndefined: true },
  )
  environment.addGlobal('asset', asset)
  environment.addGlobal('hasServer', hasServer)
  environment.addGlobal('hasAccounts', hasAccounts)
  return {
    render: ({ template }, data) => {
      const items = navigation.map((link) => ({
        ...link,
        active: link.href === data.frame.section,
      }))
      const shown = strict ? refusingUnknown(data) : data
      const search = data.frame.search ?? '/search'
      const { signedIn, runBy } = data.frame
      const around = { navigation: items, searchAction: search, signedIn, runBy }
      const html = environment.render(template, { ...shown, ...around })
      if (hasServer || !asksServer.test(html)) return html
      return environment.render('platform/views/needs-server.njk', {
        frame: shown.frame,
        ...around,
      })
    },
    renderAlone: ({ template }, data) =>
      environment.render(template, { ...(strict ? refusingUnknown(data) : data) }),
  }
}

/** Lists handed on as they are to components of govuk-frontend, which try optional properties. */
const handedOn: ReadonlySet<PropertyKey> = new Set(['breadcrumbs', 'options', 'errors'])

/**
 * Nunjucks throws for an undefined value only where it prints one, not in a condition. This
 * throws wherever a template names a property that the data does not have.
 */
function refusingUnknown<T extends object>(data: T): T {
  return new Proxy(data, {
    get(target, property, receiver) {
      const value: unknown = Reflect.get(target, property, receiver)
      if (typeof property === 'symbol' || property in target) {
        return isPlain(value) && !handedOn.has(property) ? refusingUnknown(value) : value
      }
      throw new Error(`The data of the view has no "${property}"`)
    },
  })
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}
