/** Spellings that follow no rule. Either side of the Atlantic may be on the left. */
const spellings: ReadonlyMap<string, string> = new Map([
  ['ageing', 'aging'],
  ['analogue', 'analog'],
  ['artefact', 'artifact'],
  ['artefacts', 'artifacts'],
  ['catalogue', 'catalog'],
  ['catalogues', 'catalogs'],
  ['centre', 'center'],
  ['centres', 'centers'],
  ['centred', 'centered'],
  ['centring', 'centering'],
  ['defence', 'defense'],
  ['dialogue', 'dialog'],
  ['enquiry', 'inquiry'],
  ['enquiries', 'inquiries'],
  ['enrol', 'enroll'],
  ['enrolment', 'enrollment'],
  ['fulfil', 'fulfill'],
  ['fulfilment', 'fulfillment'],
  ['grey', 'gray'],
  ['judgement', 'judgment'],
  ['judgements', 'judgments'],
  ['learnt', 'learned'],
  ['licence', 'license'],
  ['licences', 'licenses'],
  ['metre', 'meter'],
  ['offence', 'offense'],
  ['practise', 'practice'],
  ['practised', 'practiced'],
  ['practising', 'practicing'],
  ['programme', 'program'],
  ['programmes', 'programs'],
  ['sceptical', 'skeptical'],
  ['skilful', 'skillful'],
])

const endings: readonly (readonly [RegExp, string])[] = [
  [/is(e|es|ed|er|ers|ing|ation|ations|ational|able)$/u, 'iz$1'],
  [/ys(e|ed|ing)$/u, 'yz$1'],
  [/(?<=\p{L}{3})our(s|ed|ing|al|able|ite|ites|ful)?$/u, 'or$1'],
]

/**
 * Folds a word to one of its British and American spellings. Which one does not matter: both
 * sides of a comparison are folded.
 *
 * @example
 * spellingOf('organisation') // 'organization'
 */
export function spellingOf(word: string): string {
  const known = spellings.get(word)
  if (known !== undefined) return known
  for (const [pattern, replacement] of endings) {
    if (word.length > 5 && pattern.test(word)) return word.replace(pattern, replacement)
  }
  return word
}
