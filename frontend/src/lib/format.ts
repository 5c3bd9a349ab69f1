/** Numbers and days as the user reads them. */
import { t } from '$lib/i18n'

const locale = 'en-GB'
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
const signed = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const monthFormat = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' })

export interface Interval {
  low: number | null
  best: number | null
  high: number | null
}

export const number = (value: number): string => whole.format(value)
export const compactNumber = (value: number): string => compact.format(value)
/** With a minus sign proper, as typesetting has it. */
export const difference = (value: number): string => signed.format(value).replace('-', '\u2212')

/** "120 (90 to 160)", "about nothing" is never made up: null gives an en dash. */
export function interval(value: Interval | null | undefined): string {
  if (!value || (value.best === null && value.low === null && value.high === null)) return '–'
  const best = value.best === null ? '' : number(value.best)
  if (value.low === null || value.high === null || (value.low === value.high && value.low === value.best)) {
    return best || number((value.low ?? value.high)!)
  }
  const range = `${number(value.low)}–${number(value.high)}`
  return best ? `${best} (${range})` : range
}

/** An ISO day, month or year in words; anything else as it stands. */
export function day(iso: string | null | undefined): string {
  if (!iso) return ''
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso)
  if (!match) return iso
  if (!match[2]) return match[1]!
  const date = new Date(`${match[1]}-${match[2]}-${match[3] ?? '01'}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return iso
  return (match[3] ? dayFormat : monthFormat).format(date)
}

/** "3 Oct 2017", "3 Oct to 9 Oct 2017" or what is known of it. */
export function days(from: string | null | undefined, to: string | null | undefined): string {
  if (!from && !to) return ''
  if (!from) return t('time.until', { day: day(to) })
  if (!to) return t('time.since', { day: day(from) })
  if (from === to) return day(from)
  if (from.slice(0, 4) === to.slice(0, 4)) return `${day(from).replace(/ \d{4}$/, '')} – ${day(to)}`
  return `${day(from)} – ${day(to)}`
}
