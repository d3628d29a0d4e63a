import type { Answer } from './source.ts'

/** Stands on every page that only answers what it is asked, and so needs a server. */
const askingSentence = /<p class="govuk-body-l">This page answers what you ask it[^<]*<\/p>/

const known = new WeakMap<Answer, boolean>()

/** Whether a page only says that it needs a server. Thousands of links lead to the same few. */
export function onlyAsks(answer: Answer | undefined): boolean {
  if (answer === undefined || answer.type !== 'text/html') return false
  const asks = known.get(answer) ?? askingSentence.test(answer.body.toString())
  known.set(answer, asks)
  return asks
}

type Answers = ReadonlyMap<string, Answer>

const listed = new WeakMap<Answers, ReadonlyMap<string, string>>()

/** The comparisons that were written, by the address of the page that compares. */
export function comparisonsAt(address: string, answers: Answers): string | undefined {
  const all = listed.get(answers) ?? allComparisons(answers)
  listed.set(answers, all)
  return all.get(address)
}

function allComparisons(answers: Answers): ReadonlyMap<string, string> {
  const items = [...answers].flatMap(([address, { type, body }]) => {
    const [, page] = /^(.*\/compare)\/(?:levels|skills)\//.exec(address) ?? []
    if (page === undefined || type !== 'text/html') return []
    const [, title = address] = /<title>(.*?)(?: - Capable)?<\/title>/.exec(body.toString()) ?? []
    return [{ page, item: `<li><a class="govuk-link" href="${address}">${title}</a></li>` }]
  })
  return new Map(
    [...Map.groupBy(items, ({ page }) => page)].map(([page, all]) => [
      page,
      all
        .map(({ item }) => item)
        .toSorted()
        .join('\n'),
    ]),
  )
}

/** The page that compares, with the comparisons that are there in place of a form. */
export function withComparisons(html: string, items: string): string {
  const words =
    '<p class="govuk-body-l">Here are the comparisons that this copy holds. To choose others needs a server.</p>'
  return html.replace(
    askingSentence,
    () => `${words}\n<ul class="govuk-list columns">\n${items}\n</ul>`,
  )
}
