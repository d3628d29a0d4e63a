/** What the page tells the part that answers without a network. */
export interface ToKeep {
  readonly keep: readonly string[]
}

/**
 * Lets the page work without a network from now on. Browsers that cannot, or a site without TLS,
 * lose only that.
 */
export async function keepForOffline(base: string, ready: () => void): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    navigator.serviceWorker.addEventListener('message', ready)
    await navigator.serviceWorker.register(`${base}/my-skills/sw.js`, {
      scope: `${base}/my-skills`,
    })
    const { active } = await navigator.serviceWorker.ready
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
    const pages = [window.location.href.replace(/#.*/, ''), `${base}/my-skills`]
    const keep = [...pages, ...loaded]
      .map((address) => new URL(address, window.location.href))
      .filter(({ origin, search }) => origin === window.location.origin && search === '')
      .map(({ href }) => href)
    const message: ToKeep = { keep: [...new Set(keep)] }
    active?.postMessage(message, [])
  } catch {
    // The page works all the same while there is a network.
  }
}
