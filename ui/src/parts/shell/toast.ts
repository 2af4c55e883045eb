// Short words after an act, with the way back.
import { shallowReactive } from 'vue'

export interface Toast { id: number, text: string, tone: 'done' | 'late' | 'act', undo?: (() => void) | undefined }
export const toasts = shallowReactive<Toast[]>([])
/** Long enough to read the words and reach the button. */
export const TOAST_MS = 8000
let next = 1

export function toast(text: string, choices: { tone?: Toast['tone'], undo?: () => void } = {}): void {
  toasts.push({ id: next++, text, tone: choices.tone ?? 'done', undo: choices.undo })
  if (toasts.length > 4) toasts.shift()
}

export function dropToast(id: number): void {
  const at = toasts.findIndex((one) => one.id === id)
  if (at >= 0) toasts.splice(at, 1)
}
