import type { CapabilityFramework } from '../../framework/index.ts'

/** An edition in the browser, and what stands before the addresses of its pages. */
export interface LoadedFramework {
  readonly edition: CapabilityFramework
  readonly base: string
}

/** Loads the edition that the page names. Undefined where it cannot be read. */
export async function loadFramework(): Promise<LoadedFramework | undefined> {
  const link = document.querySelector<HTMLLinkElement>('link[type="application/json"]')
  if (link === null) return undefined
  try {
    const response = await fetch(link.href)
    if (!response.ok) return undefined
    const answer: unknown = await response.json()
    if (!isAnswer(answer)) return undefined
    const base = new URL(link.href).pathname.replace(/\/my-skills\.json$/, '')
    return { edition: answer.data, base }
  } catch {
    return undefined
  }
}

/** The answer is our own server's; only its outside is looked at. */
function isAnswer(answer: unknown): answer is { readonly data: CapabilityFramework } {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) return false
  const { data } = answer
  return typeof data === 'object' && data !== null && 'skills' in data && 'requirements' in data
}
