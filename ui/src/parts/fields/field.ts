// How a control learns which field it stands in.
import { computed, type ComputedRef, inject, type InjectionKey, useId } from 'vue'

export interface FieldPlace {
  id: string
  labelId: string
  describedBy: ComputedRef<string | undefined>
  invalid: ComputedRef<boolean>
  required: ComputedRef<boolean>
}

export const fieldKey: InjectionKey<FieldPlace> = Symbol('field')

/** A control outside a field stands for itself and needs its own aria-label. */
export function useField(): FieldPlace {
  const id = useId()
  return inject(fieldKey, () => ({
    id, labelId: `${id}-label`, describedBy: computed(() => undefined), invalid: computed(() => false), required: computed(() => false),
  }), true)
}

export interface Option {
  value: string
  label: string
  /** What it can also be found by: pinyin initials, a number. */
  keys?: string
  hint?: string
  disabled?: boolean
}
