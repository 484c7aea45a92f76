type DataFolderErrorCode = 'data-folder-in-use' | 'data-folder-unusable' | 'data-folder-corrupt' | 'data-folder-newer';

const ANOTHER_FOLDER = 'set PEEL_DATA_DIR to another folder';

/** The data folder cannot be used: a stable code for machines, a message that says what to do for people. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
  readonly code: DataFolderErrorCode;
  readonly folder: string;

  constructor(code: DataFolderErrorCode, folder: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
    this.folder = folder;
  }
}

export function folderInUse(folder: string, holder: string, lockFile: string): DataFolderError {
  return new DataFolderError(
    'data-folder-in-use',
    folder,
    `The data folder ${folder} is in use by ${holder}. Stop that server, or ${ANOTHER_FOLDER}. ` +
      `If no such server is running, delete ${lockFile} and start again.`,
  );
}

export function folderUnusable(folder: string, problem: string, cause?: unknown): DataFolderError {
  return new DataFolderError(
    'data-folder-unusable',
    folder,
    `The data folder ${folder} cannot be used: ${problem}. Correct that, or ${ANOTHER_FOLDER}. ` +
      'Nothing in it has been changed.',
    cause,
  );
}

export function folderCorrupt(folder: string, problem: string, cause?: unknown): DataFolderError {
  return new DataFolderError(
    'data-folder-corrupt',
    folder,
    `The data folder ${folder} is damaged: ${problem}. Move the folder away and keep it, then start again with an ` +
      `empty one or with a copy from before, or ${ANOTHER_FOLDER}. No record in it has been changed or deleted.`,
    cause,
  );
}

export function folderNewer(folder: string, format: number, known: number): DataFolderError {
  return new DataFolderError(
    'data-folder-newer',
    folder,
    `The data folder ${folder} was written by a newer version of PEEL for Excel (format ${format}; this version knows ` +
      `${known}). Update PEEL for Excel, or ${ANOTHER_FOLDER}. Nothing in it has been changed.`,
  );
}
