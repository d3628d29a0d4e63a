import { ExpectedFailure } from '../../platform/index.ts'
import type { Store } from '../../platform/store/index.ts'
import { claimMail, dropMail, postponeMail } from '../store/outgoing-mails.ts'
import type { Mailer } from './mailer.ts'
import { writeMail } from './write.ts'

/** What delivering needs. */
export interface Delivering {
  readonly store: Store
  readonly mailer: Mailer
  readonly now: () => Date
  /** Told why a mail could not be sent, without saying to whom. */
  readonly note: (reason: string) => void
}

/**
 * Sends what is due, one after the other. Each is claimed first, so that several processes on one
 * store never send one twice; one whose process dies between sending and saying so is sent again.
 * Where the mail server is away the rest waits.
 *
 * @param isStopping asked before each mail
 * @returns how many were sent
 * @throws ExpectedFailure where the store is away
 */
export async function deliverDue(
  { store, mailer, now, note }: Delivering,
  isStopping: () => boolean = () => false,
): Promise<number> {
  let sent = 0
  while (!isStopping()) {
    const mail = await store.write((db) => claimMail(db, now()))
    if (mail === undefined) return sent
    const { baseUrl } = mailer.settings
    const written = await store.write((db) => writeMail(db, { mail, baseUrl, now: now() }))
    const outcome = written === undefined ? 'refused' : await mailer.send(written)
    if (typeof outcome === 'object') {
      note(outcome.away)
      await store.write((db) => postponeMail(db, mail, now()))
      return sent
    }
    await store.write((db) => dropMail(db, mail))
    if (outcome === 'sent') sent += 1
  }
  return sent
}

/**
 * Sends what is due every few seconds.
 *
 * @returns how to stop; the promise is kept once no mail is on its way
 * @example
 * const stop = startDelivery({ store, mailer, now: () => new Date(), note }, 5000)
 */
export function startDelivery(delivering: Delivering, every: number): () => Promise<void> {
  let isStopping = false
  let timer: NodeJS.Timeout | undefined
  const round = async (): Promise<void> => {
    try {
      await deliverDue(delivering, () => isStopping)
    } catch (error) {
      // A store that is away is asked again, and says so elsewhere.
      if (!(error instanceof ExpectedFailure)) delivering.note('error')
    }
    if (isStopping) return
    timer = setTimeout(() => {
      running = round()
    }, every)
  }
  let running = round()
  return async () => {
    isStopping = true
    clearTimeout(timer)
    await running
  }
}
