/** The cells of a tally as a chart draws them. */
import { word } from '$lib/i18n'
import { t } from '$lib/i18n'
import type { Tally, TallyCell } from './types'

export type Basis = 'claimed' | 'reported' | 'estimated'
export const MARKS = {
  claimed: { colour: 'var(--c6)', symbol: 'square', mark: 'square' },
  reported: { colour: 'var(--c5)', symbol: 'circle', mark: 'dot' },
  estimated: { colour: 'var(--c3)', symbol: 'circle', mark: 'dot' },
} as const

export interface Dot {
  group: string
  basis: Basis
  from: Date
  period: string
  low: number
  value: number | null
  high: number
  /** No upper end is known. */
  open: boolean
}

const FIGURES = ['killed', 'injured', 'captured']
export const isFigure = (tally: Tally): boolean => FIGURES.includes(tally.of)
export const basesOf = (tally: Tally): Basis[] => (isFigure(tally) ? ['claimed', 'reported', 'estimated'] : ['claimed', 'reported'])

/** A key's value as the user reads it. */
export function valueText(key: string, cell: TallyCell): string {
  const value = cell[key as 'actor']
  if (value === null || value === undefined) return t('analysis.not_stated')
  return key === 'type' || key === 'method' || key === 'modality' || key === 'status' ? word(`analysis.${key}s`, value) : value
}

export const groupOf = (tally: Tally, cell: TallyCell): string => tally.by.map((key) => valueText(key, cell)).join(', ')

/** How much a cell weighs, to draw the largest groups. */
function weight(cell: TallyCell): number {
  return (cell.claimed ?? 0) + (cell.reported ?? 0) + (cell.estimated_best ?? 0) + (cell.counted ?? 0) / 1000
}

export function largest(tally: Tally, most: number): string[] {
  const sums = new Map<string, number>()
  for (const cell of tally.cells) {
    if (cell.period === null) continue
    const group = groupOf(tally, cell)
    sums.set(group, (sums.get(group) ?? 0) + weight(cell))
  }
  return [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([group]) => group)
}

const date = (day: string): Date => new Date(`${day}T00:00:00Z`)

/** Rates of events and claims with their intervals; sums of figures from low to high. Open or unknown ends have no mark. */
export function dots(tally: Tally, groups: string[]): Dot[] {
  const found: Dot[] = []
  for (const cell of tally.cells) {
    const group = groupOf(tally, cell)
    if (cell.period === null || !cell.from || !groups.includes(group)) continue
    for (const basis of basesOf(tally)) {
      const [low, value, high] = isFigure(tally)
        ? [cell[`${basis}_low`], basis === 'estimated' ? cell.estimated_best : null, cell[`${basis}_high`]]
        : [cell[`${basis}_rate_low`], cell[`${basis}_rate`], cell[`${basis}_rate_high`]]
      if (typeof low !== 'number') continue
      found.push({ group, basis, from: date(cell.from), period: cell.period, low, value: value ?? null, high: high ?? Math.max(low, value ?? 0), open: typeof high !== 'number' })
    }
  }
  return found
}
