/** Tiles that the operator has set to be drawn under our outlines: of a server, or of an archive. Null is the rule. */
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl'
import { t } from '$lib/i18n'
import type { Colours } from './basemap'

export interface Setting {
  kind: 'raster' | 'pmtiles'
  url: string
  /** Who is asked for tiles; empty where it is this server. */
  host: string
  attribution: string
}

/** The server writes it into the page: see web/explorer.py. */
export function backdropSetting(): Setting | null {
  const written = document.querySelector<HTMLMetaElement>('meta[name="counterclaim-basemap"]')?.content
  return written ? (JSON.parse(written) as Setting) : null
}

/** What is known of the tiles once they can be asked for. */
export interface Backdrop {
  source: SourceSpecification
  /** Names of the layers of vector tiles; null for pictures. */
  layers: string[] | null
}

export const BACKDROP = 'backdrop'

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The line on the map, as HTML: MapLibre takes nothing else. */
export function credit(setting: Setting): string {
  const asked = setting.host ? t('map.tiles_from', { host: setting.host }) : ''
  return [setting.attribution, asked].filter(Boolean).map(escape).join(' · ')
}

export async function openBackdrop(setting: Setting): Promise<Backdrop> {
  const attribution = credit(setting)
  if (setting.kind === 'pmtiles') return (await import('./archive')).openArchive(new URL(setting.url, location.origin).href, attribution)
  return { source: { type: 'raster', tiles: [setting.url], tileSize: 256, attribution }, layers: null }
}

type Look = 'land' | 'tint' | 'water' | 'road' | 'border'
/** Layers of the Protomaps basemap, and of OpenMapTiles where those are called otherwise. */
const LOOKS: Record<string, Look> = {
  earth: 'land',
  landcover: 'tint', landuse: 'tint', natural: 'tint', park: 'tint',
  water: 'water', waterway: 'water',
  roads: 'road', transportation: 'road',
  boundaries: 'border', boundary: 'border',
}
const ORDER: (Look | undefined)[] = ['land', 'tint', 'water', undefined, 'road', 'border']
/** Their names and points: ours are drawn, in a font that we have. */
const UNDRAWN = new Set(['places', 'place', 'pois', 'poi', 'water_name', 'transportation_name', 'mountain_peak', 'aerodrome_label', 'housenumber'])

/** In dark colours pictures are dimmed, so that the symbols stay brighter than what they lie on. */
export function backdropLayers({ layers }: Backdrop, colours: Colours, dark: boolean): LayerSpecification[] {
  if (!layers) {
    const paint = dark ? { 'raster-brightness-max': 0.5, 'raster-saturation': -0.4 } : {}
    return [{ id: BACKDROP, type: 'raster', source: BACKDROP, paint: { ...paint, 'raster-fade-duration': 0 } }]
  }
  const shown = layers.filter((name) => !UNDRAWN.has(name)).map((name) => ({ name, look: Object.hasOwn(LOOKS, name) ? LOOKS[name] : undefined }))
  shown.sort((a, b) => ORDER.indexOf(a.look) - ORDER.indexOf(b.look))
  return shown.flatMap(({ name, look }) => vectorLayers(name, look, colours))
}

function vectorLayers(name: string, look: Look | undefined, c: Colours): LayerSpecification[] {
  const of = (part: 'areas' | 'lines') => ({ id: `${BACKDROP}-${name}-${part}`, source: BACKDROP, 'source-layer': name })
  const area = (colour: string, opacity = 1): LayerSpecification => ({
    ...of('areas'), type: 'fill', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': colour, 'fill-opacity': opacity, 'fill-antialias': false },
  })
  const line = (colour: string, far: number, near: number): LayerSpecification => ({
    ...of('lines'), type: 'line', filter: ['==', ['geometry-type'], 'LineString'],
    paint: { 'line-color': colour, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, far, 14, near] },
  })
  if (look === 'land') return [area(c.land)]
  if (look === 'tint') return [area(c.division, 0.3)]
  if (look === 'water') return [area(c.water), line(c.river, 0.5, 2)]
  if (look === 'road') return [line(c.line, 0.3, 1.6)]
  if (look === 'border') return [line(c.division, 0.6, 1)]
  return [{ ...of('lines'), type: 'line', paint: { 'line-color': c.division, 'line-width': 0.6 } }]
}
