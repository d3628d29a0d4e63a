/** What an address answers. */
export interface Answer {
  readonly status: number
  /** Content type without its parameters. */
  readonly type: string
  /** Where a redirect leads. */
  readonly location: string | undefined
  readonly body: Buffer
}

/** A running application that is to be written to files. */
export interface SiteSource {
  get(address: string): Promise<Answer>
  /** Every public page. What they link to is found on the way. */
  readonly addresses: readonly string[]
  /** Addresses that lead to another one, or say that what was there is gone. */
  readonly former: readonly string[]
  /** Beginnings of addresses that have a shorter one. */
  readonly aliases: readonly (readonly [string, string])[]
  /** Address of the words that say what needs a server. */
  readonly needsServer: string
  /** Words about the site for programs that read it. */
  readonly title: string
  close(): Promise<void>
}

/** Where a file stands that has no page of its own in the application. */
export const notFoundAddress = '/404.html'
