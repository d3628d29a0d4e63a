import type { Finding } from '../finding.ts'
import { finding } from '../finding-codes.ts'
import { slugOf, uniqueSlugs } from '../identifiers.ts'
import { folded } from '../text.ts'

/** A name as one source gives it. */
export interface NamedAt {
  readonly name: string
  readonly source: string
  readonly line: number
}

/** Gives every name of one kind of thing its slug, whatever the capitals and spaces of a source. */
export interface NameRegister {
  /** The slug of a name; registers it, in the order of the calls, when it is new. */
  slug(named: NamedAt): string
  /** The slug of a name that is registered already. */
  known(name: string): string | undefined
  /** The name with which the slug was registered first. */
  nameOf(slug: string): string
  readonly findings: readonly Finding[]
}

/**
 * A register of names. The first spelling stands; others lead to the same slug with a finding.
 *
 * @example
 * const roles = nameRegister('role')
 * roles.slug({ name: 'Data engineer', source: 'a', line: 1 }) // 'data-engineer'
 * roles.known('data  ENGINEER') // 'data-engineer'
 */
export function nameRegister(kind: string): NameRegister {
  const unique = uniqueSlugs()
  const slugs = new Map<string, string>()
  const names = new Map<string, string>()
  const spellings = new Set<string>()
  const findings: Finding[] = []
  return {
    findings,
    known: (name) => slugs.get(folded(name)),
    nameOf: (slug) => names.get(slug) ?? slug,
    slug(named) {
      const key = folded(named.name)
      const known = slugs.get(key)
      if (known === undefined) {
        const slug = unique(named.name)
        if (slug !== slugOf(named.name)) findings.push(collision(kind, named, slug))
        slugs.set(key, slug)
        names.set(slug, named.name)
        spellings.add(named.name)
        return slug
      }
      if (!spellings.has(named.name)) {
        spellings.add(named.name)
        findings.push(respelt(kind, named, names.get(known) ?? known))
      }
      return known
    },
  }
}

function collision(kind: string, { name, source, line }: NamedAt, slug: string): Finding {
  return finding('slug-collision', {
    source,
    line,
    subject: name,
    message: `The ${kind} "${name}" would have the address of another ${kind}. It has the address "${slug}".`,
    action: 'repaired',
    before: slugOf(name),
    after: slug,
  })
}

function respelt(kind: string, { name, source, line }: NamedAt, first: string): Finding {
  return finding('name-spelt-differently', {
    source,
    line,
    subject: first,
    message: `The ${kind} "${first}" is spelt "${name}" here. The first spelling stands.`,
    action: 'repaired',
    before: name,
    after: first,
  })
}
