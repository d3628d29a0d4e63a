import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Value } from 'typebox/value'
import { keepingSkills, newestEdition, other, skill } from '../../../test/skills-kept.ts'
import { storeKinds } from '../../../test/stores.ts'
import { fileLimits, readProfile, writeProfile } from '../../framework/standing/profile-file.ts'
import type { SkillProfile } from '../../framework/standing/profile-file.ts'
import type { Claim, KeptRating, KeptSkills } from './kept-skills.ts'
import { countedLevel } from './kept-skills.ts'
import { loadingOf } from './load.ts'
import type { LoadingInto } from './load.ts'
import { itemOf } from './shared.ts'
import { skillsFileSchema } from './skills-file-schema.ts'
import { readSkillsFile, skillsFile } from './skills-file.ts'
import { confidences, interests, isConfidence, isInterest } from './words.ts'

assert.ok(skill !== undefined && other !== undefined)
const [one, two] = [skill.slug, other.slug]
const published = new URL('../../../docs/schema/capable-skills.schema.json', import.meta.url)
const edition = newestEdition()
const levelled = edition.skills.filter(({ levels }) => levels.length > 0)
const nothing: KeptSkills = { ratings: [], targets: [] }
const into: LoadingInto = {
  kept: nothing,
  newest: edition,
  editionOf: () => undefined,
  existing: 'keep',
}
const about = {
  framework: edition.framework.slug,
  edition: edition.edition.name,
  organisation: 'Test department',
  now: new Date('2026-11-22T09:00:00.000Z'),
}

const anyDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const word = fc.string({ minLength: 1, maxLength: 40 })
const anyClaim: fc.Arbitrary<Claim> = fc.record(
  { at: word, on: anyDay, level: word, edition: word },
  { noNullPrototype: true },
)
const anyRating: fc.Arbitrary<KeptRating> = fc
  .record({
    of: fc.constantFrom(...levelled),
    level: fc.option(fc.constantFrom('none', ...edition.framework.scale), { nil: null }),
    share: fc.integer({ min: 0, max: 3 }),
    note: fc.string({ maxLength: 50 }),
    confidence: fc.option(fc.constantFrom(...Object.keys(confidences).filter(isConfidence)), {
      nil: null,
    }),
    interest: fc.option(fc.constantFrom(...Object.keys(interests).filter(isInterest)), {
      nil: null,
    }),
    claims: fc.uniqueArray(anyClaim, { maxLength: 3, selector: (claim) => JSON.stringify(claim) }),
    agreedOn: fc.option(anyDay, { nil: null }),
  })
  .map(({ of, level, share, agreedOn, ...felt }) => {
    const all = of.levels.flatMap(({ statements }) => statements.map(({ id }) => id))
    const ticked = share === 0 ? [] : all.filter((_, at) => at % share === 0)
    const counted = countedLevel(edition, { skill: of.slug, level, ticked })
    const answer = { words: '', managerId: 'm', managerName: 'Test manager' }
    return {
      id: of.slug,
      framework: edition.framework.slug,
      edition: edition.edition.name,
      skill: of.slug,
      number: 1,
      level,
      ticked,
      counted,
      ...felt,
      state: agreedOn === null ? 'draft' : 'final',
      version: 1,
      ratedAt: '2026-11-01T09:00:00.000Z',
      answers:
        agreedOn === null
          ? []
          : [{ ...answer, outcome: 'agreed' as const, at: `${agreedOn}T09:00:00.000Z` }],
    }
  })
const anyKept: fc.Arbitrary<KeptSkills> = fc
  .uniqueArray(anyRating, { selector: (rating) => rating.skill, maxLength: 8 })
  .map((ratings) => ({ ratings, targets: [] }))

