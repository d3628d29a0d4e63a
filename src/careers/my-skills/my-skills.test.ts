import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { openLibrary } from '../../editions/index.ts'
import type { CapabilityFramework, Skill } from '../../framework/index.ts'
import { profilesOf } from '../../framework/standing/level-profile.ts'
import { fieldsOf, formFrom, readForm } from './form.ts'
import { joined } from './kept-apart.ts'
import { ownFrameworkOf } from './own-framework.ts'
import { presentResult } from './present-result.ts'
import { presentTeam } from './present-team.ts'
import { fileLimits, readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import type { OwnSkill, SkillProfile } from '../../framework/standing/profile-file.ts'
import { standingOf } from '../../framework/standing/standing.ts'
import { resultOf } from './result.ts'
import { sinceThen } from './since.ts'
import { teamMatrix } from './team.ts'
import { levelFromTicks, nextUp, tickRules } from '../../framework/standing/ticks-to-level.ts'

const edition = shipped()
const { scale } = edition.framework
const profiles = profilesOf(edition)
const levelled = edition.skills.filter(({ levels }) => levels.length > 0)

function shipped(): CapabilityFramework {
  const found = openLibrary({ dataDir: 'build/test-data' }).newest('uk-digital-data')?.edition
  assert.ok(found?.kind === 'capability-framework')
  return found
}

function many(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`s${at}`, 'working']))
}

const own = (skill: string, level: string | null): OwnSkill => ({ skill, level, ticked: [] })

const profileWith = (skill: OwnSkill, made = edition.edition.name): SkillProfile => ({
  framework: '',
  edition: made,
  savedAt: '',
  skills: [skill],
})

const formOf = (body: string) => readForm(edition, new URLSearchParams(body))

const member = (id: number, level: string | null) => ({
  id,
  label: `person ${id}`,
  skills: [{ skill: 'prototyping', level, ticked: [] }],
})

const word = fc.string({ minLength: 1, maxLength: 40, unit: 'binary' })
const anyOwnSkill: fc.Arbitrary<OwnSkill> = fc.record(
  {
    skill: word,
    level: fc.option(word, { nil: null }),
    ticked: fc.uniqueArray(word, { maxLength: 5 }),
    note: fc.string({ minLength: 1, maxLength: 100 }),
  },
  { requiredKeys: ['skill', 'level', 'ticked'], noNullPrototype: true },
)
const anyProfile: fc.Arbitrary<SkillProfile> = fc.record(
  {
    framework: word,
    edition: word,
    savedAt: word,
    target: word,
    skills: fc.uniqueArray(anyOwnSkill, { selector: ({ skill }) => skill, maxLength: 10 }),
  },
  { requiredKeys: ['framework', 'edition', 'savedAt', 'skills'], noNullPrototype: true },
)

