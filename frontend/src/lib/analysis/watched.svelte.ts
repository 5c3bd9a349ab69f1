/** The days that the record's reports are of: where a question begins that names none. */
import { resource } from '$lib/resource.svelte'
import { around, middle, type Period } from './question'

interface About {
  dates: { published: { first: string | null; last: string | null } }
}

export function watchedDays(): { readonly days: Period; readonly ready: boolean; readonly halves: { a: string; b: string } | null } {
  const about = resource<About>(() => ({ path: '/about' }))
  const days = $derived.by((): Period => {
    const { first, last } = about.data?.dates.published ?? { first: null, last: null }
    return { from: first?.slice(0, 10) ?? '', to: last?.slice(0, 10) ?? '' }
  })
  return {
    get days() {
      return days
    },
    get ready() {
      return about.data !== undefined || about.error !== undefined
    },
    get halves() {
      return around(days, middle(days))
    },
  }
}
