/** A refusal that the client turns into `RichApi.Error`; code and location are Excel's words for it. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    readonly code: string,
    message: string,
    readonly location = '',
  ) {
    super(message);
  }
}

/** `ApiNotImplemented`: loud on purpose, so that no test passes on a member that this host only pretends to have. */
export function notImplemented(member: string): HostError {
  return new HostError('ApiNotImplemented', `${member} is not implemented by the preview host.`, member);
}

export function invalidArgument(location: string, message?: string): HostError {
  const excelsWords = 'The argument is invalid or missing or has an incorrect format.';
  return new HostError('InvalidArgument', message ?? excelsWords, location);
}

export function itemNotFound(location: string): HostError {
  return new HostError('ItemNotFound', "The requested resource doesn't exist.", location);
}
