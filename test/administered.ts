import { after } from 'node:test'
import type { LightMyRequestResponse } from 'fastify'
import type { StoreKind } from '../src/platform/store/index.ts'
import { switchedOn } from './organisation.ts'
import { changePurpose, purposeOf } from '../src/accounts/purposes/purpose-store.ts'
import type { PurposeName } from '../src/accounts/purposes/purposes.ts'
import { eventsOf } from '../src/accounts/store/events.ts'
import { messagesTo } from '../src/accounts/store/messages.ts'
import { testOrganisation } from './organisation.ts'
import type { Kind, TestOrganisation } from './organisation.ts'
import { testDatabase } from './stores.ts'

const opened: TestOrganisation[] = []
after(() => Promise.all(opened.map(({ app }) => app.close())))

/** A made-up organisation as its administrator sees it. Closed after the tests of the file. */
export async function administered(kind: StoreKind) {
  const organisation = await testOrganisation((await testDatabase(kind)).open())
  opened.push(organisation)
  const { id, store, get, post, people } = organisation
  const at = (path: string): string => `/organisations/${id}${path}`
  const person = (who: Kind): string => people.get(who)?.personId ?? ''
  return {
    ...organisation,
    person,
    page: (path: string) => get('administrator', at(path)),
    send: (path: string, values: Readonly<Record<string, string>>) =>
      post('administrator', at(path), values),
    /** Switches a purpose on, as if that had been done long ago. */
    switchOn: (purpose: PurposeName) => store.write((db) => switchedOn(db, id, purpose)),
    /** Switches it off again. */
    switchOff: (purpose: PurposeName) =>
      store.write(async (db) =>
        changePurpose(db, await purposeOf(db, id, purpose), { off_from: '2026-01-02' }),
      ),
    /** Leaves one administrator, who is asking. */
    alone: async () => {
      for (const who of ['half', 'unprotected'] as const) {
        const values = { duty: 'administrator', give: 'no' }
        await post('administrator', at(`/people/${person(who)}/duties`), values)
      }
    },
    unsay: () =>
      store.write((db) => db.updateTable('organisations').set({ particulars: '{}' }).execute()),
    events: (who: Kind) =>
      store.read((db) => eventsOf(db, { organisationId: id, personId: person(who) })),
    messages: async (who: Kind) =>
      (await store.read((db) => messagesTo(db, people.get(who)?.accountId ?? ''))).map(
        ({ subject }) => subject,
      ),
  }
}

/** The identifier of what was just added, from where the answer leads. */
export function idIn({ headers }: LightMyRequestResponse): string {
  return String(headers.location).split('/').at(-1) ?? ''
}

/** The path of the link that a page shows once. */
export function linkIn({ body }: Pick<LightMyRequestResponse, 'body'>): string {
  return /\/link\/[\w-]{43}/.exec(body)?.[0] ?? ''
}

/** The values that a form on a page would send, but for the word of its session. */
export function valuesIn({ body }: LightMyRequestResponse): Record<string, string> {
  const inputs = [...body.matchAll(/<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"/g)]
  const values = inputs.map(([, name = '', value = '']): [string, string] => [name, value])
  return Object.fromEntries(values.filter(([name]) => name !== 'word'))
}
