import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { openLibrary } from '../../editions/index.ts'
import { defaultFramework, defaultMaturityModel } from '../../site.ts'
import { placeAt } from '../place.ts'
import { indexAt } from './describe-search.ts'
import { search } from './search.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const library = openLibrary({
  frameworksDir: join(root, 'frameworks'),
  dataDir: join(root, 'build', 'no-data'),
})
const options = { framework: defaultFramework, maturityModel: defaultMaturityModel, baseUrl: '' }
const index = indexAt(placeAt({ library, ...options }, {}))

const devops = '/roles/development-operations-devops-engineer'

/** What people type, and the pages of which one should come first. */
const judged: readonly (readonly [string, ...string[]])[] = [
  // Names
  ['software developer', '/roles/software-developer'],
  ['Data architect', '/roles/data-architect'],
  ['content designer', '/roles/content-designer'],
  ['chief data officer', '/roles/chief-data-officer'],
  ['prototyping', '/skills/prototyping'],
  ['user focus', '/skills/user-focus'],
  ['user focus (content design)', '/skills/user-focus-content-design'],
  ['agile working', '/skills/agile-working'],
  ['data', '/families/data'],
  ['software development', '/families/software-development'],
  ['devops engineer', `${devops}/devops-engineer`, devops],
  ['senior data scientist', '/roles/data-scientist', '/roles/data-scientist/data-scientist'],
  ['lead user researcher', '/roles/user-researcher/lead-user-researcher'],
  ['senior software developer', '/roles/software-developer/senior-developer'],
  // Other words
  ['devops', devops],
  ['dev ops', devops],
  ['development operations', devops],
  ['ux', '/skills/user-experience-analysis'],
  ['qa', '/families/quality-assurance-testing-qat', '/roles/quality-assurance-test-analyst'],
  ['QAT', '/families/quality-assurance-testing-qat'],
  ['tester', '/roles/test-engineer', '/roles/quality-assurance-test-analyst'],
  ['ba', '/roles/business-analyst'],
  ['ml engineer', '/roles/machine-learning-engineer'],
  ['CTO', '/roles/chief-technology-officer'],
  ['ciso', '/roles/chief-information-security-officer'],
  ['project manager', '/roles/delivery-manager', '/roles/programme-delivery-manager'],
  ['scrum master', '/roles/delivery-manager'],
  ['product owner', '/roles/product-manager', '/roles/service-owner'],
  ['front-end developer', '/roles/frontend-developer'],
  ['front end dev', '/roles/frontend-developer'],
  ['programmer', '/roles/software-developer'],
  ['help desk manager', '/roles/service-desk-manager'],
  ['a11y', '/skills/accessibility'],
  [
    'cybersecurity',
    '/skills/cyber-security-governance',
    '/skills/strategic-cyber-security-planning',
  ],
  // Former names
  ['qat analyst', '/roles/quality-assurance-test-analyst'],
  ['engineer - end user computing', '/roles/end-user-computing-engineer'],
  ['engineer application operations', '/roles/application-operations-engineer'],
  // Spelling and endings
  ['program delivery manager', '/roles/programme-delivery-manager'],
  ['user centered design', '/families/user-centred-design'],
  ['data visualization', '/skills/data-visualisation'],
  ['data modeling', '/skills/data-modelling'],
  ['optimizing web performance', '/skills/web-performance-optimisation'],
  ['prototypes', '/skills/prototyping'],
  ['user researchers', '/roles/user-researcher'],
  ['designing services', '/roles/service-designer'],
  // Slips
  ['softwear developer', '/roles/software-developer'],
  ['devlopment operations', devops],
  ['acessibility', '/skills/accessibility'],
  ['protoyping', '/skills/prototyping'],
  ['dtaa engineer', '/roles/data-engineer'],
  ['busines analyst', '/roles/business-analyst'],
  ['enterprize architect', '/roles/enterprise-architect'],
  ['interaction desinger', '/roles/interaction-designer'],
  // Begun
  ['user res', '/roles/user-researcher', '/skills/user-research-methods'],
  ['infrastr', '/roles/infrastructure-engineer', '/roles/infrastructure-operations-engineer'],
  ['dta enginer', '/roles/data-engineer'],
  [
    'usr reserch',
    '/roles/user-researcher',
    '/families/user-centred-design',
    '/skills/user-research-methods',
  ],
  // Wording of statements
  ['show the value of prototyping to your team', '/skills/prototyping#working'],
  ['correctly execute test scripts under supervision', '/skills/testing#awareness'],
  ['what does a data analyst do', '/roles/data-analyst'],
  // Questions
  ['Where can I find user researcher', '/roles/user-researcher'],
  ['tell me about data architects', '/roles/data-architect'],
  // Help
  ['job grades', '/about#grades'],
  ['usual grade', '/about#grades'],
  ['download', '/downloads'],
  ['csv', '/downloads'],
  ['api', '/api'],
  ['licence', '/licence'],
  ['accessibility statement', '/accessibility'],
  ['cookies', '/privacy'],
  ['changes', '/changes'],
  // Rows of the maturity model
  ['row 9', '/maturity/rows/9'],
  ['9', '/maturity/rows/9'],
]

test('each word of a correction is one of the edition', () => {
  for (const [slip, meant] of [
    ['dta enginer', 'data engineer'],
    ['agille stakholder', 'agile stakeholder'],
    ['php', undefined],
  ] as const) {
    assert.equal(search(index, { text: slip }).correction, meant)
  }
})

test('the judged queries find what people look for', (context) => {
  const places = judged.map(([query, ...wanted]) => {
    const found = search(index, { text: query }).finds.map(({ document }) => document.path)
    return { query, place: found.findIndex((path) => wanted.includes(path)), first: found[0] }
  })
  const within = (most: number): number =>
    places.filter(({ place }) => place >= 0 && place < most).length / places.length
  const reciprocal = places.reduce((sum, { place }) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0)
  context.diagnostic(
    `${places.length} queries: hit@1 ${within(1).toFixed(3)}, hit@3 ${within(3).toFixed(3)}, MRR ${(reciprocal / places.length).toFixed(3)}`,
  )
  for (const { query, place, first } of places.filter((each) => each.place !== 0)) {
    context.diagnostic(`"${query}" is at ${place + 1}; first is ${first}`)
  }
  assert.ok(within(1) >= 0.85)
  assert.ok(within(3) >= 0.95)
})
