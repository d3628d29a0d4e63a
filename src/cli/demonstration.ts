import { demonstrate, mostSeed, removeDemonstrations, seedOf } from '../accounts/index.ts'
import type { CapabilityFramework } from '../framework/index.ts'
import type { Outcome } from './outcome.ts'
import { refusal } from './outcome.ts'
import type { RecordsContext } from './records.ts'
import { counted, withStore } from './records.ts'
import { addressOn, howToOpen } from './users.ts'

/** Loads an organisation of made-up people. */
export async function loadDemonstration(
  { seed: text }: { readonly seed: string },
  newest: () => Promise<CapabilityFramework | undefined>,
  { config, now }: RecordsContext,
): Promise<Outcome> {
  const seed = seedOf(text)
  if (seed === undefined) {
    const message = `The seed must be a whole number from 0 to ${mostSeed}, for example --seed 7.`
    return { ...refusal('seed-not-valid', message), exitCode: 2 }
  }
  const edition = await newest()
  const done = await withStore(config, (store) => demonstrate(store, { seed, edition, now }))
  if ('there' in done) {
    return refusal(
      'demonstration-is-there',
      `There is a demonstration already: ${done.there.join(', ')}. Remove it first with capable demonstration remove.`,
    )
  }
  const { name, people, path } = done
  const link = addressOn(config, path)
  return {
    json: { organisation: name, people, seed, link, hours: 7 * 24 },
    text: `Loaded ${name} with ${counted(people, 'made-up person', 'made-up people')}.\n${link}\n${howToOpen(config)}The link can be used once, within 7 days. Whoever opens it administers the demonstration and can see it as anybody in it.`,
    exitCode: 0,
  }
}

/** Removes every demonstration. */
export async function removeDemonstration({ config, now }: RecordsContext): Promise<Outcome> {
  const removed = await withStore(config, (store) => removeDemonstrations(store, now))
  return {
    json: { removed },
    text:
      removed.length === 0
        ? 'There is no demonstration. Nothing was changed.'
        : `Removed ${removed.join(', ')}, with the accounts that were for it alone.`,
    exitCode: 0,
  }
}
