import { CalendarDays } from '@lucide/vue'
import type { PersonView } from '@/host/calls.gen'
import { type Room, seesBusiness } from '@/router/room'

const HOLDS = ['liaison', 'assistant', 'prosecutor', 'head'] as const
const holds = (person: PersonView) => person.roles.some((role) => (HOLDS as readonly string[]).includes(role))

export const room: Room = {
  key: 'activities',
  routes: [
    { path: '/activities', name: 'activities', component: () => import('./ActivityList.vue') },
    { path: '/activities/new', name: 'plan_activity', component: () => import('./begin/PlanActivity.vue') },
    { path: '/activities/held', name: 'hold_activity', component: () => import('./begin/HoldActivity.vue') },
    { path: '/activities/resume', name: 'resume_activity_step', component: () => import('@/record/ResumeStep.vue'), props: { base: '/activities' } },
    { path: '/activities/:record', name: 'activity', component: () => import('./page/ActivityPage.vue'), props: true },
  ],
  nav: { group: 1, label: 'nav.activities', icon: CalendarDays, to: '/activities', counted: 'activity', may: seesBusiness },
  acts: [
    { key: 'plan_activity', label: 'activities.plan', keys: 'h', to: '/activities/new', may: holds },
    { key: 'hold_activity', label: 'activities.held', to: '/activities/held', may: holds },
  ],
  opens: { activity: (record) => `/activities/${record}` },
  drafts: {
    activity: (id) => ({ path: '/activities/new', query: { draft: id } }),
    held_activity: (id) => ({ path: '/activities/held', query: { draft: id } }),
    activity_step: (id) => ({ path: '/activities/resume', query: { draft: id } }),
  },
}
