import type { MadeUpHolding, MadeUpLine, MadeUpPerson, MadeUpPost } from './content.ts'
import { dayAfter, later } from './days.ts'
import type { Seat } from './seats.ts'
import type { Circumstance, Staff } from './staff.ts'

/** Posts, who holds them, who is what to whom, and who is there besides those in a place. */
export interface Work {
  readonly people: readonly MadeUpPerson[]
  readonly posts: readonly MadeUpPost[]
  readonly holdings: readonly MadeUpHolding[]
  readonly lines: readonly MadeUpLine[]
}

/** What work is made of. */
export interface WorkParts {
  readonly staff: readonly Staff[]
  readonly today: string
  /** The name of one more person: who shares a post. */
  readonly partner: string
}

/**
 * Says who holds which post and who is what to whom.
 *
 * @example
 * workOf({ staff, today: '2026-11-22', partner: 'Calm Waffle (made up)' }).lines.length
 */
export function workOf({ staff, today, partner }: WorkParts): Work {
  const shared = staff.find(({ circumstance }) => circumstance === 'shares a post')
  const beside = shared && partnerOf(shared, { name: partner, reference: nextReference(staff) })
  const everybody = beside === undefined ? staff : [...staff, beside]
  const vacant = vacancies(staff)
  return {
    people: everybody.map(({ person }) => person),
    posts: [...staff.flatMap(postsOf), ...vacant],
    holdings: everybody.flatMap((each) => holdingsOf(each, { vacant, today })),
    lines: everybody.flatMap((each) => linesOf(each, { staff, today })),
  }
}

function nextReference(staff: readonly Staff[]): string {
  return String(1001 + staff.length)
}

function partnerOf(
  shared: Staff,
  { name, reference }: Pick<MadeUpPerson, 'name' | 'reference'>,
): Staff {
  return { ...shared, person: { ...shared.person, name, reference } }
}

function postsOf({ post, circumstance }: Staff): readonly MadeUpPost[] {
  if (circumstance !== 'two posts') return [post]
  return [post, { ...post, reference: secondOf(post), title: `${post.title}, second post` }]
}

function secondOf({ reference }: MadeUpPost): string {
  return `${reference}-B`
}

const funded = 4
const unfunded = 2

/** Posts that nobody holds, like those of others. */
function vacancies(staff: readonly Staff[]): readonly MadeUpPost[] {
  const members = staff.filter(({ seat }) => seat.kind === 'member')
  return members.slice(0, funded + unfunded).map(({ post }, at) => ({
    ...post,
    fte: 100,
    reference: `P-${String(staff.length + at + 1).padStart(3, '0')}`,
    isFunded: at < funded,
  }))
}

/** Terms that hold for some time only, and for how many days more. */
const limited: Readonly<
  Partial<Record<Circumstance, { readonly terms: MadeUpHolding['terms']; readonly days: number }>>
> = {
  'fixed term': { terms: 'fixed-term', days: 200 },
  secondment: { terms: 'secondment', days: 150 },
  apprentice: { terms: 'apprentice', days: 300 },
  contingent: { terms: 'contingent', days: 90 },
}

/** How much somebody works of a post that is more, in hundredths of full time. */
const lessThanPost: Readonly<Partial<Record<Circumstance, number>>> = {
  'shares a post': 50,
  'works less than the post': 60,
}

function holdingsOf(
  { person, post, startedOn, circumstance }: Staff,
  { vacant, today }: { vacant: readonly MadeUpPost[]; today: string },
): readonly MadeUpHolding[] {
  const own: MadeUpHolding = {
    post: post.reference,
    person: person.reference,
    terms: 'permanent',
    fte: post.fte,
    from_day: startedOn,
    until_day: person.leftOn,
  }
  if (circumstance === undefined) return [own]
  if (circumstance === 'two posts') return [own, { ...own, post: secondOf(post) }]
  if (circumstance === 'on loan') {
    return lent(own, { to: vacant.find(({ team }) => team !== post.team), today })
  }
  const time = limited[circumstance]
  return [
    {
      ...own,
      fte: lessThanPost[circumstance] ?? own.fte,
      ...(time !== undefined && { terms: time.terms, until_day: dayAfter(today, time.days) }),
    },
  ]
}

/** Their own post is vacant while they hold another. */
function lent(
  own: MadeUpHolding,
  { to, today }: { to: MadeUpPost | undefined; today: string },
): readonly MadeUpHolding[] {
  if (to === undefined) return [own]
  const from = dayAfter(today, -60)
  const until = dayAfter(today, 120)
  return [
    { ...own, until_day: from },
    { ...own, post: to.reference, terms: 'loan', from_day: from, until_day: until },
    { ...own, from_day: until },
  ]
}

function linesOf(
  { seat, person, startedOn, circumstance }: Staff,
  { staff, today }: { staff: readonly Staff[]; today: string },
): readonly MadeUpLine[] {
  const line = (kind: MadeUpLine['kind'], to: Seat | null, since = startedOn): MadeUpLine[] => {
    const other = staff.find((each) => each.seat === to)
    if (other === undefined) return []
    return [
      {
        kind,
        person: person.reference,
        other: other.person.reference,
        from_day: later(since, other.startedOn),
        until_day: person.leftOn,
      },
    ]
  }
  const lines = [
    ...line('line-manager', seat.manager),
    ...line('professional-assessor', seat.assessor),
    ...line('countersigner', seat.manager?.manager ?? null),
  ]
  if (circumstance !== 'two managers') return lines
  const own = seat.manager?.manager ?? null
  const second = staff.find((each) => each.seat.kind === 'head' && each.seat !== own)
  return [...lines, ...line('line-manager', second?.seat ?? null, dayAfter(today, -90))]
}
