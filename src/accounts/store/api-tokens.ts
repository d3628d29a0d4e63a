import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import type { Reading, Tables, Writing } from '../../platform/store/index.ts'
import { isScope } from '../api/scopes.ts'
import type { Scope } from '../api/scopes.ts'
import { hashToken, newToken } from '../secrets.ts'

/** Those who look for secrets that got out find ours by it. */
const prefix = 'cap_'

/** A token as it is shown: never the secret itself. */
export type ApiToken = Pick<
  Tables['api_tokens'],
  'id' | 'account_id' | 'organisation_id' | 'name' | 'created_at' | 'expires_at' | 'used_on'
> & { readonly scopes: readonly Scope[] }

/** A token with the name of the organisation it is for. */
export type NamedToken = ApiToken & { readonly organisation_name: string }

const scopeList = Type.Array(Type.String())

/** Makes a token and answers it. Only its hash is kept. */
export async function addToken(
  db: Writing,
  token: {
    readonly accountId: string
    readonly organisationId: string
    readonly name: string
    readonly scopes: readonly Scope[]
    readonly days: number
    readonly now: Date
  },
): Promise<string> {
  const secret = `${prefix}${newToken()}`
  await db
    .insertInto('api_tokens')
    .values({
      id: randomUUID(),
      token_hash: hashToken(secret),
      account_id: token.accountId,
      organisation_id: token.organisationId,
      name: token.name,
      scopes: JSON.stringify(token.scopes),
      created_at: token.now.toISOString(),
      expires_at: new Date(token.now.getTime() + token.days * 86_400_000).toISOString(),
      used_on: null,
    })
    .execute()
  return secret
}

/** The token that a program sent, where it has not ended. */
export async function tokenBy(
  db: Reading,
  secret: string,
  now: Date,
): Promise<ApiToken | undefined> {
  const row = await db
    .selectFrom('api_tokens')
    .selectAll()
    .where('token_hash', '=', hashToken(secret))
    .where('expires_at', '>', now.toISOString())
    .executeTakeFirst()
  return row && withScopes(row)
}

/** A scope that an older or newer version knows and this one does not allows nothing. */
function withScopes<Row extends Tables['api_tokens']>(row: Row) {
  const { token_hash: _, scopes, ...rest } = row
  return { ...rest, scopes: Value.Parse(scopeList, JSON.parse(scopes)).filter(isScope) }
}

/** The tokens of an account, the newest first. */
export async function tokensOf(db: Reading, accountId: string): Promise<readonly NamedToken[]> {
  const rows = await db
    .selectFrom('api_tokens')
    .innerJoin('organisations', 'organisations.id', 'api_tokens.organisation_id')
    .selectAll('api_tokens')
    .select('organisations.name as organisation_name')
    .where('account_id', '=', accountId)
    .orderBy('api_tokens.created_at', 'desc')
    .orderBy('api_tokens.id')
    .execute()
  return rows.map(withScopes)
}

/** Notes on which day a token was last used. */
export async function noteUsed(db: Writing, id: string, today: string): Promise<void> {
  await db.updateTable('api_tokens').set({ used_on: today }).where('id', '=', id).execute()
}

/** Which tokens of an account: one, those for an organisation, or all. */
export interface TokensSought {
  readonly accountId: string
  readonly id?: string
  readonly organisationId?: string
}

/** Ends tokens for good and answers them. */
export async function endTokens(
  db: Writing,
  { accountId, id, organisationId }: TokensSought,
): Promise<readonly Pick<ApiToken, 'name' | 'organisation_id'>[]> {
  return db
    .deleteFrom('api_tokens')
    .where('account_id', '=', accountId)
    .$if(id !== undefined, (some) => some.where('id', '=', id ?? ''))
    .$if(organisationId !== undefined, (some) =>
      some.where('organisation_id', '=', organisationId ?? ''),
    )
    .returning(['name', 'organisation_id'])
    .execute()
}
