import { describe, expect, it } from 'vitest'
import { roundUp, timeTicks } from '../src/lib/charts/ticks'
import { filledBins } from '../src/lib/charts/bins'
import { dayBefore, nextBin, parsePeriod, periodText, wholePeriod } from '../src/lib/dates'
import { day, days, difference, interval } from '../src/lib/format'
import { t, word } from '../src/lib/i18n'
import { backdropLayers, credit } from '../src/lib/map/backdrop'
import { boxText, cameraText, parseBox, parseCamera, shared } from '../src/lib/map/geo'
import { cellsOf } from '../src/lib/map/cells'
import { familyOf } from '../src/lib/map/families'
import { short, visible } from '../src/lib/text'

describe('texts of reports', () => {
  it('show what would hide or reorder', () => {
    expect(visible('a\u202eb\u001bc')).toBe('a<U+202E>b␛c')
    expect(visible('العربية')).toBe('العربية')
    expect(visible('\ud800x')).toBe('\ufffdx')
  })
  it('are cut at a word', () => {
    expect(short('one two three', 9)).toBe('one two…')
    expect(short('one\n two', 9)).toBe('one two')
    expect(short('x'.repeat(1_000_000), 20)).toHaveLength(21)
  })
})

describe('periods', () => {
  it('read and write open ends', () => {
    expect(parsePeriod('2017-09-01/..')).toEqual({ from: '2017-09-01', to: '' })
    expect(periodText({ from: '', to: '2017-10-31' })).toBe('../2017-10-31')
    expect(periodText(parsePeriod(''))).toBe('')
  })
  it('know the last day of a month', () => {
    expect(wholePeriod('2016-02')).toEqual({ from: '2016-02-01', to: '2016-02-29' })
    expect(wholePeriod('2017')).toEqual({ from: '2017-01-01', to: '2017-12-31' })
  })
  it('go from bin to bin', () => {
    expect(nextBin('2017-12-01', 'month')).toBe('2018-01-01')
    expect(nextBin('2017-12-28', 'week')).toBe('2018-01-04')
    expect(nextBin('0001-01-01', 'year')).toBe('0002-01-01')
    expect(dayBefore('2017-03-01')).toBe('2017-02-28')
  })
  it('fill the bins that the server leaves out', () => {
    const bin = (from: string) => ({ from, to: from, events: 1, killed_best: 0 })
    const bins = filledBins({ by: 'month', bins: [bin('2017-03-01')], everyone: [bin('2016-12-01'), bin('2017-03-01')], undated: 0 })
    expect(bins.map((one) => one.from)).toEqual(['2016-12-01', '2017-01-01', '2017-02-01', '2017-03-01'])
    expect(bins[0]!.to).toBe('2016-12-31')
  })
})

describe('numbers and days', () => {
  it('read as an interval', () => {
    expect(interval({ low: 1, best: 2, high: 30 })).toBe('2 (1–30)')
    expect(interval({ low: 2, best: 2, high: 2 })).toBe('2')
    expect(interval({ low: 10, best: 12, high: null })).toBe('12')
    expect(interval(null)).toBe('–')
  })
  it('have signs and words', () => {
    expect(difference(-23)).toBe('\u221223')
    expect(day('2017-10')).toBe('Oct 2017')
    expect(day('not a day')).toBe('not a day')
    expect(days(null, '2017-11-11')).toBe('until 11 Nov 2017')
    expect(days('2017-10-03', '2017-10-09')).toBe('3 Oct – 9 Oct 2017')
  })
  it('give an axis a round top', () => {
    expect([0.4, 3, 7, 39, 101].map(roundUp)).toEqual([1, 3, 8, 40, 200])
  })
  it('label an axis of months sparingly', () => {
    const starts = Array.from({ length: 48 }, (_, at) => `${2014 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`)
    const ticks = timeTicks(starts, 9)
    expect(ticks.length).toBeLessThanOrEqual(9)
    expect(ticks[0]).toEqual({ at: 0, label: 'Jan 2014' })
  })
})

describe('the map', () => {
  it('reads its camera and boxes, and refuses nonsense', () => {
    expect(parseCamera(cameraText({ zoom: 6.25, lat: 34.5, lon: 40.12346 }))).toEqual({ zoom: 6.25, lat: 34.5, lon: 40.1235 })
    expect(parseCamera('90/999/abc')).toBeNull()
    expect(parseBox('1,2')).toBeNull()
    expect(boxText(parseBox('38,33,42,36.12345')!)).toBe('38,33,42,36.123')
    expect(shared([0, 0, 2, 2], [1, 1, 3, 3])).toEqual([1, 1, 2, 2])
    expect(shared([0, 0, 1, 1], [2, 2, 3, 3])).toBeNull()
  })
  it('finds the cells of a view, also across the 180th meridian', () => {
    expect(cellsOf([38, 33, 42, 36])).toEqual(['cell_30_30', 'cell_40_30'])
    expect(cellsOf([178, -2, 182, 2])).toEqual(['cell_170_-10', 'cell_170_0', 'cell_-180_-10', 'cell_-180_0'])
  })
  it('has a family for every type', () => {
    expect(familyOf('armed_clash').id).toBe('battle')
    expect(familyOf('something new').id).toBe('other')
  })
})

describe('strings', () => {
  it('count and fill in', () => {
    expect(t('map.here', { n: 1 })).toBe('1 event here')
    expect(t('map.here', { n: 1200 })).toBe('1,200 events here')
    expect(word('family', 'air')).toBe('Air and drone strikes')
    expect(word('family', 'a_new_one')).toBe('a new one')
  })
})

describe('another base map', () => {
  const colours = { land: 'l', water: 'w', line: 'n', division: 'd', river: 'r', label: 'a', halo: 'h' }
  const source = { type: 'vector' } as const
  it('has its credit as text, and says who is asked', () => {
    const said = credit({ kind: 'raster', url: '', host: 'tiles.example.org', attribution: '<b>A & B</b>' })
    expect(said).toMatch(/^&#60;b&#62;A &#38; B&#60;\/b&#62; · Tiles from tiles\.example\.org/)
    expect(credit({ kind: 'pmtiles', url: '', host: '', attribution: '' })).toBe('')
  })
  it('draws land first, lines last, unknown layers as lines, and no names', () => {
    const drawn = backdropLayers({ source, layers: ['roads', 'odd', 'places', 'water', 'constructor', 'earth'] }, colours, false)
    expect(drawn.map((layer) => `${layer.type} ${'source-layer' in layer ? layer['source-layer'] : ''}`)).toEqual([
      'fill earth', 'fill water', 'line water', 'line odd', 'line constructor', 'line roads',
    ])
  })
  it('dims pictures in the dark only', () => {
    const paint = (dark: boolean): object => backdropLayers({ source, layers: null }, colours, dark)[0]!.paint ?? {}
    expect(paint(true)).toHaveProperty('raster-brightness-max', 0.5)
    expect(paint(false)).not.toHaveProperty('raster-brightness-max')
  })
})
