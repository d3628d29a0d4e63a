/** How a session stands: nothing to say, ending soon, about to end, ended. */
export type Stage = 'open' | 'soon' | 'last' | 'ended'

const minute = 60_000

/** WCAG 2.2.1 asks for 20 seconds at least; people with a form half filled in need more. */
const stages: readonly { readonly stage: Stage; readonly left: number }[] = [
  { stage: 'open', left: 5 * minute },
  { stage: 'soon', left: minute },
  { stage: 'last', left: 0 },
]

/** How a session stands at a moment, and after how long that changes; undefined: never. */
export interface Standing {
  readonly stage: Stage
  readonly changesIn: number | undefined
}

/**
 * How a session stands that ends at a moment, by one clock, in milliseconds.
 *
 * @example
 * standing(600_000, 0) // { stage: 'open', changesIn: 300_000 }
 */
export function standing(endsAt: number, now: number): Standing {
  const left = endsAt - now
  const found = stages.find((each) => left > each.left)
  if (found === undefined) return { stage: 'ended', changesIn: undefined }
  return { stage: found.stage, changesIn: left - found.left }
}

/**
 * When a session ends, by what this page knows and what another page of it says. Each request
 * makes it last longer, so the later one is right.
 *
 * @param said whatever came from the other page
 * @example
 * laterEnd(1000, { endsAt: 2000 }) // 2000
 */
export function laterEnd(endsAt: number, said: unknown): number {
  if (typeof said !== 'object' || said === null || !('endsAt' in said)) return endsAt
  const other = said.endsAt
  return typeof other === 'number' && Number.isFinite(other) ? Math.max(endsAt, other) : endsAt
}
