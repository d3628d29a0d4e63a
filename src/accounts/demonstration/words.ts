import type { Particulars } from '../particulars.ts'
import type { Seeded } from './seeded.ts'

/** How a name says that it is made up. */
export const madeUp = '(made up)'

const first = [
  'Brisk',
  'Calm',
  'Cosy',
  'Crisp',
  'Dapper',
  'Eager',
  'Fuzzy',
  'Gentle',
  'Humble',
  'Jolly',
  'Keen',
  'Lively',
  'Mellow',
  'Nimble',
  'Plucky',
  'Quiet',
  'Rustic',
  'Sunny',
  'Tidy',
  'Wistful',
] as const

const last = [
  'Anvil',
  'Biscuit',
  'Button',
  'Candle',
  'Compass',
  'Dumpling',
  'Funnel',
  'Gasket',
  'Kettle',
  'Ladder',
  'Lantern',
  'Marble',
  'Napkin',
  'Pickle',
  'Ribbon',
  'Saucer',
  'Spindle',
  'Thimble',
  'Trellis',
  'Waffle',
] as const

const teams = [
  'Acorn',
  'Bobbin',
  'Cobble',
  'Doormat',
  'Eggcup',
  'Feather',
  'Gumboot',
  'Hammock',
  'Inkwell',
  'Jigsaw',
  'Kaleidoscope',
  'Lampshade',
] as const

const subjects = ['Kites', 'Lanterns', 'Puddles', 'Teapots', 'Umbrellas', 'Weathervanes'] as const

/** Words to name people and things by. None of them can be taken for somebody's name. */
export interface Words {
  readonly organisation: string
  /** The names of people, each once. */
  readonly people: readonly string[]
  readonly teams: readonly string[]
}

/**
 * Draws the names of a made-up organisation.
 *
 * @example
 * wordsOf(seeded(7)).people[0] // such as 'Brisk Kettle (made up)'
 */
export function wordsOf(random: Seeded): Words {
  const names = first.flatMap((one) => last.map((other) => `${one} ${other} ${madeUp}`))
  return {
    organisation: `Department for ${random.oneOf(subjects)} (demonstration)`,
    people: random.shuffled(names),
    teams: random.shuffled(teams).map((word) => `${word} team`),
  }
}

/**
 * What stands before the @ of somebody's address.
 *
 * @example
 * mailboxOf('Brisk Kettle (made up)') // 'brisk.kettle'
 */
export function mailboxOf(name: string): string {
  return name.replace(` ${madeUp}`, '').toLowerCase().replaceAll(' ', '.')
}

/** What a demonstration says of who answers for its records. */
export const madeUpParticulars: Particulars = {
  controller: 'Nobody: this is a demonstration',
  contact: 'nobody@example.org',
  privacyNotice: 'These people are made up. Nothing is kept about anybody real.',
  retentionDecidedBy: 'Nobody: it is removed as a whole when it is no longer wanted',
  accessibilityStatement: 'https://example.org/accessibility',
  freedomOfInformation: 'none: nothing real is held',
  marking: 'Made up',
}
