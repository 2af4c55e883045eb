// What a notice or a reply needs beside the record, and which of it must be there. One paragraph a line.
import type { AppealView, Letter, PrintNotice } from '@/host/calls.gen'
import { isUnread } from '@/parts/fields/day'

export type LetterKind = 'print_notice' | 'print_reply'

export interface LetterFields { no: string, basis: string, remedies: string, next: string, materials: string, until: string | null, department: string, phone: string, receipt: boolean }

/** A letter as its draft kept it. */
export interface KeptLetter { id: string, values: object }

/** What was typed, in the fields that there are now. */
export function lettered(begun: LetterFields, kept: object = {}): LetterFields {
  const told = kept as Record<string, unknown>
  const fits = Object.entries(begun).filter(([key, value]) => typeof told[key] === typeof value || (key === 'until' && typeof told[key] === 'string')).map(([key]) => [key, told[key]])
  return { ...begun, ...Object.fromEntries(fits) as Partial<LetterFields> }
}

export const asksMaterials = (kind: LetterKind, state: string) => kind === 'print_notice' && state === 'awaiting_materials'

/** What was asked for stands in the record: the last request. */
function askedFor({ timeline }: Pick<AppealView, 'timeline'>): string {
  const request = timeline.find((entry) => entry.act === 'request_materials' && !entry.undone && !entry.powerless)
  const text = request?.changes.find((change) => change.kind === 'field' && change.name === 'materials_wanted')?.after
  return typeof text === 'string' ? text : ''
}

export const blankLetter = (view: Pick<AppealView, 'timeline' | 'state'>, department: string): LetterFields => ({
  no: '', basis: '', remedies: '', next: '', materials: view.state === 'awaiting_materials' ? askedFor(view) : '', until: null, department, phone: '', receipt: true,
})

export function wantedOf(kind: LetterKind, state: string, form: LetterFields): (keyof LetterFields)[] {
  const keys: (keyof LetterFields)[] = ['no', 'basis', ...(kind === 'print_notice' ? ['next'] as const : []), ...(asksMaterials(kind, state) ? ['materials', 'until'] as const : []), 'department', 'phone']
  return keys.filter((key) => !String(form[key] ?? '').trim() || (key === 'until' && isUnread(form.until)))
}

const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean)

export const replyOf = (record: string, form: LetterFields): Letter => ({
  record, no: form.no.trim(), basis: lines(form.basis), remedies: lines(form.remedies), department: form.department.trim(), phone: form.phone.trim(), receipt: form.receipt,
})

export const noticeOf = (record: string, state: string, form: LetterFields): PrintNotice => ({
  ...replyOf(record, form), next: form.next.trim(), ...(asksMaterials('print_notice', state) ? { materials: lines(form.materials), ...(form.until ? { until: form.until } : {}) } : { materials: [] }),
})

export interface Owed { verb: TurnedAway, reason: string | undefined, due: string | undefined, printed: boolean, told: boolean }

const NOTICE = ['procedurally_replied', 'informed']

/** 不予受理 and 不再受理: the state and the step that led there. */
const TURNED_AWAY = { refused: 'refuse_appeal', not_again: 'decline_appeal' } as const
export type TurnedAway = (typeof TURNED_AWAY)[keyof typeof TURNED_AWAY]

/** What is still owed to who asked, until it is delivered. Nothing where it was not turned away. */
export function owedAfterRefusal({ state, timeline, clocks }: Pick<AppealView, 'state' | 'timeline' | 'clocks'>): Owed | undefined {
  const verb = state === 'refused' || state === 'not_again' ? TURNED_AWAY[state] : undefined
  if (!verb) return undefined
  const valid = timeline.filter((entry) => !entry.undone && !entry.powerless)
  const at = valid.findIndex((entry) => entry.act === verb)
  // Newest first: the decision itself may have brought its notice along.
  const since = valid.slice(0, at + 1)
  const reason = valid[at]?.changes.find((change) => change.kind === 'line' && change.name === 'sorted')?.after as { reason?: string } | undefined
  const open = clocks.filter((clock) => clock.state === 'running' && NOTICE.includes(clock.law?.met_by ?? '')).flatMap((clock) => clock.due_on ?? [])
  return {
    verb,
    reason: reason?.reason,
    due: open.sort()[0],
    printed: since.some((entry) => entry.act === 'print_notice'),
    told: since.some((entry) => entry.changes.some((change) => change.kind === 'line' && change.name === 'notice')),
  }
}

const TELLS = ['reply_procedurally', 'deliver_appeal'] as const
export type Tell = (typeof TELLS)[number]

/** How it may be written down that they were told: the notice while a limit waits for it, then the delivery. */
export const toldOf = ({ steps }: Pick<AppealView, 'steps'>): Tell[] =>
  TELLS.filter((verb) => steps.some((step) => step.verb === verb && step.may))

/** Whether what is owed is the next right act of the page: its button is the filled one. */
export function leadsOn(view: AppealView): boolean {
  const owed = owedAfterRefusal(view)
  return owed !== undefined && (!owed.printed || toldOf(view).length > 0)
}
