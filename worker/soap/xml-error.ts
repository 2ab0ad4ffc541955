/** A document that cannot be read. The message is ours and quotes nothing of the document. */
export class XmlError extends Error {
  override readonly name = 'XmlError'
}
