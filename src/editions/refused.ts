/** An import or export that cannot be done, with a sentence that says why and what to do. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
