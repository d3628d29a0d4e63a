import { protect } from '../../aggregates/index.ts'
import type { ProtectedRelease, Release, Rules } from '../../aggregates/index.ts'
import type { KeptRelease } from '../store/figures.ts'
import { shapeOf } from './counting.ts'
import type { Counted, Shape } from './counting.ts'
import { countsFrom, rulesFrom } from './kept-counts.ts'

/** Figures that are safe to show, of one day. */
export interface Figures {
  readonly day: string
  readonly people: ProtectedRelease
  /** Undefined: too few posts are vacant. */
  readonly vacancies: ProtectedRelease | undefined
  readonly shape: Shape
  readonly rules: Rules
}

/** Counts to be protected. */
export interface Making {
  readonly counts: Counted
  readonly rules: Rules
  readonly day: string
}

/** Protects counts together with all that was shown before; a sentence: why they are refused. */
export function protectedAfter(
  series: readonly Counted[],
  { counts, rules, day }: Making,
): Figures | string {
  const earlier = (of: (each: Counted) => Release) => ({ earlier: series.map(of), rules })
  const people = protect(
    counts.people,
    earlier((each) => each.people),
  )
  if (people.outcome === 'refused') return people.words
  const vacancies = protect(
    counts.vacancies,
    earlier((each) => each.vacancies),
  )
  return {
    day,
    people: people.release,
    vacancies: vacancies.outcome === 'protected' ? vacancies.release : undefined,
    shape: shapeOf(counts),
    rules,
  }
}

/** Releases never change, so what was made of them once is kept for the next reader. */
const made = new Map<string, Figures>()
const mostMade = 100

/** The figures of the newest of some releases; undefined: there is none that can be shown. */
export function figuresOf(releases: readonly KeptRelease[]): Figures | undefined {
  const last = releases.at(-1)
  if (last === undefined) return undefined
  const known = made.get(last.id)
  if (known !== undefined) return known
  const series = releases.map(({ counts }) => countsFrom(counts))
  const counts = series.pop()
  if (counts === undefined) return undefined
  const figures = protectedAfter(series, { counts, rules: rulesFrom(last.rules), day: last.day })
  if (typeof figures === 'string') return undefined
  const [oldest] = made.keys()
  if (made.size >= mostMade && oldest !== undefined) made.delete(oldest)
  made.set(last.id, figures)
  return figures
}

/** Everything a reader can see of figures. */
export function marksOf({ people, vacancies }: Figures): string {
  return JSON.stringify([people, vacancies].map((release) => release && seenOf(release)))
}

function seenOf(release: ProtectedRelease) {
  return release.groups.map((group) => [
    group,
    release.headcount(group),
    release.tables.map((table) => table.row(group)),
  ])
}
