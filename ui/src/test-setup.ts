// What jsdom lacks and the kit asks for; runs before each file. What a test mounted goes with it, since files share a document.
import { config, disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach } from 'vitest'
import { partWordsKey } from '@/parts/words'
import { words } from '@/words'

class Observer { observe() {} unobserve() {} disconnect() {} }
Object.assign(globalThis, { ResizeObserver: Observer, IntersectionObserver: Observer })
window.matchMedia ??= ((query: string) => ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} })) as never
config.global.provide = { [partWordsKey as symbol]: words.parts }
Element.prototype.scrollIntoView ??= () => {}

disableAutoUnmount()
enableAutoUnmount(afterEach)
