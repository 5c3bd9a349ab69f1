/** Something read from the server that follows what it depends on; the newest question wins. */
import { read, type Query } from '$lib/api/client'

export interface Resource<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly loading: boolean
  reload(): void
}

/**
 * Reads what `ask` names whenever what it looked at changes; null asks nothing. Old data stays on the screen until the
 * new is there. Call it while a component is set up.
 */
export function resource<T>(ask: () => { path: string; query?: Query } | null): Resource<T> {
  let data = $state.raw<T>()
  let error = $state.raw<unknown>()
  let loading = $state(false)
  let turn = $state(0)

  $effect(() => {
    void turn
    const asked = ask()
    if (!asked) {
      data = undefined
      error = undefined
      loading = false
      return
    }
    const control = new AbortController()
    loading = true
    read<T>(asked.path, asked.query, control.signal).then(
      (answer) => {
        if (control.signal.aborted) return
        data = answer
        error = undefined
        loading = false
      },
      (reason: unknown) => {
        if (control.signal.aborted) return
        error = reason
        loading = false
      },
    )
    return () => control.abort()
  })

  return {
    get data() {
      return data
    },
    get error() {
      return error
    },
    get loading() {
      return loading
    },
    reload: () => (turn += 1),
  }
}
