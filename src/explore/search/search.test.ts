import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { indexed, role, roleLevel, skill, text } from '../test-edition.ts'
import { documentsOf } from './documents.ts'
import { excerptOf } from './excerpt.ts'
import { search } from './search.ts'
import { searchIndexOf } from './search-index.ts'
import { spellingOf } from './spelling.ts'
import { stemOf } from './stem.ts'
import { termsOf } from './terms.ts'

const family = { id: 'f', slug: 'software', name: text('Software') }
const edition = indexed({
  families: [family],
  roles: [
    role('development-operations-devops-engineer', {
      name: text('Development operations (DevOps) engineer'),
      family: 'software',
      levels: [roleLevel('devops-engineer', { name: text('DevOps engineer') })],
    }),
    role('qa-analyst', { name: text('Quality analyst') }),
    role('writer', { name: text('Writer'), description: text('Writes.\n\n- organises words') }),
  ],
  skills: [
    skill('prototyping', { name: text('Prototyping') }),
    skill('user-centred-design', { name: text('User-centred design') }),
    skill('writing', {
      name: text('Writing'),
      levels: [
        {
          level: 'expert',
          state: 'defined',
          statements: [{ id: 's', text: text('coach others in the colour of words') }],
        },
      ],
    }),
  ],
})
const index = searchIndexOf(
  documentsOf({
    index: edition,
    leads: { older: [], formerNames: new Map([['qa-analyst', ['tester-of-things']]]) },
    findings: [
      {
        code: 'duplicate-id',
        severity: 'warning',
        source: 'a.txt',
        line: 1,
        subject: 'xyz.1',
        message: 'Two rows have the identifier xyz.1.',
        action: 'kept',
      },
    ],
  }),
)

function paths(query: string): string[] {
  return search(index, { text: query }).finds.map(({ document }) => document.path)
}

describe('words', () => {
  for (const [one, other] of [
    ['organisation', 'organization'],
    ['centred', 'centered'],
    ['behaviour', 'behavior'],
    ['programme', 'program'],
    ['analysing', 'analyzing'],
    ['licence', 'license'],
  ] as const) {
    it(`${one} is spelt ${other} too`, () => assert.equal(spellingOf(one), spellingOf(other)))
  }

  for (const words of [
    'prototype prototypes prototyping',
    'develop developer developing development',
    'organize organized organizing organization',
    'evaluate evaluator evaluation',
    'policy policies',
    'accessible accessibility',
  ]) {
    it(`${words} have one stem`, () => {
      assert.equal(new Set(words.split(' ').map(stemOf)).size, 1)
    })
  }

  it('keep their sense where an ending is none', () => {
    for (const word of ['string', 'business', 'hour', 'four', 'bus', 'sing', 'center']) {
      assert.equal(stemOf(spellingOf(word)), word)
    }
  })
})

