/** A kind of address with a query, and the address of the file that holds its answer. */
interface Question {
  readonly path: RegExp
  /** Undefined where only a server can answer. */
  readonly answer: (path: string, asked: Readonly<Record<string, string>>) => string | undefined
}

const slug = '[\\w-]+'
const twoLevels = new RegExp(`^(${slug})/(${slug}),\\1/(${slug})$`)
const twoSkills = new RegExp(`^(${slug}),(${slug})$`)

/**
 * There are too many role levels to write every comparison: those within one role are written,
 * which each role level leads to.
 */
const questions: readonly Question[] = [
  {
    path: /\/editions\/difference$/,
    answer: (path, { from, to, ...others }) =>
      from && to && isEmpty(others) ? `${path}/${from}/${to}` : undefined,
  },
  {
    path: /\/compare$/,
    answer: (path, { levels = '', skills = '', ...others }) => {
      const [, role, first, second] = twoLevels.exec(levels) ?? []
      const [, one, other] = twoSkills.exec(skills) ?? []
      if (!isEmpty(others)) return undefined
      if (role !== undefined && skills === '') return `${path}/levels/${role}/${first}/${second}`
      return one !== undefined && levels === '' ? `${path}/skills/${one}/${other}` : undefined
    },
  },
  {
    path: /\/map$/,
    answer: (path, { family, ...others }) =>
      family && isEmpty(others) ? `${path}/${family}` : undefined,
  },
  {
    path: /\/framework-health$/,
    answer: (path, { code, ...others }) =>
      code && isEmpty(others) ? `${path}#${code}` : undefined,
  },
]

function isEmpty(others: object): boolean {
  return Object.keys(others).length === 0
}

/**
 * Where the answer to a question stands as a file. A name behind `#` is a place on a page that
 * answers more. Undefined where only a server can answer.
 *
 * @example
 * answerTo('/map', 'family=data') // '/map/data'
 * answerTo('/map.json', 'family=data') // '/map/data.json'
 * answerTo('/framework-health', 'code=x') // '/framework-health#x'
 * answerTo('/route', 'from=a&to=b') // undefined
 */
export function answerTo(path: string, query: string): string | undefined {
  const [, plain = path, format = ''] = /^(.*?)(\.(?:json|csv))?$/.exec(path) ?? []
  const asked = Object.fromEntries(new URLSearchParams(query))
  const answer = questions.find((one) => one.path.test(plain))?.answer(plain, asked)
  if (answer === undefined || format === '') return answer
  return answer.includes('#') ? undefined : `${answer}${format}`
}
