/** Lines of a hatch on a square tile, for SVG patterns and canvas alike. */
import type { Hatch } from './states'

export const TILE = 8

/** A path of strokes on a tile of 8 by 8 that repeats without seams. */
export const HATCHES: Record<Hatch, string> = {
  plain: '',
  rising: 'M-2 2 2-2M0 8 8 0M6 10 10 6',
  falling: 'M-2 6 2 10M0 0 8 8M6-2 10 2',
  dots: 'M1.5 2H2.5M5.5 6H6.5',
  level: 'M0 4H8',
  upright: 'M4 0V8',
  crossed: 'M-2 2 2-2M0 8 8 0M6 10 10 6M-2 6 2 10M0 0 8 8M6-2 10 2',
  empty: '',
}
