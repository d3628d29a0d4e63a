import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

/** The floor for the pages: a server that knows one answer. Arguments: file, content type. */
const [file = '', type = ''] = process.argv.slice(2)
const body = readFileSync(file)
const headers = [
  'content-type',
  type,
  'content-encoding',
  'gzip',
  'content-length',
  `${body.length}`,
]
const server = createServer((_request, response) => {
  response.writeHead(200, headers)
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`ready at http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
})
