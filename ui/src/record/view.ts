// A record in the shapes the parts draw: its steps with their reasons, what happened.
import type { EntryChange as Change, StepView, TimelineEntry as Entry } from '@/host/calls.gen'
import type { StepAct } from '@/parts/time/StepsPanel.vue'
import type { FieldChange, TimelineEntry } from '@/parts/time/Timeline.vue'
import { w, wordOr } from '@/words'
import { sayReason, sayRefusal } from '@/words/faces'
import { filesIn } from './files/files'
import type { RecordKind } from './kind'

export interface Acts { now: StepAct[], aside: StepAct[], later: StepAct[] }

/** `later`: steps whose only reason is that this is not their point. They are no news and stay folded. */
export function stepsOf(steps: StepView[], { forms, aside: asides, leads = [] }: RecordKind): Acts {
  const acts = steps.filter((step) => step.verb in forms)
  const act = (said: (why: unknown) => string) => ({ verb, may, why }: StepView): StepAct => ({
    verb, label: wordOr(`verbs.${verb}`, verb), may: may || (forms[verb]?.fills === true && why?.code === 'lacks'), why: why ? said(why) : undefined, keys: forms[verb]?.keys,
  })
  const far = (step: (typeof acts)[number]) => step.why?.code === 'not_now'
  const aside = (step: (typeof acts)[number]) => asides.includes(step.verb)
  const now = acts.filter((step) => !far(step) && !aside(step)).map(act(sayReason))
  const lead = leads.find((verb) => now.some((one) => one.verb === verb && one.may))
  return {
    now: [...now.filter((one) => one.verb === lead), ...now.filter((one) => one.verb !== lead)],
    aside: acts.filter((step) => !far(step) && aside(step)).map(act(sayRefusal)),
    later: acts.filter(far).map(act(sayReason)),
  }
}

export type Shown = 'all' | 'acts' | 'fields'

export interface Names { nameOf: (field: string, value: string) => string, stateWord: (state: string) => string, labelOf?: (field: string) => string, doubtOf?: (field: string, value: string) => boolean, whoOf?: (record: string) => string | undefined }

/** A name out of a list, and that its wording was not compared with the source yet (待核). */
export const marked = (name: string, doubt: boolean | undefined): string => (doubt ? w('marks.doubted', { name }) : name)

/** Deeds that may be asked about: what was taken back already, or never had force, is not taken back again. */
export const deedsOf = (entries: readonly Entry[]): Map<string, string> =>
  new Map(entries.filter((entry) => !entry.undone && !entry.powerless && entry.act !== 'undo').map((entry) => [entry.entry, entry.deed]))

export function timelineOf(entries: Entry[], shown: Shown, names: Names): TimelineEntry[] {
  const first = entries[entries.length - 1]?.entry
  return entries
    .map((entry) => told(entry, { first: entry.entry === first, actOf: (deed) => entries.find((one) => one.deed === deed)?.act }, names))
    .filter((entry) => shown === 'all' || (entry.changes?.length ?? 0) > 0 === (shown === 'fields'))
}

function told(entry: Entry, { first, actOf }: { first: boolean, actOf: (deed: unknown) => string | undefined }, names: Names): TimelineEntry {
  const undo = entry.changes.find((change) => change.kind === 'undo')
  const undid = undo ? actOf(undo.before) : undefined
  const lines = entry.changes.filter((change) => change.kind === 'line')
  const marks = [entry.powerless ? w('record.marks.powerless') : '', entry.undone ? w('record.marks.undone') : '', entry.suspect_clock ? w('record.marks.clock') : ''].filter(Boolean)
  const says = [...redacted(entry.changes, names), ...settled(entry.changes, names), ...lines.map((change) => lineSays(change, names))].filter(Boolean).join(w('marks.dot'))
  return {
    id: entry.entry, at: entry.at_ms, who: entry.by_name, text: [wordOr(`verbs.${entry.act}`, entry.act), undid ? wordOr(`verbs.${undid}`, undid) : says].filter(Boolean).join(w('marks.colon')),
    // The first entry fills every field: that is the form, not a change.
    changes: first ? [] : [...entry.changes.flatMap((change) => fieldChange(change, names)), ...setChanges(entry.changes, names)],
    reason: typeof undo?.after === 'string' ? undo.after : reasonOf(lines), marks, files: filesIn(entry.changes.map((change) => change.after)), void: entry.undone || entry.powerless,
  }
}

/** Of a deletion, and of keeping instead or releasing again: which field, on which ground, by what duty; never what it said. */
function redacted(changes: Change[], names: Names): string[] {
  const { labelOf } = names
  const said = changes.flatMap(({ kind, name, after }): [string, string[]][] => {
    if (kind === 'redact') return [[name, [called(names, 'ground', String(after))]]]
    const line = kind === 'line' && ['redacted', 'kept', 'released'].includes(name) ? after as { field?: string, ground?: string, duty?: string, until?: string | null } : undefined
    const duty = line?.duty ? [line.duty, line.until ? w('record.kept.until', { on: line.until }) : w('record.kept.forever')] : []
    return line?.field ? [[line.field, [called(names, 'ground', line.ground ?? ''), ...duty]]] : []
  })
  return [...new Map(said)].map(([field, why]) => [labelOf?.(field) ?? wordOr(`fields.${field}`, field), ...why].filter(Boolean).join(w('marks.comma')))
}

