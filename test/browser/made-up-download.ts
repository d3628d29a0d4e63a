import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writers } from '../../src/documents/index.ts'
import type { CapabilityFramework, ChangeNote, Text } from '../../src/framework/index.ts'

/** Ninety-nine letters without a place to break. */
export const unbroken = 'Unbroken'.padEnd(99, 'n')

function text(value: string): Text {
  return { lang: 'en-GB', value }
}

function note(date: string, page: string, value: string): ChangeNote {
  return { date, page, note: text(value), source: 'changelog.csv', line: null }
}

/**
 * Writes an edition as an official download with what the shipped documents do not hold, all of it
 * made up: descriptions, duties, change notes and a grade; odd names too. Returns the files.
 */
export function writeMadeUpDownload(edition: CapabilityFramework, folder: string): string[] {
  const told = {
    ...edition,
    roles: edition.roles.map((role) => ({
      ...role,
      description: text(`A made-up sentence about the ${role.name.value}.`),
      levels: role.levels.map((level) => ({
        ...level,
        description: text('At this role level, you will:\n- fly made-up kites\n- land them'),
      })),
    })),
    changeNotes: [
      note(
        '2026-12-01',
        'Software developer',
        'See [Prototyping](/skill/prototyping).\n- one\n- two',
      ),
      note('2026-12-24', 'Homepage', 'A made-up note about everything.'),
      note('2026-12-03', 'Prototyping', 'A made-up note about a skill.'),
    ],
  }
  const long = `${unbroken}F,${unbroken}R,Lead.,${unbroken}L,Duties.,${unbroken}S,,Working,"You can:\n- ${unbroken}",\r\n`
  const letters = ['Eel catching', 'Élan', 'Letter e', '3D kites']
    .map((name) => `${name},,You can:,You can:,You can:,You can:,\r\n`)
    .join('')
  const added: Readonly<Record<string, string>> = { 'roles.csv': long, 'skills.csv': letters }
  const files = writers.find(({ format }) => format === 'official-csv')?.write(told) ?? []
  const grades =
    'role,role_level,usual_grade,second_usual_grade,basis,date\nSoftware developer,Senior developer,Grade A,Grade B,a made-up table,2027-01\n'
  return [...files, { name: 'grades.csv', text: grades }].map(({ name, text: content }) => {
    const path = join(folder, name)
    writeFileSync(path, `${content}${added[name] ?? ''}`)
    return path
  })
}
