/** MapLibre with our base map and the settlements of a day. A chunk of its own, read when a map is first shown. */
import 'maplibre-gl/dist/maplibre-gl.css'
import type { FeatureCollection } from 'geojson'
import { AttributionControl, Map, ScaleControl, setWorkerUrl, type ExpressionSpecification, type GeoJSONSource, type LayerSpecification, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { t } from '$lib/i18n'
import { Cells, mapColours, mapStyle } from '$lib/map/basemap'
import type { Box, Camera } from '$lib/map/geo'
import { pictures } from './images'

setWorkerUrl(workerUrl)

export interface Hooks {
  moved: (camera: Camera) => void
  picked: (id: string | null) => void
  drawn: () => void
}

const PADDING = { top: 48, bottom: 48, left: 48, right: 64 }
const LARGEST_ZOOM = 12
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
const size: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'score'], 0, 0.7, 0.6, 1.3]

export class PlaceMap {
  private readonly map: Map
  private readonly base: Cells
  private places: FeatureCollection = NOTHING
  private land: FeatureCollection = NOTHING
  private chosen = ''

  constructor(container: HTMLElement, view: Camera | Box, hooks: Hooks) {
    const camera = Array.isArray(view) ? { bounds: view, fitBoundsOptions: { padding: PADDING, maxZoom: 8 } } : { center: [view.lon, view.lat] as [number, number], zoom: view.zoom }
    this.map = new Map({
      container,
      style: this.style(),
      ...camera,
      minZoom: 1,
      maxZoom: LARGEST_ZOOM,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      cooperativeGestures: false,
      locale: { 'Map.Title': t('control.map.label') },
    })
    this.map.touchZoomRotate.disableRotation()
    this.map.scrollZoom.disable() // the page scrolls; the buttons and two fingers zoom
    this.map.addControl(new AttributionControl({ compact: false }), 'bottom-right')
    this.map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left')
    this.base = new Cells(this.map)
    this.map.on('style.load', () => this.dress())
    this.map.on('moveend', (event) => {
      void this.base.show()
      const center = this.map.getCenter().wrap()
      if (event.originalEvent) hooks.moved({ zoom: this.map.getZoom(), lat: center.lat, lon: center.lng })
    })
    this.map.on('click', (event) => {
      const [found] = this.map.getLayer('places') ? this.map.queryRenderedFeatures(event.point, { layers: ['places'] }) : []
      hooks.picked((found?.properties.id as string | undefined) ?? null)
    })
    this.map.on('mousemove', (event) => {
      const over = this.map.getLayer('places') && this.map.queryRenderedFeatures(event.point, { layers: ['places'] }).length
      this.map.getCanvas().style.cursor = over ? 'pointer' : ''
    })
    this.map.once('idle', () => hooks.drawn())
  }

  private style(): StyleSpecification {
    const root = getComputedStyle(document.documentElement)
    const token = (name: string): string => root.getPropertyValue(`--${name}`).trim()
    const base = mapStyle(mapColours())
    const names = this.places.features.map((one) => String(one.properties?.name))
    const under = base.layers.map((layer) => (layer.id === 'towns' && layer.type === 'symbol' ? { ...layer, filter: ['all', layer.filter, ['!', ['in', ['get', 'name'], ['literal', names]]]] } as LayerSpecification : layer))
    const labels = under.findIndex((layer) => layer.type === 'symbol')
    return {
      ...base,
      sources: { ...base.sources, land: { type: 'geojson', data: this.land }, places: { type: 'geojson', data: this.places } },
      layers: [
        ...under.slice(0, labels),
        { id: 'land', type: 'fill', source: 'land', paint: { 'fill-pattern': ['concat', ['get', 'look'], '-tile'] } },
        { id: 'land-edge', type: 'line', source: 'land', paint: { 'line-color': token('line-strong'), 'line-width': 0.8, 'line-dasharray': [2, 2] } },
        ...under.slice(labels),
        {
          id: 'chosen',
          type: 'circle',
          source: 'places',
          filter: ['==', ['get', 'id'], this.chosen],
          paint: { 'circle-radius': 20, 'circle-color': token('focus'), 'circle-opacity': 0.2, 'circle-stroke-color': token('focus'), 'circle-stroke-width': 2 },
        },
        {
          id: 'sieges',
          type: 'symbol',
          source: 'places',
          filter: ['get', 'besieged'],
          layout: { 'icon-image': 'siege', 'icon-allow-overlap': true, 'icon-ignore-placement': true },
        },
        {
          id: 'places',
          type: 'symbol',
          source: 'places',
          layout: {
            'icon-image': ['concat', ['get', 'look'], ['case', ['get', 'firm'], '-firm', '-pale']],
            'icon-size': size,
            'icon-allow-overlap': true,
            'symbol-sort-key': ['get', 'score'],
            'text-field': ['get', 'name'],
            'text-font': ['Source Sans'],
            'text-size': 13,
            'text-variable-anchor': ['top', 'bottom', 'left', 'right'],
            'text-radial-offset': 1,
            'text-optional': true,
          },
          paint: { 'text-color': token('ink'), 'text-halo-color': token('map-halo'), 'text-halo-width': 1.6 },
        },
      ],
    }
  }

  private dress(): void {
    const ratio = Math.max(2, Math.ceil(devicePixelRatio))
    for (const { id, image } of pictures(ratio)) {
      if (this.map.hasImage(id)) this.map.removeImage(id)
      this.map.addImage(id, image, { pixelRatio: ratio })
    }
    this.base.fill()
    void this.base.show()
  }

  /** The places of a day, and the cells of land, which may be none. */
  show(places: FeatureCollection, land: FeatureCollection | null): void {
    const renamed = places.features.map((one) => one.properties?.name).join() !== this.places.features.map((one) => one.properties?.name).join()
    this.places = places
    this.land = land ?? NOTHING
    if (renamed) this.redress() // the base map leaves out names that the places have
    else {
      this.map.getSource<GeoJSONSource>('places')?.setData(this.places)
      this.map.getSource<GeoJSONSource>('land')?.setData(this.land)
    }
  }

  choose(id: string): void {
    this.chosen = id
    if (this.map.getLayer('chosen')) this.map.setFilter('chosen', ['==', ['get', 'id'], id])
  }

  /** Colours after a change of theme. */
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
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.map.fitBounds(box, { padding: PADDING, maxZoom: 9, ...(still ? { animate: false } : { duration: 350 }) }, { originalEvent: new Event('asked') })
  }

  zoomBy(steps: number): void {
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches
    this.map.zoomTo(this.map.getZoom() + steps, still ? { animate: false } : { duration: 200 }, { originalEvent: new Event('asked') })
  }

  remove(): void {
    this.map.remove()
  }
}
