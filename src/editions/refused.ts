/** An import or export that cannot be done, with a sentence that says why and what to do. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** The refusal to write an edition that exists. */
export function editionExists(framework: string, edition: string): ImportRefused {
  return new ImportRefused(
    'edition-exists',
    `The edition ${framework}@${edition} exists, and editions never change. Give the new one another name with --into ${framework}@YYYY-MM-DD.`,
  )
}
