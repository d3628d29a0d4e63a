import type { Link, PageView, ShownText } from '../../platform/index.ts'

/** A file on the page. */
export interface ShownDownload extends Link {
  readonly saveAs: string
  readonly facts: string
  readonly description: string
  readonly example: string
}

/** The files of one edition. */
export interface ShownDownloads {
  readonly id: string
  readonly title: ShownText
  readonly edition: string
  readonly attribution: string
  readonly licences: readonly Link[]
  readonly note: string | undefined
  readonly groups: readonly {
    readonly heading: string
    readonly text: string
    readonly files: readonly ShownDownload[]
  }[]
}

/** Everything that can be downloaded. */
export interface DownloadsView extends PageView {
  readonly editions: readonly ShownDownloads[]
  readonly others: readonly Link[]
}
