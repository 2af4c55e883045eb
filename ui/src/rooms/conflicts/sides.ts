// The two sides of a conflict in an office's words: which field, what it says on each side, where a step leads.
import type { Fault } from '@/host/fault'
import { useAll } from '@/host/all'
import { useAsk } from '@/host/ask'
import type { ConflictRow, ConflictSide } from '@/host/calls.gen'
import { useCodes } from '@/host/codes'
import { deskSays, minuteOf } from '@/bundle/labels'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import { shortDay } from '@/parts/days'
import { type About, fieldOf, keyOf } from '@/record/cards/contested'
import { w, wordOr } from '@/words'

/** Fields whose value is a code, and its list: `noun.field`. */
const LISTS: Record<string, string> = { 'activity.kind': 'activity', 'appeal.nature': 'nature', 'appeal.category': 'category', 'appeal.purpose': 'purpose', 'party.id_kind': 'id_kind', 'post.kind': 'post', 'voice.kind': 'voice_kind' }
/** The group of words that names the states of a noun. */
const STATES: Record<string, string> = {
  appeal: 'appeals', voice: 'voices', visit: 'visits', activity: 'activities', obligation: 'tasks', template: 'tasks', station: 'stations', subpoint: 'stations', person: 'people', deputy: 'people',
}
/** Fields that name another record, and who answers for its name. */
const NAMED: Record<string, 'deputies' | 'people'> = { 'voice.deputy': 'deputies', 'post.person': 'people' }

/** Fields that hold the six digits of an office. */
const OFFICES: readonly string[] = ['office', 'handled_by_office']

export const aboutOf = (row: About) => w('conflicts.field', { noun: wordOr(`nouns.${row.noun}`, row.noun), field: fieldOf(row) })

/** What the row is called: the matter and what of it, what may be one with it, or the desk that wrote on twice. */
export function headingOf(row: Pick<ConflictRow, 'title' | 'noun' | 'field' | 'fork' | 'double'>): string {
  if (row.double) return w('conflicts.double', { title: row.title || w('conflicts.no_title') })
  return row.fork ? w('conflicts.fork', { desk: deskSays(row.fork.desk) }) : `${row.title || w('conflicts.no_title')}${w('marks.dot')}${aboutOf(row)}`
}

/** What happened to such a desk, where it was noticed, what is to be done, and what the desk does by itself. */
export function forkSays({ from, n, met_ms: met, met_from: by, anew }: NonNullable<ConflictRow['fork']>, today: string): string[] {
  return [
    w('conflicts.fork_what', { from, n }),
    ...(met === null ? [] : [w('conflicts.fork_met', { at: minuteOf(met, today), from: by ? deskSays(by) : w('exchange.tabs.hub') })]),
    w('conflicts.fork_do'),
    w(anew ? 'conflicts.fork_anew' : 'conflicts.fork_soon'),
  ]
}

/** Who may decide where this person may not. */
export const othersDecide = ({ fork, office_name: office }: Pick<ConflictRow, 'fork' | 'office_name'>) => (fork ? w('conflicts.fork_not_yours', { office }) : w('conflicts.not_yours'))

export function movesOf({ noun }: Pick<ConflictRow, 'noun'>, { act, moves }: Pick<ConflictSide, 'act' | 'moves'>): string {
  const state = (to: string) => wordOr(`${STATES[noun] ?? noun}.states.${to}`, to)
  const to = moves.map((move) => w('conflicts.to', { flow: wordOr(`conflicts.flows.${move.flow}`, move.flow), state: state(move.to) }))
  return [wordOr(`verbs.${act}`, act), to.join(w('marks.comma'))].filter(Boolean).join(w('marks.colon'))
}

/** Whose decision it is, and from when on the office above may decide; nothing where nobody is above. */
export function turnSays({ own_until: until, escalated, office_name: office }: Pick<ConflictRow, 'own_until' | 'escalated' | 'office_name'>, today: string): string | undefined {
  if (until === null) return undefined
  return w(escalated ? 'conflicts.escalated' : 'conflicts.own_until', { office, on: shortDay(until, today) })
}

/** Codes, offices and records by their names; everything else as it stands. */
export function useValues(rows: MaybeRefOrGetter<readonly ConflictRow[]>) {
  const lists = Object.fromEntries(Object.entries(LISTS).map(([key, list]) => [key, useCodes(list)]))
  const offices = useAsk('offices', {})
  const names = (which: 'deputies' | 'people') => computed(() => toValue(rows).some((row) => NAMED[keyOf(row)] === which))
  const deputies = useAll('list_deputies', { about: ['people'], when: names('deputies') })
  const people = useAll('list_people', { about: ['people'], when: names('people') })
  const known = { deputies, people }

  function textOf(row: About, value: unknown): string {
    if (value === null || value === undefined || value === '') return w('conflicts.blank')
    if (typeof value === 'boolean') return w(value ? 'record.yes' : 'record.no')
    if (Array.isArray(value)) return value.map((one) => textOf(row, one)).join(w('marks.list'))
    if (typeof value === 'object') return Object.values(value).map((one) => textOf(row, one)).join(w('marks.dot'))
    const [key, text] = [keyOf(row), String(value)]
    const named = NAMED[key]
    if (named) return known[named].value.value?.rows.find((one) => one.record === text)?.title ?? text
    if (OFFICES.includes(row.field ?? '')) return offices.value.value?.find((one) => one.code === text)?.name ?? text
    if (key === 'party.kind') return wordOr(`record.party_kinds.${text}`, text)
    return lists[key]?.nameOf(text) ?? text
  }
  return { textOf }
}

/** Only what is written as a text can be written anew; what names a record or a code is chosen among the sides. */
export const takesText = (row: Pick<ConflictRow, 'noun' | 'field' | 'sides'>) => row.field !== null && !(keyOf(row) in LISTS) && !(keyOf(row) in NAMED)
  && !OFFICES.includes(row.field) && keyOf(row) !== 'party.kind' && row.sides.every(({ value }) => value === null || typeof value === 'string')

/** A decision as its draft kept it; `double`: the other of two that may be one. */
export interface KeptDecision { id: string, record: string, field: string | null, double?: string | undefined, answer?: string | undefined, other: string, reason: string }

export function decisionOf(id: string, body: unknown): KeptDecision {
  const { record, field, double, values } = (body ?? {}) as Record<string, unknown>
  const given = (values ?? {}) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    id, record: text(record), field: typeof field === 'string' ? field : null, other: text(given.other), reason: text(given.reason),
    answer: text(given.answer) || undefined, double: text(double) || undefined,
  }
}

export const isAbout = (row: Pick<ConflictRow, 'record' | 'field' | 'double'>, kept: KeptDecision | undefined) =>
  kept?.record === row.record && kept.field === row.field && kept.double === row.double?.other

/** Something new came in meanwhile, or what was seen is not here any more: the row has to be looked at again. */
export const hasMoved = (fault: Fault | undefined) => fault?.code === 'moved_on' || (fault?.code === 'missing' && fault.values.what === 'seen')
