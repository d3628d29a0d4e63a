import { counted, frameAt, levelWord, linkTo, listed } from '../explore/index.ts'
import type { Place } from '../explore/index.ts'
import { shown } from '../platform/index.ts'
import type { CompareManyView } from './compare-views.ts'
import type { ComparedSkill, Comparison } from './compare.ts'
import { actionsOf, namesIn, presentColumn } from './present-compare.ts'
import { silentWords } from './present-difference.ts'
import { compareAddress, percent } from './words.ts'

/** The page of three or four role levels. */
export function presentMany(place: Place, comparison: Comparison): CompareManyView {
  const { levels, skills } = comparison
  const paths = levels.map(({ path }) => path)
  const name = namesIn(levels)
  const heading = `${listed(levels.map(name))} compared`
  return {
    frame: frameAt(place, {
      title: heading,
      section: 'compare',
      breadcrumbs: [{ href: `${place.base}/compare`, text: 'Compare' }],
      address: compareAddress(place, paths),
    }),
    heading,
    summary: summaryOf(comparison),
    columns: levels.map((level) => presentColumn(place, level)),
    rows: skills.map((skill) => ({
      skill: linkTo(`${place.base}/skills`, skill.skill),
      cells: skill.levels.map((level, at) => ({
        kind: level === null ? 'none' : String(skill.places[at]),
        text: level === null ? 'Not asked' : levelWord(level),
      })),
    })),
    moves: presentMoves(place, comparison),
    wording: skills.map((skill) => ({
      skill: linkTo(`${place.base}/skills`, skill.skill),
      levels: presentLevels(comparison, skill),
    })),
    actions: actionsOf(place, paths),
  }
}

function summaryOf({ levels, skills }: Comparison): string {
  const shared = skills.filter((skill) => skill.levels.every((level) => level !== null))
  const same = shared.filter((skill) => new Set(skill.levels).size === 1)
  const all = levels.length === 3 ? 'all three' : 'all four'
  const together =
    shared.length === 0
      ? `None is asked for by ${all}.`
      : `${shared.length} of them ${shared.length === 1 ? 'is' : 'are'} asked for by ${all}, ${same.length} at the same level.`
  return `${counted(skills.length, 'skill')} in all. ${together}`
}

function presentMoves(place: Place, { levels, moves }: Comparison): CompareManyView['moves'] {
  const name = namesIn(levels)
  const at = (path: string): string => {
    const level = levels.find((one) => one.path === path)
    return level === undefined ? '' : name(level)
  }
  return moves.map((move) => ({
    text: `${at(move.from)} meets ${move.met} of the ${counted(move.skills, 'skill')} of ${at(move.to)} and covers ${move.coveredLevels} of ${move.askedLevels} levels (${percent(move.coverage)}).`,
    link: {
      href: compareAddress(place, [move.from, move.to]),
      text: `Compare ${at(move.from)} with ${at(move.to)}`,
    },
  }))
}

function presentLevels(
  { levels }: Comparison,
  { wording, levels: asked }: ComparedSkill,
): CompareManyView['wording'][number]['levels'] {
  const name = namesIn(levels)
  return wording.map(({ level, state, statements }) => ({
    heading: `${levelWord(level)}, for ${listed(levels.filter((_, at) => asked[at] === level).map(name))}: you can`,
    statements: statements.map(shown),
    silent: statements.length > 0 ? undefined : silentWords(state),
  }))
}
