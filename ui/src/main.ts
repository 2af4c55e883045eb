import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from '@/frame/App.vue'
import { lendWhereNeeded } from '@/frame/spare'
import { dressPage } from '@/style/appearance'
import { openHost } from '@/host'
import { client } from '@/host/client'
import { guardComposition } from '@/parts/ime'
import { listenToKeys } from '@/parts/shell/keys'
import { makeTurns, turnsKey } from '@/parts/turns'
import { partWordsKey } from '@/parts/words'
import { makeRouter } from '@/router'
import { words } from '@/words'
import 'element-plus/theme-chalk/base.css'
import '@/style/index.css'

// First of all listeners: no part may hear a key that belongs to the input method.
guardComposition(window)
listenToKeys(window)
// Before the router: the one-time key leaves the address here.
openHost()
dressPage(document.documentElement)

const turns = makeTurns()
const app = createApp(App)
  .provide(partWordsKey, words.parts)
  .provide(turnsKey, turns)
  .use(VueQueryPlugin, { queryClient: client })
  .use(makeRouter())
// Not in the task that reads all of the program.
turns.wait(() => { app.mount('#app') })

// Beside the first page, which shows boxes until then.
turns.wait(lendWhereNeeded)
