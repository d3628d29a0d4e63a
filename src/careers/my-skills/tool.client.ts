import type { Skill } from '../../framework/index.ts'
import { shownName } from '../../platform/frame.ts'
import type { LevelProfile } from '../../framework/standing/level-profile.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { forgetAsked } from './address.client.ts'
import { button, field, focusOn, make, option, saveAs } from './dom.client.ts'
import { fileLoader } from './load.client.ts'
import type { OwnSkills } from './own-skills.client.ts'
import { askedSkills, levelGroups, ruleChoices } from './present-form.ts'
import { presentResult } from './present-result.ts'
import { standingOf } from '../../framework/standing/standing.ts'
import { resultOf } from './result.ts'
import { paragraph, resultParts } from './result.client.ts'
import { skillChooser } from './skill-chooser.client.ts'
import { skillBlock } from './skill-block.client.ts'
import type { SkillBlock } from './skill-block.client.ts'
import { tickRuleFrom } from '../../framework/standing/ticks-to-level.ts'
import type { ToolParts } from './tool-parts.client.ts'

const reminder =
  'Managed laptops often clear what a browser keeps. Save your skills to a file before you close it.'

/** Shows everything a person has said, keeps every change and works out the result. */
export function openTool(parts: ToolParts): void {
  const { root, own, framework } = parts
  const { edition } = framework
  const target = profilesOf(edition).get(own.target)
  const result = make('div', { class: 'own-result' })
  const showResult = (): void => {
    const standing = standingOf(edition, { skills: own.all(), rule: own.rule })
    if (standing.assessed.size + standing.notHere.length === 0) {
      result.replaceChildren(paragraph('Assess a skill and the result appears here.'))
      return
    }
    const view = presentResult(edition, {
      result: resultOf(edition, { standing, target }),
      rule: own.rule,
      base: framework.base,
    })
    result.replaceChildren(...resultParts(view))
  }
  const changed = (): void => {
    keep(parts)
    showResult()
  }
  const blocks: SkillBlock[] = []
  const list = make('div')
  const add = (skill: Skill): SkillBlock => {
    const { scale } = edition.framework
    const block = skillBlock(skill, { own, target, scale, changed })
    blocks.push(block)
    list.append(block.element)
    return block
  }
  const listed = skillsToShow(parts, target)
  for (const skill of listed) add(skill)
  const resultHeading = make('h2', { class: 'govuk-heading-l', id: 'result' }, ['Your result'])
  root.replaceChildren(
    toolbar(parts),
    make('h2', { class: 'govuk-heading-l no-print', id: 'skills' }, ['Your skills']),
    paragraph(
      'Choose a level for each skill, or open its statements and tick what you can do. Leave out what you do not want to assess: it is not the same as none.',
      'govuk-body no-print',
    ),
    ...(listed.length === 0 ? [skillChooser(parts, openTool)] : []),
    list,
    skillAdder({ parts, listed, add }),
    ruleChooser(own, () => {
      for (const block of blocks) block.update()
      changed()
    }),
    make('div', { class: 'no-print' }, [button('See the result', () => focusOn(resultHeading))]),
    resultHeading,
    result,
  )
  showResult()
}

function keep(parts: ToolParts): void {
  const { own, say } = parts
  const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const isKept = own.keep()
  if (isKept) forgetAsked(parts)
  say(
    isKept
      ? `Kept in this browser only, at ${time}.`
      : 'This browser keeps nothing. Save your skills to a file before you close this page.',
  )
}

/** Those of the role level in its order, then the others a person has said something of. */
function skillsToShow({ framework, own }: ToolParts, target: LevelProfile | undefined): Skill[] {
  const { edition } = framework
  const asked = target === undefined ? [] : askedSkills(edition, target)
  const others = edition.skills.filter(
    (skill) => own.has(skill.slug) && skill.levels.length > 0 && !asked.includes(skill),
  )
  return [...asked, ...others]
}

/** Where to measure against, and what to do with everything as a whole. */
function toolbar(parts: ToolParts): HTMLElement {
  const { own, framework, say, note } = parts
  const select = make('select', { class: 'govuk-select', id: 'target' }, [
    option('', 'No role level', own.target === ''),
    ...levelGroups(framework.edition, own.target).map(({ role, levels }) =>
      make(
        'optgroup',
        { label: role },
        levels.map(({ value, text, selected }) => option(value, text, selected)),
      ),
    ),
  ])
  select.addEventListener('change', () => {
    own.target = select.value
    keep(parts)
    openTool(parts)
    document.getElementById('target')?.focus()
  })
  const save = button('Save to a file', () => {
    saveAs('my-skills.json', own.written())
    say('Saved to a file in your downloads.')
  })
  const forget = button(
    'Delete everything',
    () => {
      if (!window.confirm('Delete your skills from this browser? Files you saved stay.')) return
      own.forget()
      forgetAsked(parts)
      openTool(parts)
      note([])
      say('Deleted. Nothing is kept in this browser.')
      document.getElementById('target')?.focus()
    },
    'govuk-button--secondary',
  )
  return make('section', { class: 'own-toolbar no-print', 'aria-label': 'Your file' }, [
    field('Measure against', select),
    paragraph(reminder),
    make('div', { class: 'govuk-button-group' }, [save, forget]),
    fileLoader(parts, openTool),
  ])
}

interface AdderParts {
  readonly parts: ToolParts
  readonly listed: readonly Skill[]
  readonly add: (skill: Skill) => SkillBlock
}

function skillAdder({ parts: { framework }, listed, add }: AdderParts): HTMLElement {
  const missing = askedSkills(framework.edition, undefined)
    .filter((skill) => !listed.includes(skill))
    .toSorted((a, b) => a.name.value.localeCompare(b.name.value, 'en'))
  const select = make('select', { class: 'govuk-select', id: 'another-skill' }, [
    option('', 'Choose a skill', true),
    ...missing.map(({ slug, name }) => option(slug, shownName(name).value, false)),
  ])
  const adding = button(
    'Add this skill',
    () => {
      const skill = missing.find(({ slug }) => slug === select.value)
      if (skill === undefined) {
        select.focus()
        return
      }
      select.selectedOptions[0]?.remove()
      select.value = ''
      const { element } = add(skill)
      element.querySelector('input')?.focus()
    },
    'govuk-button--secondary',
  )
  return make('div', { class: 'filters own-adder no-print' }, [
    field('Another skill', select),
    adding,
  ])
}

function ruleChooser(own: OwnSkills, changed: () => void): HTMLElement {
  const select = make(
    'select',
    { class: 'govuk-select', id: 'rule' },
    ruleChoices().map(({ value, text }) => option(value, text, value === String(own.rule))),
  )
  select.addEventListener('change', () => {
    own.rule = tickRuleFrom(select.value)
    changed()
  })
  const label =
    'How many statements of a level, and of each level below it, must be ticked for it to count?'
  return make('div', { class: 'own-rule no-print' }, [field(label, select)])
}
