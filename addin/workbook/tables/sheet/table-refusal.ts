/** Why the add-in does not do with a table what it was asked, and what to do; the message is for the person. */
export class TableRefusalError extends Error {
  override readonly name = 'TableRefusalError';
}
