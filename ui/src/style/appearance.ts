// Theme, size, contrast and keys: chosen on this machine, told to the whole page.
import { reactive, ref, watch } from 'vue'
import { recall, remember } from '@/host/memory/memory'
import { singleKeysOn } from '@/parts/shell/keys'

export type Theme = 'auto' | 'light' | 'dark'
export type Size = 'normal' | 'large' | 'largest'
export interface Appearance { theme: Theme, size: Size, contrast: 'normal' | 'more', singleKeys: boolean, idleMinutes: number }

export const IDLE_CHOICES = [5, 10, 15, 30]
const KEY = 'appearance'
const standard: Appearance = { theme: 'auto', size: 'normal', contrast: 'normal', singleKeys: true, idleMinutes: 15 }

/** What this machine remembers, as far as it still is a choice: a lock that never comes, or one that comes at once, is none. */
export function readAppearance(kept: unknown): Appearance {
  const told = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>
  const one = <T>(key: keyof Appearance, choices: readonly T[], otherwise: T): T => choices.find((choice) => choice === told[key]) ?? otherwise
  return {
    theme: one('theme', ['auto', 'light', 'dark'] as const, standard.theme),
    size: one('size', ['normal', 'large', 'largest'] as const, standard.size),
    contrast: one('contrast', ['normal', 'more'] as const, standard.contrast),
    singleKeys: one('singleKeys', [true, false], standard.singleKeys),
    idleMinutes: one('idleMinutes', IDLE_CHOICES, standard.idleMinutes),
  }
}

export const appearance = reactive<Appearance>(readAppearance(recall<unknown>(KEY, null)))

/** What the page wears now, whoever chose it: the person, or the system. */
export const dressed = ref<'light' | 'dark'>('light')

export function dressPage(root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    dressed.value = appearance.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : appearance.theme
    root.dataset.theme = dressed.value
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
