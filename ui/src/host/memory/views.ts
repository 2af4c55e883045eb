// Views of a list that a person keeps by name on this machine. Invariant: no free text is handed in; it may hold a name.
import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import { useOwn } from './own'

export interface KeptView<V> { id: string, name: string, values: V }

export interface Views<V> {
  views: ComputedRef<KeptView<V>[]>
  save: (name: string, values: V) => void
  drop: (id: string) => void
}

/** `list`: a name of its own for each list. A second view of one name takes the place of the first. */
export function useViews<V>(list: string, owner: MaybeRefOrGetter<string | undefined>): Views<V> {
  const { kept: views, keep } = useOwn(`views.${list}`, owner, (told) => (told ?? []) as KeptView<V>[])
  return {
    views,
    save: (name, values) => keep([...views.value.filter((view) => view.name !== name), { id: name, name, values }]),
    drop: (id) => keep(views.value.filter((view) => view.id !== id)),
  }
}
