import type { LoadedEdition } from '../../editions/index.ts'
import type { Licence, Text } from '../../framework/index.ts'
import type { Place } from '../place.ts'
import { downloadsOf } from './files.ts'
import type { DownloadFile } from './files.ts'

/** A file with its address. */
export interface ListedDownload extends DownloadFile {
  readonly href: string
}

/** The files of one edition. */
export interface EditionDownloads {
  readonly framework: string
  readonly title: Text
  readonly edition: string
  readonly licence: Licence
  readonly files: readonly ListedDownload[]
}

/** What can be downloaded, and where the rest is. */
export interface DownloadsDescription {
  readonly editions: readonly EditionDownloads[]
  /** Other editions of the same framework, newest first. */
  readonly others: readonly { readonly edition: string; readonly page: string }[]
}

/** The files of an edition; at the root of the site those of the maturity model too. */
export function describeDownloads(place: Place): DownloadsDescription {
  const { options, loaded, edition, frameworkBase, base } = place
  const maturity = options.library.newest(options.maturityModel)
  const own = filesAt(`${frameworkBase}/editions/${edition.edition.name}`, loaded)
  return {
    editions: base === '' && maturity !== undefined ? [own, filesAt('/maturity', maturity)] : [own],
    others: options.library
      .all()
      .filter((other) => other.edition.framework.slug === edition.framework.slug)
      .map((other) => other.edition.edition.name)
      .filter((name) => name !== edition.edition.name)
      .map((name) => ({ edition: name, page: `${frameworkBase}/editions/${name}/downloads` })),
  }
}

function filesAt(base: string, loaded: LoadedEdition): EditionDownloads {
  const { framework, edition } = loaded.edition
  return {
    framework: framework.slug,
    title: framework.title,
    edition: edition.name,
    licence: framework.licence,
    files: downloadsOf(loaded).map((file) => ({
      ...file,
      href: `${base}/downloads/${encodeURI(file.name)}`,
    })),
  }
}
