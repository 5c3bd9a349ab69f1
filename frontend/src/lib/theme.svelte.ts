/** Light, dark, or what the system says; remembered on this machine only. */
export type Theme = 'system' | 'light' | 'dark'

const KEY = 'counterclaim-theme'
const THEMES: Theme[] = ['system', 'light', 'dark']

function remembered(): Theme {
  try {
    const found = localStorage.getItem(KEY) as Theme | null
    return found && THEMES.includes(found) ? found : 'system'
  } catch {
    return 'system'
  }
}

const wide = matchMedia('(prefers-color-scheme: dark)')
let chosen = $state<Theme>(remembered())
let systemDark = $state(wide.matches)
wide.addEventListener('change', (event) => (systemDark = event.matches))

export const theme = {
  get chosen(): Theme {
    return chosen
  },
  get dark(): boolean {
    return chosen === 'dark' || (chosen === 'system' && systemDark)
  },
}

export function applyTheme(): void {
  const root = document.documentElement
  if (chosen === 'system') delete root.dataset.theme
  else root.dataset.theme = chosen
}

export function chooseTheme(next: Theme): void {
  chosen = next
  applyTheme()
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // A browser that stores nothing still shows the theme.
  }
}

let probe: HTMLElement | null = null

/** A colour of the tokens as it is now, for what draws itself: `token('ink')`. */
export function token(name: string): string {
  if (!probe) {
    probe = document.createElement('span')
    probe.hidden = true
    document.body.append(probe)
  }
  probe.style.color = `var(--${name})`
  return getComputedStyle(probe).color
}
