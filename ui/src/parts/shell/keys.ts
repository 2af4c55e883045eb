// One listener for all keys. A page tells what its keys do while it is there; `?` lists them; single letters can be switched off.
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { computed, inject, type InjectionKey, onScopeDispose, provide, ref, shallowReactive, watch, type Ref } from 'vue'

export interface Key {
  /** As tinykeys writes it: `j`, `Control+k`, `?`. */
  keys: string
  label: string
  group: string
  /** Without it the key is only listed: the element itself answers it. */
  run?: () => void
  /** Also while the caret stands in a field (only with Control, or a function key). */
  typing?: boolean
}

interface Kept extends Key { layer: number, press: ReturnType<typeof parseKeybinding>[number] }

const kept = shallowReactive(new Set<Kept>())
const layers = ref(0)
const LAYER: InjectionKey<number> = Symbol('layer')

export const singleKeysOn = ref(true)
export const keysNow = computed(() => [...kept].filter((key) => key.layer === layers.value))

/** Keys that live as long as the component. Those of a page rest while a dialog lies over it. */
export function useKeys(keys: Key[] | (() => Key[])): void {
  const layer = inject(LAYER, 0)
  let mine: Kept[] = []
  const drop = () => mine.forEach((key) => kept.delete(key))
  watch(typeof keys === 'function' ? keys : () => keys, (now) => {
    drop()
    mine = now.flatMap((key): Kept[] => {
      const [press] = parseKeybinding(key.keys)
      return press ? [{ ...key, layer, press }] : []
    })
    mine.forEach((key) => kept.add(key))
  }, { immediate: true })
  onScopeDispose(drop)
}

/** A dialog or drawer that lies over the page while `open`. */
export function useLayer(open: Ref<boolean>): void {
  provide(LAYER, inject(LAYER, 0) + 1)
  watch(open, (now, before) => { if (now !== Boolean(before)) layers.value += now ? 1 : -1 }, { immediate: true })
  onScopeDispose(() => { if (open.value) layers.value -= 1 })
}

export function listenToKeys(target: Window): () => void {
  const heard = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const inField = isTyping(event.target)
    for (const key of [...kept].reverse()) {
      if (!key.run || key.layer !== layers.value || (inField && !key.typing)) continue
      if (isSingle(key.keys) && !singleKeysOn.value) continue
      if (!matches(event, key)) continue
      event.preventDefault()
      // Held down, what is begun from within a field is begun once.
      if (!(event.repeat && key.typing)) key.run()
      return
    }
  }
  target.addEventListener('keydown', heard)
  return () => target.removeEventListener('keydown', heard)
}

function matches(event: KeyboardEvent, key: Kept): boolean {
  // `?` needs Shift on some keyboards and not on others: what was typed counts.
  if (key.keys === '?') return (event.key === '?' || event.key === '？') && !event.ctrlKey && !event.altKey && !event.metaKey
  return matchKeybindingPress(event, key.press)
}

/** What types a character; a function key types none. */
export const isSingle = (keys: string) => !keys.includes('+') && !/^F\d+$/.test(keys)

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.matches('textarea, select, [role="combobox"], [role="spinbutton"]')
    || (target.matches('input') && !target.matches('[type="checkbox"], [type="radio"], [type="button"]'))
}

const CAPS: Record<string, string> = { Control: 'Ctrl', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }

/** How a key is written on its button. */
export function keyCaps(keys: string): string[] {
  return keys.split('+').map((cap) => CAPS[cap] ?? (cap.length === 1 ? cap.toUpperCase() : cap))
}
