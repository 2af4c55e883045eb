// Every Chinese word a person reads, by a typed key. Knows the words' file; knows no page.
import zh from '@assets/words/zh-CN.json'

type Path<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Path<T[K]>}` }[keyof T & string]
export type WordKey = Path<typeof zh>
export type WordValues = Record<string, string | number>

export const words = zh

/** `w('list.count', { n: 86 })`. A value that is not given stays visible as `{n}`: it is a mistake to be seen. */
export function w(key: WordKey, values?: WordValues): string {
  return fill(lookUp(key) ?? key, values)
}

/** For keys that come from elsewhere (a code, a verb): the word, or what stands in its place. */
export function wordOr(key: string, otherwise: string, values?: WordValues): string { return values ? fill(lookUp(key) ?? otherwise, values) : lookUp(key) ?? otherwise }

function lookUp(key: string): string | undefined {
  let at: unknown = zh
  for (const step of key.split('.')) {
    if (typeof at !== 'object' || at === null || !has(at, step)) return undefined
    at = (at as Record<string, unknown>)[step]
  }
  return typeof at === 'string' ? at : undefined
}

function fill(text: string, values: WordValues = {}): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => (has(values, name) ? String(values[name]) : all))
}

const has = (thing: object, name: string) => Object.prototype.hasOwnProperty.call(thing, name)
