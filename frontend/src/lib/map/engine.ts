/** The map of events. A chunk of its own, read when a map is first shown. */
import type { LayerSpecification, MapMouseEvent, SourceSpecification, VectorTileSource } from 'maplibre-gl'
import { t } from '$lib/i18n'
import { token } from '$lib/theme.svelte'
import { BaseMap, type Hooks, type Kind, type Picture } from './base'
import { eventLayers, TILE_ZOOM } from './events'
import { parseBox, type Box, type Camera } from './geo'
import { drawIcons } from './icons'

export interface Picked {
  /** An event's id, or null for a cluster. */
  id: string | null
  count: number
  lon: number
  lat: number
  /** Of a cluster's members, where the tile says so. */
  bounds: Box | null
  /** A box of some pixels around the point. */
  around: Box
}

const REACH = 14 // pixels around a click
const KIND: Omit<Kind, 'label'> = {
  padding: { top: 56, bottom: 40, left: 48, right: 64 },
  zooms: { most: 14, first: 9, box: 13, point: 10 },
  wheel: true,
  hit: ['events', 'clusters'],
}

export class EventMap extends BaseMap {
  private point: number[] | null = null

  constructor(container: HTMLElement, private tiles: string, view: Camera | Box | null, hooks: Hooks, private readonly picked: (what: Picked | null) => void) {
    super({ ...KIND, label: t('map.label') }, hooks)
    this.open(container, view)
  }

  protected sources(): Record<string, SourceSpecification> {
    return {
      events: { type: 'vector', tiles: [this.tiles], maxzoom: TILE_ZOOM },
      chosen: { type: 'geojson', data: this.chosen() },
    }
  }

  protected layers(base: LayerSpecification[]): LayerSpecification[] {
    return [...base, ...eventLayers({ ink: token('ink'), paper: token('panel'), accent: token('accent'), focus: token('focus') })]
  }

  protected pictures(ratio: number): Picture[] {
    return drawIcons(ratio, token('ink'))
  }

  private chosen(): GeoJSON.Point | GeoJSON.FeatureCollection {
    return this.point ? { type: 'Point', coordinates: this.point } : { type: 'FeatureCollection', features: [] }
  }

  protected clicked(event: MapMouseEvent): void {
    const [found] = this.hit(event)
    if (!found || found.geometry.type !== 'Point') {
      this.picked(null)
      return
    }
    const [lon, lat] = found.geometry.coordinates as [number, number]
    const at = this.map.project([lon, lat])
    const low = this.map.unproject([at.x - REACH, at.y + REACH])
    const high = this.map.unproject([at.x + REACH, at.y - REACH])
    const { id, n, box } = found.properties as Record<string, unknown>
    this.picked({
      id: typeof id === 'string' ? id : null,
      count: Number(n),
      lon,
      lat,
      bounds: typeof box === 'string' ? parseBox(box) : null,
      around: [low.lng, low.lat, high.lng, high.lat],
    })
  }

  setTiles(tiles: string): void {
    if (tiles === this.tiles) return
    this.tiles = tiles
    this.map.getSource<VectorTileSource>('events')?.setTiles([tiles])
  }

  choose(point: number[] | null): void {
    this.point = point
    this.fill('chosen', this.chosen())
  }
}
