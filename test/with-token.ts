import type { LightMyRequestResponse } from 'fastify'
import { scopeNames } from '../src/accounts/api/scopes.ts'
import type { Scope } from '../src/accounts/api/scopes.ts'
import { addToken } from '../src/accounts/store/api-tokens.ts'
import type { StoreKind } from '../src/platform/store/index.ts'
import { administered } from './administered.ts'
import type { Kind, TestOrganisation } from './organisation.ts'

/** Values as a program sends them. */
export type Sent = Readonly<Record<string, unknown>>

/** Makes a token of somebody in a made-up organisation. */
export function tokenIn(
  { door, id, people, store }: TestOrganisation,
  who: Kind,
  scopes: readonly Scope[],
): Promise<string> {
  const accountId = people.get(who)?.accountId ?? ''
  const parts = { accountId, organisationId: id, name: 'Test', scopes, days: 1 }
  return store.write((db) => addToken(db, { ...parts, now: door.now() }))
}

/** A made-up organisation as a program sees it that has tokens of its people. */
export async function withToken(kind: StoreKind) {
  const organisation = await administered(kind)
  const { app, id } = organisation
  const tokenOf = (who: Kind, scopes: readonly Scope[] = scopeNames): Promise<string> =>
    tokenIn(organisation, who, scopes)
  const token = await tokenOf('administrator')
  const headers = { authorization: `Bearer ${token}` }
  const at = (path: string): string =>
    /^\/(?:account|organisations)\//.test(path) ? path : `/organisations/${id}${path}`
  return {
    ...organisation,
    token,
    tokenOf,
    read: (path: string) => app.inject({ url: at(path), headers }),
    sendJson: (path: string, values: Sent) =>
      app.inject({
        method: 'POST',
        url: at(path),
        headers: { ...headers, 'content-type': 'application/json' },
        payload: JSON.stringify(values),
      }),
    sendFile: (path: string, name: string, content: string) => {
      const form = new FormData()
      form.append('file', new Blob([content]), name)
      return app.inject({ method: 'POST', url: at(path), headers, payload: form })
    },
  }
}

/** The address that an answer to what was sent names. */
export function addressIn(response: LightMyRequestResponse): string {
  return response.json<{ data: { address: string } }>().data.address
}
