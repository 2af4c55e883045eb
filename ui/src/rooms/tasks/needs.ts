// What proves an item, in words: 活动 2 件，限接待日.
import type { Item } from '@/host/calls.gen'
import { useCodes } from '@/host/codes'
import { w, wordOr } from '@/words'

export function useNeeds() {
  const [activity, visit] = [useCodes('activity'), useCodes('visit_kind')]
  return (item: Item) => {
    const kind = item.kind ? (item.proof === 'visit' ? visit : activity).nameOf(item.kind) : ''
    return [w('tasks.items.needs', { proof: wordOr(`record.choices.item_proof.${item.proof}`, item.proof), n: item.least }), kind ? w('tasks.items.kind', { kind }) : ''].filter(Boolean).join(w('marks.dot'))
  }
}
