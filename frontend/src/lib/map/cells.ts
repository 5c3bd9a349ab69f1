/** Which files of the base map a view needs. */
import type { Box } from './geo'

const CELL = 10 // degrees; scripts/build_map_data.py has the same number
const MOST = 40

/** Names of the cells that a view meets, from the south-west on. */
export function cellsOf([west, south, east, north]: Box): string[] {
  const names: string[] = []
  for (let lon = Math.floor(west / CELL) * CELL; lon < east; lon += CELL) {
    const turned = ((((lon + 180) % 360) + 360) % 360) - 180
    for (let lat = Math.max(-90, Math.floor(south / CELL) * CELL); lat < Math.min(90, north); lat += CELL) {
      names.push(`cell_${turned}_${lat}`)
      if (names.length >= MOST) return names
    }
  }
  return names
}
