import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parseDay } from './people-files/cells.ts'
import { readFields } from './form.ts'
import { readDay } from './written-day.ts'

const long = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** The ways in which people write a day. */
function waysOf(iso: string): readonly string[] {
  const [year = '', month = '', day = ''] = iso.split('-')
  const words = long.format(new Date(`${iso}T00:00:00Z`))
  const [, name = ''] = words.split(' ')
  const short = words.replace(name, name.slice(0, 3))
  const bare = [Number(day), Number(month), year]
  return [
    iso,
    words,
    words.toUpperCase(),
    short,
    short.toLowerCase().replaceAll(' ', '-'),
    ...['/', '.', '-'].flatMap((sign) => [[day, month, year].join(sign), bare.join(sign)]),
  ]
}

it('every day from 1900 to 2100 is read in each way of writing it, in forms and in files', () => {
  const fields = [{ name: 'day', label: 'Day', kind: 'day' }] as const
  const last = Date.UTC(2100, 11, 31)
  let count = 0
  for (let at = Date.UTC(1900, 0, 1); at <= last; at += 86_400_000) {
    const iso = new Date(at).toISOString().slice(0, 10)
    for (const written of waysOf(iso)) assert.equal(readDay(written), iso, written)
    count += 1
  }
  assert.equal(count, 73_414)
  for (const written of waysOf('2027-04-03')) {
    const { values, errors } = readFields(fields, new URLSearchParams({ day: ` ${written} ` }))
    assert.deepEqual([values.get('day'), errors], ['2027-04-03', []], written)
    assert.deepEqual(parseDay(written), { value: '2027-04-03' }, written)
  }
})

it('what is no day, or has half a year, is refused and comes back as it was typed', () => {
  const fields = [{ name: 'day', label: 'Day', kind: 'day' }] as const
  const wrong = '31/02/2027|29 February 2027|31/3/27|3 April 27|04/13/2027|2027/04/03|1/1/1899'
  const none = ['3 Ma 2027', '3 Octember 2027', 'tomorrow', '1 January 2200', '46000', '0/1/2027']
  for (const written of [...wrong.split('|'), ...none]) {
    const { values, errors } = readFields(fields, new URLSearchParams({ day: written }))
    const message = 'Day must be a real date with the whole year, for example 31 March 2027'
    assert.deepEqual(errors, [{ field: 'day', message }], written)
    assert.equal(values.get('day'), written)
  }
})