/** Of a decided conflict: what stands now. What stood on each side is told by the entries before it. */
function settled(changes: Change[], names: Names): string[] {
  const { stateWord, labelOf } = names
  return changes.filter(({ kind }) => kind === 'resolve').map(({ name, after }) => {
    if (name === 'main') return w('record.settled', { field: w('record.state'), value: stateWord(String(after ?? '')) })
    const field = labelOf?.(name) ?? wordOr(`fields.${name}`, name)
    return HIDDEN.includes(name) ? field : w('record.settled', { field, value: plain(after, name, names) ?? w('marks.none') })
  })
}

function fieldChange(change: Change, names: Names): FieldChange[] {
  const { stateWord, labelOf } = names
  if (change.kind === 'move' && change.name === 'main') return [{ field: w('record.state'), from: stateWord(String(change.before ?? '')), to: stateWord(String(change.after ?? '')) }]
  if (change.kind !== 'field' || HIDDEN.includes(change.name)) return []
  return [{ field: labelOf?.(change.name) ?? wordOr(`fields.${change.name}`, change.name), from: plain(change.before, change.name, names), to: plain(change.after, change.name, names) }]
}

/** Sets that a person reads, and the word of each; those that the program keeps for itself are not among them. */
const SETS: Record<string, string> = {
  party: 'people', flags: 'flags', materials: 'materials', present: 'present', deputies: 'deputies', co_deputies: 'co_deputies', topics: 'topics', invited: 'invited', attended: 'attended',
  hearer: 'hearers', levels: 'levels', open_days: 'open_days', items: 'items', stations: 'target_stations',
}
/** Of these a member may be a record by its id. */
const OF_RECORDS = ['present', 'deputies', 'co_deputies', 'stations']

function setChanges(changes: Change[], names: Names): FieldChange[] {
  return Object.entries(SETS).flatMap(([set, word]): FieldChange[] => {
    const said = (kind: string) => changes.filter((change) => change.kind === kind && change.name === set).map(({ after }) => member(after, set, names)).filter(Boolean).join(w('marks.list')) || null
    const [from, to] = [said('remove'), said('add')]
    return from || to ? [{ field: names.labelOf?.(word) ?? wordOr(`fields.${word}`, word), from, to, set: true }] : []
  })
}

/** Somebody with their part by the name the page shows them under; anything else as a field would say it. */
function member(value: unknown, set: string, names: Names): string | null {
  if (typeof value === 'string' && OF_RECORDS.includes(set)) return names.whoOf?.(value) ?? w('marks.none')
  if (typeof value !== 'object' || value === null || !('part' in value) || typeof value.part !== 'string') return plain(value, set, names)
  const { part, record, name } = value as { part: string, record?: string | null, name?: string | null }
  return [wordOr(`record.parts.${part}`, names.nameOf('part', part)), name || (record ? names.whoOf?.(record) : '')].filter(Boolean).join(' ')
}

/** Records by their id, and what the program keeps for itself. */
const HIDDEN = ['holder', 'station', 'office', 'registered_by', 'registered_on', 'visit', 'origin', 'handed_from', 'sorted_by', 'handled_by_office', 'assigned_by_office', 'handling', 'deputy', 'became', 'subpoint', 'voice_collected_on', 'host', 'clerk', 'template', 'excused_by']

/** As it is called, with the mark of a wording in doubt. */
const called = (names: Names, field: string, value: string) => marked(names.nameOf(field, value), names.doubtOf?.(field, value))

function plain(value: unknown, field: string, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return w(value ? 'record.yes' : 'record.no')
  if (Array.isArray(value)) return value.map((one: unknown) => plain(one, field, names)).filter(Boolean).join(w('marks.list')) || null
  if (typeof value !== 'object') return called(names, field, String(value))
  // A material is told by its name; of anything else only what was written in it.
  return ('kept' in value && 'name' in value ? String(value.name) : textOf(value, names)) || null
}

/** 程序事项 is told by its name and day; of any other line what was written in it. */
function lineSays({ name, after }: Change, names: Names): string {
  const { event, on } = (name === 'event' ? after : null) as { event?: string, on?: string } | null ?? {}
  return [event ? called(names, 'event', event) : '', on ?? '', textOf(after, names)].filter(Boolean).join(w('marks.dot'))
}

const SAYS = ['text', 'finding', 'note', 'unit']
/** What is proposed lies in a note of the office's, and the line names that record. */
const RECORD = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
function textOf(line: unknown, names: Names): string {
  if (typeof line === 'string') return line
  if (typeof line !== 'object' || line === null) return ''
  const told = line as Record<string, unknown>
  // A unit may stand as its code in a list.
  return SAYS.map((key) => (key === 'unit' && typeof told.unit === 'string' ? called(names, 'unit', told.unit) : told[key])).filter((one): one is string => typeof one === 'string' && one !== '' && !RECORD.test(one)).join(w('marks.dot'))
}

function reasonOf(lines: Change[]): string | undefined {
  const reasons = lines.map(({ after }) => (typeof after === 'object' && after !== null && 'reason' in after ? after.reason : undefined))
  return reasons.find((one): one is string => typeof one === 'string' && one !== '' && !/^[a-z_]+$/.test(one))
}
