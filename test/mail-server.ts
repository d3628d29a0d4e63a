import { once } from 'node:events'
import { SMTPServer } from 'smtp-server'

/** A mail that the server took. */
export interface TakenMail {
  readonly to: readonly string[]
  /** Header and body as they came. */
  readonly raw: string
  /** The body, readable. */
  readonly text: string
}

/** A real mail server on this machine that keeps what it is sent. */
export interface TestMailServer {
  readonly port: number
  readonly taken: TakenMail[]
  /** Addresses at which it knows nobody. */
  readonly unknown: Set<string>
  readonly stop: () => Promise<void>
  /** Starts again at the same port. */
  readonly start: () => Promise<void>
}

/** What the server asks for. */
export interface MailServerOptions {
  /** Who may send; left out: anybody. */
  readonly login?: { readonly user: string; readonly password: string }
  /** Encrypts, with a certificate that nobody vouches for. */
  readonly encrypts?: boolean
}

/**
 * Starts a mail server, without encryption unless it is asked for. Whoever starts it stops it.
 *
 * @example
 * const { port, taken } = await startMailServer()
 */
export async function startMailServer({
  login,
  encrypts = false,
}: MailServerOptions = {}): Promise<TestMailServer> {
  const taken: TakenMail[] = []
  const unknown = new Set<string>()
  const make = (): SMTPServer =>
    new SMTPServer({
      disabledCommands: [
        ...(login === undefined ? ['AUTH'] : []),
        ...(encrypts ? [] : ['STARTTLS']),
      ],
      authOptional: login === undefined,
      allowInsecureAuth: true,
      onAuth({ username, password }, _session, done) {
        const isRight = username === login?.user && password === login?.password
        if (isRight) done(null, { user: username })
        else done(new Error('Who are you?'))
      },
      onRcptTo({ address }, _session, done) {
        if (!unknown.has(address)) return done()
        return done(Object.assign(new Error('Nobody here by that name'), { responseCode: 550 }))
      },
      onData(stream, { envelope }, done) {
        const parts: Buffer[] = []
        stream.on('data', (part: Buffer) => parts.push(part))
        stream.on('end', () => {
          const raw = Buffer.concat(parts).toString()
          taken.push({ to: envelope.rcptTo.map(({ address }) => address), raw, text: bodyOf(raw) })
          done()
        })
      },
    })
  let server = make()
  const listen = async (at: number): Promise<number> => {
    server.on('error', () => undefined)
    const { server: socket } = server
    server.listen(at, '127.0.0.1')
    if (!socket.listening) await once(socket, 'listening')
    const address = socket.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  }
  const port = await listen(0)
  return {
    port,
    taken,
    unknown,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    start: async () => {
      server = make()
      await listen(port)
    },
  }
}

/** What a mail says, whichever of the two ways of writing it was sent in. */
function bodyOf(raw: string): string {
  const at = raw.indexOf('\r\n\r\n')
  const [head, body] = [raw.slice(0, at), raw.slice(at + 4)]
  if (/content-transfer-encoding: base64/i.test(head)) {
    return Buffer.from(body, 'base64').toString()
  }
  if (!/content-transfer-encoding: quoted-printable/i.test(head)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}
