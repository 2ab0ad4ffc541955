/**
 * Every way in which the dialer can fail, at every operation that a session asks of it: the agent
 * is told what they can use, nothing typed is lost, and there is a way out.
 */
import { describe, it } from 'vitest'
import { leave, OPERATIONS, outcomeOf, type Scene, WORDS, whose } from './asked-of-the-dialer.ts'
import { useWorker } from './live-session.ts'
import type { Fate } from './scripted-dialer.ts'

const live = useWorker()

const page = (status: number, body: string): Fate => ({ status, body })

const REFUSED: Fate = { fault: WORDS }

const FAILURES: Readonly<Record<string, Fate>> = {
  'refuses in words': REFUSED,
  'does it, and the line breaks': 'answer-lost',
  'is not reached, the line breaks': 'cut',
  'answers with a gateway’s page': page(502, '<h1>Bad Gateway</h1>'),
  'answers with an error page': page(500, '<h1>Internal Server Error</h1>'),
  'answers with a page that is not there': page(404, '<h1>Not Found</h1>'),
  'answers with a welcome page': page(200, '<h1>It works!</h1>'),
  'answers with half an envelope': page(200, '<soap:Envelope'),
  'answers with nothing': page(200, ''),
}

let agents = 0

describe.concurrent.each(Object.entries(OPERATIONS))('at %s a dialer that', (name, operation) => {
  it.for(Object.entries(FAILURES))(
    '%s leaves the agent knowing and free',
    async (failure, { expect }) => {
      const [, fate] = failure
      const { worker } = live
      const number = ++agents
      const user = `agent${number}@acme.example`
      const ann = await worker.open(user)
      const callId = `call-${number}`
      const scene: Scene = { worker, ann, user, agentId: String(2_000 + number), callId }
      await ann.inPhase('signed-out')
      await operation.before(scene)
      worker.dialer.nextOf(whose(name, scene), name as 'kickAgent', fate)
      const answer = await operation.ask(scene)
      expect(outcomeOf(scene, answer)).toMatchObject(
        fate === REFUSED ? operation.refused : operation.unknown,
      )
      for (const left of await leave(scene)) expect(left).toMatchObject({ ok: true })
    },
  )
})
