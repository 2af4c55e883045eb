import { ScrollText } from '@lucide/vue'
import type { Room } from '@/router/room'

export const room: Room = {
  key: 'log',
  routes: [{ path: '/log', name: 'log', component: () => import('./LogPage.vue') }],
  nav: { group: 3, label: 'nav.log', icon: ScrollText, to: '/log', may: (person) => person.roles.includes('audit_admin') },
}
