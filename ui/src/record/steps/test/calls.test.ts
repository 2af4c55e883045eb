// Every form against the input of its call: what must be said can be said, what is said is known there, and what may be said and is not was decided.
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import type { StepField } from '../form'
import { byVerb, inner } from './forms'

interface Input { [field: string]: { needed: boolean, inside: Input } }

/** The calls' list as the compiler reads it: of each call its input, field by field. */
function readCalls(): Record<string, Input> {
  const program = ts.createProgram(['src/host/calls.gen.ts'], { strict: true, target: ts.ScriptTarget.ES2021 })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile('src/host/calls.gen.ts')
  if (!source) throw new Error('calls.gen.ts')
  const found = checker.getExportsOfModule(checker.getSymbolAtLocation(source) as ts.Symbol).find((one) => one.name === 'Calls') as ts.Symbol
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbol(symbol)
  function read(type: ts.Type, depth: number): Input {
    const element = checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined
    if (element) return read(element, depth)
    if (depth > 4 || !(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection))) return {}
    return Object.fromEntries(checker.getPropertiesOfType(type).filter(({ name }) => !name.startsWith('__')).map((field) => {
      const own = typeOf(field)
      const told = checker.getNonNullableType(own)
      // A null may stay away as well.
      const needed = !(field.flags & ts.SymbolFlags.Optional) && told === own
      return [field.name, { needed, inside: read(told, depth + 1) }]
    }))
  }
  const calls = checker.getDeclaredTypeOfSymbol(found)
  return Object.fromEntries(checker.getPropertiesOfType(calls).map((one) => [one.name, read(typeOf(checker.getPropertyOfType(typeOf(one), 'input') as ts.Symbol), 0)]))
}

const calls = readCalls()
/** Sent beside the fields by the page the form stands on. */
const beside: Record<string, readonly string[]> = {
  register_appeal: ['station', 'visit', 'parties', 'draft'], log_visit: ['draft'], write_note: ['appeal'], settle_opinion: ['n'], generate_obligations: ['template'], prove_obligation: ['item'], end_substitute: ['cover'], release_field: ['field'],
  appoint_post: ['station'], add_subpoint: ['station'], register_deputy: ['station'], hold_activity: ['record', 'seen'],
  ...Object.fromEntries(['ask_hearing_approval', 'approve_hearing', 'send_back_hearing', 'record_hearing_approval', 'confirm_hearing_approval'].map((verb) => [verb, ['matter']])),
}
/** Lists that are empty when they are not sent, and answers that are no. */
const EMPTY = ['add_parties', 'remove_parties', 'parties', 'opinions', 'steps', 'passes_on_petition', 'about_open_case', 'own_interest']

/** Turned into another field of the input by the form's last hand. */
const TURNED = ['log_visit', 'complete_visit', 'amend_visit'].map((verb) => `${verb}.present.deputy`)
/** Done by a press on its row, with nothing to fill in; a conflict is settled on its own page. */
const WITHOUT_FORM = ['withdraw_proof', 'order_sealing', 'approve_sealing', 'approve_redaction', 'decline_redaction', 'resolve_conflict']

/** What may be said and no form asks, by the reason. A star stands for every call or every form inside. */
const LEFT_OUT: Record<string, string[]> = {
  'the desk counts it from the numbers it knows': ['*.nth'],
  'said by who is named: a petitioner without a name makes the appeal anonymous': ['register_appeal.anonymous', '*.appeal.anonymous', '*.appeals.anonymous'],
  'an appeal says where in words (grid); the code is of places': ['*_appeal.division', '*.appeal.division', '*.appeals.division'],
  'of voices only: no limit of an appeal asks it': ['*_appeal.difficult', '*.appeal.difficult', '*.appeals.difficult'],
  'comes from the record it is raised at': [
    '*.appeals.people', '*.appeals.visit', '*.appeals.origin', '*.appeals.received_on', '*.appeal.visit', '*.appeal.origin', 'sort_voice.appeal.received_on', 'convert_voice.appeal.received_on', 'register_appeal.origin',
    '*.voices.received_on', '*.voices.origin', '*.voices.origin_opinion', '*.voice.origin', '*.voice.origin_opinion', '*_voice.origin_opinion',
  ],
  'what is sorted or said at a meeting is not answered on the spot': ['settle_opinion.appeal.answered', 'sort_voice.appeal.answered', 'convert_voice.appeal.answered'],
  'the place is written in words': ['*_activity.subpoint', '*_visit.subpoint'],
  'people are named in `people`, or stand in the record already': ['*_activity.party', '*_visit.party'],
  'the office and department of who writes it': ['*_template.office', '*_template.department', '*_person.office', '*_deputy.office', '*_subpoint.office'],
  'the desk says it of what it sealed': ['*_visit.sealed'],
  'fixed from the beginning': ['amend_activity.kind', 'amend_station.code', 'amend_station.office', 'amend_template.kind', 'amend_template.recurrence', 'amend_template.origin', 'amend_party.kind'],
  'known only when it was held': ['held_on', 'n_public', 'minutes', 'follow_up', 'agreement', 'publication', 'recommendation_no', 'attended'].map((key) => `plan_activity.${key}`),
  'of a plan': ['scheduled_on', 'agenda', 'invited'].map((key) => `hold_activity.${key}`),
  'corrected by amending, not by closing or completing': [
    ...['kind', 'topic', 'scheduled_on', 'from_at', 'to_at', 'openness', 'place', 'host', 'agenda', 'held_on', 'case_no', 'invited', 'attended', 'topics'].map((key) => `close_activity.${key}`), 'complete_visit.visited_on',
  ],
  'a hearer is named by name, unit and birth date (R16)': ['name_hearers.hearers.record'],
}
const covers = (pattern: string, path: string) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(path)
const decided = (path: string) => Object.values(LEFT_OUT).flat().some((pattern) => covers(pattern, path))

