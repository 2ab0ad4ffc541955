import 'agent-console'
import type { Call } from 'agent-console'
import type {} from 'agent-console/react'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

/** Your worker: a bundle cannot know where it is. */
const CONSOLE = 'https://console.example'

/** Your back end says who is signed in to your page, and signs it. */
async function getToken(): Promise<string> {
  const response = await fetch('/agent-token')
  if (!response.ok) throw new Error(`No token: ${response.status}`)
  return response.text()
}

function Page() {
  const [call, setCall] = useState<Call | null>(null)
  return (
    <>
      <h1>{call === null ? 'Nobody is on the line' : `${call.name} ${call.phoneNumber}`}</h1>
      <agent-console
        campaign="874100"
        endpoint={CONSOLE}
        getToken={getToken}
        onagent-call={({ call }) => setCall(call)}
      />
    </>
  )
}

createRoot(document.body).render(<Page />)
