// Deadline rules made ready to be read: grouped by whose clock it is, in the order of the law's table, and told in words.
import type { Rule, Validity, Wording } from '@/host/calls.gen'
import type { FilterValues } from '@/parts/lists/list'
import { w, wordOr } from '@/words'

export interface RuleGroup { noun: string, name: string, rules: Rule[] }

/** What the table shows of any rule. */
export interface Row { key: string, matter: string, source: string, note: string, cells: string[], validity: Validity, wording: Wording, enabled: boolean }
/** Of a column: what it is called and how wide it is. */
export interface Head { label: string, rem: number }
export interface Group<T> { key: string, name: string, rows: T[] }

/** What a station meets first; whatever else the law file names follows by itself. */
const FIRST = ['appeal', 'voice', 'activity', 'visit', 'obligation']

export const nounName = (noun: string) => wordOr(`settings.rule.nouns.${noun}`, wordOr(`nouns.${noun}`, noun))

export function groupsOf(rules: Rule[]): RuleGroup[] {
  const nouns = [...new Set(rules.map((rule) => rule.noun))]
  const place = (noun: string) => (FIRST.includes(noun) ? FIRST.indexOf(noun) : FIRST.length)
  nouns.sort((a, b) => place(a) - place(b))
  return nouns.map((noun) => ({ noun, name: nounName(noun), rules: rules.filter((rule) => rule.noun === noun && !isReplaced(rule, rules)).sort(inOrder) }))
}

/** A file carries its older rows along for the clocks that run under them: a newer one of the same days is the one to read. */
function isReplaced(rule: Rule, rules: Rule[]): boolean {
  const newer = (other: Rule) => other.version.localeCompare(rule.version, 'en', { numeric: true }) > 0
  return rules.some((other) => other.id === rule.id && other.office === rule.office && other.validity.from === rule.validity.from && newer(other))
}

/** R05.2 before R05.10; the office's own limits after the law's. */
function inOrder(a: Rule, b: Rule): number {
  const own = Number(a.standing === 'internal') - Number(b.standing === 'internal')
  return own || a.id.localeCompare(b.id, 'en', { numeric: true }) || a.version.localeCompare(b.version, 'en', { numeric: true })
}

export function fits(rule: Rule, values: FilterValues): boolean {
  const text = String(values.text ?? '').trim().toLowerCase()
  const said = `${rule.matter} ${rule.article} ${rule.note} ${rule.id}`.toLowerCase()
  return (!text || said.includes(text)) && same(values.noun, rule.noun) && same(values.standing, rule.standing)
    && same(values.wording, rule.wording) && same(values.enabled, rule.enabled ? 'on' : 'off')
}

const same = (wanted: unknown, has: string) => wanted === undefined || wanted === '' || wanted === has

export function periodSays(rule: Pick<Rule, 'unit' | 'amount' | 'direction'>): string {
  const period = w('record.clocks.period', { n: rule.amount, unit: w(`record.units.${rule.unit}`) })
  return rule.direction === 'backward' ? w('settings.rule.ahead', { period }) : period
}

export function validitySays({ from, to }: Validity): string {
  if (from && to) return w('settings.rule.valid', { from, to })
  if (from) return w('settings.rule.valid_from', { from })
  return to ? w('settings.rule.valid_to', { to }) : w('settings.rule.always')
}

export const inForce = ({ from, to }: Validity, on: string) => (!from || from <= on) && (!to || on <= to)

/** `rules/deadlines` and `codes/way` by what they hold. */
export const fileName = (id: string) => wordOr(`settings.offer.files.${id.replace(/\W/g, '_')}`, wordOr(`settings.offer.folders.${id.split('/')[0] ?? ''}`, id))
