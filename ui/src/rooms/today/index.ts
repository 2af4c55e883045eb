import { Sun } from '@lucide/vue'
import type { Room } from '@/router/room'

export const room: Room = {
  key: 'today',
  routes: [{ path: '/today', name: 'today', component: () => import('./TodayPage.vue') }],
  nav: { group: 0, label: 'nav.today', icon: Sun, to: '/today' },
}
