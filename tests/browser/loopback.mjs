// The door of the loopback host: who is let in, what every answer carries.
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { serve } from './driving/program.mjs'
import { test } from './driving/cases.mjs'
import { folder } from './driving/tools.mjs'

/** One request with exactly these headers. */
function ask(port, method, path, headers = {}, body = '') {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: { host: `127.0.0.1:${port}`, ...headers } }, (answer) => {
      const parts = []
      answer.on('data', (part) => parts.push(part))
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Spends the address' key; answers the session's. */
async function spend(host) {
  const { pathname, search } = new URL(host.address)
  const answer = await ask(host.port, 'GET', pathname + search)
  return { answer, key: /#key=([0-9a-f]{64})$/.exec(answer.headers.location ?? '')?.[1] }
}

const call = (host, key, headers = {}, body = '{}') =>
  ask(host.port, 'POST', '/call/desk_state', { 'x-gonglian-key': key, 'content-type': 'application/json', ...headers }, body)

test('the printed address lets in once, and its key makes no calls', async () => {
  const host = await serve(folder('empty'))
  const first = new URL(host.address).searchParams.get('key')
  assert.equal((await call(host, first)).status, 401)
  const { answer, key } = await spend(host)
  assert.equal(answer.status, 303)
  assert.equal((await call(host, key)).status, 200)
  assert.equal((await spend(host)).key, undefined)
  assert.equal((await call(host, first)).status, 401)
  assert.equal((await call(host, key)).status, 200)
  await host.stop()
})

test('a used address is followed by a new one, and the second browser puts the first out', async () => {
  const host = await serve(folder('empty'))
  const first = await spend(host)
  const address = await host.line()
  const second = await spend({ ...host, address })
  assert.equal((await call(host, first.key)).status, 401)
  assert.equal((await call(host, second.key)).status, 200)
  await host.stop()
})

test('another name, another page, another kind of body are refused', async () => {
  const host = await serve(folder('empty'))
  const { key } = await spend(host)
  const cases = [
    [{ host: `elsewhere.example:${host.port}` }, 403],
    [{ host: '127.0.0.1:1' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: `http://127.0.0.1:${host.port}` }, 200],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'x-gonglian-key': '' }, 401],
  ]
  for (const [headers, status] of cases) assert.equal((await call(host, key, headers)).status, status, JSON.stringify(headers))
  assert.equal((await ask(host.port, 'GET', '/', { host: 'elsewhere.example' })).status, 403)
  assert.equal((await ask(host.port, 'OPTIONS', '/call/desk_state', { origin: 'https://elsewhere.example' })).headers['access-control-allow-origin'], undefined)
  await host.stop()
})

test('half JSON and an unknown call are answered in the shape of every fault', async () => {
  const host = await serve(folder('empty'))
  const { key } = await spend(host)
  const half = await call(host, key, {}, '{"a":')
  assert.equal(half.status, 400)
  assert.equal(JSON.parse(half.text).fault.code, 'bad_input')
  const unknown = await ask(host.port, 'POST', '/call/no_such_call', { 'x-gonglian-key': key, 'content-type': 'application/json' }, '{}')
  assert.equal(JSON.parse(unknown.text).fault.code, 'unknown_call')
  await host.stop()
})

test('every answer is kept nowhere, guessed nowhere, framed nowhere', async () => {
  const host = await serve(folder('empty'))
  for (const path of ['/', '/no-such-page', '/call/desk_state']) {
    const { headers } = await ask(host.port, 'GET', path)
    assert.match(headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['referrer-policy'], 'no-referrer')
  }
  await host.stop()
})

test('only this machine is listened to', async () => {
  const host = await serve(folder('empty'))
  assert.equal(new URL(host.address).hostname, '127.0.0.1')
  await assert.rejects(ask6(host.port))
  assert.equal(await host.stop(), 0)
})

/** The other loopback name: nothing listens there. */
function ask6(port) {
  return new Promise((resolve, reject) => {
    request({ host: '::1', port }, resolve).on('error', reject).end()
  })
}
