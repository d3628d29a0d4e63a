import assert from 'node:assert/strict'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { testOrganisation } from '../../test/organisation.ts'
import type { Kind, TestOrganisation } from '../../test/organisation.ts'
import { testDatabase } from '../../test/stores.ts'

async function answerOf(socket: Socket): Promise<string> {
  let answer = ''
  for await (const chunk of socket) {
    answer += String(chunk)
    if (answer.includes('}}')) break
  }
  return answer
}

describe('a large file', () => {
  let organisation: TestOrganisation
  let port = 0
  const opened: Socket[] = []
  before(async () => {
    organisation = await testOrganisation((await testDatabase('sqlite')).open())
    port = Number(new URL(await organisation.app.listen({ port: 0, host: '127.0.0.1' })).port)
  })
  after(() => {
    for (const socket of opened) socket.destroy()
    return organisation.app.close()
  })

  /** Says that a file of 25 MB comes, and sends none of it. */
  async function begin(path: string, who?: Kind): Promise<Socket> {
    const { cookie } = who === undefined ? { cookie: '' } : await organisation.session(who)
    const socket = connect(port, '127.0.0.1')
    opened.push(socket)
    socket.write(
      [
        `POST ${path} HTTP/1.1`,
        'Host: 127.0.0.1',
        'Accept: application/json',
        'Content-Type: multipart/form-data; boundary=b',
        'Content-Length: 26000000',
        ...(cookie === '' ? [] : [`Cookie: ${cookie}`]),
        '',
        '--b',
      ].join('\r\n'),
    )
    return socket
  }

  it('is refused before any of it came, to whoever may not send one', async () => {
    const paths = [
      `/organisations/${organisation.id}/import`,
      '/editions/load',
      `/organisations/${organisation.id}/my-skills/load`,
    ]
    for (const path of paths) {
      assert.match(await answerOf(await begin(path)), /^HTTP\/1.1 401 [^]*sign-in-needed/, path)
    }
    const [path = ''] = paths
    for (const who of ['plain', 'foreign'] as const) {
      assert.match(await answerOf(await begin(path, who)), /^HTTP\/1.1 403 [^]*not-allowed/)
    }
  })

  it('waits where as many are on their way as there is room for', async () => {
    const path = `/organisations/${organisation.id}/import`
    const first = await Promise.all([begin(path, 'administrator'), begin(path, 'administrator')])
    const third = await answerOf(await begin(path, 'administrator'))
    assert.match(third, /^HTTP\/1.1 503 [^]*too-many-files/)
    assert.match(third, /retry-after: 30/)
    // Small forms are taken all the same, and so are large ones once there is room again.
    const small = await organisation.post('administrator', path, {})
    assert.equal(small.statusCode, 422)
    for (const socket of first) socket.destroy()
    let answer = third
    while (answer.includes('too-many-files')) {
      // What is let in is not answered until it has come.
      const again = await begin(path, 'administrator')
      answer = await Promise.race([
        answerOf(again),
        new Promise<string>((resolve) => setTimeout(resolve, 500, 'let in')),
      ])
    }
    assert.equal(answer, 'let in')
  })
})

it('bodies that come too slowly are ended within seconds of their time', async () => {
  const { app } = await testOrganisation((await testDatabase('sqlite')).open())
  const { server } = app
  assert.equal(server.requestTimeout, 30_000)
  assert.equal(Reflect.get(server, 'connectionsCheckingInterval'), 3000)
  await app.close()
})
