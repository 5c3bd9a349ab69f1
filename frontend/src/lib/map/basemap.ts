/**
 * The map under the events, all of it packaged: a rough world for views from afar, and cells of ten degrees, read when
 * they come into view, for everything nearer.
 */
import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, GeoJSONSource, LayerSpecification, Map, StyleSpecification } from 'maplibre-gl'
import { token } from '$lib/theme.svelte'
import { cellsOf } from './cells'

const files = import.meta.glob<string>('./outlines/*.json', { query: '?url', import: 'default', eager: true })
const path = (name: string): string => `./outlines/${name}.json`
const NEAR = 4.5

export interface Colours {
  land: string
  water: string
  line: string
  division: string
  river: string
  label: string
  halo: string
}

/** Lines and names stand out more where they lie on pictures. */
export function mapColours(onPictures: boolean): Colours {
  return {
    land: token('map-land'),
    water: token('map-water'),
    line: token(onPictures ? 'map-label' : 'map-line'),
    division: token(onPictures ? 'line-strong' : 'map-division'),
    river: token('map-river'),
    label: token(onPictures ? 'ink' : 'map-label'),
    halo: token('map-halo'),
  }
}

const FONT = ['Source Sans']
const kind = (name: string): ExpressionSpecification => ['==', ['get', 'kind'], name]
const wide = (from: number, to: number): ExpressionSpecification => ['interpolate', ['linear'], ['zoom'], 3, from, 9, to]
/** Towns appear by size, the largest first. */
const townShown: ExpressionSpecification = [
  '>=', ['get', 'people'], ['step', ['zoom'], 900000, 5.5, 250000, 6.5, 90000, 7.5, 30000, 8.5, 9000, 9.5, 0],
]

type Part = 'world' | 'near'
const of = (source: Part, name: string): { source: string; minzoom?: number; maxzoom?: number; filter: ExpressionSpecification } => ({
  source,
  ...(source === 'world' ? { maxzoom: NEAR } : { minzoom: NEAR }),
  filter: kind(name),
})

const ground = (source: Part, c: Colours): LayerSpecification[] => [
  { id: `${source}-land`, type: 'fill', ...of(source, 'land'), paint: { 'fill-color': c.land, 'fill-antialias': false } },
  { id: `${source}-lake`, type: 'fill', ...of(source, 'lake'), paint: { 'fill-color': c.water, 'fill-antialias': false } },
  {
    id: `${source}-river`,
    type: 'line',
    ...of(source, 'river'),
    filter: ['all', kind('river'), ['<=', ['get', 'rank'], ['step', ['zoom'], 3, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 9]]],
    paint: { 'line-color': c.river, 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 9, ['-', 3.2, ['*', 0.2, ['get', 'rank']]]] },
  },
]

const outlines = (source: Part, c: Colours): LayerSpecification[] => [
  { id: `${source}-division`, type: 'line', ...of(source, 'division'), paint: { 'line-color': c.division, 'line-width': wide(0.6, 1.1) } },
  { id: `${source}-border`, type: 'line', ...of(source, 'border'), paint: { 'line-color': c.line, 'line-width': wide(0.7, 1.6) } },
]

function labels(c: Colours): LayerSpecification[] {
  const paint = { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.2 }
  return [
    {
      id: 'river-names',
      type: 'symbol',
      source: 'near',
      minzoom: 6,
      filter: ['all', kind('river'), ['<=', ['get', 'rank'], ['step', ['zoom'], 4, 7, 6, 8, 9]]],
      layout: { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'text-letter-spacing': 0.06 },
      paint: { ...paint, 'text-color': c.label, 'text-opacity': 0.85 },
    },
    {
      id: 'towns',
      type: 'symbol',
      source: 'near',
      minzoom: NEAR,
      filter: ['all', kind('town'), townShown],
      layout: {
        'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['interpolate', ['linear'], ['zoom'], 5, 11, 10, 13],
        'symbol-sort-key': ['-', ['get', 'people']], 'text-padding': 6, 'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.5,
      },
      paint,
    },
    {
      id: 'countries',
      type: 'symbol',
      source: 'names',
      minzoom: 2,
      maxzoom: 7.5,
      filter: kind('country'),
      layout: {
        'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': ['interpolate', ['linear'], ['zoom'], 2, 11, 6, 15],
        'text-letter-spacing': 0.12, 'text-transform': 'uppercase', 'symbol-sort-key': ['-', ['get', 'people']], 'text-max-width': 7, 'text-padding': 8,
      },
      paint: { ...paint, 'text-halo-width': 1.6 },
    },
  ]
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] }

/**
 * A style without glyphs and sprites: texts are drawn from the page's own font. What lies `between` covers the ground and
 * not the outlines and names, so that the ground shows where it has nothing.
 */
export function mapStyle(colours: Colours, between: LayerSpecification[]): StyleSpecification {
  return {
    version: 8,
    sources: {
      world: { type: 'geojson', data: nothing },
      names: { type: 'geojson', data: files[path('names')]!, attribution: 'Natural Earth, GeoNames' },
      near: { type: 'geojson', data: nothing, tolerance: 0.3, buffer: 32 },
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.water } },
      ...ground('world', colours),
      ...ground('near', colours),
      ...between,
      ...outlines('world', colours),
      ...outlines('near', colours),
      ...labels(colours),
    ],
    transition: { duration: 0 },
  }
}

/** Reads the cells of a view into the map. One a map. */
export class Cells {
  private readonly asked = new Set<string>()
  private readonly features: FeatureCollection['features'] = []
  private afar = false

  constructor(private readonly map: Map) {}

  /** Read what the view lacks. The world is large: it is read when first seen from afar. */
  async show(): Promise<void> {
    const zoom = this.map.getZoom()
    if (zoom < NEAR && !this.afar) {
      this.afar = true
      this.fillWorld()
    }
    if (zoom < NEAR - 0.5) return
    const bounds = this.map.getBounds()
    const missing = cellsOf([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]).filter(
      (name) => path(name) in files && !this.asked.has(name),
    )
    if (!missing.length) return
    for (const name of missing) this.asked.add(name)
    const read = await Promise.allSettled(missing.map(async (name) => {
      const answer = await fetch(files[path(name)]!)
      if (!answer.ok) throw new Error(String(answer.status))
      return (await answer.json()) as FeatureCollection
    }))
    for (const [at, result] of read.entries()) {
      if (result.status === 'fulfilled') this.features.push(...result.value.features)
      else this.asked.delete(missing[at]!)
    }
    this.fillNear()
  }

  /** Also after a change of style, which empties its sources. */
  fill(): void {
    if (this.afar) this.fillWorld()
    this.fillNear()
  }

  private fillWorld(): void {
    this.map.getSource<GeoJSONSource>('world')?.setData(files[path('world')]!)
  }

  private fillNear(): void {
    this.map.getSource<GeoJSONSource>('near')?.setData({ type: 'FeatureCollection', features: this.features })
  }
}
