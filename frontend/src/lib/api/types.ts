/** The shapes of the API that the screens name most, out of the generated schema. */
import type { components } from './schema'

type Schemas = components['schemas']
export type Facets = Schemas['Facets']
export type FacetValue = Schemas['Count']
export type EventFeature = Schemas['EventFeature']
export type EventProperties = Schemas['EventProperties']
export type EventPage = Schemas['EventCollection']
export type Timeline = Schemas['Timeline']
export type TimelineBin = Schemas['Bin']
export type Found = Schemas['Found']
