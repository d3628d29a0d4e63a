import type { Tables } from '../../platform/store/index.ts'
import { daysInWords, fteInWords, termsInWords } from '../person-rows.ts'
import { afterLeaving, end } from '../store/days.ts'
import type { Field } from './fields.ts'
import type { Matched } from './match.ts'
import { isOpen, leftOnOf } from './planning.ts'
import type { Planning } from './planning.ts'

type Holding = Tables['holdings']
type Post = Tables['posts']

/** A row that says which post somebody holds. */
export interface Held {
  readonly matched: Matched
  readonly postReference: string
}

const ofPost: readonly Field[] = [
  'postReference',
  'postTitle',
  'roleLevel',
  'grade',
  'terms',
  'fte',
  'startedOn',
]

/** Which holdings of a person there are before the file. */
export type HoldingsOf = (personId: string) => readonly Holding[]

/** The holdings by person. */
export function holdingsByPerson({ state }: Planning): HoldingsOf {
  const all = Map.groupBy(state.holdings, ({ person_id: id }) => id)
  return (id) => all.get(id) ?? []
}

/**
 * Who holds which post by the file. Without a post reference it is the post somebody holds
 * already, or else one of their own.
 */
export function heldPosts(planning: Planning, holdingsOf: HoldingsOf): readonly Held[] {
  const references = new Map(planning.state.posts.map(({ id, reference }) => [id, reference]))
  return planning.matched.flatMap((matched) => {
    const { texts } = matched.row
    if (ofPost.every((field) => texts[field] === '')) return []
    const now = currentOf(matched, { planning, holdingsOf, references })
    const held = now === undefined ? undefined : references.get(now.post_id)
    const postReference = texts.postReference || held || `Post of ${matched.reference}`
    return [{ matched, postReference }]
  })
}

interface Looking {
  readonly planning: Planning
  readonly holdingsOf: HoldingsOf
  readonly references: ReadonlyMap<string, string>
}

function currentOf(
  matched: Matched,
  { planning, holdingsOf, references }: Looking,
): Holding | undefined {
  return likeliest(holdingsOf(matched.id), { matched, today: planning.today, references })
}

interface Choosing {
  readonly matched: Matched
  readonly today: string
  readonly references?: ReadonlyMap<string, string>
}

/** Of several the one that lasts, then the one the row speaks of, then the newest. */
function likeliest(
  holdings: readonly Holding[],
  { matched, today, references }: Choosing,
): Holding | undefined {
  const rank = (holding: Holding): string =>
    [
      isOpen(holding, today) ? 1 : 0,
      holding.from_day === matched.row.startedOn ? 1 : 0,
      holding.from_day,
      references?.get(holding.post_id) ?? '',
      holding.id,
    ].join(' ')
  let best: Holding | undefined
  for (const holding of holdings) {
    if (!isCurrent(holding, matched, today)) continue
    if (best === undefined || rank(holding) > rank(best)) best = holding
  }
  return best
}

/** Whether it holds, or ended because the person left. */
function isCurrent(holding: Holding, { row, before }: Matched, today: string): boolean {
  if (isOpen(holding, today)) return true
  const until = holding.until_day
  return until === row.leftOn || until === before?.left_on
}

/** What the file says of who holds what, from when, on which terms. */
export function planHoldings(
  held: readonly Held[],
  planning: Planning,
  { holdingsOf, posts }: { holdingsOf: HoldingsOf; posts: ReadonlyMap<string, Post> },
): readonly Holding[] {
  const put: Holding[] = []
  const byRow = new Map(
    held.map(({ matched, postReference }) => [matched, posts.get(postReference)]),
  )
  const labels = new Map(planning.state.posts.map((post) => [post.id, labelOf(post)]))
  for (const matched of planning.matched) {
    const mine = holdingsOf(matched.id)
    const post = byRow.get(matched)
    const wanted = post === undefined ? undefined : wantedHolding(matched, post, { planning, mine })
    const kept = mine.find(({ id }) => id === wanted?.id)
    if (wanted !== undefined && (kept === undefined || !isSame(kept, wanted))) put.push(wanted)
    note(matched.id, { kept, wanted, planning })
    const ending = othersToEnd(matched, { planning, mine, wanted })
    put.push(...ending.holdings.map((other) => end(other, ending.day)))
    put.push(...moving(matched, { planning, mine, wanted, ended: ending.holdings }))
    if (ending.holdings.length > 0 || (wanted !== undefined && kept === undefined)) {
      const open = mine.filter((each) => isOpen(each, planning.today))
      const from = open.map((each) => labels.get(each.post_id) ?? '').join(', ') || 'None'
      const to = post === undefined ? `None from ${ending.day} on` : labelOf(post)
      planning.differences.add(matched.id, { what: 'Post', from, to })
    }
  }
  return put
}

