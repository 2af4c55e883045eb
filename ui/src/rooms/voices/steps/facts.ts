// What a voice says and who raises it. Deputy and day are fixed once it is sorted.
import type { VoiceView } from '@/host/calls.gen'
import type { Option } from '@/parts/fields/field'
import { half, must, type StepField, type StepTarget } from '@/record/steps/form'

/** Names of records that stand in it already: deputies, the visit it came from. */
const known = (view: StepTarget): Option[] => (view.links ?? []).map(({ row }) => ({ value: row.record, label: row.title || row.no || row.record }))

const title = must({ key: 'title', kind: 'text', label: 'voice_title' })
const content = must({ key: 'content', kind: 'area', label: 'voice_content' })
const receivedOn = must(half({ key: 'received_on', kind: 'day', label: 'raised_on' }))
const deputy = must(half({ key: 'deputy', kind: 'deputy', offers: known }))
const coDeputies = half({ key: 'co_deputies', kind: 'deputy', many: true, offers: known })
const kind = half({ key: 'kind', kind: 'code', list: 'voice_kind', label: 'voice_kind' })
const way = half({ key: 'way', kind: 'code', list: 'way', label: 'voice_way' })
const duty: StepField = { key: 'function', kind: 'code', list: 'function' }
const urgency: StepField = { key: 'urgency', kind: 'code', list: 'urgency' }
const topics: StepField = { key: 'topics', kind: 'code', list: 'content', many: true }
const origin: StepField = { key: 'origin', kind: 'record', offers: known }

export const registered: StepField[] = [
  half(must({ key: 'station', kind: 'station' })), { ...receivedOn, today: true }, deputy, coDeputies, title, content, kind, { ...way, begin: 'deputy' }, duty,
  { ...urgency, begin: 'normal' }, topics, origin,
]

export const amendable = (view?: VoiceView): StepField[] => [
  ...(!view || view.state === 'collected' ? [receivedOn, deputy] : []), coDeputies, title, content, kind, way, duty, urgency, topics, origin,
]
