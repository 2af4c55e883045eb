// People by the part they had, in the order of the code list; a part the list no longer has comes last.
import type { Present } from '@/host/calls.gen'

export interface PartGroup { part: string, people: Present[] }

export function byPart(present: readonly Present[] | null | undefined, order: readonly string[]): PartGroup[] {
  const groups = new Map<string, Present[]>()
  for (const one of present ?? []) groups.set(one.part, [...(groups.get(one.part) ?? []), one])
  const rank = (part: string) => (order.includes(part) ? order.indexOf(part) : order.length)
  return [...groups].map(([part, people]) => ({ part, people })).sort((a, b) => rank(a.part) - rank(b.part))
}
