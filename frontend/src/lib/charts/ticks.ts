/** Where a time axis of bins gets its labels. */

export interface Tick {
  at: number
  label: string
}

const month = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' })
const STEPS = { year: [1, 2, 5, 10, 25, 50, 100], month: [1, 2, 3, 6] }

/** Labels on the first bins of years or months, no more than fit beside each other. */
export function timeTicks(starts: readonly string[], most: number): Tick[] {
  const years = firsts(starts, 4)
  if (years.length > most || years.length > 6) return thinned(years, most, STEPS.year, (text) => Number(text.slice(0, 4))).map((tick) => ({ ...tick, label: tick.label.slice(0, 4) }))
  const months = firsts(starts, 7)
  if (months.length > 1) {
    const kept = thinned(months, most, STEPS.month, (text) => Number(text.slice(5, 7)) - 1)
    return kept.map(({ at, label }, position) => ({ at, label: monthLabel(label, position === 0) }))
  }
  const step = Math.max(1, Math.ceil(starts.length / Math.max(1, most)))
  return starts.flatMap((text, at) => (at % step ? [] : [{ at, label: `${Number(text.slice(8, 10))} ${monthLabel(text, at === 0)}` }]))
}

function monthLabel(text: string, withYear: boolean): string {
  const date = new Date(`${text.slice(0, 7)}-01T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return text
  const name = month.format(date)
  return withYear || date.getUTCMonth() === 0 ? `${name} ${text.slice(0, 4)}` : name
}

function firsts(starts: readonly string[], length: number): Tick[] {
  return starts.flatMap((text, at) => {
    const begins = at === 0 || text.slice(0, length) !== starts[at - 1]!.slice(0, length)
    return begins ? [{ at, label: text }] : []
  })
}

function thinned(ticks: Tick[], most: number, steps: number[], number: (text: string) => number): Tick[] {
  const step = steps.find((one) => ticks.length / one <= most) ?? Math.ceil(ticks.length / most)
  return ticks.filter((tick) => number(tick.label) % step === 0)
}

/** A round number at or above `value`: the top of an axis. */
export function roundUp(value: number): number {
  if (value <= 4) return Math.max(1, Math.ceil(value))
  const unit = 10 ** Math.floor(Math.log10(value))
  return [1, 2, 2.5, 4, 5, 8, 10].map((one) => one * unit).find((one) => one >= value)!
}
