import fc from 'fast-check'

/** How often a property runs: few in the everyday tests, 10,000 with `npm run test:full`. */
export const runs = process.env['CAPABLE_TEST_FULL'] === undefined ? 60 : 10_000

type Mutation = (lines: string[]) => string[]

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const anyLine = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '## ',
    '#',
    '- ',
    '  - ',
    '1. Awareness',
    'You can:',
    '---',
    '"',
    ',,,',
    '[](',
    '\u0000',
    'â€™',
    'Skill:',
    'Role level:',
    '# [1.1.5](x)',
  ),
)

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  place.map((at) => (lines: string[]) => lines.toSpliced(index(lines, at), 1)),
  place.map(
    (at) => (lines: string[]) =>
      lines.toSpliced(index(lines, at), 0, lines[index(lines, at)] ?? ''),
  ),
  fc.tuple(place, anyLine).map(
    ([at, line]) =>
      (lines: string[]) =>
        lines.toSpliced(index(lines, at), 0, line),
  ),
  fc.tuple(place, anyLine).map(
    ([at, line]) =>
      (lines: string[]) =>
        lines.with(index(lines, at), line),
  ),
  fc.tuple(place, place).map(([a, b]) => (lines: string[]) => {
    const [x, y] = [index(lines, a), index(lines, b)]
    return lines.with(x, lines[y] ?? '').with(y, lines[x] ?? '')
  }),
  fc.tuple(place, place).map(([at, cut]) => (lines: string[]) => {
    const line = lines[index(lines, at)] ?? ''
    return lines.with(index(lines, at), line.slice(0, Math.floor(line.length * cut)))
  }),
  place.map((at) => (lines: string[]) => lines.slice(0, index(lines, at) + 1)),
)

function index(lines: readonly string[], at: number): number {
  return Math.floor(at * lines.length)
}

/** A published document after a handful of accidents: lines lost, doubled, swapped, cut, made up. */
export function mutated(text: string): fc.Arbitrary<string> {
  return fc.array(mutation, { minLength: 1, maxLength: 8 }).map((mutations) => {
    let lines = text.split('\n')
    for (const mutate of mutations) if (lines.length > 0) lines = mutate(lines)
    return lines.join('\n')
  })
}
