/** The part of the client that its own classes are made of; its typings describe only what add-ins use. */
interface ClientLibrary {
  readonly ClientObject: new () => ClientObject;
  readonly BatchApiHelper: {
    createPropertyObject(type: unknown, parent: object, name: string, isCollection: boolean, flags: number): object;
    createMethodObject(
      type: unknown,
      parent: object,
      name: string,
      operation: number,
      args: readonly unknown[],
      isCollection: boolean,
      isInvalidAfterRequest: boolean,
      getByIdMethod: null,
      flags: number,
    ): object;
    createIndexerObject(type: unknown, parent: object, args: readonly unknown[]): object;
    createChildItemObject(
      type: unknown,
      hasIndexer: boolean,
      parent: object,
      item: unknown,
      index: number,
    ): ClientObject;
    invokeMethod(
      target: object,
      name: string,
      operation: number,
      args: readonly unknown[],
      flags: number,
      kind: number,
    ): object;
    invokeSetProperty(target: object, name: string, value: unknown, flags: number): void;
  };
  readonly Utility: {
    load(target: object, options: unknown): object;
    toJson(target: object, values: object, objects: object, items?: readonly unknown[]): object;
    fixObjectPathIfNecessary(target: object, value: unknown): void;
    throwIfNotLoaded(property: string, value: unknown, className: string, isNull: boolean): void;
  };
}

interface ClientObject {
  readonly _isNull: boolean;
  _handleResult(value: unknown): void;
  _recursivelySet(
    values: unknown,
    options: unknown,
    writable: readonly string[],
    objects: readonly string[],
    refused: readonly string[],
  ): void;
}

type Answer = Readonly<Record<string, unknown>>;

/** The client's codes: a call that changes, one that only reads, and what may run at the same time as others. */
const CHANGES = 0;
const READS = 1;
const CONCURRENT = 4;

const READ_ONLY = ['authorName'];
const WRITABLE = ['content', 'height', 'visible', 'width'];

const wireName = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function noteClassOf({ ClientObject, BatchApiHelper, Utility }: ClientLibrary): unknown {
  class Note extends ClientObject {
    private readonly loaded = new Map<string, unknown>();

    get _className(): string {
      return 'Note';
    }

    get _scalarPropertyNames(): readonly string[] {
      return [...READ_ONLY, ...WRITABLE];
    }

    get _scalarPropertyOriginalNames(): readonly string[] {
      return this._scalarPropertyNames.map(wireName);
    }

    get _scalarPropertyUpdateable(): readonly boolean[] {
      return this._scalarPropertyNames.map((name) => WRITABLE.includes(name));
    }

    read(name: string): unknown {
      Utility.throwIfNotLoaded(name, this.loaded.get(name), 'Note', this._isNull);
      return this.loaded.get(name);
    }

    write(name: string, value: unknown): void {
      this.loaded.set(name, value);
      BatchApiHelper.invokeSetProperty(this, wireName(name), value, 0);
    }

    set(values: unknown, options: unknown): void {
      this._recursivelySet(values, options, WRITABLE, [], []);
    }

    delete(): void {
      BatchApiHelper.invokeMethod(this, 'Delete', CHANGES, [], 0, 0);
    }

    getLocation(): object {
      const { Range } = Excel;
      return BatchApiHelper.createMethodObject(Range, this, 'GetLocation', READS, [], false, true, null, CONCURRENT);
    }

    load(options: unknown): object {
      return Utility.load(this, options);
    }

    override _handleResult(value: unknown): void {
      super._handleResult(value);
      if (value === null || value === undefined) return;
      Utility.fixObjectPathIfNecessary(this, value);
      for (const name of this._scalarPropertyNames) {
        const answered = (value as Answer)[wireName(name)];
        if (answered !== undefined) this.loaded.set(name, answered);
      }
    }

    toJSON(): object {
      return Utility.toJson(this, Object.fromEntries(this.loaded), {});
    }
  }
  for (const name of [...READ_ONLY, ...WRITABLE]) {
    const get = function (this: Note): unknown {
      return this.read(name);
    };
    const set = function (this: Note, value: unknown): void {
      this.write(name, value);
    };
    const isWritable = WRITABLE.includes(name);
    Object.defineProperty(Note.prototype, name, isWritable ? { get, set } : { get });
  }
  return Note;
}

function noteCollectionClassOf({ ClientObject, BatchApiHelper, Utility }: ClientLibrary, Note: unknown): unknown {
  return class NoteCollection extends ClientObject {
    private loaded: ClientObject[] | undefined;

    get _className(): string {
      return 'NoteCollection';
    }

    get _isCollection(): boolean {
      return true;
    }

    get items(): readonly unknown[] | undefined {
      Utility.throwIfNotLoaded('items', this.loaded, 'NoteCollection', this._isNull);
      return this.loaded;
    }

    add(cell: unknown, content: unknown): object {
      return BatchApiHelper.createMethodObject(Note, this, 'Add', CHANGES, [cell, content], false, true, null, 0);
    }

    getCount(): object {
      return BatchApiHelper.invokeMethod(this, 'GetCount', READS, [], CONCURRENT, 0);
    }

    getItem(key: unknown): object {
      return BatchApiHelper.createIndexerObject(Note, this, [key]);
    }

    getItemAt(index: unknown): object {
      return this.found('GetItemAt', index);
    }

    getItemOrNullObject(key: unknown): object {
      return this.found('GetItemOrNullObject', key);
    }

    private found(method: string, key: unknown): object {
      return BatchApiHelper.createMethodObject(Note, this, method, READS, [key], false, false, null, CONCURRENT);
    }

    load(options: unknown): object {
      return Utility.load(this, options);
    }

    override _handleResult(value: unknown): void {
      super._handleResult(value);
      if (value === null || value === undefined) return;
      Utility.fixObjectPathIfNecessary(this, value);
      const { _Items: answered } = value as { readonly _Items?: readonly unknown[] };
      this.loaded = answered?.map((one, index) => {
        const note = BatchApiHelper.createChildItemObject(Note, true, this, one, index);
        note._handleResult(one);
        return note;
      });
    }

    toJSON(): object {
      return Utility.toJson(this, {}, {}, this.loaded);
    }
  };
}

/**
 * Gives the client the notes of ExcelApi 1.18. The newest package of office.js (1.1.110) ends before them, although the
 * library that Excel itself loads has them; the classes are made of the client's own parts, and go away with the first
 * package that brings its own. Members and names are those of the typings.
 */
export function addNotesToClient(): void {
  if ('notes' in Excel.Worksheet.prototype) return;
  // Typed for add-ins only: see ClientLibrary.
  const library = OfficeExtension as unknown as ClientLibrary;
  const { BatchApiHelper } = library;
  const NoteCollection = noteCollectionClassOf(library, noteClassOf(library));
  for (const { prototype } of [Excel.Workbook, Excel.Worksheet]) {
    Object.defineProperty(prototype, 'notes', {
      configurable: true,
      get(this: object) {
        return BatchApiHelper.createPropertyObject(NoteCollection, this, 'Notes', true, CONCURRENT);
      },
    });
  }
}
