import { ListChecks } from '@lucide/vue'
import { type Room, seesBusiness } from '@/router/room'

export const room: Room = {
  key: 'tasks',
  routes: [{ path: '/tasks', name: 'tasks', component: () => import('./TaskList.vue') }],
  nav: { group: 1, label: 'nav.tasks', icon: ListChecks, to: '/tasks', counted: 'obligation', may: seesBusiness },
}
