import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** For how many milliseconds a server that stops waits for its clients. */
export interface Patience {
  /** Before it closes, again and again, the connections on which nothing is asked. */
  readonly unused: number
  /** For the rest of a request. */
  readonly unfinished: number
}

/**
 * Lets a server stop while clients hold connections on which they ask for nothing, or for half of
 * it. Browsers open some ahead, and once it stops Node waits for those without end.
 *
 * @example
 * letStop(app, { unused: 1000, unfinished: 30_000 })
 */
export function letStop(app: FastifyInstance, { unused, unfinished }: Patience): void {
  const { server } = app
  /** What is asked on each connection now. */
  const open = new Map<Socket, IncomingMessage | undefined>()
  server.on('connection', (socket) => {
    open.set(socket, undefined)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', (request, response) => {
    const { socket } = request
    open.set(socket, request)
    response.once('close', () => {
      if (open.get(socket) === request) open.set(socket, undefined)
    })
  })
  app.addHook('preClose', (done) => {
    const last = Date.now() + unfinished
    const timer = setInterval(() => {
      for (const [socket, request] of open) {
        const isCut = request === undefined || (!request.complete && Date.now() > last)
        if (isCut) socket.destroy()
      }
    }, unused)
    server.once('close', () => clearInterval(timer))
    // A server that never listened does not close.
    timer.unref()
    done()
  })
}
