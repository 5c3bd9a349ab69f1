/** Counts by month or year, brought to one stretch of time so that charts can stand under each other. */
import type { Periods } from './types'

const MOST = 1200

function after(period: string): string {
  if (period.length === 4) return String(Number(period) + 1).padStart(4, '0')
  const [year, month] = period.split('-').map(Number) as [number, number]
  return month === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${period.slice(0, 4)}-${String(month + 1).padStart(2, '0')}`
}

/** Both with the same first and last bin, where they count by the same stretch. */
export function together(a: Periods, b: Periods): [Periods, Periods] {
  const ends = [a, b].flatMap((one) => one.bins.map((bin) => bin.period)).sort()
  const first = ends[0]
  const last = ends[ends.length - 1]
  if (!first || !last || (a.bins.length && b.bins.length && a.by !== b.by)) return [a, b]
  const line: string[] = []
  for (let at = first; at <= last && line.length < MOST; at = after(at)) line.push(at)
  const filled = (one: Periods): Periods => {
    if (!one.bins.length) return one
    const counts = new Map(one.bins.map((bin) => [bin.period, bin.count]))
    return { ...one, bins: line.map((period) => ({ period, count: counts.get(period) ?? 0 })) }
  }
  return [filled(a), filled(b)]
}
