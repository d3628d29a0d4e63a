import { randomUUID } from 'node:crypto'
import type { Reading } from '../../platform/store/index.ts'
import type { AccountsContext } from '../context.ts'
import type { OrganisationAsked } from '../organisation/organisation-route.ts'
import { purposeIsOn } from '../purposes/purpose-store.ts'
import { log } from '../store/events.ts'
import { keepRelease, releasesOf, toCount } from '../store/figures.ts'
import type { KeptRelease, PostToCount } from '../store/figures.ts'
import { gradesOf } from '../store/grades.ts'
import { teamsOf } from '../store/teams.ts'
import { countedWith, inTreeOrder } from '../team-tree.ts'
import { countsOfStore, figureRules, shapeOf } from './counting.ts'
import type { Counted, Meanings, Shape } from './counting.ts'
import { countsFrom, countsToKeep, rulesFrom } from './kept-counts.ts'
import { figuresOf, marksOf, protectedAfter } from './protecting.ts'
import type { Figures } from './protecting.ts'

/** What there is to show, or why there is nothing. */
export type FiguresNow =
  | {
      readonly outcome: 'shown'
      readonly figures: Figures
      /** Why nothing newer is shown, where something newer was refused. */
      readonly refused: string | undefined
      /** Teams or grades have been added since the series began. */
      readonly outgrown: boolean
    }
  | { readonly outcome: 'none'; readonly why: 'planning-off' | 'refused'; readonly words: string }

/** A series keeps what it begins with, so it does not begin before there is something. */
const nothingToCountBy =
  'People are counted by team and grade, and there are no teams or no grades yet.'

/** What people and posts can be counted by now. */
interface Present {
  readonly shape: Shape
  readonly meanings: Meanings
}

/**
 * The figures of an organisation. Those of the day are made when somebody first asks for them, with
 * everything that was shown before handed to disclosure control. Where too little has changed to
 * show anything new, or the new ones would say too much beside the old, the old ones stand.
 *
 * @example
 * const now = await figuresNow(context, asked)
 * if (now.outcome === 'shown') now.figures.people.headcount('everyone').words
 */
