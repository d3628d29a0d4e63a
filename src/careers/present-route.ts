import { capitalised, counted, frameAt, linkTo, numberWord } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import { ruleNames, ruleWords } from './asked-for.ts'
import type { ComparedLevel } from './compare.ts'
import type { ShownProblem } from './compare-views.ts'
import type { DescribedMove, RouteDescription } from './describe-route.ts'
import { levelSelect } from './options.ts'
import { namesIn } from './present-compare.ts'
import { gradeWords, noGrades } from './present-nearest.ts'
import { nameOf, presentInstead } from './present-route-instead.ts'
import { routePicture } from './route-picture.ts'
import type { PictureStop, RoutePicture } from './route-picture.ts'
import type { RouteView } from './route-views.ts'
import { limitWords } from './threshold.ts'
import { compareAddress, percent } from './words.ts'

/** The page of a route, and the form that asks for one. */
export function presentRoute(
  place: Place,
  route: RouteDescription,
  problem?: ShownProblem,
): RouteView {
  const { base } = place
  const { from, to, rule, moves } = route
  const heading = from === null || to === null ? 'Find a route' : headingOf(from, to)
  return {
    frame: frameAt(place, {
      title: problem === undefined ? heading : `Error: ${heading}`,
      section: 'compare',
      breadcrumbs: [{ href: `${base}/compare`, text: 'Compare' }],
      address: addressOf(place, route),
    }),
    heading,
    summary: summaryOf(route),
    problem,
    action: `${base}/route`,
    selects: [
      levelSelect(place, { id: 'from', name: 'from', label: 'From', selected: from?.path }),
      levelSelect(place, { id: 'to', name: 'to', label: 'To', selected: to?.path }),
    ],
    rules: ruleNames.map((value) => ({
      value,
      text: ruleWords(value).title,
      selected: value === rule.name,
    })),
    picture: pictureOf(route),
    moves: moves.map((move, at) => presentMove(place, move, at + 1)),
    total: route.cost === null ? undefined : route.cost.toLocaleString('en-GB'),
    grades: moves.length > 0 && moves.every(({ grade }) => grade === null) ? noGrades : undefined,
    reason: route.reason ?? undefined,
    instead: presentInstead(place, route),
    ways: waysOn(place, route),
    ruleWords: ruleNames.map(ruleWords),
    working: workingOf(route),
  }
}

/** Role levels by their own names where these differ. */
function headingOf(from: ComparedLevel, to: ComparedLevel): string {
  const name = namesIn([from, to])
  return `From ${name(from)} to ${name(to)}`
}

function addressOf({ base }: Place, { from, to, rule }: RouteDescription): string {
  if (from === null || to === null) return `${base}/route`
  return `${base}/route?from=${from.path}&to=${to.path}&rule=${rule.name}`
}

function summaryOf({ from, to, moves, reason, rule, mostMoves }: RouteDescription): string {
  if (from === null || to === null) {
    return `See how one role level could lead to another in at most ${numberWord(mostMoves)} moves, each of which starts near where it ends.`
  }
  if (reason !== null) return 'We found no route.'
  const steps = moves.reduce((sum, move) => sum + move.steps, 0)
  return `${capitalised(numberWord(moves.length))} ${moves.length === 1 ? 'move' : 'moves'}, ${counted(steps, 'level')} to gain on the way. Found by the rule “${rule.title}”.`
}

function presentMove(
  { base }: Place,
  move: DescribedMove,
  number: number,
): RouteView['moves'][number] {
  const { from, to, coverage, grade, cost } = move
  return {
    number: String(number),
    from: linkTo(`${base}/roles/${from.role.slug}`, from),
    fromRole: shownName(from.role.name).value,
    to: linkTo(`${base}/roles/${to.role.slug}`, to),
    toRole: shownName(to.role.name).value,
    asks: asksOf(move),
    covers: percent(coverage),
    grade: grade === null ? undefined : gradeWords[grade],
    cost: cost.toLocaleString('en-GB'),
    compare: {
      href: compareAddress({ base }, [from.path, to.path]),
      text: 'See it side by side',
    },
  }
}

function asksOf({ steps, skills }: DescribedMove): string {
  return steps === 0 ? 'nothing more' : `${counted(steps, 'level')} in ${counted(skills, 'skill')}`
}

function pictureOf(route: RouteDescription): RoutePicture | undefined {
  const [first] = route.moves
  if (first === undefined) return undefined
  return routePicture([stop(first.from), ...route.moves.map((move) => stop(move.to, move))], {
    title: 'Picture of the route',
    description: `${route.moves.map(({ from }) => nameOf(from)).join(', then ')}, then ${nameOf(route.moves.at(-1)?.to ?? first.to)}. The table below says the same.`,
  })
}

function waysOn({ base }: Place, { from, to, reason }: RouteDescription): RouteView['ways'] {
  if (from === null || to === null) return []
  return [
    {
      href: `${base}/roles/${from.path}/nearest`,
      text: `Roles near ${shownName(from.name).value}`,
    },
    ...(from.path === to.path
      ? []
      : [
          {
            href: compareAddress({ base }, [from.path, to.path]),
            text: reason === null ? 'Compare start and end' : 'Compare the two as they are',
          },
        ]),
  ]
}

function workingOf({ threshold, mostMoves }: RouteDescription): string[] {
  return [
    `A move counts where the role level it starts from covers at least ${limitWords({ value: threshold })} of what the next one asks for: as near as levels of one role usually are. A route has at most ${numberWord(mostMoves)} moves.`,
    'Of all such routes the one with the lowest cost is shown. Where two cost the same, the one that comes first in the alphabet is shown, so that the same question always has the same answer.',
    'A route says what role levels ask for, not which posts there are or who gets them. Steps are not equal effort.',
  ]
}

function stop(level: ComparedLevel, move?: DescribedMove): PictureStop {
  return {
    name: shownName(level.name).value,
    role: shownName(level.role.name).value,
    move: move === undefined ? undefined : `Gain ${asksOf(move)}`,
  }
}
