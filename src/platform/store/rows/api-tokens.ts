/** What lets a program act for somebody in one organisation, until it ends. */
export interface ApiTokenRow {
  readonly id: string
  /** Of the secret that the program sends, which is not kept. */
  readonly token_hash: string
  readonly account_id: string
  readonly organisation_id: string
  readonly name: string
  /** A list of scopes, as JSON. */
  readonly scopes: string
  readonly created_at: string
  readonly expires_at: string
  /** `YYYY-MM-DD`; null: never used. */
  readonly used_on: string | null
}
