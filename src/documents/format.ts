import type { Finding } from '../framework/finding.ts'
import type { Fragment } from '../framework/fragment.ts'
import type { Edition } from '../framework/index.ts'

/** A document as readers get it: decoded, without a byte order mark, line ends as published. */
export interface SourceDocument {
  /** File name, used in findings and provenance. */
  readonly name: string
  readonly text: string
}

/** What a reader makes of a document. A reader never throws: faults are findings. */
export interface ReadResult {
  readonly fragments: readonly Fragment[]
  /** Set by the one format that holds whole editions. */
  readonly edition?: Edition
  readonly findings: readonly Finding[]
}

/** One published format that can be read. */
export interface DocumentReader {
  /** Kebab-case name of the format. */
  readonly format: string
  readonly title: string
  /** Whether the text is in this format, by its content. Cheap: looks at the beginning only. */
  recognises(document: SourceDocument): boolean
  read(document: SourceDocument): ReadResult
}

/** A file a writer made. */
export interface WrittenFile {
  readonly name: string
  readonly text: string
}

/** One published format that can be written. */
export interface DocumentWriter {
  readonly format: string
  readonly title: string
  write(edition: Edition): readonly WrittenFile[]
}
