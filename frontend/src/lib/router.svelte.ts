/** Real paths through the history API. A plain `<a href="/events/x">` is enough: clicks are caught in one place. */
let location_ = $state({ path: location.pathname, search: location.search })

export const here = {
  get path(): string {
    return location_.path
  },
  get search(): string {
    return location_.search
  },
}

function read(): void {
  location_ = { path: location.pathname, search: location.search }
}

/** Go to an address of the app. `replace` leaves no step for the back button. */
export function go(address: string, { replace = false, keepScroll = false } = {}): void {
  const url = new URL(address, location.href)
  if (url.href === location.href) return
  const samePath = url.pathname === location.pathname
  history[replace ? 'replaceState' : 'pushState'](null, '', url)
  read()
  if (!samePath && !keepScroll && !url.hash) scrollTo(0, 0)
}

function caught(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = (event.target as Element | null)?.closest?.('a')
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
  if (link.pathname.startsWith('/api/')) return
  if (link.pathname === location.pathname && link.search === location.search && link.hash) return
  event.preventDefault()
  go(link.href)
}

export function startRouter(): () => void {
  addEventListener('popstate', read)
  document.addEventListener('click', caught)
  return () => {
    removeEventListener('popstate', read)
    document.removeEventListener('click', caught)
  }
}

/** The values of `:name` parts if `path` fits `pattern`. */
export function fits(pattern: string, path: string): Record<string, string> | null {
  const asked = pattern.split('/')
  const given = path.replace(/\/+$/, '').split('/')
  if (pattern === '/') return path === '/' ? {} : null
  if (asked.length !== given.length) return null
  const values: Record<string, string> = {}
  for (const [at, part] of asked.entries()) {
    const found = given[at]!
    if (part.startsWith(':')) {
      try {
        values[part.slice(1)] = decodeURIComponent(found)
      } catch {
        return null
      }
    } else if (part !== found) return null
  }
  return values
}
