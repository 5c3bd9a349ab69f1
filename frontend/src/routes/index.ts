/**
 * The screens. A folder here with a Page.svelte is a screen: its pattern stands below, its code is a chunk of its own,
 * and the `:names` of the pattern are its props. A pattern without a folder is not offered, so that the navigation
 * lists only what exists.
 */
import type { Component } from 'svelte'
import type { Key } from '$lib/i18n'

export interface Route {
  pattern: string
  folder: string
  /** The word in the navigation, for screens that stand there. */
  nav?: Key
}

type Page = Component<Record<string, string>>
type Loader = () => Promise<{ default: Page }>
const pages = import.meta.glob<{ default: Page }>('./*/Page.svelte') as Record<string, Loader>

const ALL: Route[] = [
  { pattern: '/', folder: 'explore', nav: 'nav.explore' },
  { pattern: '/tallies', folder: 'tallies', nav: 'analysis.nav.tallies' },
  { pattern: '/trends', folder: 'trends', nav: 'analysis.nav.trends' },
  { pattern: '/forecast', folder: 'forecast', nav: 'analysis.nav.forecast' },
  { pattern: '/events/:id', folder: 'event' },
  { pattern: '/documents/:id', folder: 'document' },
  { pattern: '/places/:id', folder: 'place' },
  { pattern: '/actors/:id', folder: 'actor' },
  { pattern: '/sources/:key', folder: 'source' },
  { pattern: '/control', folder: 'control', nav: 'control.nav' },
  { pattern: '/about', folder: 'about', nav: 'nav.about' },
]

const file = (route: Route): string => `./${route.folder}/Page.svelte`

export const routes = ALL.filter((route) => file(route) in pages)
export const load = (route: Route): ReturnType<Loader> => pages[file(route)]!()
