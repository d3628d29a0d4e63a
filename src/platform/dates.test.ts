import assert from 'node:assert/strict'
import { it } from 'node:test'
import { dayAfterBegins, dayBegins, readableMoment } from './dates.ts'

it('a day begins and ends where the moments of it are read, as clocks change too', () => {
  const days = ['2026-01-15', '2026-03-28', '2026-03-29', '2026-07-01', '2026-10-25', '2026-10-26']
  for (const day of days) {
    const shown = readableMoment(`${day}T12:00:00Z`).replace(/ at .*/, '')
    const last = new Date(Date.parse(dayAfterBegins(day)) - 1).toISOString()
    const before = new Date(Date.parse(dayBegins(day)) - 1).toISOString()
    assert.equal(readableMoment(dayBegins(day)), `${shown} at 00:00`)
    assert.equal(readableMoment(last), `${shown} at 23:59`)
    assert.ok(!readableMoment(before).startsWith(`${shown} at`))
  }
  assert.equal(dayAfterBegins('2026-10-24'), dayBegins('2026-10-25'))
})
