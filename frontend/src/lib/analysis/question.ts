/** The question of a page, read from the address and written to it, in the words of the API. */
import type { Query } from '$lib/api/client'
import { dayBefore, nextBin, parsePeriod, periodText, type Period } from '$lib/dates'
import { withParameters } from '$lib/filters.svelte'

/** Filters of one value each that the analyses take. */
export const FILTERS = ['actor', 'type', 'country', 'place', 'source'] as const
export type FilterName = (typeof FILTERS)[number]
export type Side = Partial<Record<FilterName | 'from' | 'to', string>>

export const given = (search: string): URLSearchParams => new URLSearchParams(search)

/** What the address asks by the names, as the API takes it; empty values are left out. */
export function asked(search: string, names: readonly string[]): Query {
  const all = given(search)
  const found: Record<string, string | string[]> = {}
  for (const name of names) {
    const values = all.getAll(name).filter(Boolean)
    if (values.length) found[name] = values.length === 1 ? values[0]! : values
  }
  return found
}

/** "from=2017-10,to=2017-12,actor=x": a side as the API and the command line take it. */
export function sideText(side: Side): string {
  const order = ['from', 'to', ...FILTERS] as const
  return order.flatMap((name) => (side[name] ? [`${name}=${side[name]}`] : [])).join(',')
}

export function parseSide(text: string): Side {
  const side: Side = {}
  for (const part of text.split(/,(?=[a-z_]+=)/)) {
    const at = part.indexOf('=')
    if (at > 0) side[part.slice(0, at).trim() as FilterName] = part.slice(at + 1).trim()
  }
  return side
}

export const dayAfter = (day: string): string => nextBin(day, 'day')

/** The days in the middle of a period, a place to begin to compare from. */
export function middle({ from, to }: Period): string {
  const half = (Date.parse(`${from}T00:00:00Z`) + Date.parse(`${to}T00:00:00Z`)) / 2
  return Number.isNaN(half) ? '' : new Date(half).toISOString().slice(0, 10)
}

/** A is from `split` on, B the days before it. */
export function around(period: Period, split: string): { a: string; b: string } | null {
  if (!period.from || !period.to || split <= period.from || split > period.to) return null
  return { a: sideText({ from: split, to: period.to }), b: sideText({ from: period.from, to: dayBefore(split) }) }
}

const EXPLORED = { actor: 'side', type: 'type', country: 'country', place: 'place', source: 'source', q: 'q' } as const

/** The address of Explore with the filters of a question, over `more`; every claim counts there too. */
export function exploreLink(search: string, more: Record<string, string | null> = {}): string {
  const from = given(search)
  const kept: Record<string, string | null> = { datetime: from.get('datetime') }
  for (const [name, there] of Object.entries(EXPLORED)) kept[there] = from.get(name)
  return `/${withParameters('', { ...kept, ...more })}`
}

/** The same of a side. */
export function exploreSide({ from, to, ...rest }: Side): string {
  const text = new URLSearchParams(rest as Record<string, string>)
  return exploreLink(`?${text}`, { datetime: periodText({ from: from ?? '', to: to ?? '' }) })
}

export { parsePeriod, periodText, type Period }
