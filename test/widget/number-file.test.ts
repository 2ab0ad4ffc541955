import { describe, expect, it } from 'vitest'
import { readNumberFile } from '../../widget/board/number-file.ts'

const options = () => ({
  header: null,
  onProgress: (_: number) => undefined,
  signal: new AbortController().signal,
})

const read = (...parts: (string | Uint8Array<ArrayBuffer>)[]) =>
  readNumberFile(new Blob(parts), options())

describe('a file of numbers', () => {
  it('is read as UTF-8, whatever it is cut into', async () => {
    const name = 'Zoë 🙂 Müller'
    const rows = Array.from({ length: 5_000 }, (_, at) => `21355${10_000 + at},${name}`)
    const list = await read(`phone,name\n${rows.join('\n')}`)
    expect(list?.columns).toEqual(['name'])
    expect(list?.good).toHaveLength(5_000)
    expect(list?.good.every(({ text }) => text.endsWith(name))).toBe(true)
    expect(list?.bad).toEqual([])
  })

  it('is read as an old Windows writes it, if it is no UTF-8', async () => {
    const list = await read('2135550143,Mar', new Uint8Array([0xed]), 'a\n')
    expect(list?.good[0]?.text).toBe('2135550143,María')
  })

  it('is told from one that is no text', async () => {
    expect(await read(new Uint8Array([80, 75, 3, 4, 20, 0, 6, 0]))).toBeNull()
    expect(await read(new Uint8Array([0xff, 0xfe, 0x32, 0x00]))).toBeNull()
  })

  it('tells how far it has been read, and stops when nobody wants it any more', async () => {
    const file = new Blob(['2135550143\n'.repeat(100_000)])
    const progress: number[] = []
    await readNumberFile(file, { ...options(), onProgress: (done) => progress.push(done) })
    expect(progress.at(-1)).toBe(1)
    expect(progress.toSorted((one, other) => one - other)).toEqual(progress)
    const reading = new AbortController()
    const onProgress = () => reading.abort()
    const stopped = readNumberFile(file, { ...options(), onProgress, signal: reading.signal })
    await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  it('may have a header or none, said or found out', async () => {
    const file = new Blob(['name,2\n2135550143,x\n'])
    const said = await readNumberFile(file, { ...options(), header: false })
    expect(said?.bad.map(({ line, reason }) => [line, reason])).toEqual([[1, 'not-a-number']])
    expect((await read('2135550143,x\n'))?.columns).toEqual([])
  })
})
