import { SaxesParser } from 'saxes'
import { FileRefused } from './table.ts'
import { broken } from './zip.ts'

/** What stands in XML, in order. Names come without their prefix. */
export interface XmlEvents {
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void
  readonly close: (name: string) => void
  readonly text?: (text: string) => void
  /** Whether the rest need not be read. */
  readonly isDone?: () => boolean
}

/**
 * Reads XML piece by piece. No entity but the five of XML itself is known, and a document type is
 * refused, so nothing in the file grows.
 *
 * @throws FileRefused where it is not well formed
 */
export async function readXml(source: AsyncIterable<Uint8Array>, events: XmlEvents): Promise<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parser = parserFor(events)
  try {
    for await (const chunk of source) {
      parser.write(decoder.decode(chunk, { stream: true }))
      if (events.isDone?.() === true) return
    }
    parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    throw error instanceof FileRefused ? error : broken(error)
  }
}

function parserFor(events: XmlEvents): SaxesParser {
  const parser = new SaxesParser({})
  parser.on('doctype', () => {
    throw broken()
  })
  const isDone = (): boolean => events.isDone?.() === true
  parser.on('opentag', ({ name, attributes }) => {
    if (!isDone()) events.open(local(name), (wanted) => attributeOf(attributes, wanted))
  })
  parser.on('closetag', ({ name }) => {
    if (!isDone()) events.close(local(name))
  })
  const onText = (text: string): void => {
    if (!isDone()) events.text?.(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  return parser
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function attributeOf(
  attributes: Readonly<Record<string, string>>,
  wanted: string,
): string | undefined {
  const plain = attributes[wanted]
  if (plain !== undefined) return plain
  return Object.entries(attributes).find(([name]) => local(name) === wanted)?.[1]
}
