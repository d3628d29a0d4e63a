import { accountsHeld } from './inventory-accounts.ts'
import type { Inventoried, Inventory } from './inventory-line.ts'
import { technical } from './inventory-line.ts'
import { organisationHeld } from './inventory-organisation.ts'
import { peopleHeld } from './inventory-people.ts'

/**
 * Everything the store can hold. The compiler refuses it where a table or a column is missing, so
 * that the papers made from it cannot fall behind the store.
 *
 * @example
 * inventory.people.columns.name // 'Name'
 */
export const inventory: Inventory = { ...peopleHeld, ...accountsHeld, ...organisationHeld }

/** A line of the inventory with its table. */
export interface InventoryLine extends Inventoried<string> {
  readonly table: string
}

/** The inventory in its order. */
export const inventoryLines: readonly InventoryLine[] = Object.entries(inventory).map(
  ([table, line]) => ({ table, ...line }),
)

/**
 * What a line says about somebody, without what only the software needs.
 *
 * @example
 * meaningOf(line) // ['Name', 'Work e-mail address', …]
 */
export function meaningOf({ columns }: Inventoried<string>): readonly string[] {
  return Object.values(columns).filter((column) => column !== technical)
}
