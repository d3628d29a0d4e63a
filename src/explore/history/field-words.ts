import type { FieldChange } from '../../framework/index.ts'
import { shownName } from '../../platform/index.ts'
import { capitalised, orderWord } from '../present.ts'

/** What the properties of a role or skill are called. */
export const fieldNames: Readonly<Record<FieldChange['field'], string>> = {
  kind: 'Kind',
  family: 'Family',
  description: 'Description',
  number: 'Order of the levels',
  rank: 'Step',
  track: 'Track',
  'usual-grade': 'Usual grade',
}

/**
 * What differs about a property, in plain words.
 *
 * @example
 * fieldWords({ field: 'number', from: 3, to: 2 }) // 'Second level, was third'
 */
export function fieldWords({ field, from, to }: FieldChange): string {
  if (field === 'number') return placed({ from, to }, 'level')
  if (field === 'rank') return placed({ from, to }, 'step')
  if (field === 'track') {
    const was = from === null ? 'no track was given' : `was ${valueWord(from)}`
    return to === null ? `No track given, ${was}` : `${capitalised(valueWord(to))} track, ${was}`
  }
  return `${fieldNames[field]}: ${valueWord(to)}, was ${valueWord(from)}`
}

function placed({ from, to }: Pick<FieldChange, 'from' | 'to'>, noun: string): string {
  const was = typeof from === 'number' ? `was ${orderWord(from)}` : 'was not given'
  return typeof to === 'number'
    ? `${capitalised(orderWord(to))} ${noun}, ${was}`
    : `Which ${noun} is not given, ${was}`
}

function valueWord(value: FieldChange['from']): string {
  if (value === null) return 'not given'
  if (typeof value === 'object') return shownName(value).value
  return value === 'senior-civil-service' ? 'Senior Civil Service' : String(value)
}

/**
 * The properties of a role level worth telling: where its order in the documents differs, a step
 * that only one edition gives says nothing new.
 */
export function fieldsToTell(fields: readonly FieldChange[]): FieldChange[] {
  const ordered = fields.some(({ field }) => field === 'number')
  const stepped = fields.some(
    ({ field, from, to }) => field === 'rank' && from !== null && to !== null,
  )
  return fields.filter(
    ({ field }) => !(field === 'rank' && ordered && !stepped) && !(field === 'number' && stepped),
  )
}
