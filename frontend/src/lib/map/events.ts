/** The layers of events over the base map. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import { families } from './families'

export const TILE_ZOOM = 14
const LAYER = { source: 'events', 'source-layer': 'events' } as const
const VAGUE_KM = 5
const single: ExpressionSpecification = ['==', ['get', 'n'], 1]
const many: ExpressionSpecification = ['>', ['get', 'n'], 1]
/** Pixels of CSS that a kilometre takes at zoom 0 at the event's latitude, in tiles of 512 pixels. */
const pixelsPerKm: ExpressionSpecification = [
  '/', 1, ['*', 78.271517, ['max', 0.1, ['cos', ['*', Math.PI / 180, ['coalesce', ['get', 'lat'], 0]]]]],
]
const radius = (zoom: number): ExpressionSpecification => ['*', 2 ** zoom, ['*', ['get', 'radius_km'], pixelsPerKm]]

const familyIcon = [
  'match',
  ['get', 'type'],
  ...families.filter((family) => family.types.length).flatMap((family) => [family.types, family.id]),
  'other',
] as unknown as ExpressionSpecification

/** By the square root of the best estimate: areas compare. An event without a figure is drawn small. */
const best: ExpressionSpecification = ['coalesce', ['get', 'best'], 0]
const iconSize: ExpressionSpecification = ['interpolate', ['linear'], ['sqrt', best], 0, 0.6, 1, 0.7, 10, 1.25, 32, 2]
const clusterSize: ExpressionSpecification = ['interpolate', ['linear'], ['sqrt', ['get', 'n']], 1.4, 10.5, 10, 14, 100, 20, 400, 26]

/** The commonest type of a cluster sits on its upper edge. */
const BADGE = 0.5
const badgeOffset: ExpressionSpecification = [
  'interpolate', ['linear'], ['sqrt', ['get', 'n']],
  1.4, ['literal', [0, -10.5 / BADGE]], 10, ['literal', [0, -14 / BADGE]], 100, ['literal', [0, -20 / BADGE]], 400, ['literal', [0, -26 / BADGE]],
]

export interface EventColours {
  ink: string
  paper: string
  accent: string
  focus: string
}

export function eventLayers(c: EventColours): LayerSpecification[] {
  return [
    {
      id: 'radii',
      type: 'circle',
      ...LAYER,
      filter: ['all', single, ['>=', ['coalesce', ['get', 'radius_km'], 0], VAGUE_KM]],
      paint: {
        'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 0, radius(0), 14, radius(14)],
        'circle-color': c.accent,
        'circle-opacity': 0.05,
        'circle-stroke-color': c.accent,
        'circle-stroke-opacity': 0.35,
        'circle-stroke-width': 1,
      },
    },
    {
      id: 'clusters',
      type: 'circle',
      ...LAYER,
      filter: many,
      paint: {
        'circle-radius': clusterSize,
        'circle-color': c.paper,
        'circle-opacity': 0.92,
        'circle-stroke-color': c.ink,
        'circle-stroke-width': 1.5,
      },
    },
    {
      id: 'cluster-counts',
      type: 'symbol',
      ...LAYER,
      filter: many,
      layout: {
        'text-field': ['number-format', ['get', 'n'], { locale: 'en-GB' }],
        'text-font': ['Source Sans'],
        'text-size': 12.5,
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: { 'text-color': c.ink },
    },
    {
      id: 'cluster-types',
      type: 'symbol',
      ...LAYER,
      filter: many,
      layout: {
        'icon-image': familyIcon,
        'icon-size': BADGE,
        'icon-offset': badgeOffset,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
    {
      id: 'events',
      type: 'symbol',
      ...LAYER,
      filter: single,
      layout: {
        'icon-image': familyIcon,
        'icon-size': iconSize,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['-', 0, best],
      },
    },
    {
      id: 'chosen',
      type: 'circle',
      source: 'chosen',
      paint: { 'circle-radius': 15, 'circle-opacity': 0, 'circle-stroke-color': c.focus, 'circle-stroke-width': 3 },
    },
  ]
}
