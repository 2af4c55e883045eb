// Everything a rule says, in words: for whoever checks it against the article, and for whoever takes a newer one over.
import type { Rule } from '@/host/calls.gen'
import { w } from '@/words'

export interface Fact { key: string, label: string, value: string }
/** What the codes in a rule are called, by their lists. */
export interface RuleNames { event: (id: string) => string, pause: (id: string) => string, exclusion: (id: string) => string }

const all = (list: string[], nameOf: (id: string) => string) => list.map(nameOf).join(w('marks.list'))

/** How it runs. */
export function runsOf(rule: Rule, names: RuleNames): Fact[] {
  return [
    { key: 'opened', label: w('settings.rule.opened_by'), value: names.event(rule.opened_by) },
    { key: 'counts', label: w('settings.rule.counts_from'), value: names.event(rule.counts_from) },
    ...(rule.recounts_from ? [{ key: 'anew', label: w('settings.rule.recounts_from'), value: names.event(rule.recounts_from) }] : []),
    { key: 'met', label: w('settings.rule.met_by'), value: names.event(rule.met_by) },
    { key: 'bearer', label: w('settings.rule.bearer'), value: w(`settings.rule.bearers.${rule.bearer}`) },
    { key: 'starts', label: w('settings.rule.starts'), value: w(rule.starts_by_itself ? 'settings.rule.by_itself' : 'settings.rule.by_hand') },
  ]
}

/** What bears on it. */
export function bearsOf(rule: Rule, names: RuleNames): Fact[] {
  const { extension } = rule
  return [
    {
      key: 'extension', label: w('settings.rule.extension'),
      value: extension ? w('settings.rule.extends', { period: w('record.clocks.period', { n: extension.amount, unit: w(`record.units.${rule.unit}`) }), level: w(`levels.${extension.level}`) }) : w('settings.rule.no_extension'),
    },
    { key: 'pauses', label: w('settings.rule.pauses'), value: all(rule.pauses, names.pause) || w('settings.rule.no_pause') },
    ...(rule.exclusions.length ? [{ key: 'exclusions', label: w('settings.rule.exclusions'), value: all(rule.exclusions, names.exclusion) }] : []),
  ]
}

export interface Changed { key: string, label: string, from: string, to: string }

/** What a newer rule says otherwise, of what a line about it does not name. */
export function changedOf(before: Rule, after: Rule, names: RuleNames): Changed[] {
  const told = (rule: Rule): Fact[] => [
    { key: 'matter', label: w('settings.rule.matter'), value: [rule.matter, rule.article].join(w('marks.dot')) }, ...runsOf(rule, names), ...bearsOf(rule, names),
    { key: 'note', label: w('settings.rule.note'), value: rule.note },
  ]
  const [was, is] = [told(before), told(after)]
  const keys = [...new Set([...was, ...is].map((fact) => fact.key))]
  const find = (facts: Fact[], key: string) => facts.find((fact) => fact.key === key)
  return keys.flatMap((key) => {
    const [from, to] = [find(was, key), find(is, key)]
    return from?.value === to?.value ? [] : [{ key, label: (to ?? from)?.label ?? '', from: from?.value ?? '', to: to?.value ?? '' }]
  })
}
