/** Pictures of the states for the map, drawn for the colours of the theme. */
import { token } from '$lib/theme.svelte'
import type { Picture } from '$lib/map/base'
import { HATCHES, TILE } from './hatches'
import { LOOKS, shapePath, type Look } from './states'

const SIZE = 20
const MARGIN = 3
const RING = 34
const PALE = 0.4

function canvas(side: number): CanvasRenderingContext2D {
  const made = document.createElement('canvas')
  made.width = made.height = side
  return made.getContext('2d', { willReadFrequently: true })!
}

/** For each state: firm, less sure (paler), and a tile of its hatch; and the ring of a siege. */
export function pictures(ratio: number): Picture[] {
  return [
    ...LOOKS.flatMap((look) => [
      { id: `${look.id}-firm`, image: symbol(look, ratio, 1) },
      { id: `${look.id}-pale`, image: symbol(look, ratio, PALE) },
      { id: `${look.id}-tile`, image: tile(look, ratio) },
    ]),
    { id: 'siege', image: siege(ratio) },
  ]
}

function symbol(look: Look, ratio: number, strength: number): ImageData {
  const side = Math.round((SIZE + 2 * MARGIN) * ratio)
  const pen = canvas(side)
  const path = new Path2D(shapePath(look))
  pen.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, MARGIN * ratio)
  pen.lineJoin = 'round'
  pen.strokeStyle = token('panel')
  pen.lineWidth = 4
  pen.stroke(path) // keeps it apart from what lies under it
  pen.fillStyle = token('panel')
  pen.fill(path, 'evenodd')
  if (look.id === 'contested') {
    pen.save()
    pen.clip(path)
    pen.strokeStyle = token('ink')
    pen.lineWidth = 1.8
    for (let at = -20; at < 40; at += 5) pen.stroke(new Path2D(`M${at} 20 ${at + 20} 0`))
    pen.restore()
  } else if (look.id !== 'unknown') {
    pen.globalAlpha = strength
    pen.fillStyle = token(look.colour)
    pen.fill(path, 'evenodd')
    pen.globalAlpha = 1
  }
  pen.strokeStyle = token('ink')
  pen.lineWidth = 1.6
  if (look.id === 'unknown') pen.setLineDash([3, 2.2])
  pen.stroke(path)
  return pen.getImageData(0, 0, side, side)
}

function tile(look: Look, ratio: number): ImageData {
  const side = TILE * 2 * ratio
  const pen = canvas(side)
  pen.scale(2 * ratio, 2 * ratio)
  if (look.id !== 'unknown' && look.id !== 'contested') {
    pen.globalAlpha = 0.4
    pen.fillStyle = token(look.colour)
    pen.fillRect(0, 0, TILE, TILE)
  }
  pen.globalAlpha = 0.75
  pen.strokeStyle = token(look.id === 'contested' ? 'ink' : look.colour)
  pen.lineWidth = 0.6
  pen.stroke(new Path2D(HATCHES[look.hatch]))
  return pen.getImageData(0, 0, side, side)
}

function siege(ratio: number): ImageData {
  const side = Math.round(RING * ratio)
  const pen = canvas(side)
  pen.scale(ratio, ratio)
  pen.strokeStyle = token('ink')
  pen.lineWidth = 2
  pen.setLineDash([4, 3])
  pen.stroke(new Path2D(`M${RING / 2 + 15} ${RING / 2}A15 15 0 1 1 ${RING / 2 - 15} ${RING / 2}A15 15 0 1 1 ${RING / 2 + 15} ${RING / 2}Z`))
  return pen.getImageData(0, 0, side, side)
}
