/** Rates and intervals as the user reads them. */
import { number } from '$lib/format'
import { t } from '$lib/i18n'

const small = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 })

/** Three digits, whole from 100 on. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–'
  if (value !== 0 && Math.abs(value) < 0.001) return value > 0 ? '<0.001' : '>\u22120.001'
  return (Math.abs(value) >= 99.5 ? number(value) : small.format(value)).replace('-', '\u2212')
}

export interface Bounded {
  value: number | null
  low: number | null
  high: number | null
}

/** "5.8 (4.2 to 7.9)"; an end that nothing bounds is said to be open. */
export function bounded(of: Bounded | null | undefined, show: (value: number | null) => string = figure): string {
  if (!of || of.value === null) return '–'
  return `${show(of.value)} (${show(of.low)} ${t('analysis.to')} ${of.high === null ? t('analysis.open') : show(of.high)})`
}

export const percent = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : `${Math.round(100 * value)} %`)

export const points = (value: number | null): string =>
  value === null ? '–' : `${value > 0 ? '+' : ''}${Math.round(100 * value)}`.replace('-', '\u2212')
