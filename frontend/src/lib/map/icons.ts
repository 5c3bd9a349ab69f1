/** The symbols as pictures for the map, drawn for the colours of the theme. */
import { token } from '$lib/theme.svelte'
import type { Picture } from './base'
import { families, PATHS } from './families'

export const ICON_SIZE = 20
const MARGIN = 2

/** One picture a family, `ratio` device pixels for one of CSS. */
export function drawIcons(ratio: number, edge: string): Picture[] {
  const side = Math.round((ICON_SIZE + 2 * MARGIN) * ratio)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const pen = canvas.getContext('2d', { willReadFrequently: true })!
  return families.map((family) => {
    pen.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio)
    pen.clearRect(-MARGIN, -MARGIN, side, side)
    const path = new Path2D(PATHS[family.shape])
    pen.lineJoin = 'round'
    pen.fillStyle = token(family.colour)
    pen.strokeStyle = edge
    pen.lineWidth = 1.6
    pen.fill(path, 'evenodd')
    pen.stroke(path)
    return { id: family.id, image: pen.getImageData(0, 0, side, side) }
  })
}
