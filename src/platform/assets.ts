import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Type } from 'typebox'
import { Value } from 'typebox/value'

/** The folder with the built styles and fonts. */
export const assetsFolder = join(import.meta.dirname, '..', '..', 'build', 'assets')

const Manifest = Type.Record(Type.String(), Type.String())

/** Finds the address of an asset by its plain name. */
export type AssetAddress = (name: string) => string

/** Reads which file each asset was built into. */
export function readAssetAddresses(folder: string): AssetAddress {
  const manifest = Value.Parse(
    Manifest,
    JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')),
  )
  return (name) => {
    const file = manifest[name]
    if (file === undefined) throw new Error(`The asset ${name} is not in the manifest`)
    return `/assets/${file}`
  }
}
