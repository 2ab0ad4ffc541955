import { expect, it, vi } from 'vitest'
import { OnDemand } from '../../widget/on-demand.ts'

it('a file that a view wants is asked for once, after what is being drawn', async () => {
  const load = vi.fn(async () => 'content')
  const changed = vi.fn()
  const file = new OnDemand(load, changed)
  expect([file.content, file.content]).toEqual([null, null])
  await Promise.resolve()
  expect(load).not.toHaveBeenCalled()
  await vi.waitFor(() => expect(changed).toHaveBeenCalled())
  expect(load).toHaveBeenCalledTimes(1)
  expect(file.content).toBe('content')
})
