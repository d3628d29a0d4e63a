import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { administered, valuesIn } from '../../../test/administered.ts'
import { storeKinds } from '../../../test/stores.ts'

type Administered = Awaited<ReturnType<typeof administered>>

/** A form over something that is kept, and a field in which two people say different things. */
interface Edited {
  readonly what: string
  /** Makes what is edited; the address of its form. */
  readonly make: (made: Administered) => Promise<string>
  /** What is chosen from its lists. */
  readonly chosen?: Readonly<Record<string, string>>
  readonly field: string
  readonly first: string
  readonly second: string
}

async function idOf(
  { store }: Administered,
  table: 'teams' | 'posts' | 'grades' | 'holdings',
): Promise<string> {
  const { id } = await store.read((db) =>
    db.selectFrom(table).select('id').executeTakeFirstOrThrow(),
  )
  return id
}

const postChoices = { team: '', grade: '', roleLevel: '', funded: 'yes' }

async function madePost(made: Administered): Promise<string> {
  const post = { reference: 'P1', title: 'Made-up post', fte: '1' }
  await made.send('/posts/add', { ...postChoices, ...post })
  return `/posts/${await idOf(made, 'posts')}`
}

const edited: readonly Edited[] = [
  {
    what: 'a team',
    make: async (made) => {
      await made.send('/teams/add', { name: 'Data', reference: 'D', parent: '' })
      return `/teams/${await idOf(made, 'teams')}/edit`
    },
    chosen: { parent: '' },
    field: 'name',
    first: 'Data and analysis',
    second: 'Insight',
  },
  {
    what: 'a grade',
    make: async (made) => {
      await made.send('/grades/add', { name: 'Senior', position: '2', equivalent: '' })
      return `/grades/${await idOf(made, 'grades')}`
    },
    field: 'position',
    first: '3',
    second: '4',
  },
  {
    what: 'a post',
    make: async (made) => `${await madePost(made)}/edit`,
    chosen: postChoices,
    field: 'title',
    first: 'One post',
    second: 'Another post',
  },
  {
    what: 'who holds a post',
    make: async (made) => {
      const post = await madePost(made)
      const holding = { terms: 'permanent', fte: '1', from: '2026-01-01', until: '' }
      await made.send(`${post}/holdings/add`, { ...holding, who: 'plain@example.org' })
      return `${post}/holdings/${await idOf(made, 'holdings')}`
    },
    chosen: { terms: 'permanent' },
    field: 'fte',
    first: '0.6',
    second: '0.8',
  },
  {
    what: 'a reporting line',
    make: async (made) => {
      const { store, person } = made
      const { id } = await store.read((db) =>
        db
          .selectFrom('relations')
          .select('id')
          .where('person_id', '=', person('plain'))
          .executeTakeFirstOrThrow(),
      )
      return `/people/${person('plain')}/relations/${id}`
    },
    field: 'until',
    first: '2027-01-31',
    second: '2027-02-28',
  },
]

for (const kind of storeKinds) {
  describe(`two who edit at once on ${kind}`, () => {
    for (const { what, make, chosen, field, first, second } of edited) {
      it(`both see ${what} as each left it, and the second chooses`, async () => {
        const made = await administered(kind)
        const { send, page } = made
        const path = await make(made)
        const form = { ...valuesIn(await page(path)), ...chosen }
        assert.equal((await send(path, { ...form, [field]: first })).statusCode, 303)
        const late = await send(path, { ...form, [field]: second })
        assert.equal(late.statusCode, 409)
        assert.match(late.body, new RegExp(`value="${first}"[\\s\\S]*value="${second}"`))
        assert.equal(valuesIn(await page(path))[field], first)
        const carried = valuesIn(late)
        delete carried[field]
        assert.equal((await send(path, carried)).statusCode, 422)
        assert.equal((await send(path, { ...carried, [field]: second })).statusCode, 303)
        assert.equal(valuesIn(await page(path))[field], second)
        // A program says what is to stand.
        const whole: Record<string, string> = { ...form, [field]: first }
        delete whole['version']
        assert.equal((await send(path, whole)).statusCode, 303)
        assert.equal(valuesIn(await page(path))[field], first)
      })
    }

    it('agree where both mean the same day, however they wrote it', async () => {
      const made = await administered(kind)
      const { send, page, person } = made
      const path = `/people/${person('plain')}/edit`
      const form: Record<string, string> = { ...valuesIn(await page(path)), team: '' }
      assert.equal((await send(path, { ...form, left: '31 March 2027' })).statusCode, 303)
      assert.equal(valuesIn(await page(path))['left'], '2027-03-31')
      for (const left of ['31/03/2027', '2027-03-31', '31 mar 2027']) {
        assert.equal((await send(path, { ...form, left })).statusCode, 303, left)
      }
      const late = await send(path, { ...form, left: '1/4/2027' })
      assert.equal(late.statusCode, 409)
      const carried = valuesIn(late)
      delete carried['left']
      const again = await send(path, carried)
      assert.equal(again.statusCode, 422)
      assert.match(again.body, /value="2027-03-31"[\s\S]*value="2027-04-01"/)
      assert.equal((await send(path, { ...carried, left: '1 April 2027' })).statusCode, 303)
      assert.equal(valuesIn(await page(path))['left'], '2027-04-01')
    })

    it('see what each of them changed, which is chosen until they say otherwise', async () => {
      const made = await administered(kind)
      const { send, page } = made
      const path = `${await madePost(made)}/edit`
      const form = { ...valuesIn(await page(path)), ...postChoices }
      await send(path, { ...form, title: 'Their post' })
      const late = await send(path, { ...form, fte: '0.5' })
      assert.equal(late.statusCode, 409)
      const told = [
        ...late.body.matchAll(
          /type="radio" value="([^"]*)"( checked)?[\s\S]*?govuk-radios__hint">\s*(.*?)\s*</g,
        ),
      ].map(([, value, checked, hint]) => [value, checked !== undefined, hint])
      assert.deepEqual(told, [
        ['Their post', true, 'Saved by somebody else'],
        ['Made-up post', false, 'As it was when you opened the page'],
        ['1', false, 'As it was when you opened the page'],
        ['0.5', true, 'Sent by you'],
      ])
    })

    it('at the very same moment: one of them is saved, the others choose', async () => {
      const made = await administered(kind)
      const { send, page } = made
      const path = `${await madePost(made)}/edit`
      const form = { ...valuesIn(await page(path)), ...postChoices }
      const titles = ['One', 'Two', 'Three', 'Four', 'Five']
      const answers = await Promise.all(titles.map((title) => send(path, { ...form, title })))
      const codes = answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)
      assert.deepEqual(codes, [303, 409, 409, 409, 409])
      const saved = titles[answers.findIndex(({ statusCode }) => statusCode === 303)]
      assert.equal(valuesIn(await page(path))['title'], saved)
    })
  })
}
