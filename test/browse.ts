import type { FastifyInstance } from 'fastify'

/** A page, where a browser came to it. */
export interface Visited {
  readonly url: string
  readonly status: number
  readonly body: string
}

/** Where a browser goes, and how. */
export interface Going {
  /** Sent as a form. */
  readonly form?: Readonly<Record<string, string>>
  /** Stops before it would go to an address that begins like this, and answers that. */
  readonly stopAt?: string
}

/** A browser without a window: it keeps cookies by site and follows where it is led. */
export interface TestBrowser {
  readonly go: (address: string, going?: Going) => Promise<Visited>
  readonly cookies: (site: string) => Map<string, string>
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly location: string | undefined
  readonly cookies: readonly string[]
}

/**
 * A browser for which an application stands at an address; everything else is asked for over the
 * network.
 *
 * @example
 * await testBrowser(app, 'http://127.0.0.1:1').go('/sign-in')
 */
export function testBrowser(app: FastifyInstance, site: string): TestBrowser {
  const jars = new Map<string, Map<string, string>>()
  const cookies = (origin: string): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  const ask = async (url: URL, form: Going['form']): Promise<Answer> => {
    const jar = cookies(url.origin)
    const request = requestOf(jar, form)
    const answer =
      url.origin === site ? await injected(app, url, request) : await fetched(url, request)
    for (const line of answer.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    async go(address, { form, stopAt } = {}) {
      let url = new URL(address, site)
      let answer = await ask(url, form)
      for (let steps = 0; answer.location !== undefined && steps < 20; steps += 1) {
        url = new URL(answer.location, url)
        if (stopAt !== undefined && url.href.startsWith(stopAt)) {
          return { url: url.href, status: answer.status, body: '' }
        }
        answer = await ask(url, undefined)
      }
      return { url: url.href, status: answer.status, body: answer.body }
    },
  }
}

interface Request {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
}

function requestOf(jar: ReadonlyMap<string, string>, form: Going['form']): Request {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  return {
    method: form === undefined ? 'GET' : 'POST',
    headers: {
      ...(cookie !== '' && { cookie }),
      ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    body: form && new URLSearchParams(form).toString(),
  }
}

async function injected(
  app: FastifyInstance,
  url: URL,
  { method, headers, body }: Request,
): Promise<Answer> {
  const path = `${url.pathname}${url.search}`
  const payload = body === undefined ? {} : { payload: body }
  const answer = await app.inject({ method, url: path, headers, ...payload })
  const set = answer.headers['set-cookie'] ?? []
  return {
    status: answer.statusCode,
    body: answer.body,
    location: answer.headers.location,
    cookies: Array.isArray(set) ? set : [set],
  }
}

async function fetched(url: URL, { method, headers, body }: Request): Promise<Answer> {
  const sent = body === undefined ? {} : { body }
  const answer = await fetch(url, { method, headers, redirect: 'manual', ...sent })
  return {
    status: answer.status,
    body: await answer.text(),
    location: answer.headers.get('location') ?? undefined,
    cookies: answer.headers.getSetCookie(),
  }
}
