// Theme, size, contrast and keys: chosen on this machine, told to the whole page.
import { reactive, watch } from 'vue'
import { recall, remember } from '@/host/memory'
import { singleKeysOn } from '@/parts/shell/keys'

export type Theme = 'auto' | 'light' | 'dark'
export type Size = 'normal' | 'large' | 'largest'
export interface Appearance { theme: Theme, size: Size, contrast: 'normal' | 'more', singleKeys: boolean, idleMinutes: number }

export const IDLE_CHOICES = [5, 10, 15, 30]
const KEY = 'appearance'
const standard: Appearance = { theme: 'auto', size: 'normal', contrast: 'normal', singleKeys: true, idleMinutes: 15 }

export const appearance = reactive<Appearance>({ ...standard, ...recall<Partial<Appearance>>(KEY, {}) })

export function dressPage(root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    root.dataset.theme = appearance.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : appearance.theme
    root.dataset.size = appearance.size
    root.dataset.contrast = appearance.contrast
  }
  dark.addEventListener('change', dress)
  singleKeysOn.value = appearance.singleKeys
  watch(singleKeysOn, (on) => { appearance.singleKeys = on })
  watch(() => appearance.singleKeys, (on) => { singleKeysOn.value = on })
  watch(appearance, () => { dress(); remember(KEY, appearance) })
  dress()
}
