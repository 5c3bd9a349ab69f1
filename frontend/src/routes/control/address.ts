/** Addresses of the places of the map. */
import { link } from '$lib/filters.svelte'
import { here } from '$lib/router.svelte'

/** A place's page, at its strip, on the map's day and with what was known where that is asked. */
export function placeAddress(id: string, on: string, known: string): string {
  const limited = new URLSearchParams(here.search).has('known')
  return `${link(`/places/${encodeURIComponent(id)}`, { on, known: limited ? known : null })}#control`
}
