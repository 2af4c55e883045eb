// Who a new desk is given to. An administrator reads no lists of the business: for their own office they choose among those without an account.
import type { AccountChoice } from '@/host/calls.gen'
import { asFault } from '@/host/fault'
import { pickPerson, type PickOption } from '@/host/pick'

export interface Staff { own: boolean, people: readonly AccountChoice[] }

export function pickFor(staff: () => Staff): (text: string) => Promise<PickOption[]> {
  return async (text) => {
    const listed = await pickPerson(text).catch(refused)
    const { own, people } = staff()
    const here = own ? people.filter(({ name }) => name.includes(text.trim())) : []
    const more = here.filter(({ record }) => !listed.some(({ value }) => value === record))
    return [...listed, ...more.map(({ record: value, name: label, department: hint }) => ({ value, label, ...(hint ? { hint } : {}) }))]
  }
}

/** The list is not theirs; any other fault is told where they choose. */
function refused(thrown: unknown): PickOption[] {
  if (asFault(thrown).code === 'denied') return []
  throw thrown
}
