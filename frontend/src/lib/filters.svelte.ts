/** The question on the screen is the address: filters are read from it and written to it, nowhere else. */
import type { Query } from '$lib/api/client'
import { go, here } from '$lib/router.svelte'

/** Filters that may have several values. */
export const LISTS = [
  'actor', 'target', 'side', 'type', 'method', 'country', 'admin1', 'place', 'source', 'status', 'modality', 'kind',
] as const
export type ListName = (typeof LISTS)[number]

export interface Filters {
  lists: Partial<Record<ListName, string[]>>
  q: string
  datetime: string
  bbox: string
  word: string
}

export function parseFilters(search: string): Filters {
  const given = new URLSearchParams(search)
  const lists: Filters['lists'] = {}
  for (const name of LISTS) {
    const values = [...new Set(given.getAll(name))].filter(Boolean)
    if (values.length) lists[name] = values
  }
  return {
    lists,
    q: given.get('q') ?? '',
    datetime: given.get('datetime') ?? '',
    bbox: given.get('bbox') ?? '',
    word: given.get('word') || 'everyone',
  }
}

/** What the API is asked; "everyone" is its default and stays out. */
export function filterQuery(filters: Filters): Query {
  return {
    ...filters.lists,
    q: filters.q,
    datetime: filters.datetime,
    bbox: filters.bbox,
    word: filters.word === 'everyone' ? '' : filters.word,
  }
}

/** `search` with some parameters changed: null or "" takes one away, a list sets several of one name. */
export function withParameters(search: string, changes: Record<string, string | string[] | null>): string {
  const next = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name)
    if (Array.isArray(value)) for (const one of value) next.append(name, one)
    else if (value) next.set(name, value)
  }
  const text = next.toString().replaceAll('%2C', ',').replaceAll('%2F', '/').replaceAll('%3A', ':')
  return text ? `?${text}` : ''
}

const current = $derived(parseFilters(here.search))

export const filters = {
  get current(): Filters {
    return current
  },
  get word(): string {
    return current.word
  },
}

/** Change the address's parameters on the page where we are. */
export function change(changes: Record<string, string | string[] | null>, { replace = false } = {}): void {
  go(here.path + withParameters(here.search, changes), { replace })
}

export function toggle(name: ListName, value: string): void {
  const now = current.lists[name] ?? []
  change({ [name]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] })
}

/** A link to another screen that keeps whose word counts. */
export function link(path: string, parameters: Record<string, string | string[] | null> = {}): string {
  const kept = current.word === 'everyone' ? '' : `?${new URLSearchParams({ word: current.word }).toString()}`
  return path + withParameters(kept, parameters)
}
