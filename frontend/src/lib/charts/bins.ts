/** The bins of a timeline with those that the server leaves out because they are empty. */
import type { Timeline } from '$lib/api/types'
import { dayBefore, nextBin } from '$lib/dates'

export interface Bin {
  from: string
  to: string
}

const MOST = 4000

/** Every bin from the first to the last of the word's and everyone's. Past `MOST`, only those with events. */
export function filledBins({ by, bins, everyone }: Timeline): Bin[] {
  const known = [...new Map([...bins, ...everyone].map((bin) => [bin.from, bin])).values()]
  known.sort((a, b) => (a.from < b.from ? -1 : 1))
  const last = known.at(-1)?.from
  if (last === undefined) return []
  const filled: Bin[] = []
  for (let from = known[0]!.from; from <= last; ) {
    const next = nextBin(from, by)
    filled.push({ from, to: dayBefore(next) })
    if (filled.length > MOST || next <= from) return known
    from = next
  }
  return filled
}
