/** The map of the settlements of a day. A chunk of its own, read when a map is first shown. */
import type { FeatureCollection } from 'geojson'
import type { ExpressionSpecification, LayerSpecification, MapMouseEvent, SourceSpecification } from 'maplibre-gl'
import { t } from '$lib/i18n'
import { BaseMap, type Hooks, type Kind, type Picture } from '$lib/map/base'
import type { Box, Camera } from '$lib/map/geo'
import { token } from '$lib/theme.svelte'
import { pictures } from './images'

const KIND: Omit<Kind, 'label'> = {
  padding: { top: 48, bottom: 48, left: 48, right: 64 },
  zooms: { most: 12, first: 8, box: 9, point: 9 },
  wheel: false, // the page scrolls; the buttons and two fingers zoom
  hit: ['places'],
}
const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] }
const size: ExpressionSpecification = ['interpolate', ['linear'], ['get', 'score'], 0, 0.7, 0.6, 1.3]
const namesOf = (places: FeatureCollection): string[] => places.features.map((one) => String(one.properties?.name))

export class PlaceMap extends BaseMap {
  private places = NOTHING
  private land = NOTHING
  private chosen = ''

  constructor(container: HTMLElement, view: Camera | Box, hooks: Hooks, private readonly picked: (id: string | null) => void) {
    super({ ...KIND, label: t('control.map.label') }, hooks)
    this.open(container, view)
  }

  protected sources(): Record<string, SourceSpecification> {
    return { land: { type: 'geojson', data: this.land }, places: { type: 'geojson', data: this.places } }
  }

  protected layers(base: LayerSpecification[]): LayerSpecification[] {
    const names = namesOf(this.places)
    const under = base.map((layer) => (layer.id === 'towns' && layer.type === 'symbol' ? { ...layer, filter: ['all', layer.filter, ['!', ['in', ['get', 'name'], ['literal', names]]]] } as LayerSpecification : layer))
    const labels = under.findIndex((layer) => layer.type === 'symbol')
    return [...under.slice(0, labels), ...this.areas(), ...under.slice(labels), ...this.points()]
  }

  private areas(): LayerSpecification[] {
    return [
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-pattern': ['concat', ['get', 'look'], '-tile'] } },
      { id: 'land-edge', type: 'line', source: 'land', paint: { 'line-color': token('line-strong'), 'line-width': 0.8, 'line-dasharray': [2, 2] } },
    ]
  }

  private points(): LayerSpecification[] {
    return [
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
    ]
  }

  protected pictures(ratio: number): Picture[] {
    return pictures(ratio)
  }

  protected clicked(event: MapMouseEvent): void {
    const [found] = this.hit(event)
    this.picked((found?.properties.id as string | undefined) ?? null)
  }

  /** The places of a day, and the cells of land, which may be none. */
  show(places: FeatureCollection, land: FeatureCollection | null): void {
    const renamed = namesOf(places).join() !== namesOf(this.places).join()
    this.places = places
    this.land = land ?? NOTHING
    if (renamed) this.redress() // the base map leaves out names that the places have
    else {
      this.fill('places', this.places)
      this.fill('land', this.land)
    }
  }

  choose(id: string): void {
    this.chosen = id
    if (this.map.getLayer('chosen')) this.map.setFilter('chosen', ['==', ['get', 'id'], id])
  }
}