/** The fields of several forms as one: what any of them offers. */
function together(fields: StepField[]): Map<string, StepField[]> {
  const found = new Map<string, StepField[]>()
  for (const field of fields) found.set(field.key, [...found.get(field.key) ?? [], field])
  return found
}
const within = (fields: StepField[]) => fields.flatMap((field) => inner(field) ?? [])
type Walk = { path: string, input: Input, fields: StepField[], sent: readonly string[] }
function walk({ path, input, fields, sent }: Walk, see: (at: Walk) => string[]): string[] {
  const deeper = [...together(fields)].flatMap(([key, same]) => {
    const inside = within(same)
    return inside.length ? walk({ path: `${path}.${key}`, input: input[key]?.inside ?? {}, fields: inside, sent: [] }, see) : []
  })
  return [...see({ path, input, fields, sent }), ...deeper]
}
const names = (fields: StepField[]) => new Set(fields.map((field) => field.key))
const missing = (at: Walk) => Object.entries(at.input).filter(([key, { needed }]) => needed && !names(at.fields).has(key) && !at.sent.includes(key) && !EMPTY.includes(key)).map(([key]) => `${at.path}.${key}`)
const unknown = (at: Walk) => [...names(at.fields)].filter((key) => !(key in at.input) && !TURNED.includes(`${at.path}.${key}`)).map((key) => `${at.path}.${key}`)
const unoffered = (at: Walk) => Object.entries(at.input).filter(([key, { needed }]) => !needed && !names(at.fields).has(key) && !at.sent.includes(key)).map(([key]) => `${at.path}.${key}`)
const rooted = (verb: string): Walk => {
  const input = calls[verb] ?? {}
  const on = 'record' in input && 'seen' in input ? ['record', 'seen'] : []
  return { path: verb, input, fields: (byVerb.get(verb) ?? []).flatMap((form) => form.fields), sent: [...on, ...beside[verb] ?? []] }
}
const verbs = [...byVerb.keys()].sort()

describe('a form of a call', () => {
  it.each(verbs)('%s: the call exists', (verb) => { expect(calls[verb]).toBeDefined() })
  it.each(verbs)('%s asks for everything the call must be told', (verb) => { expect(walk(rooted(verb), missing)).toEqual([]) })
  it.each(verbs)('%s asks for nothing the call does not know', (verb) => { expect(walk(rooted(verb), unknown)).toEqual([]) })
})

describe('what a form leaves out was decided', () => {
  it('every optional field stands in a form or below', () => {
    const left = verbs.flatMap((verb) => walk(rooted(verb), unoffered))
    expect(left.filter((path) => !decided(path))).toEqual([])
  })
  it('and nothing stands below that is offered or gone', () => {
    const left = verbs.flatMap((verb) => walk(rooted(verb), unoffered))
    expect(Object.values(LEFT_OUT).flat().filter((path) => !left.some((one) => covers(path, one)))).toEqual([])
  })
})

describe('every act on a record has its form', () => {
  it.each(Object.keys(calls).filter((verb) => 'seen' in (calls[verb] ?? {})))('%s', (verb) => {
    expect(byVerb.has(verb) || WITHOUT_FORM.includes(verb)).toBe(true)
  })
})
