import type { Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import type { ComparedLevel } from './compare.ts'
import type { CoveringLevel, RouteDescription } from './describe-route.ts'
import type { ShownInstead } from './route-views.ts'
import { compareAddress, percent } from './words.ts'

/** What a person can do where there is no route: how far they get, and other starts. */
export function presentInstead(
  { base }: Place,
  { from, to, rule, instead }: RouteDescription,
): ShownInstead | undefined {
  if (instead === null || from === null || to === null) return undefined
  const { furthest, starts } = instead
  const goal = nameOf(to)
  const address = (start: ComparedLevel, end: ComparedLevel): string =>
    `${base}/route?from=${start.path}&to=${end.path}&rule=${rule.name}`
  return {
    furthest:
      furthest === null
        ? `No role level that can be reached from ${nameOf(from)} covers more of ${goal}.`
        : `From ${nameOf(from)} you can get as far as ${covering(furthest)} of what ${goal} asks for.`,
    furthestWays:
      furthest === null
        ? []
        : [
            { href: address(from, furthest), text: `Route to ${nameOf(furthest)}` },
            {
              href: compareAddress({ base }, [furthest.path, to.path]),
              text: `What is then missing for ${shownName(to.name).value}`,
            },
          ],
    starts:
      starts.length === 0
        ? `No other role level covers enough of ${goal} to lead to it.`
        : `One move leads to ${goal} from:`,
    startWays: starts.map((start) => ({ href: address(start, to), text: covering(start) })),
  }
}

function covering(level: CoveringLevel): string {
  return `${nameOf(level)}, which covers ${percent(level.coverage)}`
}

/** The name of a role level with its role. */
export function nameOf({ name, role }: ComparedLevel): string {
  return `${shownName(role.name).value}: ${shownName(name).value}`
}
