import type { MaturityFragment, MaturityModel } from '../framework/index.ts'
import { compileMaturity, maturityFragmentsOf } from '../framework/index.ts'
import type { ImportedEdition, Material, Options } from './joining.ts'
import { allFindings, inputFor } from './joining.ts'
import type { LoadedEdition } from './library.ts'

/** Joins files with the newest edition of the maturity model they belong to. */
export function joinedMaturity(
  material: Material<MaturityFragment>,
  options: Options,
): ImportedEdition {
  const { base, whole } = maturityBase(options)
  const input = inputFor(base, { kind: 'maturity-model', material, options, complete: false })
  const own = new Set(material.fragments.map((fragment) => fragment.source))
  const previous =
    base === undefined
      ? []
      : maturityFragmentsOf(base).filter((fragment) => !own.has(fragment.source))
  const themes = base?.themes.map((theme) => theme.name.value) ?? []
  const { edition, findings } = compileMaturity(input, [...material.fragments, ...previous], themes)
  const kept = new Set(previous.map(({ source }) => source))
  const every = allFindings({ loose: material.loose, joined: findings, base: whole, kept })
  return {
    edition,
    held: {
      ...edition,
      rows: edition.rows.filter((row) => own.has(row.provenance.source)),
      descriptors: edition.descriptors.filter((each) => own.has(each.provenance.source)),
    },
    findings: every,
    heldFindings: every.filter((each) => own.has(each.source) || material.loose.includes(each)),
    inferred: [],
    files: [...own],
    ...(base !== undefined && { basedOn: `${base.framework.slug}@${base.edition.name}` }),
  }
}

function maturityBase({ library, into }: Options): { base?: MaturityModel; whole?: LoadedEdition } {
  for (const whole of library.all()) {
    const { edition } = whole
    if (edition.kind !== 'maturity-model') continue
    if (into?.framework === undefined || edition.framework.slug === into.framework)
      return { base: edition, whole }
  }
  return {}
}
