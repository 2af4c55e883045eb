import { VueQueryPlugin } from '@tanstack/vue-query'
import { createApp } from 'vue'
import App from '@/frame/App.vue'
import { lendWhereNeeded } from '@/frame/spare'
import { dressPage } from '@/style/appearance'
import { openHost } from '@/host'
import { client } from '@/host/client'
import { guardComposition } from '@/parts/ime'
import { listenToKeys } from '@/parts/shell/keys'
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

createApp(App)
  .provide(partWordsKey, words.parts)
  .use(VueQueryPlugin, { queryClient: client })
  .use(makeRouter())
  .mount('#app')

// Beside the first page, which shows boxes until then.
lendWhereNeeded()
