import { Search } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'find',
  routes: [{ path: '/find', name: 'find', component: () => import('./FindPage.vue') }],
  nav: { group: 3, label: 'nav.find', icon: Search, to: '/find', may: seesBusiness },
}
