// What was written of a medium, as a call takes it: without blanks, and nothing where nothing was said.
import type { Medium } from '@/host/calls.gen'

const KEYS = ['number', 'approved_by', 'scan', 'carried_by', 'note'] as const

export function saidOfMedium(medium: Medium): { medium?: Medium } {
  const said = KEYS.flatMap((key) => (medium[key]?.trim() ? [[key, medium[key].trim()] as const] : []))
  return said.length > 0 ? { medium: Object.fromEntries(said) } : {}
}

export const mediumField = (field: string | undefined): keyof Medium | undefined => KEYS.find((key) => key === field)