describe('the file', () => {
  it('comes back the same', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        assert.deepEqual(readProfile(writeProfile(profile)), { profile, notes: [] })
      }),
    )
  })

  it('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = readProfile(text)
        assert.ok('profile' in read || read.reason.endsWith('.'))
      }),
    )
    const parts = fc.record({ format: fc.constant('capable-skills'), version: fc.constant(1) })
    fc.assert(
      fc.property(parts, fc.jsonValue(), fc.jsonValue(), (head, skills, target) => {
        readProfile(JSON.stringify({ ...head, target, skills }))
        readProfile(JSON.stringify({ ...head, skills: [skills, { skill: 'a', ticked: target }] }))
      }),
    )
  })

  it('of the first version is still read', () => {
    const read = readProfile('{"skills":{"prototyping":"working","user-focus":"none"}}')
    assert.ok('profile' in read)
    assert.deepEqual(read.profile.skills, [
      { skill: 'prototyping', level: 'working', ticked: [] },
      { skill: 'user-focus', level: 'none', ticked: [] },
    ])
  })

  const head = '"format":"capable-skills","version":1'
  const refused: readonly (readonly [string, string, RegExp])[] = [
    ['a list', '[]', /holds no skills saved/],
    ['a number', '7', /holds no skills saved/],
    ['no JSON', 'hello', /not JSON/],
    ['a newer version', '{"format":"capable-skills","version":2}', /newer Capable/],
    ['no list', `{${head},"skills":{}}`, /no list of skills/],
    ['a deep file', '['.repeat(100_000), /holds no skills saved/],
    ['a huge file', ' '.repeat(fileLimits.bytes + 1), /larger than 1 MB/],
    ['a long note', note('x'.repeat(2001)), /more than 2,000 characters/],
    ['a level that is no text', `{${head},"skills":[{"skill":"a","level":{}}]}`, /is not text/],
    ['too many skills', `{"skills":${JSON.stringify(many(1001))}}`, /more than 1,000 skills/],
  ]
  for (const [what, text, reason] of refused) {
    it(`refuses ${what} with a sentence`, () => {
      const read = readProfile(text)
      assert.ok('reason' in read)
      assert.match(read.reason, reason)
    })
  }

  function note(text: string): string {
    return `{${head},"skills":[{"skill":"a","level":null,"ticked":[],"note":"${text}"}]}`
  }

  it('gives names such as __proto__ no meaning', () => {
    const read = readProfile('{"skills":{"__proto__":"expert","constructor":"expert"}}')
    assert.ok('profile' in read)
    assert.deepEqual(
      read.profile.skills.map(({ skill }) => skill),
      ['__proto__', 'constructor'],
    )
    assert.equal(standingOf(edition, { skills: read.profile.skills, rule: 75 }).assessed.size, 0)
  })
})

const anySkill = fc.constantFrom(...levelled)
const anyRule = fc.constantFrom(...tickRules)
const skillWithTicks = anySkill.chain((skill) =>
  fc.record({ skill: fc.constant(skill), ticked: fc.subarray(idsOf(skill)) }),
)

function idsOf({ levels }: Skill): string[] {
  return levels.flatMap(({ statements }) => statements.map(({ id }) => id))
}

describe('from ticks to a level', () => {
  it('reaches a level at exactly its share, and not without the levels below', () => {
    const levels = [4, 0, 4].map((count, at) => ({
      level: scale[at] ?? '',
      state: 'defined' as const,
      statements: Array.from({ length: count }, (_, n) => ({
        id: `${at}-${n}`,
        text: { lang: 'en', value: 'x' },
      })),
    }))
    const placeFor = (ids: string[]): number | undefined =>
      levelFromTicks({ levels }, new Set(ids), 75).place
    assert.equal(placeFor([]), undefined)
    assert.equal(placeFor(['0-0', '0-1']), 0)
    assert.equal(placeFor(['0-0', '0-1', '0-2']), 1)
    assert.equal(placeFor(['2-0', '2-1', '2-2', '2-3']), 0)
    assert.equal(placeFor(['0-0', '0-1', '0-2', '2-0', '2-1', '2-2']), 3)
  })

  it('is not assessed only where nothing is ticked, and at the top where everything is', () => {
    fc.assert(
      fc.property(skillWithTicks, anyRule, ({ skill, ticked }, rule) => {
        const { place } = levelFromTicks(skill, new Set(ticked), rule)
        assert.equal(place === undefined, ticked.length === 0)
        const all = levelFromTicks(skill, new Set(idsOf(skill)), rule).place
        const top = skill.levels.findLastIndex(({ statements }) => statements.length > 0) + 1
        assert.equal(all, top === 0 ? undefined : top)
      }),
    )
  })

  it('never falls with one tick more or a softer rule', () => {
    fc.assert(
      fc.property(skillWithTicks, fc.nat(), ({ skill, ticked }, at) => {
        const more = new Set([...ticked, idsOf(skill)[at % idsOf(skill).length] ?? ''])
        const [strict, usual, soft] = tickRules.map(
          (rule) => levelFromTicks(skill, new Set(ticked), rule).place ?? 0,
        )
        assert.ok((strict ?? 0) <= (usual ?? 0) && (usual ?? 0) <= (soft ?? 0))
        assert.ok((levelFromTicks(skill, more, 75).place ?? 0) >= (usual ?? 0))
      }),
    )
  })

  it('moves up once everything that would move it up is ticked', () => {
    fc.assert(
      fc.property(skillWithTicks, anyRule, ({ skill, ticked }, rule) => {
        const set = new Set(ticked)
        const place = levelFromTicks(skill, set, rule).place ?? 0
        const next = nextUp(skill, { place, ticked: set })
        if (next === undefined) return
        const after = new Set([...ticked, ...next.statements.map(({ id }) => id)])
        assert.ok((levelFromTicks(skill, after, rule).place ?? 0) >= next.place)
      }),
    )
  })
})

