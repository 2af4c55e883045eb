// Rules without a period made ready to be read: by the file they stand in, and what each asks in words.
import type { PlainRule } from '@/host/calls.gen'
import { w, wordOr } from '@/words'
import { fileName, nounName, type Group, type Row } from './rules'

const FILES = ['checks', 'approvals', 'evidence'] as const

export function plainGroupsOf(rules: PlainRule[], evidenceName: (kind: string) => string): Group<Row>[] {
  return FILES.map((file) => ({ key: file, name: fileName(`rules/${file}`), rows: rules.filter((rule) => rule.file === file).map((rule, i) => rowOf(rule, i, evidenceName)) }))
    .filter((group) => group.rows.length > 0)
}

function rowOf(rule: PlainRule, i: number, evidenceName: (kind: string) => string): Row {
  const { source, note, validity, wording, enabled } = rule
  const matter = rule.matter ?? wordOr(`settings.plain.acts.${rule.id}`, wordOr(`verbs.${rule.id}`, rule.id))
  return { key: `${rule.file} ${i}`, matter, source, note, validity, wording, enabled, cells: [asks(rule, evidenceName), rule.noun ? nounName(rule.noun) : ''] }
}

/** How many of what; whose word; or that it is only laid down. */
export function asks({ evidence, least, most, level }: PlainRule, evidenceName: (kind: string) => string): string {
  if (level) return w('settings.plain.level', { level: w(`levels.${level}`) })
  if (evidence) return least && least > 1 ? w('settings.plain.several', { kind: evidenceName(evidence), n: least }) : evidenceName(evidence)
  if (least !== null && most !== null) return w('settings.plain.between', { least, most })
  if (least !== null) return w('settings.plain.least', { least })
  return most !== null ? w('settings.plain.most', { most }) : w('marks.none')
}
