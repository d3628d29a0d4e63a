import { parseArgs } from 'node:util'
import { careers } from './careers.ts'
import { documents } from './documents.ts'
import { levels } from './levels.ts'
import { pages } from './pages.ts'
import { people } from './people.ts'
import { search } from './search.ts'
import type { Area, AreaResult } from './area.ts'

/** Every area of the benchmark. Times are aims, printed with a ratio to a floor of the same run. */
const areas: Readonly<Record<string, Area>> = { careers, documents, levels, pages, people, search }

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    size: { type: 'string', default: 'small' },
  },
})
const name = positionals[0] ?? ''
const area = areas[name]
if (area === undefined) {
  console.error(
    `Name an area: ${Object.keys(areas).join(', ')}. Example: npm run bench -- documents`,
  )
  process.exitCode = 2
} else {
  const result = await area({ full: values.size === 'full' })
  if (values.json) console.log(JSON.stringify({ area: name, ...result }, null, 2))
  else print(result)
}

function print({ figures, ratios }: AreaResult): void {
  for (const [label, value] of Object.entries(figures)) console.log(`${label}: ${value}`)
  for (const [label, value] of Object.entries(ratios)) console.log(`${label}: ${value.toFixed(2)}`)
}