describe('the result', () => {
  const target = profiles.get('software-developer/developer')
  assert.ok(target !== undefined)
  const result = (skills: OwnSkill[]) =>
    resultOf(edition, { standing: standingOf(edition, { skills, rule: 75 }), target })

  it('keeps what is not assessed apart, with what it could change', () => {
    const { target: found } = result([own('prototyping', 'awareness')])
    assert.equal(found?.assessed?.coverage, 1 / 3)
    assert.equal(found.notAssessed.length, target.asks.size - 1)
    const asked = [...target.asks.values()].reduce((sum, place) => sum + place, 0)
    assert.equal(found.least, 1 / asked)
    assert.equal(found.most, (asked - 2) / asked)
  })

  it('tells none from not assessed', () => {
    assert.equal(result([own('prototyping', 'none')]).target?.assessed?.coverage, 0)
    assert.equal(result([own('prototyping', null)]).target?.assessed, undefined)
  })

  it('is the same in the browser as on the server', () => {
    const skills = levelled.slice(0, 40).map(({ slug }, at) => own(slug, scale[at % 4] ?? ''))
    const here = presentResult(edition, { result: result(skills), rule: 75 })
    const there: CapabilityFramework = JSON.parse(JSON.stringify(ownFrameworkOf(edition)))
    const theirs = resultOf(there, {
      standing: standingOf(there, { skills, rule: 75 }),
      target: profilesOf(there).get(target.path),
    })
    assert.deepEqual(presentResult(there, { result: theirs, rule: 75 }), here)
  })

  it('stays within its bounds, and works on what is met soonest first', () => {
    const anyOwn = fc
      .subarray([...target.asks.keys()])
      .chain((slugs) =>
        fc.tuple(
          ...slugs.map((slug) => fc.constantFrom('none', ...scale).map((l) => own(slug, l))),
        ),
      )
    fc.assert(
      fc.property(anyOwn, (skills) => {
        const { target: found } = result(skills)
        assert.ok(found !== undefined && found.least <= found.most && found.most <= 1)
        const steps = found.workOn.map(({ gap }) => gap.steps)
        assert.deepEqual(
          steps,
          [...steps].toSorted((a, b) => a - b),
        )
        assert.ok(steps.every((one) => one > 0))
      }),
    )
  })
})

