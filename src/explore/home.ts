import type { CapabilityCounts, Severity } from '../framework/index.ts'
import { countsOf } from '../framework/index.ts'
import { describeEditions } from './editions.ts'
import type { ListedEdition } from './editions.ts'
import { totalsOf } from './health.ts'
import { named, rolesOfFamily } from './lookup.ts'
import type { Named } from './lookup.ts'
import type { Place } from './place.ts'

/** What the home page tells. */
export interface HomeDescription {
  readonly framework: string
  readonly edition: string
  readonly counts: CapabilityCounts
  readonly families: readonly (Named & { readonly roles: number })[]
  readonly findings: Readonly<Record<Severity, number>>
  readonly maturityModel: {
    readonly framework: string
    readonly edition: string
    readonly title: string
    readonly rows: number
    readonly topics: number
  } | null
  readonly editions: readonly ListedEdition[]
}

/** What there is, at a glance. */
export function describeHome({ options, edition, loaded, index }: Place): HomeDescription {
  const maturity = options.library.newest(options.maturityModel)?.edition
  return {
    framework: edition.framework.slug,
    edition: edition.edition.name,
    counts: countsOf(edition),
    families: edition.families.map((family) => ({
      ...named(family),
      roles: rolesOfFamily(index, family.slug).length,
    })),
    findings: totalsOf(loaded.findings),
    maturityModel:
      maturity?.kind !== 'maturity-model'
        ? null
        : {
            framework: maturity.framework.slug,
            edition: maturity.edition.name,
            title: maturity.framework.title.value,
            rows: maturity.rows.length,
            topics: maturity.topics.length,
          },
    editions: describeEditions(options.library, edition.framework.slug),
  }
}
