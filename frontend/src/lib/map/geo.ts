/** Boxes and distances on the map. */

/** West, south, east, north in degrees. */
export type Box = [number, number, number, number]

/** What is shown where nothing is located. */
export const WORLD: Box = [-150, -45, 165, 70]

export function parseBox(text: string): Box | null {
  const parts = text.split(',').map(Number)
  if (text === '' || parts.length !== 4 || parts.some((part) => !Number.isFinite(part))) return null
  return parts as Box
}

export const boxText = (box: Box, decimals = 3): string => box.map((side) => Number(side.toFixed(decimals))).join(',')

/** The part that two boxes share, or null. Boxes across the 180th meridian are taken as they are. */
export function shared(a: Box | null, b: Box | null): Box | null {
  if (!a || !b) return a ?? b
  const box: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]
  return box[0] < box[2] && box[1] < box[3] ? box : null
}

export interface Camera {
  zoom: number
  lat: number
  lon: number
}

/** "6.2/34.5/40.1" as in many map addresses. */
export function parseCamera(text: string | null): Camera | null {
  const parts = (text ?? '').split('/').map(Number)
  const [zoom, lat, lon] = parts
  if (parts.length !== 3 || parts.some((part) => !Number.isFinite(part))) return null
  if (Math.abs(lat!) > 85 || Math.abs(lon!) > 540 || zoom! < 0 || zoom! > 22) return null
  return { zoom: zoom!, lat: lat!, lon: lon! }
}

export const cameraText = ({ zoom, lat, lon }: Camera): string =>
  `${Number(zoom.toFixed(2))}/${Number(lat.toFixed(4))}/${Number(lon.toFixed(4))}`
