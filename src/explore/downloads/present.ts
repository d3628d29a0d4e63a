import { schemaFileName } from '../../documents/capable-json/schema.ts'
import { shown } from '../../platform/index.ts'
import { frameAt } from '../frames.ts'
import { licenceLinks } from '../licences.ts'
import type { Place } from '../place.ts'
import type { DownloadsDescription, EditionDownloads, ListedDownload } from './describe.ts'
import type { DownloadsView, ShownDownload, ShownDownloads } from './view-types.ts'
import { groupWords, sizeInWords } from './words.ts'

/** The page of downloads. */
export function presentDownloads(
  place: Place,
  { editions, others }: DownloadsDescription,
): DownloadsView {
  return {
    frame: frameAt(place, { title: 'Downloads', address: `${place.base}/downloads` }),
    editions: editions.map(presentEdition),
    others: others.map(({ edition, page }) => ({ href: page, text: `Edition ${edition}` })),
  }
}

function presentEdition(downloads: EditionDownloads): ShownDownloads {
  const { framework, title, edition, licence, files } = downloads
  const groups = Map.groupBy(files, ({ group }) => group)
  return {
    id: framework,
    title: shown(title),
    edition: `Edition ${edition}`,
    attribution: licence.attribution,
    licences: licenceLinks(licence),
    note: licence.note,
    groups: [...groups].map(([group, list]) => ({
      ...groupWords[group],
      files: list.map((file) => presentFile(file, licence.name)),
    })),
  }
}

function presentFile(file: ListedDownload, licence: string): ShownDownload {
  const format = file.type === 'text/csv' ? 'CSV' : 'JSON'
  return {
    href: file.href,
    text: file.name,
    saveAs: file.saveAs,
    // The schema is a part of Capable.
    facts: `${format}, ${sizeInWords(file.bytes)}, ${file.name === schemaFileName ? 'MIT licence' : licence}`,
    description: file.description,
    example: file.example,
  }
}