describe('the form', () => {
  const statement = levelled[0]?.levels.flatMap(({ statements }) => statements)[0]?.id ?? ''

  it('gives each statement to its skill', () => {
    const form = formOf(`ticked=${statement}&rule=50&target=`)
    assert.deepEqual(form?.skills, [
      { skill: levelled[0]?.slug, level: null, ticked: [statement], note: '' },
    ])
    assert.equal(form?.rule, 50)
  })

  const ids = levelled.flatMap(({ levels }) => levels).flatMap(({ statements }) => statements)
  const saidOf = fc.record({
    skill: fc.constantFrom('gone', ...levelled.slice(0, 5).map(({ slug }) => slug)),
    level: fc.constantFrom(null, 'none', 'godlike', ...scale),
    ticked: fc.uniqueArray(fc.constantFrom('nowhere', ...ids.slice(0, 8).map(({ id }) => id))),
  })
  const saidInFile = fc.uniqueArray(saidOf, { selector: ({ skill }) => skill })

  it('loses nothing of a file, whatever edition it is from, on any number of pages', () => {
    fc.assert(
      fc.property(saidInFile, (skills) => {
        const first = formFrom(edition, { framework: '', edition: '', savedAt: '', skills })
        const sent = fieldsOf(edition, first).map(({ name, value }): [string, string] => [
          name,
          value,
        ])
        const form = readForm(edition, new URLSearchParams(sent))
        assert.ok(form !== undefined)
        const kept = joined(form.skills, form.apart)
        for (const { skill, level, ticked } of skills) {
          const found = kept.find((one) => one.skill === skill)
          assert.equal(found?.level ?? null, level)
          assert.deepEqual(found?.ticked.toSorted() ?? [], ticked.toSorted())
        }
      }),
    )
  })

  for (const body of [
    'asked=nothing',
    'apart=nothing',
    'level-nothing=working',
    'level-prototyping=godlike',
    'level-prototyping=working&level-prototyping=expert',
    'ticked=nothing',
    'target=nothing',
    'target=__proto__',
    '__proto__=1',
    'level-__proto__=working',
    'rule=0',
    `note-prototyping=${'x'.repeat(2001)}`,
    'ticked=a&'.repeat(3001),
  ]) {
    it(`refuses ${body.slice(0, 50)}`, () => assert.equal(formOf(body), undefined))
  }

  it('refuses or reads whatever is sent', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (pairs) => {
        readForm(edition, new URLSearchParams(pairs))
      }),
    )
  })
})

describe('a file and the edition it is held against', () => {
  it('has nothing to say where everything stands', () => {
    assert.deepEqual(sinceThen(edition, profileWith(own('prototyping', 'working'))), [])
    assert.deepEqual(sinceThen(edition, profileWith(own('prototyping', 'none'))), [])
    assert.deepEqual(sinceThen(edition, profileWith(own('prototyping', null))), [])
  })

  it('says what is not there', () => {
    assert.deepEqual(sinceThen(edition, profileWith(own('gone', 'working'))), [
      '“gone” has no levels in this edition. It is kept, but not measured.',
    ])
    assert.deepEqual(sinceThen(edition, profileWith(own('prototyping', 'godlike'))), [
      'Prototyping: “godlike” is no level of this edition, so it does not count.',
    ])
    assert.deepEqual(
      sinceThen(edition, { ...profileWith(own('prototyping', null)), target: 'a/b' }),
      ['There is no role level “a/b” in this edition to measure against.'],
    )
  })

  it('says so where the older edition is not held', () => {
    assert.match(
      sinceThen(edition, profileWith(own('prototyping', 'working'), '2020-01-01')).join(),
      /We do not hold that edition/,
    )
  })

  it('says that a level is no longer described', () => {
    const silent = {
      ...edition,
      skills: edition.skills.map((skill) => ({
        ...skill,
        levels: skill.levels.map((level) => ({ ...level, statements: [] })),
      })),
    }
    assert.deepEqual(sinceThen(silent, profileWith(own('prototyping', 'working')), edition), [
      'Prototyping: this edition no longer says what working means. Your level still counts.',
    ])
  })
})

describe('a team', () => {
  it('counts who is at or above what is asked for, and who did not say', () => {
    const members = [member(1, 'expert'), member(2, 'working'), member(3, null)]
    const target = 'software-developer/developer'
    const matrix = teamMatrix(edition, { members, target, rule: 75 })
    const row = matrix.rows.find(({ skill }) => skill.slug === 'prototyping')
    assert.deepEqual([row?.places, row?.cover, row?.notAssessed], [[4, 2, undefined], 1, 1])
    const shown = presentTeam(edition, matrix).rows.find(({ href }) => href.endsWith('prototyping'))
    assert.deepEqual(shown?.cells, [
      '1 of 3 at practitioner or above, 1 not assessed',
      'Expert',
      'Working',
      'Not assessed',
    ])
  })

  it('keeps people in the order they came', () => {
    const members = [member(2, 'awareness'), member(1, 'expert')]
    assert.deepEqual(teamMatrix(edition, { members, target: '', rule: 75 }).labels, [
      'person 2',
      'person 1',
    ])
  })
})
