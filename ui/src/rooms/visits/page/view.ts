// A visit's record in the shapes the page draws: what was raised at it, who was there.
import type { LinkedRow, VisitView } from '@/host/calls.gen'

/** Appeals and voices name the visit they came from. */
export const raisedAt = (links: LinkedRow[]): LinkedRow[] => links.filter((link) => link.kind === 'named_by' && (link.row.noun === 'appeal' || link.row.noun === 'voice'))

/** What is left to name beside: what was asked for and who was there have cards of their own. */
export function otherLinks(links: LinkedRow[]): LinkedRow[] {
  const raised = new Set(raisedAt(links).map((link) => link.row.record))
  return links.filter((link) => link.row.noun !== 'deputy' && !raised.has(link.row.record))
}

export interface There { part: string, name: string, unit: string | null, record: string | null, noun: string | null }

/** People of ours and deputies by their records, everybody else as they were written down. */
export function whoWasThere(view: VisitView): There[] {
  return (view.facts.present ?? []).map(({ part, record, name, unit }) => {
    const row = record ? view.links.find((link) => link.row.record === record)?.row : undefined
    return { part, name: row?.title ?? name ?? '', unit, record: row ? record : null, noun: row?.noun ?? null }
  })
}
