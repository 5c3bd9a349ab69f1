/** MapLibre with our base map and events. A chunk of its own, read when a map is first shown. */
import 'maplibre-gl/dist/maplibre-gl.css'
import { AttributionControl, Map, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapMouseEvent, type StyleSpecification, type VectorTileSource } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { t } from '$lib/i18n'
import { Cells, mapColours, mapStyle } from './basemap'
import { eventLayers, TILE_ZOOM } from './events'
import { parseBox, type Box, type Camera } from './geo'
import { drawIcons } from './icons'

setWorkerUrl(workerUrl)

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

export interface Hooks {
  moved: (camera: Camera, bounds: Box, byUser: boolean) => void
  picked: (what: Picked | null) => void
  drawn: () => void
}

const REACH = 14 // pixels around a click
const LARGEST_ZOOM = 14
const PADDING = { top: 56, bottom: 40, left: 48, right: 64 } // clear of the buttons

export class EventMap {
  private readonly map: Map
  private readonly cells: Cells
  private tiles: string
  private point: number[] | null = null

  constructor(container: HTMLElement, tiles: string, view: Camera | Box | null, private readonly hooks: Hooks) {
    this.tiles = tiles
    const camera = view && !Array.isArray(view) ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom } : {}
    this.map = new Map({
      container,
      style: this.style(),
      ...camera,
      ...(Array.isArray(view) ? { bounds: view, fitBoundsOptions: { padding: PADDING, maxZoom: 9 } } : {}),
      minZoom: 1,
      maxZoom: LARGEST_ZOOM,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      renderWorldCopies: true,
      locale: { 'Map.Title': t('map.label') },
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left')
    this.cells = new Cells(this.map)
    this.map.on('style.load', () => this.dress())
    this.map.on('moveend', (event) => this.told(Boolean(event.originalEvent)))
    this.map.on('click', (event) => this.clicked(event))
    this.map.on('mousemove', (event) => {
      this.map.getCanvas().style.cursor = this.hit(event).length ? 'pointer' : ''
    })
    this.map.on('error', () => undefined) // a tile that did not come: the list beside the map says what is wrong
    this.map.once('idle', () => hooks.drawn())
  }

  private style(): StyleSpecification {
    const root = getComputedStyle(document.documentElement)
    const token = (name: string): string => root.getPropertyValue(`--${name}`).trim()
    const base = mapStyle(mapColours())
    const point = this.point
    return {
      ...base,
      sources: {
        ...base.sources,
        events: { type: 'vector', tiles: [this.tiles], maxzoom: TILE_ZOOM },
        chosen: {
          type: 'geojson',
          data: point ? { type: 'Point', coordinates: point } : { type: 'FeatureCollection', features: [] },
        },
      },
      layers: [
        ...base.layers,
        ...eventLayers({ ink: token('ink'), paper: token('panel'), accent: token('accent'), focus: token('focus') }),
      ],
    }
  }

  /** What a new style needs drawn again. */
  private dress(): void {
    const ratio = Math.max(2, devicePixelRatio)
    const edge = getComputedStyle(document.documentElement).getPropertyValue('--ink').trim()
    for (const icon of drawIcons(ratio, edge)) {
      if (this.map.hasImage(icon.id)) this.map.removeImage(icon.id)
      this.map.addImage(icon.id, icon.image, { pixelRatio: ratio })
    }
    this.cells.fill()
    this.told(false)
  }

  private told(byUser: boolean): void {
    void this.cells.show()
    const center = this.map.getCenter().wrap()
    const bounds = this.map.getBounds()
    const box: Box = [
      Math.max(-180, bounds.getWest()), Math.max(-90, bounds.getSouth()),
      Math.min(180, bounds.getEast()), Math.min(90, bounds.getNorth()),
    ]
    this.hooks.moved({ zoom: this.map.getZoom(), lat: center.lat, lon: center.lng }, box, byUser)
  }

  private hit(event: MapMouseEvent): ReturnType<Map['queryRenderedFeatures']> {
    if (!this.map.getLayer('events')) return []
    return this.map.queryRenderedFeatures(event.point, { layers: ['events', 'clusters'] })
  }

  private clicked(event: MapMouseEvent): void {
    const [found] = this.hit(event)
    if (!found || found.geometry.type !== 'Point') {
      this.hooks.picked(null)
      return
    }
    const [lon, lat] = found.geometry.coordinates as [number, number]
    const at = this.map.project([lon, lat])
    const low = this.map.unproject([at.x - REACH, at.y + REACH])
    const high = this.map.unproject([at.x + REACH, at.y - REACH])
    const { id, n, box } = found.properties as Record<string, unknown>
    this.hooks.picked({
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

  /** Colours after a change of theme. */
  redress(): void {
    this.map.setStyle(this.style(), { diff: false })
  }

  choose(point: number[] | null): void {
    this.point = point
    this.map.getSource<GeoJSONSource>('chosen')?.setData(
      point ? { type: 'Point', coordinates: point } : { type: 'FeatureCollection', features: [] },
    )
  }

  jump(camera: Camera): void {
    const center = this.map.getCenter()
    const near = Math.abs(center.lng - camera.lon) < 1e-3 && Math.abs(center.lat - camera.lat) < 1e-3
    if (near && Math.abs(this.map.getZoom() - camera.zoom) < 0.02) return
    this.map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom })
  }

  fit(box: Box, byUser = false): void {
    const wide = box[2] - box[0] < 1e-6 && box[3] - box[1] < 1e-6
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    const how = { padding: PADDING, maxZoom: wide ? 10 : LARGEST_ZOOM - 1, ...(still ? { animate: false } : { duration: 350 }) }
    this.map.fitBounds(box, how, byUser ? { originalEvent: new Event('asked') } : {})
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, { duration: 200 }, { originalEvent: new Event('asked') })
  }

  /** Closer to a point. False where it is as close as it gets. */
  approach(lon: number, lat: number): boolean {
    const zoom = this.map.getZoom()
    if (zoom >= LARGEST_ZOOM - 1) return false
    this.map.easeTo({ center: [lon, lat], zoom: Math.min(LARGEST_ZOOM, zoom + 2), duration: 350 }, { originalEvent: new Event('asked') })
    return true
  }

  resize(): void {
    this.map.resize()
  }

  remove(): void {
    this.map.remove()
  }
}
