import { Settings } from '@lucide/vue'
import type { Room } from '@/router/room'

export const room: Room = {
  key: 'settings',
  routes: [{
    path: '/settings',
    component: () => import('./SettingsPage.vue'),
    redirect: '/settings/appearance',
    children: [
      { path: 'appearance', name: 'appearance', component: () => import('./AppearanceTab.vue') },
      { path: 'account', name: 'account', component: () => import('./AccountTab.vue') },
      { path: 'rules', name: 'rules', component: () => import('./rules/RulesTab.vue'), meta: { wide: true } },
      { path: 'backup', name: 'backup', component: () => import('./backup/BackupTab.vue') },
      { path: 'verify', name: 'verify', component: () => import('./verify/VerifyTab.vue') },
      { path: 'checkup', name: 'checkup', component: () => import('./checkup/CheckupTab.vue') },
      { path: 'accounts', name: 'accounts', component: () => import('./accounts/AccountsTab.vue'), meta: { wide: true } },
      { path: 'desks', name: 'desks', component: () => import('./desks/DesksTab.vue'), meta: { wide: true } },
      { path: 'about', name: 'about', component: () => import('./AboutTab.vue') },
    ],
  }],
  drafts: { account_step: (id) => ({ path: '/settings/accounts', query: { draft: id } }), desk_step: (id) => ({ path: '/settings/desks', query: { draft: id } }) },
  nav: { group: 3, label: 'nav.settings', icon: Settings, to: '/settings' },
}
