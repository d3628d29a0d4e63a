import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { fileLimits } from '../../framework/standing/profile-file.ts'
import { shown } from '../../platform/index.ts'
import type { Field } from '../form.ts'
import type { SaidOfSkill } from './kept-skills.ts'
import { confidences, interests, isConfidence, isInterest, levelInWords } from './words.ts'

const ticks = 'statements-'

/** What a person says of a skill, as the fields of a form: statements by level, then the rest. */
export function ratingFields(
  { framework: { scale } }: CapabilityFramework,
  { levels }: Skill,
): readonly Field[] {
  const statements = levels
    .filter((level) => level.statements.length > 0)
    .map((level): Field => ({
      name: `${ticks}${level.level}`,
      label: levelInWords(level.level),
      kind: 'checks',
      mayWait: true,
      options: level.statements.map(({ id, text }) => ({ value: id, text: shown(text).value })),
    }))
  return [
    ...statements,
    {
      name: 'level',
      label: 'Level you set yourself',
      kind: 'select',
      optional: true,
      hint: 'It counts before the one that your ticks add up to.',
      options: ['none', ...scale].map((value) => ({ value, text: levelInWords(value) })),
    },
    {
      name: 'note',
      label: 'Evidence in your own words',
      kind: 'textarea',
      optional: true,
      longest: fileLimits.characters,
      hint: 'It is shared together with the level.',
    },
    {
      name: 'confidence',
      label: 'How sure you are',
      kind: 'select',
      optional: true,
      hint: 'Shared only if you choose so, apart from the level.',
      options: Object.entries(confidences).map(([value, text]) => ({ value, text })),
    },
    {
      name: 'interest',
      label: 'What you want to do with this skill',
      kind: 'select',
      optional: true,
      hint: 'Shared only if you choose so, apart from the level.',
      options: Object.entries(interests).map(([value, text]) => ({ value, text })),
    },
  ]
}

/** What was said, from the values of those fields. */
export function saidIn(values: ReadonlyMap<string, string>): SaidOfSkill {
  const text = (name: string): string => values.get(name) ?? ''
  const ticked = [...values].flatMap(([name, value]) =>
    name.startsWith(ticks) ? value.split(' ').filter(Boolean) : [],
  )
  const [confidence, interest] = [text('confidence'), text('interest')]
  return {
    level: text('level') === '' ? null : text('level'),
    ticked,
    note: text('note').replaceAll('\r\n', '\n'),
    confidence: isConfidence(confidence) ? confidence : null,
    interest: isInterest(interest) ? interest : null,
  }
}

/** The values of the fields, from what was said. Ticks that the skill has no more are left out. */
export function valuesOf(said: SaidOfSkill | undefined, { levels }: Skill): Record<string, string> {
  const ticked = new Set(said?.ticked)
  const statements = levels
    .filter((level) => level.statements.length > 0)
    .map(({ level, statements: all }): [string, string] => {
      const mine = all.map(({ id }) => id).filter((id) => ticked.has(id))
      return [`${ticks}${level}`, mine.join(' ')]
    })
  return {
    ...Object.fromEntries(statements),
    level: said?.level ?? '',
    note: said?.note ?? '',
    confidence: said?.confidence ?? '',
    interest: said?.interest ?? '',
  }
}
