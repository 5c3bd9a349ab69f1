/** The sides whose word can be taken alone: asked once, when the switch is first looked at. */
import { read } from '$lib/api/client'
import type { Facets, FacetValue } from '$lib/api/types'

let list = $state.raw<FacetValue[]>([])
let asked = false

export const sides = {
  /** Values are actor ids. */
  get list(): FacetValue[] {
    return list
  },
  ask(): void {
    if (asked) return
    asked = true
    read<Facets>('/facets').then(
      ({ words }) => {
        list = words.filter((one) => one.value.startsWith('side:')).map((one) => ({ ...one, value: one.value.slice(5) }))
      },
      () => (asked = false),
    )
  },
}
