import { MessageSquareQuote } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'voices',
  routes: [{ path: '/voices', name: 'voices', component: () => import('./VoiceList.vue') }],
  nav: { group: 1, label: 'nav.voices', icon: MessageSquareQuote, to: '/voices', counted: 'voice', may: seesBusiness },
}
