import type { FastifyReply, FastifyRequest } from 'fastify'
import { ExpectedFailure } from '../platform/index.ts'

/** Each is held in memory, several times over while it is read. */
const mostAtOnce = 4
/** One account leaves room for others. */
const mostOfOne = 2
/** What is smaller is no burden. */
const large = 1024 * 1024
/** Seconds; no body takes longer to arrive. */
const retryAfter = '30'

interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** The large files that are being sent. */
export class FileQueue {
  readonly #open: string[] = []

  /**
   * Lets a file in until its request is answered or broken off.
   *
   * @param who sends it
   * @throws ExpectedFailure `too-many-files` where as many are on their way as there is room for
   */
  enter(who: string, { request, reply }: Exchange): void {
    const length = request.headers['content-length']
    if (length !== undefined && Number(length) < large) return
    const own = this.#open.filter((each) => each === who)
    if (this.#open.length >= mostAtOnce || own.length >= mostOfOne) {
      reply.header('retry-after', retryAfter)
      throw new ExpectedFailure('too-many-files')
    }
    this.#open.push(who)
    reply.raw.once('close', () => this.#open.splice(this.#open.indexOf(who), 1))
  }
}
