import type { CapabilityFramework } from '../../framework/index.ts'

/** An edition in the browser, and what stands before addresses. */
export interface LoadedFramework {
  readonly edition: CapabilityFramework
  /** Before the addresses of pages of the edition. */
  readonly base: string
  /** Before the addresses of the site. */
  readonly root: string
  /** An edition by its name; undefined where it cannot be had. */
  readonly other: (name: string) => Promise<CapabilityFramework | undefined>
}

/** Loads the edition that the page names. Undefined where it cannot be read. */
export async function loadFramework(): Promise<LoadedFramework | undefined> {
  const link = document.querySelector<HTMLLinkElement>('link[type="application/json"]')
  const edition = link === null ? undefined : await read(link.href)
  if (link === null || edition === undefined) return undefined
  const { pathname, searchParams } = new URL(link.href)
  const root = pathname.replace(/\/my-skills\.json$/, '')
  const past = searchParams.get('edition')
  return {
    edition,
    root,
    base: past === null ? root : `${root}/editions/${past}`,
    other: (name) => read(`${root}/my-skills.json?edition=${encodeURIComponent(name)}`),
  }
}

async function read(address: string): Promise<CapabilityFramework | undefined> {
  try {
    const response = await fetch(address)
    if (!response.ok) return undefined
    const answer: unknown = await response.json()
    return isAnswer(answer) ? answer.data : undefined
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
