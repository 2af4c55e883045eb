// 登记程序事项: which events there are is told by the desk, out of the rules in force and what runs already.
import { w } from '@/words'
import { must, on, proof, type StepForm, type StepTarget } from './form'

const offers = (view: StepTarget) => (view.events ?? []).map(({ event, name, starts, meets }) => {
  const does = [...starts.map((matter) => w('record.event.starts', { matter })), ...meets.map((matter) => w('record.event.meets', { matter }))]
  return { value: event, label: name, ...(does.length ? { hint: does.join(w('marks.comma')) } : {}) }
})

export const recordEvent: StepForm = {
  fields: [must({ key: 'event', kind: 'pick', offers }), { ...on, label: 'event_on' }, must(proof), { key: 'note', kind: 'text' }],
}