function labelOf({ title, reference }: Post): string {
  return `${title} (${reference})`
}

interface Wanting {
  readonly planning: Planning
  readonly mine: readonly Holding[]
}

function wantedHolding(matched: Matched, post: Post, { planning, mine }: Wanting): Holding {
  const { row } = matched
  const { today } = planning
  const same = mine.filter((each) => each.post_id === post.id)
  const kept = likeliest(same, { matched, today })
  const leftOn = leftOnOf(planning, matched)
  const { id, terms, fte, from_day: from } = kept ?? newHolding(planning)
  const startedOn = row.startedOn ?? from
  return {
    id,
    person_id: matched.id,
    post_id: post.id,
    terms: row.terms ?? terms,
    fte: row.fte ?? fte,
    from_day: leftOn !== null && leftOn < startedOn ? leftOn : startedOn,
    until_day: leftOn,
  }
}

function newHolding({
  newId,
  today,
}: Planning): Pick<Holding, 'id' | 'terms' | 'fte' | 'from_day'> {
  return { id: newId(), terms: 'permanent', fte: 100, from_day: today }
}

interface Ending {
  readonly holdings: readonly Holding[]
  readonly day: string
}

/** The posts somebody holds that the file does not name: they have another, none, or left. */
function othersToEnd(
  { row, before }: Matched,
  { planning, mine, wanted }: Wanting & { wanted: Holding | undefined },
): Ending {
  const { today } = planning
  const saysPosts = says(planning, wanted)
  const { leftOn } = row
  const day = leftOn === undefined || (saysPosts && leftOn > today) ? today : leftOn
  if (before === undefined || (!saysPosts && leftOn === undefined)) return { holdings: [], day }
  const open = mine.filter((each) => isOpen(each, today) && isOpen(each, day))
  return { holdings: open.filter(({ id }) => id !== wanted?.id), day }
}

function says({ said }: Planning, wanted: Holding | undefined): boolean {
  return wanted !== undefined || said.has('postReference') || said.has('postTitle')
}

/** Of somebody whose posts the file does not say: those that move along with the leaving date. */
function moving(
  matched: Matched,
  {
    planning,
    mine,
    wanted,
    ended,
  }: Wanting & { wanted: Holding | undefined; ended: readonly Holding[] },
): readonly Holding[] {
  const { before, id } = matched
  if (before === undefined || says(planning, wanted)) return []
  const leaving = { before: before.left_on, after: leftOnOf(planning, matched) }
  return mine.flatMap((kept) => {
    const moved = afterLeaving(kept, leaving)
    if (ended.includes(kept) || moved.until_day === kept.until_day) return []
    note(id, { kept, wanted: moved, planning })
    return [moved]
  })
}

function note(
  personId: string,
  {
    kept,
    wanted,
    planning,
  }: { kept: Holding | undefined; wanted: Holding | undefined; planning: Planning },
): void {
  if (kept === undefined || wanted === undefined) return
  const both = (what: string, of: (each: Holding) => string): void =>
    planning.differences.add(personId, { what, from: of(kept), to: of(wanted) })
  both('Terms', ({ terms }) => termsInWords[terms])
  both('Full-time equivalent', ({ fte }) => fteInWords(fte))
  // Putting days in words takes long, and most stay as they are.
  const isMoved = kept.from_day !== wanted.from_day || kept.until_day !== wanted.until_day
  if (isMoved) both('In the post', daysInWords)
}

function isSame(a: Holding, b: Holding): boolean {
  return (
    a.terms === b.terms &&
    a.fte === b.fte &&
    a.from_day === b.from_day &&
    a.until_day === b.until_day
  )
}
