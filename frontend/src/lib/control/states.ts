/**
 * How states are drawn: each by colour (Okabe and Ito), shape and hatch, so that none must be told apart alone. Parties
 * get theirs by their order in the record, so that they keep them on every day and page.
 */
import { PATHS, type Shape } from '$lib/map/families'
import { t } from '$lib/i18n'

export type Hatch = 'plain' | 'rising' | 'dots' | 'level' | 'upright' | 'falling' | 'crossed' | 'empty'

export interface Look {
  id: string
  /** Name of the colour's token, without dashes. */
  colour: string
  shape: Shape
  hatch: Hatch
}

const PARTIES: Look[] = [
  { id: 'p0', colour: 'c5', shape: 'square', hatch: 'plain' },
  { id: 'p1', colour: 'c6', shape: 'triangle', hatch: 'rising' },
  { id: 'p2', colour: 'c3', shape: 'diamond', hatch: 'dots' },
  { id: 'p3', colour: 'c1', shape: 'hexagon', hatch: 'level' },
  { id: 'p4', colour: 'c7', shape: 'point', hatch: 'upright' },
  { id: 'p5', colour: 'c2', shape: 'cross', hatch: 'falling' },
]
const OTHER: Look = { id: 'other', colour: 'c8', shape: 'ring', hatch: 'dots' }
const CONTESTED: Look = { id: 'contested', colour: 'ink', shape: 'circle', hatch: 'crossed' }
const UNKNOWN: Look = { id: 'unknown', colour: 'panel', shape: 'circle', hatch: 'empty' }

export const LOOKS: Look[] = [...PARTIES, OTHER, CONTESTED, UNKNOWN]
export const shapePath = (look: Look): string => PATHS[look.shape]

/** How a state is drawn; `parties` are the record's, in order. */
export function lookOf(state: string | null, parties: readonly string[]): Look {
  if (state === 'contested') return CONTESTED
  if (state === 'unknown' || state === null) return UNKNOWN
  return PARTIES[parties.indexOf(state)] ?? OTHER
}

/** The name of a state, with the words of the page for those that are no party. */
export function nameOf(state: string, name: string): string {
  if (state === 'contested') return t('control.state.contested')
  if (state === 'unknown') return t('control.state.unknown')
  if (state === 'another party') return t('control.state.another')
  return name
}

const percents = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 })
/** "80 %"; what would be rounded to nothing or to certainty says so. */
export function percent(chance: number): string {
  if (chance > 0 && chance < 0.01) return t('control.barely')
  if (chance > 0.99 && chance < 1) return t('control.nearly')
  return percents.format(chance).replace('%', '\u202f%')
}
