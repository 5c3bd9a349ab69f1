/** Families of event types, each with a shape and a colour, so that neither must be told apart alone. */
import data from './families.json'

export type Shape = 'diamond' | 'triangle' | 'square' | 'circle' | 'hexagon' | 'cross' | 'point' | 'ring'
export interface Family {
  id: 'battle' | 'air' | 'explosion' | 'civilians' | 'territory' | 'detention' | 'unrest' | 'other'
  shape: Shape
  /** Name of the colour's token, without dashes. */
  colour: string
  types: string[]
}

export const families = data as Family[]
const other = families[families.length - 1]!
const byType = new Map(families.flatMap((family) => family.types.map((type) => [type, family] as const)))

export const familyOf = (type: string): Family => byType.get(type) ?? other

/** Outlines on a square of 20 by 20, centre 10,10, for SVG and canvas alike. */
export const PATHS: Record<Shape, string> = {
  diamond: 'M10 1.2 18.8 10 10 18.8 1.2 10Z',
  triangle: 'M10 1.8 18.8 17.2H1.2Z',
  square: 'M2.8 2.8H17.2V17.2H2.8Z',
  circle: 'M18 10A8 8 0 1 1 2 10A8 8 0 1 1 18 10Z',
  hexagon: 'M5.7 2.2H14.3L18.6 10 14.3 17.8H5.7L1.4 10Z',
  cross: 'M7 2H13V7H18V13H13V18H7V13H2V7H7Z',
  point: 'M10 18.2 1.2 2.8H18.8Z',
  ring: 'M17 10A7 7 0 1 1 3 10A7 7 0 1 1 17 10ZM13.4 10A3.4 3.4 0 1 0 6.6 10A3.4 3.4 0 1 0 13.4 10Z',
}
