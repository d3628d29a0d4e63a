import { counted, frameAt, levelWord, linkTo, listed, shownLevel } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { shownName } from '../platform/index.ts'
import type { SkillComparison } from './compare-skills.ts'
import type { CompareSkillsView } from './compare-views.ts'
import { presentDifference, silentWords } from './present-difference.ts'

/** The page of two skills. */
export function presentSkillComparison(
  place: Place,
  { skills, levels }: SkillComparison,
): CompareSkillsView {
  const { base, edition } = place
  const [from, to] = skills
  const [one, two] = [shownName(from.name).value, shownName(to.name).value]
  const heading = `${one} compared with ${two}`
  const slugs = `skills=${from.slug},${to.slug}`
  return {
    frame: frameAt(place, {
      title: heading,
      section: 'compare',
      breadcrumbs: [{ href: `${base}/compare`, text: 'Compare' }],
      address: `${base}/compare?${slugs}`,
    }),
    heading,
    summary: summaryOf(levels),
    skills: skills.map((skill) => linkTo(`${base}/skills`, skill)),
    levels: levels.map(({ level, states, difference }) => {
      const said = presentDifference(difference, {
        from: one,
        to: two,
        inOrder: false,
        words: {
          both: 'Both say that you can:',
          added: `Only ${two}: you can`,
          dropped: `Only ${one}: you can`,
        },
      })
      const silent = [one, two].filter((_, at) => states[at] !== 'defined')
      const note =
        silent.length === 0
          ? said.silent
          : `${listed(silent)}: ${silentWords(states.find((state) => state !== 'defined'))}`
      return {
        id: level,
        heading: levelWord(level),
        level: shownLevel(level, edition.framework.scale),
        difference: { ...said, silent: note },
      }
    }),
    actions: [
      { href: `${base}/compare.json?${slugs}`, text: 'JSON' },
      { href: `${base}/compare`, text: 'Compare other skills' },
    ],
  }
}

function summaryOf(levels: SkillComparison['levels']): string {
  const total = (count: (one: SkillComparison['levels'][number]['difference']) => number): number =>
    levels.reduce((sum, { difference }) => sum + count(difference), 0)
  const parts = [
    `${counted(
      total(({ both }) => both.length),
      'statement',
    )} the same`,
    `${total(({ reworded }) => reworded.length)} reworded`,
    `${total(({ dropped }) => dropped.length)} only in the first skill`,
    `${total(({ added }) => added.length)} only in the second`,
  ]
  return `${listed(parts)}.`
}
