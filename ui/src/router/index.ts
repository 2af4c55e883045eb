// Addresses. The hash keeps them out of the host's sight: both hosts serve one page.
import { createRouter, createWebHashHistory } from 'vue-router'
import { tellPlaces } from './places'
import { rooms } from './rooms'

export function makeRouter() {
  tellPlaces(rooms)
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      { path: '/', redirect: '/today' },
      ...rooms.flatMap((room) => room.routes),
      { path: '/:rest(.*)*', name: 'not_found', component: () => import('@/rooms/desk/NotFound.vue') },
    ],
  })
}
