import { assert } from 'chai'
import { OnDemand } from '../../widget/on-demand.ts'
import { until } from './browser/scripted-worker.ts'

describe('a file that a view wants', () => {
  it('is asked for once, after what is being drawn', async () => {
    let asked = 0
    let drawn = 0
    const load = async () => {
      asked++
      return 'content'
    }
    const file = new OnDemand(load, () => drawn++)
    assert.deepEqual([file.content, file.content], [null, null])
    await Promise.resolve()
    assert.equal(asked, 0)
    await until(() => drawn > 0, 'the file')
    assert.equal(asked, 1)
    assert.equal(file.content, 'content')
  })
})
