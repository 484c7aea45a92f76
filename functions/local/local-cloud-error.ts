/** A failure at start that the person at the keyboard can mend; `message` says how, `code` is stable. */
export class LocalCloudError extends Error {
  override readonly name = 'LocalCloudError';
  constructor(
    readonly code: 'port-taken' | 'port-invalid' | 'routes-unreadable' | 'seeds-invalid' | 'preview-not-built',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
