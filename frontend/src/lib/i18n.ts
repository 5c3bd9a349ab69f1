/** Words that the user reads, from the files of one language. A key is a path: `t('explore.events', { n: 3 })`. */
import analysis from './strings/analysis.en.json'
import control from './strings/control.en.json'
import detail from './strings/detail.en.json'
import kit from './strings/en.json'

const en = { ...kit, ...detail, ...analysis, ...control }

type Paths<T> = T extends string
  ? ''
  : { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string]
type Plain<P extends string> = P extends `${infer Head}_${'one' | 'other'}` ? Head : P
export type Key = Plain<Paths<typeof en>>

const locale = 'en-GB'
const plurals = new Intl.PluralRules(locale)
const numbers = new Intl.NumberFormat(locale)

function look(key: string): string | undefined {
  let found: unknown = en
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Record<string, unknown>)[part]
  }
  return typeof found === 'string' ? found : undefined
}

/** The string of `key` with `{name}` filled in. With `n`, `key_one` or `key_other` by the number. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  const counted = typeof values.n === 'number' ? look(`${key}_${plurals.select(values.n)}`) ?? look(`${key}_other`) : undefined
  const text = counted ?? look(key) ?? key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return typeof value === 'number' ? numbers.format(value) : (value ?? whole)
  })
}

/** The word for a code such as `air_drone_strike` in a section of the strings, or the code with spaces. */
export function word(section: string, code: string): string {
  return look(`${section}.${code}`) ?? code.replaceAll('_', ' ')
}
