// How a control learns which field it stands in.
import { computed, type ComputedRef, inject, type InjectionKey, onBeforeUnmount, onMounted, type Ref, useId, watchEffect } from 'vue'

export interface FieldPlace {
  id: string
  labelId: string
  describedBy: ComputedRef<string | undefined>
  invalid: ComputedRef<boolean>
  required: ComputedRef<boolean>
  /** Its whole list is in doubt (待核): said once beside the label. */
  doubt?: Ref<boolean>
  /** The control itself says what is wrong with what was typed, under this id: nothing more is said beside it. */
  says?: Ref<string | undefined>
  /** What belongs in it is chosen rather than written: so is what is missing asked for. */
  picked?: Ref<boolean>
}

export const fieldKey: InjectionKey<FieldPlace> = Symbol('field')

/** A control outside a field stands for itself and needs its own aria-label. */
export function useField(): FieldPlace {
  const id = useId()
  return inject(fieldKey, () => ({
    id, labelId: `${id}-label`, describedBy: computed(() => undefined), invalid: computed(() => false), required: computed(() => false),
  }), true)
}

/** The field of a control that is chosen from: a list, a few in view, a day. */
export function useChoice(): FieldPlace {
  const place = useField()
  const tell = (picked: boolean) => { if (place.picked) place.picked.value = picked }
  onMounted(() => tell(true))
  onBeforeUnmount(() => tell(false))
  return place
}

export interface Option {
  value: string
  label: string
  /** What it can also be found by: pinyin initials, a number. */
  keys?: string
  hint?: string
  disabled?: boolean
  /** 待核: a mark stands at it, or beside the label where all of them have one. */
  doubt?: boolean
}

/** Whether one option bears its own mark; what is true of all is said by the field. */
export function useDoubt(place: FieldPlace, options: () => Option[]): (option: Option) => boolean {
  const all = computed(() => options().length > 0 && options().every((option) => option.doubt))
  watchEffect(() => { if (place.doubt) place.doubt.value = all.value })
  return (option) => Boolean(option.doubt) && !(place.doubt && all.value)
}
