// Views of a list that a person keeps by name on this machine. Invariant: no free text is handed in; it may hold a name.
import { type Ref, ref } from 'vue'
import { recall, remember } from './memory'

export interface KeptView<V> { id: string, name: string, values: V }

export interface Views<V> {
  views: Ref<KeptView<V>[]>
  save: (name: string, values: V) => void
  drop: (id: string) => void
}

/** `list`: a name of its own for each list. A second view of one name takes the place of the first. */
export function useViews<V>(list: string): Views<V> {
  const key = `views.${list}`
  const views = ref(recall<KeptView<V>[]>(key, [])) as Ref<KeptView<V>[]>
  const keep = (next: KeptView<V>[]) => { views.value = next; remember(key, next) }
  return {
    views,
    save: (name, values) => keep([...views.value.filter((view) => view.name !== name), { id: name, name, values }]),
    drop: (id) => keep(views.value.filter((view) => view.id !== id)),
  }
}
