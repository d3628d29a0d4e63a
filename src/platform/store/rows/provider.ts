/** Who somebody is at a sign-in provider. */
export interface IdentityRow {
  readonly issuer: string
  /** What the provider calls them, and nobody else, ever. */
  readonly subject: string
  readonly account_id: string
  readonly created_at: string
}

/** That a browser was sent to the provider. Deleted when it comes back. */
export interface ProviderRequestRow {
  /** Of the secret in the browser's cookie, which is not kept: all else is worked out from it. */
  readonly token_hash: string
  /** Who had signed in and connects their account; null: nobody had. */
  readonly account_id: string | null
  /** Where to go afterwards. */
  readonly next: string
  readonly expires_at: string
}