describe('the file of a record of skills', () => {
  it('is opened by My skills, which reads the same of every skill', () => {
    fc.assert(
      fc.property(anyKept, (kept) => {
        const read = readProfile(skillsFile(kept, about))
        assert.ok('profile' in read, JSON.stringify(read))
        assert.ok(Value.Check(skillsFileSchema, JSON.parse(skillsFile(kept, about))))
        assert.deepEqual(read.notes, [])
        assert.deepEqual(
          read.profile.skills.map((own) => [own.skill, own.level, own.ticked, own.note ?? '']),
          kept.ratings.map((own) => [own.skill, own.level, own.ticked, own.note]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('loads elsewhere as the same drafts, and what was agreed as what a file says', () => {
    fc.assert(
      fc.property(anyKept, (kept) => {
        const read = readSkillsFile(skillsFile(kept, about))
        assert.ok('file' in read, JSON.stringify(read))
        const loading = loadingOf(read.file, into)
        assert.ok('ratings' in loading)
        const bySkill = new Map(loading.ratings.map((rating) => [rating.skill, rating]))
        for (const rating of kept.ratings) {
          const { level, ticked, note, confidence, interest } = rating
          const agreed = rating.answers.map(({ at }) => ({
            at: 'Test department',
            on: at.slice(0, 10),
            level: rating.counted ?? 'none',
            edition: rating.edition,
          }))
          const claims = [...agreed, ...rating.claims]
          const found = bySkill.get(rating.skill)
          const says = level ?? confidence ?? interest ?? (note || null)
          if (says === null && ticked.length + claims.length === 0) {
            assert.equal(found, undefined)
          } else {
            assert.deepEqual(found?.said, { level, ticked, note, confidence, interest })
            assert.deepEqual(found?.claims, claims)
            assert.equal(found?.counted, rating.counted)
          }
        }
        assert.deepEqual(loading.notes, [])
      }),
      { numRuns: 60 },
    )
  })

  it('is described by the published schema', () => {
    const text = `${JSON.stringify(skillsFileSchema, null, 2)}\n`
    if (process.env['CAPABLE_WRITE_SCHEMA'] !== undefined) writeFileSync(published, text)
    assert.deepEqual(JSON.parse(readFileSync(published, 'utf8')), JSON.parse(text))
  })

  it('of My skills loads, and My skills takes it back', () => {
    const profile: SkillProfile = {
      framework: edition.framework.slug,
      edition: edition.edition.name,
      savedAt: '',
      target: 'software-developer/developer',
      skills: [{ skill: one, level: 'working', ticked: [], note: 'Words' }],
    }
    const read = readSkillsFile(writeProfile(profile))
    assert.ok('file' in read)
    const loading = loadingOf(read.file, into)
    assert.ok('ratings' in loading)
    assert.deepEqual(loading.targets, [
      { roleLevel: 'software-developer/developer', edition: edition.edition.name },
    ])
    assert.equal(loading.ratings[0]?.counted, 'working')
  })

  it('never makes the reader throw, whatever stands in it', () => {
    const bits = fc.oneof(
      fc.constantFrom(null, '', 0, [], {}, 'working', '2026-02-30', [1], [{}]),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const anySkill = fc.record(
      {
        skill: fc.oneof(fc.constant(one), bits),
        level: bits,
        ticked: bits,
        agreed: fc.oneof(bits, fc.array(fc.oneof(anyClaim, bits), { maxLength: 3 })),
        confidence: bits,
        interest: bits,
        edition: bits,
      },
      { requiredKeys: ['skill'] },
    )
    const anyFile = fc.record(
      {
        format: fc.constantFrom('capable-skills', 'other'),
        version: fc.constantFrom(1, 0, 2, '1'),
        framework: fc.oneof(fc.constant(edition.framework.slug), bits),
        targets: bits,
        skills: fc.oneof(fc.array(anySkill, { maxLength: 4 }), bits),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          anyFile.map((file) => JSON.stringify(file)),
          fc.string(),
        ),
        (text) => {
          const read = readSkillsFile(text)
          if ('reason' in read) assert.match(read.reason, /\.$/)
          else assert.ok('ratings' in loadingOf(read.file, into) || read.file.framework !== '')
        },
      ),
      { numRuns: 400 },
    )
  })

  const base = { format: 'capable-skills', version: 1, framework: edition.framework.slug }
  const own = { skill: one, level: 'working', ticked: [] }
  const agreed = { at: 'Elsewhere', on: '2026-05-03', level: 'working', edition: '2026-01-01' }
  const refused: readonly (readonly [string, object, RegExp])[] = [
    [
      'more agreements than anybody has',
      { agreed: Array.from({ length: 51 }, () => agreed) },
      /cannot be read/,
    ],
    ['a day that is none', { agreed: [{ ...agreed, on: '2026-02-30' }] }, /cannot be read/],
    ['an organisation without a name', { agreed: [{ ...agreed, at: '' }] }, /cannot be read/],
    ['a name longer than any', { agreed: [{ ...agreed, at: 'x'.repeat(301) }] }, /cannot be read/],
    ['a word for confidence that is none', { confidence: '5' }, /cannot be read/],
  ]
  for (const [what, more, reason] of refused) {
    it(`is refused with a sentence for ${what}`, () => {
      const read = readSkillsFile(JSON.stringify({ ...base, skills: [{ ...own, ...more }] }))
      assert.ok('reason' in read)
      assert.match(read.reason, reason)
    })
  }

  it('is refused with a sentence where it is too large or too deep, or of another framework', () => {
    const large = readSkillsFile(
      JSON.stringify({ ...base, skills: [], x: 'x'.repeat(fileLimits.bytes) }),
    )
    assert.match('reason' in large ? large.reason : '', /larger than 1 MB/)
    const deep = readSkillsFile(`${'['.repeat(9)}${']'.repeat(9)}`)
    assert.match('reason' in deep ? deep.reason : '', /holds no skills/)
    const foreign = readSkillsFile(JSON.stringify({ ...base, framework: 'kites', skills: [own] }))
    assert.ok('file' in foreign)
    const loading = loadingOf(foreign.file, into)
    assert.match('reason' in loading ? loading.reason : '', /another framework/)
  })

  it('of an edition that is not held stands against the newest, and says so', () => {
    const text = JSON.stringify({ ...base, edition: '1999-01-01', skills: [own] })
    const read = readSkillsFile(text)
    assert.ok('file' in read)
    const loading = loadingOf(read.file, into)
    assert.ok('ratings' in loading)
    assert.equal(loading.ratings[0]?.edition, edition.edition.name)
    assert.match(loading.notes.join(' '), /the edition 1999-01-01, which is not held here/)
  })
})

for (const kind of storeKinds) {
  describe(`a record that leaves one organisation for another on ${kind}`, () => {
    it('says what was agreed where and when, and is not agreed there', async () => {
      const here = await keepingSkills(kind)
      await here.rate(one, { level: 'working', confidence: '2' })
      const id = (await here.kept()).ratings[0]?.id ?? ''
      await (await here.choose([itemOf('rating', id)])).confirm()
      const answer = `/organisations/${here.id}/team/${here.person('plain')}/skills/${id}`
      await here.post('manager', answer, { outcome: 'agreed', words: '' })
      const file = await here.get('plain', here.own('/file'))
      assert.match(String(file.headers['content-disposition']), /attachment/)
      const there = await keepingSkills(kind)
      const loaded = await there.load('plain', file.body)
      assert.equal(loaded.statusCode, 200)
      assert.match(loaded.body, /1 skill and 0 role levels were taken from it/)
      const [rating] = (await there.kept()).ratings
      const today = new Date().toISOString().slice(0, 10)
      assert.deepEqual(
        [rating?.state, rating?.answers, rating?.claims],
        [
          'draft',
          [],
          [
            {
              at: 'Test department',
              on: today,
              level: 'working',
              edition: edition.edition.name,
            },
          ],
        ],
      )
      const page = await there.get('plain', there.own(`/skills/${one}`))
      assert.match(
        page.body,
        /Said in a file, not checked here[\s\S]*agreed at Test department, on/,
      )
      assert.match(
        page.body,
        /Set by hand<[\s\S]*The same level was read from a file: agreed at Test department, on/,
      )
      const again = await there.get('plain', there.own('/file'))
      assert.match(again.body, /"fromFile": true/)
      assert.doesNotMatch(again.body, /"state": "agreed"/)
    })

    it('is not loaded over what is kept there, unless that is chosen', async () => {
      const { rate, kept, load, own, get } = await keepingSkills(kind)
      await rate(one, { level: 'expert', interest: 'more' })
      const text = writeProfile({
        framework: edition.framework.slug,
        edition: edition.edition.name,
        savedAt: '',
        skills: [
          { skill: one, level: 'working', ticked: [] },
          { skill: two, level: 'awareness', ticked: [] },
        ],
      })
      const first = await load('plain', text)
      assert.match(first.body, /1 skill that you keep already stays as you have it/)
      const levels = async () =>
        new Map((await kept()).ratings.map((each) => [each.skill, [each.counted, each.interest]]))
      assert.deepEqual(
        await levels(),
        new Map([
          [one, ['expert', 'more']],
          [two, ['awareness', null]],
        ]),
      )
      await load('plain', text, 'replace')
      assert.deepEqual(
        await levels(),
        new Map([
          [one, ['working', 'more']],
          [two, ['awareness', null]],
        ]),
      )
      const wrong = await load('plain', 'no file of ours')
      assert.equal(wrong.statusCode, 422)
      assert.match(wrong.body, /This file is not JSON/)
      assert.match((await get('plain', own('/load'))).body, /Load a file of skills/)
    })
  })
}
