import { openLibrary } from '../src/editions/index.ts'
import { documentsOf } from '../src/explore/search/documents.ts'
import type { SearchDocument } from '../src/explore/search/documents.ts'
import { search as find } from '../src/explore/search/search.ts'
import { searchIndexOf } from '../src/explore/search/search-index.ts'
import { termsOf } from '../src/explore/search/terms.ts'
import { indexOf } from '../src/explore/lookup.ts'
import type { CapabilityFramework, Requirement, Skill } from '../src/framework/index.ts'
import { defaultFramework } from '../src/site.ts'
import type { AreaResult } from './area.ts'
import { median } from './area.ts'

const queries = [
  'software developer',
  'devops',
  'user resear',
  'softwear developer',
  'prototyping',
  'data',
  'communicate with stakeholders',
  'organization strategy',
  'explain technical concepts to non-technical people',
  'what does a data analyst do',
]
const items = 17_000
const links = 40_000

/** Searching the shipped edition and a large one. Floor: looking through the same texts in turn. */
export async function search({ full }: { full: boolean }): Promise<AreaResult> {
  const loaded = openLibrary({ dataDir: 'data' }).newest(defaultFramework)
  if (loaded?.edition.kind !== 'capability-framework') throw new RangeError('No edition is shipped')
  const runs = full ? 51 : 15
  const shipped = measured(loaded.edition, runs)
  const large = measured(enlarged(loaded.edition, shipped.size), runs)
  return {
    figures: {
      ...labelled('shipped', shipped.figures),
      ...labelled('generated', large.figures),
    },
    ratios: {
      'shipped, search / linear scan': shipped.ratio,
      'generated, search / linear scan': large.ratio,
    },
  }
}

function measured(edition: CapabilityFramework, runs: number) {
  const sources = {
    index: indexOf(edition),
    findings: [],
    leads: { older: [], formerNames: new Map<string, readonly string[]>() },
  }
  const documents = documentsOf(sources)
  const start = performance.now()
  const index = searchIndexOf(documents)
  const build = performance.now() - start
  const texts = documents.map(plainText)
  const times = queries.map((text) => median(() => find(index, { text }), runs))
  const scans = queries.map((text) => median(() => scan(texts, text), runs))
  return {
    size: documents.length,
    figures: {
      'families, roles, role levels, skills and statements': documents.length,
      links: edition.requirements.length,
      'make the index, ms': build,
      'search, median of the queries, ms': middle(times),
      'search, slowest query, ms': Math.max(...times),
      'linear scan, median, ms': middle(scans),
    },
    ratio: middle(times) / middle(scans),
  }
}

function plainText({ title, otherNames, partOf, texts }: SearchDocument): string {
  return [title, ...otherNames, ...(partOf === null ? [] : [partOf]), ...texts]
    .map(({ value }) => value)
    .join('\n')
}

/** The plainest search: every text that holds every word. */
function scan(texts: readonly string[], query: string): number {
  const words = termsOf(query).map(({ word }) => word)
  return texts.filter((text) => {
    const lower = text.toLowerCase()
    return words.every((word) => lower.includes(word))
  }).length
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function labelled(label: string, figures: Readonly<Record<string, number>>) {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [`${label}, ${name}`, value]),
  )
}

/** The edition as often as it takes, each copy with a word of its own in its names. */
function enlarged(edition: CapabilityFramework, size: number): CapabilityFramework {
  const copies = Math.ceil(items / size)
  const skills: Skill[] = []
  const roles: CapabilityFramework['roles'][number][] = []
  const requirements: Requirement[] = []
  for (let copy = 0; copy < copies; copy += 1) {
    skills.push(...edition.skills.map((skill) => named(skill, copy)))
    roles.push(...edition.roles.map((role) => named(role, copy)))
  }
  for (let at = 0; requirements.length < links; at += 1) {
    const requirement = edition.requirements[at % edition.requirements.length]
    if (requirement === undefined) break
    const copy = at % copies
    const other = (copy + Math.floor(at / edition.requirements.length)) % copies
    const { role, skill } = requirement
    requirements.push({ ...requirement, role: `${role}-${copy}`, skill: `${skill}-${other}` })
  }
  return { ...edition, skills, roles, requirements }
}

function named<T extends { slug: string; name: { lang: string; value: string } }>(
  thing: T,
  copy: number,
): T {
  return {
    ...thing,
    slug: `${thing.slug}-${copy}`,
    name: { ...thing.name, value: `${thing.name.value} ${madeUp(copy)}` },
  }
}

function madeUp(copy: number): string {
  return `branch${copy.toString(36)}`
}
