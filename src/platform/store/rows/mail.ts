/** What a mail is for. `help`: somebody asked for a link by an address that may be nobody's. */
export type MailPurpose = 'message' | 'new-password' | 'invitation' | 'help'

/**
 * A mail that is to be sent. What it says is put together when it is: nothing secret waits here,
 * and nobody is written to who has read their messages meanwhile.
 */
export interface OutgoingMailRow {
  readonly id: string
  readonly purpose: MailPurpose
  readonly account_id: string | null
  readonly person_id: string | null
  /** As somebody typed it, where it is not known yet whose it is. */
  readonly address: string | null
  readonly created_at: string
  /** Not before. Whoever sends it moves this on first, so that nobody else does. */
  readonly due_at: string
  readonly tries: number
}
