/** A PMTiles archive under the map. A chunk of its own, read only where one is set. */
import { addProtocol } from 'maplibre-gl'
import { PMTiles, Protocol, TileType } from 'pmtiles'
import type { Backdrop } from './backdrop'

const protocol = new Protocol()
addProtocol('pmtiles', protocol.tile)

const PICTURES: TileType[] = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif]

/** Throws where there is no archive at `url`, or one of tiles that MapLibre does not draw. */
export async function openArchive(url: string, attribution: string): Promise<Backdrop> {
  const archive = protocol.get(url) ?? new PMTiles(url)
  protocol.add(archive)
  const head = await archive.getHeader()
  const source = {
    tiles: [`pmtiles://${url}/{z}/{x}/{y}`],
    minzoom: head.minZoom,
    maxzoom: head.maxZoom,
    bounds: [head.minLon, head.minLat, head.maxLon, head.maxLat] as [number, number, number, number],
    attribution,
  }
  if (PICTURES.includes(head.tileType)) return { source: { type: 'raster', tileSize: 256, ...source }, layers: null }
  if (head.tileType !== TileType.Mvt) throw new Error('tiles of another kind')
  const { vector_layers: described } = (await archive.getMetadata()) as { vector_layers?: { id: string }[] }
  return { source: { type: 'vector', ...source }, layers: (described ?? []).map((layer) => String(layer.id)) }
}