describe('search', () => {
  it('puts the page first that is called exactly so', () => {
    assert.equal(
      paths('DevOps engineer')[0],
      '/roles/development-operations-devops-engineer/devops-engineer',
    )
    assert.equal(paths('writing')[0], '/skills/writing')
    assert.equal(paths('writer')[0], '/roles/writer')
  })

  it('finds what is said in other words', () => {
    const devops = '/roles/development-operations-devops-engineer'
    for (const query of ['devops', 'dev ops', 'development operations', 'DEVOPS']) {
      assert.ok(paths(query).includes(devops), query)
    }
    assert.equal(paths('user centered designs')[0], '/skills/user-centred-design')
    assert.equal(paths('UCD')[0], '/skills/user-centred-design')
    assert.equal(paths('organized')[0], '/roles/writer')
  })

  it('finds a role by its former name', () => {
    assert.equal(paths('tester of things')[0], '/roles/qa-analyst')
  })

  it('leads a statement to its level in its skill', () => {
    assert.deepEqual(paths('color of words'), ['/skills/writing#expert'])
  })

  it('finds findings', () => {
    assert.ok(paths('identifier xyz.1').includes('/framework-health?code=duplicate-id'))
  })

  it('puts slips right and says so', () => {
    for (const [slip, meant] of [
      ['protoyping', 'prototyping'],
      ['prototypnig', 'prototyping'],
      ['qualty analyst', 'quality analyst'],
    ] as const) {
      const { correction, finds } = search(index, { text: slip })
      assert.equal(correction, meant)
      assert.ok(finds.length > 0)
    }
    assert.equal(search(index, { text: 'prototyping' }).correction, undefined)
  })

  it('finds what holds some of the words where nothing holds all', () => {
    const { finds } = search(index, { text: 'prototyping writing' })
    assert.ok(finds.length > 1)
    assert.ok(finds.every(({ fit }) => fit === 'in part'))
  })

  it('finds the best there is where nothing holds even half of the words', () => {
    const { finds } = search(index, { text: 'prototyping xylophone zeppelin quickly' })
    assert.equal(finds[0]?.document.path, '/skills/prototyping')
    assert.equal(finds[0]?.fit, 'in part')
  })

  it('overlooks what a question is asked with', () => {
    assert.equal(paths('Where can I find a writer?')[0], '/roles/writer')
  })

  it('leaves a word as it is where another finds no more', () => {
    const { correction, finds } = search(index, { text: 'writer collours', kinds: ['role'] })
    assert.equal(correction, undefined)
    assert.equal(finds[0]?.document.path, '/roles/writer')
    assert.equal(search(index, { text: 'writer collours' }).correction, 'writer colour')
  })

  it('puts the levels of a role in the order of its ladder', () => {
    const levels = [
      roleLevel('head-of-kites', { name: text('Head of kites'), rank: 3 }),
      roleLevel('kites-apprentice', { name: text('Kites apprentice in the making'), rank: 1 }),
      roleLevel('lead-of-kites', { name: text('Lead in kites'), rank: 2 }),
    ]
    const { finds } = search(
      searchIndexOf(
        documentsOf({
          index: indexed({ roles: [role('maker', { levels })] }),
          leads: { older: [], formerNames: new Map() },
          findings: [],
        }),
      ),
      { text: 'of kites' },
    )
    assert.deepEqual(
      finds.map(({ document }) => document.path.split('/').at(-1)),
      ['kites-apprentice', 'lead-of-kites', 'head-of-kites'],
    )
  })

  it('narrows down by kind, family and level', () => {
    const kinds = search(index, { text: 'devops', kinds: ['role-level'] }).finds
    assert.deepEqual([...new Set(kinds.map(({ document }) => document.kind))], ['role-level'])
    assert.equal(search(index, { text: 'writer', family: 'software' }).finds.length, 0)
    const expert = search(index, { text: 'prototyping', level: 'expert' }).finds
    assert.deepEqual(
      expert.map(({ document }) => document.path),
      ['/skills/prototyping', '/skills/prototyping#expert'],
    )
  })

  it('answers the same each time', () => {
    assert.deepEqual(paths('write'), paths('write'))
  })

  it('finds nothing for queries without words', () => {
    for (const query of ['', ' ', '...', '"\'()*+?[]{}|\\', '~~', '\u0000', '🙂']) {
      assert.deepEqual(paths(query), [])
    }
  })

  it('bears any query', () => {
    const hostile = [
      '__proto__',
      'constructor toString valueOf',
      '<script>alert(1)</script>',
      'a'.repeat(200),
      'to be or not '.repeat(15),
      'data '.repeat(40),
      'é'.normalize('NFD').repeat(100),
      '\ud800 writing',
    ]
    for (const query of hostile) assert.ok(Array.isArray(paths(query)), query)
  })
})

describe('excerpt', () => {
  it('is the sentence with the most of the words, marked as they are written', () => {
    assert.equal(
      marked(['Nothing.', 'Their colours: a word.', 'Colour!'], 'color of words'),
      'Their [colours]: a [word].',
    )
  })

  it('is cut around the first word found', () => {
    const long = `${'before '.repeat(60)}colour ${'after '.repeat(60)}`
    const cut = marked([long], 'color')
    assert.match(cut, /^… .*\[colour\].* …$/u)
    assert.ok(cut.length < 300)
  })

  it('is the whole text, whatever stands in it', () => {
    const odd = 'İstanbul’s ﬁne <b>colour</b> & "more"'
    assert.equal(marked([odd], 'color').replaceAll(/[[\]]/gu, ''), odd)
  })
})

it('a word is looked at only so far', () => {
  assert.ok((termsOf('x'.repeat(5000))[0]?.word.length ?? 0) <= 60)
})

/** The excerpt for a query, with what was found in brackets. */
function marked(texts: readonly string[], query: string): string {
  const { parts } = search(index, { text: query })
  const excerpt = excerptOf(texts.map(text), parts)
  return (excerpt?.parts ?? []).map((part) => (part.found ? `[${part.text}]` : part.text)).join('')
}
