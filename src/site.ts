/** The framework that lives at the root of the site. */
export const defaultFramework = 'uk-digital-data'

/** The maturity model that lives under `/maturity`. */
export const defaultMaturityModel = 'uk-data-maturity'
