import type { ToolParts } from './tool-parts.client.ts'

/**
 * Takes the role level out of the address once the browser keeps another state, so that loading
 * the page again shows what is kept and not what was first asked for. Nothing is sent.
 */
export function forgetAsked({ framework }: Pick<ToolParts, 'framework'>): void {
  const address = new URL(window.location.href)
  if (!address.searchParams.has('level')) return
  address.searchParams.delete('level')
  address.pathname = `${framework.root}/my-skills`
  window.history.replaceState(null, '', address)
  document.title = document.title.replace(/^My skills: .* - /, 'My skills - ')
}
