/** MapLibre over our base map: what the maps of all screens share. */
import 'maplibre-gl/dist/maplibre-gl.css'
import {
  AttributionControl, Map, ScaleControl, setWorkerUrl,
  type GeoJSONSource, type LayerSpecification, type MapMouseEvent, type MapOptions, type SourceSpecification, type StyleSpecification,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { theme } from '$lib/theme.svelte'
import { BACKDROP, backdropLayers, backdropSetting, openBackdrop, type Backdrop } from './backdrop'
import { Cells, mapColours, mapStyle } from './basemap'
import type { Box, Camera } from './geo'

setWorkerUrl(workerUrl)

export interface Hooks {
  moved: (camera: Camera, bounds: Box, byUser: boolean) => void
  drawn: () => void
  /** Tiles that the operator has set do not come: said once. */
  lost: () => void
}

export interface Kind {
  label: string
  /** Pixels kept clear of the buttons. */
  padding: { top: number; bottom: number; left: number; right: number }
  /** How close: at most, to a box at first, to a box later, to a box that is a point. */
  zooms: { most: number; first: number; box: number; point: number }
  /** Whether the wheel zooms: not where the page scrolls. */
  wheel: boolean
  /** Layers whose features answer to a click. */
  hit: string[]
}

export interface Picture {
  id: string
  image: ImageData
}

const still = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches
const asked = { originalEvent: new Event('asked') }

export abstract class BaseMap {
  /** There from `open` on. */
  protected map!: Map
  private cells!: Cells
  private backdrop: Backdrop | null = null
  private lost = false
  private gone = false

  constructor(private readonly kind: Kind, private readonly hooks: Hooks) {}

  /** Sources over the base map. */
  protected abstract sources(): Record<string, SourceSpecification>
  /** Layers of the whole map: those of the base map with one's own among them. */
  protected abstract layers(base: LayerSpecification[]): LayerSpecification[]
  protected abstract pictures(ratio: number): Picture[]
  protected abstract clicked(event: MapMouseEvent): void

  /** To be called once all is there that `sources` and `layers` need. */
  protected open(container: HTMLElement, view: Camera | Box | null): void {
    const { label, padding, zooms, wheel } = this.kind
    const start: Partial<MapOptions> = Array.isArray(view)
      ? { bounds: view, fitBoundsOptions: { padding, maxZoom: zooms.first } }
      : view ? { center: [view.lon, view.lat], zoom: view.zoom } : {}
    const map = new Map({
      container,
      style: this.style(),
      ...start,
      minZoom: 1,
      maxZoom: zooms.most,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { 'Map.Title': label },
    })
    this.map = map
    map.touchZoomRotate.disableRotation()
    if (!wheel) map.scrollZoom.disable()
    map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
    const narrow = container.clientWidth < 600 // a long credit would lie on the scale
    map.addControl(new ScaleControl({ maxWidth: 90 }), narrow && backdropSetting() ? 'bottom-right' : 'bottom-left')
    this.cells = new Cells(map)
    map.on('style.load', () => this.dress())
    map.on('moveend', (event) => this.told(Boolean(event.originalEvent)))
    map.on('click', (event) => this.clicked(event))
    map.on('mousemove', (event) => {
      map.getCanvas().style.cursor = this.hit(event).length ? 'pointer' : ''
    })
    map.on('error', (event) => {
      if ((event as { sourceId?: string }).sourceId === BACKDROP) this.lose()
    }) // of our own tiles the list beside the map says what is wrong
    map.once('idle', () => {
      this.hooks.drawn()
      void this.underlay()
    })
  }

  /** Puts the tiles that the operator has set under the outlines, which do not wait for them. */
  private async underlay(): Promise<void> {
    const setting = backdropSetting()
    if (!setting) return
    try {
      this.backdrop = await openBackdrop(setting)
      if (this.gone) return
      this.map.setStyle(this.style())
      this.cells.fill()
    } catch {
      this.lose()
    }
  }

  private lose(): void {
    if (!this.lost) this.hooks.lost()
    this.lost = true
  }

  private style(): StyleSpecification {
    const colours = mapColours(this.backdrop?.layers === null)
    const base = mapStyle(colours, this.backdrop ? backdropLayers(this.backdrop, colours, theme.dark) : [])
    const under = this.backdrop ? { [BACKDROP]: this.backdrop.source } : {}
    return { ...base, sources: { ...base.sources, ...under, ...this.sources() }, layers: this.layers(base.layers) }
  }

  /** What a new style needs drawn again. */
  private dress(): void {
    const ratio = Math.max(2, Math.ceil(devicePixelRatio))
    for (const { id, image } of this.pictures(ratio)) {
      if (this.map.hasImage(id)) this.map.removeImage(id)
      this.map.addImage(id, image, { pixelRatio: ratio })
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

  protected hit(event: MapMouseEvent): ReturnType<Map['queryRenderedFeatures']> {
    const layers = this.kind.hit.filter((id) => this.map.getLayer(id))
    return layers.length ? this.map.queryRenderedFeatures(event.point, { layers }) : []
  }

  protected fill(source: string, data: Parameters<GeoJSONSource['setData']>[0]): void {
    this.map.getSource<GeoJSONSource>(source)?.setData(data)
  }

  /** Colours after a change of theme, and layers after a change of their sources. */
  redress(): void {
    this.map.setStyle(this.style(), { diff: false })
  }

  jump(camera: Camera): void {
    const center = this.map.getCenter()
    const near = Math.abs(center.lng - camera.lon) < 1e-3 && Math.abs(center.lat - camera.lat) < 1e-3
    if (near && Math.abs(this.map.getZoom() - camera.zoom) < 0.02) return
    this.map.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom })
  }

  fit(box: Box): void {
    const { padding, zooms } = this.kind
    const point = box[2] - box[0] < 1e-6 && box[3] - box[1] < 1e-6
    this.map.fitBounds(box, { padding, maxZoom: point ? zooms.point : zooms.box, ...(still() ? { animate: false } : { duration: 350 }) }, asked)
  }

  zoomBy(steps: number): void {
    this.map.zoomTo(this.map.getZoom() + steps, still() ? { animate: false } : { duration: 200 }, asked)
  }

  /** Closer to a point. False where it is as close as it gets. */
  approach(lon: number, lat: number): boolean {
    const { most } = this.kind.zooms
    const zoom = this.map.getZoom()
    if (zoom >= most - 1) return false
    this.map.easeTo({ center: [lon, lat], zoom: Math.min(most, zoom + 2), ...(still() ? { animate: false } : { duration: 350 }) }, asked)
    return true
  }

  remove(): void {
    this.gone = true
    this.map.remove()
  }
}
