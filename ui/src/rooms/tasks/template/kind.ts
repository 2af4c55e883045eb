// How a template is shown.
import type { TemplateView } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import type { RecordKind } from '@/record/kind'
import { formsOf } from './forms'

export const shown = {
  words: 'tasks.templates',
  lists: { kind: 'task_kind', recurrence: 'recurrence' },
  labels: { kind: 'task_kind', title: 'task_title', content: 'task_content', basis: 'task_basis', department: 'task_department', from_on: 'task_from', to_on: 'task_to', reason: 'stop_reason' },
}

export const kindOf = (view: TemplateView | undefined, stations: Option[]): RecordKind => ({
  noun: 'template', ...shown, forms: formsOf(view, stations), aside: ['amend_template', 'stop_template'],
  short: ['kind', 'recurrence', 'due_day', 'from_on', 'to_on', 'rest_policy', 'local_actions', 'basis'], long: ['content'],
})
