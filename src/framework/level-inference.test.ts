import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kiteFragment, kitesInput, kiteSkill } from '../../test/kites.ts'
import { compileCapability } from './compile/capability.ts'
import type { Inference } from './level-inference.ts'
import { levelInference } from './level-inference.ts'

const watching = ['watch kites fly', 'name the parts of a kite']
const flying = ['fly kites in a light wind', 'mend torn kites with paper and glue']
const teaching = ['teach others to fly kites', 'choose the right kite for the wind of the day']
const tying = ['tie knots that hold', 'untie knots that hold too well']
const measuring = ['measure string']
const cutting = ['measure string', 'cut string to length']

const { edition } = compileCapability(kitesInput, [
  kiteFragment({
    skills: [
      kiteSkill('Flying', [watching, flying, null, teaching]),
      kiteSkill('Knots', [null, tying]),
      kiteSkill('String', [measuring, cutting, ['spin string'], ['spin string']]),
      kiteSkill('Rope', [null, tying]),
    ],
  }),
])
const infer = levelInference(edition.skills, () => false)

function inferred(skillAsNamed: string, statements: readonly string[]): Inference {
  return infer({ skillAsNamed, statements })
}

function short({ skill, level, basis }: Inference): readonly (string | undefined)[] {
  return [skill, level, basis]
}

test('the same statements in any order, case and punctuation are exact', () => {
  assert.deepEqual(short(inferred('Flying', flying)), ['flying', 'working', 'exact'])
  assert.deepEqual(
    short(
      inferred(
        'flying',
        [...flying].toReversed().map((each) => `${each.toUpperCase()}.`),
      ),
    ),
    ['flying', 'working', 'exact'],
  )
})

test('small changes of wording are close, and say what differs', () => {
  const result = inferred('Flying', ['fly kites in a light wind', 'sing songs'])
  assert.deepEqual(short(result), ['flying', 'working', 'close'])
  assert.ok(result.score > 0.5 && result.score < 1)
  assert.deepEqual(
    result.matched.map((pair) => pair.published),
    ['fly kites in a light wind'],
  )
  assert.deepEqual(result.unmatched, ['sing songs'])
  assert.deepEqual(result.missing, ['mend torn kites with paper and glue'])
})

test('statements that were joined or split lead to the same level', () => {
  assert.deepEqual(short(inferred('Flying', [teaching.join(' and ')])), [
    'flying',
    'expert',
    'close',
  ])
  assert.deepEqual(
    short(
      inferred('Flying', [
        'fly kites',
        'in a light wind',
        'mend torn kites',
        'with paper and glue',
      ]),
    ),
    ['flying', 'working', 'close'],
  )
})

test('statements that fit no level decide nothing', () => {
  assert.deepEqual(short(inferred('Flying', ['bake bread'])), ['flying', undefined, 'undecided'])
  assert.deepEqual(short(inferred('Flying', [])), ['flying', undefined, 'undecided'])
})

test('a level whose statements all stand in another level is not exact', () => {
  assert.deepEqual(short(inferred('String', measuring)), ['string', 'awareness', 'close'])
  assert.deepEqual(short(inferred('String', cutting)), ['string', 'working', 'exact'])
})

test('two levels with the same statements decide nothing', () => {
  assert.deepEqual(short(inferred('String', ['spin string'])), ['string', undefined, 'undecided'])
})

test('an unknown heading is resolved by the statements under it', () => {
  const result = inferred('Kite handling', flying)
  assert.deepEqual(short(result), ['flying', 'working', 'exact'])
  assert.equal(result.resolvedBy, 'wording')
  assert.equal(result.headingContradicts, false)
})

test('a heading over another skill’s statements is recognised', () => {
  const result = inferred('Knots', teaching)
  assert.deepEqual(short(result), ['flying', 'expert', 'exact'])
  assert.equal(result.headingContradicts, true)
})

test('statements that two skills share are not exact under an unknown heading', () => {
  assert.deepEqual(short(inferred('Rope work', tying)), ['rope', 'working', 'close'])
  assert.deepEqual(short(inferred('Knots', tying)), ['knots', 'working', 'exact'])
})

test('a skill that names the role is preferred among equals', () => {
  const knots = levelInference(
    edition.skills,
    (skill, role) => skill === 'knots' && role === 'sailor',
  )
  assert.equal(knots({ skillAsNamed: 'Tying', statements: tying, role: 'sailor' }).skill, 'knots')
})

test('what leads to no skill is said to', () => {
  assert.deepEqual(short(inferred('Baking', ['bake bread'])), [undefined, undefined, 'undecided'])
})
