/** Days as numbers. */
const DAY_MS = 86_400_000

export const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS)
export const isoDay = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** A day as `YYYY-MM-DD`, or null for anything else. */
export function realDay(text: string | null): string | null {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null
  const number = dayNumber(text)
  return Number.isFinite(number) && isoDay(number) === text ? text : null
}

/** Evenly spaced whole days from `from` to `to`, at most `most`. */
export function everyDay(from: string, to: string, most = 400): string[] {
  const first = dayNumber(from)
  const length = dayNumber(to) - first
  const step = Math.max(1, Math.ceil(length / most))
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, at) => isoDay(first + at * step))
}
