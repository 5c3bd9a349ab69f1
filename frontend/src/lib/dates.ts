/** Days and periods as ISO texts. */

export interface Period {
  from: string
  to: string
}

/** A `datetime` parameter: "a/b", "../b", "a/..", or one day. Empty ends are open. */
export function parsePeriod(text: string): Period {
  const [from = '', to = from] = text.split('/')
  const clean = (end: string): string => (end === '..' ? '' : end.slice(0, 10))
  return { from: clean(from), to: clean(to) }
}

export function periodText({ from, to }: Period): string {
  if (!from && !to) return ''
  return `${from || '..'}/${to || '..'}`
}

/** First and last day of "2017", "2017-10" or a day. */
export function wholePeriod(value: string): Period {
  const [year, month, day] = value.split('-')
  if (!month) return { from: `${year}-01-01`, to: `${year}-12-31` }
  if (day) return { from: value, to: value }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { from: `${value}-01`, to: `${value}-${last}` }
}

const DAY_MS = 86_400_000
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The first day of the bin after the one that begins on `from`. */
export function nextBin(from: string, by: 'day' | 'week' | 'month' | 'year'): string {
  const start = Date.parse(`${from}T00:00:00Z`)
  if (by === 'day') return iso(start + DAY_MS)
  if (by === 'week') return iso(start + 7 * DAY_MS)
  const date = new Date(start)
  if (by === 'month') return iso(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1))
  return `${String(date.getUTCFullYear() + 1).padStart(4, '0')}-01-01`
}

export const dayBefore = (day: string): string => iso(Date.parse(`${day}T00:00:00Z`) - DAY_MS)
