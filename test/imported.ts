import { keepEditions, packEdition } from '../src/editions/index.ts'
import type { Edition, Finding } from '../src/framework/index.ts'
import type { Store } from '../src/platform/store/index.ts'

/**
 * Puts an edition into a store as an import does.
 *
 * @throws ImportRefused where there is one of its name
 * @example
 * await keep(store, { edition, findings: [] })
 */
export function keep(
  store: Store,
  made: { readonly edition: Edition; readonly findings: readonly Finding[] },
): Promise<void> {
  const files = [{ name: 'made-up.csv', sha256: '0'.repeat(64), bytes: 1 }]
  return keepEditions(store, [packEdition(made)], { by: 'command-line', files, now: new Date() })
}
