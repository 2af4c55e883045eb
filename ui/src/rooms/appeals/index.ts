import { Inbox } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'appeals',
  routes: [{ path: '/appeals', name: 'appeals', component: () => import('./AppealList.vue') }],
  nav: { group: 1, label: 'nav.appeals', icon: Inbox, to: '/appeals', counted: 'appeals', may: seesBusiness },
}
