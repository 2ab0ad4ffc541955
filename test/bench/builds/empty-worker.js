// The least that a worker can be: what the runtime takes by itself.
export default {
  fetch: () => new Response('ok'),
}
