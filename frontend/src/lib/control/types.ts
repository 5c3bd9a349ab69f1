/** The shapes of the answers on control, by the names that the screens use. */
import type { components } from '$lib/api/schema'

type Answers = components['schemas']
export type Overview = Answers['ControlOverview']
export type ControlMap = Answers['ControlMap']
export type ControlFeature = Answers['ControlFeature']
export type History = Answers['ControlHistory']
export type Series = Answers['ControlSeries']
export type Statement = Answers['ControlStatement']
export type Spell = Answers['ControlSpell']
export type Changes = Answers['ControlChanges']
export type Disagreements = Answers['ControlDisagreements']