export async function figuresNow(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<FiguresNow> {
  const state = await stateIn(context, asked)
  const { isOn, releases, present } = state
  if (!isOn) return { outcome: 'none', why: 'planning-off', words: '' }
  const last = releases.at(-1)
  const standing = figuresOf(releases)
  if (standing === undefined && !isReady(present)) {
    return { outcome: 'none', why: 'refused', words: nothingToCountBy }
  }
  if (standing !== undefined && standing.day >= asked.today) return shown(standing, present)
  const newer = await make(context, asked, state)
  if (typeof newer === 'string') {
    if (standing !== undefined) return shown(standing, present, newer)
    return { outcome: 'none', why: 'refused', words: newer }
  }
  const { figures, release } = newer
  if (standing !== undefined && marksOf(standing) === marksOf(figures)) {
    return shown(standing, present)
  }
  const isKept = await keep(context, asked, { release, after: last?.id, action: 'figures.made' })
  return isKept ? shown(figures, present) : figuresNow(context, asked)
}

/**
 * Begins a new series, with the teams, grades and role families of today. Disclosure control then
 * knows nothing of the series before, so a person has to decide it.
 *
 * @returns why it cannot begin; undefined: it has begun
 */
export async function beginSeries(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<string | undefined> {
  const { isOn, releases, present } = await stateIn(context, asked)
  if (!isOn) return 'Planning must first be switched on.'
  if (!isReady(present)) return nothingToCountBy
  const made = await make(context, asked, { present, releases: [] })
  if (typeof made === 'string') return made
  const last = releases.at(-1)
  const release = { ...made.release, series: (last?.series ?? 0) + 1 }
  const isKept = await keep(context, asked, { release, after: last?.id, action: 'figures.begun' })
  return isKept ? undefined : beginSeries(context, asked)
}

/** The day from which the figures are, and whether teams or grades have been added since. */
export async function seriesNow(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<{ readonly begun: string; readonly outgrown: boolean } | undefined> {
  const { releases, present } = await stateIn(context, asked)
  const [first] = releases
  if (first === undefined) return undefined
  return { begun: first.day, outgrown: hasOutgrown(shapeIn(first), present.shape) }
}

interface State {
  readonly present: Present
  /** Of the newest series, oldest first. */
  readonly releases: readonly KeptRelease[]
}

function stateIn(
  context: AccountsContext,
  asked: OrganisationAsked,
): Promise<State & { readonly isOn: boolean }> {
  const { id } = asked.organisation
  return context.door.store.read(async (db) => ({
    isOn: await purposeIsOn(db, { organisationId: id, purpose: 'planning', day: asked.today }),
    releases: await releasesOf(db, id),
    present: await presentIn(db, context, asked),
  }))
}

/** Counts people and posts in the shape of the series and protects them; or why that cannot be. */
async function make(
  context: AccountsContext,
  asked: OrganisationAsked,
  { present, releases }: State,
): Promise<{ readonly figures: Figures; readonly release: KeptRelease } | string> {
  const [first] = releases
  const shape = first === undefined ? present.shape : shapeIn(first)
  const rules = first === undefined ? figureRules : rulesFrom(first.rules)
  const counts = await countedToday(context, asked, { ...present, shape })
  const earlier = releases.map((release) => countsFrom(release.counts))
  const figures = protectedAfter(earlier, { counts, rules, day: asked.today })
  if (typeof figures === 'string') return figures
  const { organisation, now, today } = asked
  const release = {
    id: randomUUID(),
    organisation_id: organisation.id,
    series: first?.series ?? 1,
    day: today,
    rules: JSON.stringify(rules),
    counts: countsToKeep(counts),
    made_at: now.toISOString(),
  }
  return { figures, release }
}

function shapeIn(release: KeptRelease): Shape {
  return shapeOf(countsFrom(release.counts))
}

async function presentIn(
  db: Reading,
  { editions, edition }: AccountsContext,
  { organisation }: OrganisationAsked,
): Promise<Present> {
  const teams = inTreeOrder(await teamsOf(db, organisation.id))
  const grades = await gradesOf(db, organisation.id)
  const tops = countedWith(teams)
  const newest = edition?.()
  const familyOf = ({ framework, edition: name, role_level: path }: PostToCount) => {
    const slug = path?.split('/')[0]
    const pinned = editions?.library.get(framework ?? '', name ?? '')?.edition
    const of = pinned?.kind === 'capability-framework' ? pinned : newest
    return of?.roles.find((role) => role.slug === slug)?.family ?? undefined
  }
  const meanings: Meanings = { topOf: (team) => tops.get(team), familyOf }
  return {
    shape: {
      teams: [...new Set(tops.values())],
      grades: grades.map(({ id }) => id),
      families: (newest?.families ?? []).map(({ slug }) => slug),
    },
    meanings,
  }
}

async function countedToday(
  { door }: AccountsContext,
  { organisation, today }: OrganisationAsked,
  { shape, meanings }: Present,
): Promise<Counted> {
  return countsOfStore(
    await door.store.read((db) => toCount(db, organisation.id, today)),
    shape,
    meanings,
  )
}

function isReady({ shape }: Present): boolean {
  return shape.teams.length > 0 && shape.grades.length > 0
}

function shown(figures: Figures, { shape }: Present, refused?: string): FiguresNow {
  return { outcome: 'shown', figures, refused, outgrown: hasOutgrown(figures.shape, shape) }
}

function hasOutgrown(before: Shape, now: Shape): boolean {
  return (['teams', 'grades', 'families'] as const).some((kind) =>
    now[kind].some((each) => !before[kind].includes(each)),
  )
}

async function keep(
  { door }: AccountsContext,
  { organisation, session, now }: OrganisationAsked,
  {
    release,
    after,
    action,
  }: {
    release: KeptRelease
    after: string | undefined
    action: 'figures.made' | 'figures.begun'
  },
): Promise<boolean> {
  return door.store.write(async (db) => {
    if (!(await keepRelease(db, release, after))) return false
    const { accountId } = session.asker
    await log(db, { action, accountId, organisationId: organisation.id, now, purpose: 'planning' })
    return true
  })
}
