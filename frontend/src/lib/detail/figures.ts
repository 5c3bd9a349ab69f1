/** Figures as words, and where they lie on an axis. */
import { day, number } from '$lib/format'
import { t } from '$lib/i18n'

export interface Said {
  low: number | null
  high: number | null
  approximate?: boolean
}

/** "12", "10 to 15", "at least 10", "up to 30", "about 12". */
export function said(figure: Said): string {
  const { low, high } = figure
  let words: string
  if (low === null && high === null) return t('detail.not_stated')
  if (low === null) words = t('detail.up_to', { high: high! })
  else if (high === null) words = t('detail.at_least', { low })
  else words = low === high ? number(low) : t('detail.range', { low, high })
  return figure.approximate ? t('detail.about_figure', { figure: words }) : words
}

export interface Axis {
  at: (value: number) => number
  ticks: number[]
}

/** An axis from 0 (or near the least, where that is far away) in hundredths of its length. */
export function axis(values: number[]): Axis {
  const most = Math.max(1, ...values)
  const step = niceStep(most)
  const end = Math.ceil(most / step) * step
  const ticks = Array.from({ length: Math.round(end / step) + 1 }, (_, at) => at * step)
  return { at: (value) => (100 * Math.max(0, Math.min(value, end))) / end, ticks }
}

function niceStep(most: number): number {
  const rough = most / 5
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)))
  const factor = [1, 2, 5, 10].find((one) => one * power >= rough) ?? 10
  return Math.max(1, factor * power)
}

/** An interval of EDTF in words: "since 9 Apr 2013", "2014 to 2017". */
export function period(edtf: string | null): string {
  if (!edtf) return ''
  const [from = '', to] = edtf.split('/')
  if (to === undefined || from === to) return day(from)
  if (to === '..' || to === '') return from === '..' || from === '' ? '' : t('detail.since', { day: day(from) })
  return from === '..' || from === '' ? t('detail.until', { day: day(to) }) : t('detail.from_to', { from: day(from), to: day(to) })
}

/** "61 (50 to 69)", "61 (up to 69)"; the number alone where all agree. */
export function concluded(figure: Said & { best: number | null }): string {
  const { low, best, high } = figure
  if (best === null) return said({ low, high })
  if (low === null && high === null) return number(best)
  return low === best && high === best ? number(best) : `${number(best)} (${said({ low, high })})`
}
