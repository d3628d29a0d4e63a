import type { Role, Text } from '../../framework/index.ts'
import type { LeadSources } from '../leads.ts'
import { indexOf } from '../lookup.ts'

/**
 * What a role was called in other editions. Where no edition tells the name, it is read from the
 * address: `qat-analyst` becomes "qat analyst".
 */
export function namesOfRole(role: Role, { older, formerNames }: LeadSources): Text[] {
  const before = formerNames.get(role.slug) ?? []
  const after = [...formerNames].filter(([, former]) => former.includes(role.slug))
  const slugs = [...before, ...after.map(([slug]) => slug)]
  return slugs.map((slug) => nameIn(older, slug) ?? { ...role.name, value: spoken(slug) })
}

function nameIn(editions: LeadSources['older'], slug: string): Text | undefined {
  return editions.map((edition) => indexOf(edition).roles.get(slug)?.name).find((name) => name)
}

function spoken(slug: string): string {
  return slug.replaceAll('-', ' ')
}
