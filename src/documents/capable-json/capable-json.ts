import type { Edition } from '../../framework/index.ts'
import type { DocumentReader, DocumentWriter, ReadResult, SourceDocument } from '../format.ts'
import { checkedEdition, editionFault } from './checked-edition.ts'
import { schemaFileName } from './schema.ts'

/** How much of a document is looked at to recognise it. */
const headCharacters = 2_000

const format = 'capable-json'
const title = 'Capable edition (JSON)'

/**
 * Reads a whole edition from Capable's own JSON, checked against the published schema and for
 * names of things it does not hold. Nothing of a file with a fault is read: `edition-invalid` or
 * `edition-inconsistent`.
 *
 * @example
 * capableJsonReader.read({ name: 'kites@2020-02-29.json', text }).edition
 */
export const capableJsonReader: DocumentReader = {
  format,
  title,
  recognises: ({ text }) => {
    const head = text.slice(0, headCharacters)
    return /^\ufeff?\s*\{/.test(head) && /"format"\s*:\s*"capable-edition"/.test(head)
  },
  read: readCapableJson,
}

/**
 * Writes a whole edition, of either kind, as one JSON file named `<framework>@<edition>.json`.
 * Reading it back gives the same edition.
 *
 * @example
 * capableJsonWriter.write(edition)[0]?.name // 'kites@2020-02-29.json'
 */
export const capableJsonWriter: DocumentWriter = {
  format,
  title,
  write: (edition) => [
    {
      name: `${edition.framework.slug}@${edition.edition.name}.json`,
      text: `${JSON.stringify(enveloped(edition), null, 2)}\n`,
    },
  ],
}

/**
 * An edition with what says that it is one, as the published schema has it.
 *
 * @example
 * enveloped(edition).format // 'capable-edition'
 */
export function enveloped(edition: Edition): Readonly<Record<string, unknown>> {
  return { $schema: `./${schemaFileName}`, format: 'capable-edition', version: 1, ...edition }
}

function readCapableJson({ name, text }: SourceDocument): ReadResult {
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    const fault = editionFault('edition-invalid', name, ['The file is not JSON.'])
    return { fragments: [], findings: [fault] }
  }
  return checkedEdition(value, name)
}
