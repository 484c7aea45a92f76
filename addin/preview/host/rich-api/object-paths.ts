import { HostError, invalidArgument, itemNotFound, notImplemented } from './host-error.ts';
import { type HostObject, isHostObject } from './host-object.ts';
import { type ArgumentInfo, clientName, type ObjectPathInfo, PathType } from './wire.ts';

/** Objects that the client asked to keep beyond their batch, by reference id. */
export class KeptReferences {
  private readonly objects = new Map<string, HostObject>();
  private readonly ids = new WeakMap<HostObject, string>();
  private next = 1;

  get size(): number {
    return this.objects.size;
  }

  keep(object: HostObject): void {
    const id = this.ids.get(object) ?? `reference-${this.next++}`;
    this.ids.set(object, id);
    this.objects.set(id, object);
  }

  release(id: unknown): void {
    this.objects.delete(String(id));
  }

  idOf(object: HostObject): string | undefined {
    return this.ids.get(object);
  }

  get(id: string): HostObject {
    const object = this.objects.get(id);
    if (object === undefined)
      throw new HostError('InvalidReference', 'This reference is not valid for the current operation.');
    return object;
  }
}

/** What a batch can start from. */
export interface PathRoots {
  readonly root: () => HostObject;
  readonly services: Readonly<Record<string, () => HostObject>>;
  readonly references: KeptReferences;
}

/** Resolves the object paths of one batch; each path is made once, when an action first needs it. */
export class ObjectPaths {
  private readonly resolved = new Map<number, HostObject | null>();

  constructor(
    private readonly paths: Readonly<Record<string, ObjectPathInfo>>,
    private readonly roots: PathRoots,
  ) {}

  /** `null` is a null object. */
  get(id: number): HostObject | null {
    const known = this.resolved.get(id);
    if (known !== undefined) return known;
    const path = this.paths[id];
    if (path === undefined) throw new HostError('InvalidObjectPath', `The batch has no object path ${id}.`);
    const object = this.make(path);
    this.resolved.set(id, object);
    return object;
  }

  arguments(info: ArgumentInfo | undefined): readonly unknown[] {
    const references = info?.ReferencedObjectPathIds ?? [];
    return (info?.Arguments ?? []).map((value, index) => this.argument(value, references[index]));
  }

  /** Calls a method as an action or as a path; a null object swallows the call, as in the client's documentation. */
  callMethod(object: HostObject | null, name: string, info: ArgumentInfo | undefined): unknown {
    if (object === null) return null;
    if (name === '_KeepReference') {
      this.roots.references.keep(object);
      return null;
    }
    const args = this.arguments(info);
    if (name === '_RemoveReference') {
      this.roots.references.release(args[0]);
      return null;
    }
    if (!object.has('methods', name)) throw notImplemented(`${object.className}.${clientName(name)}`);
    return object.call(name, args);
  }

  private argument(value: unknown, reference: unknown): unknown {
    if (Array.isArray(reference) && Array.isArray(value))
      return value.map((inner, index) => this.argument(inner, reference[index]));
    if (typeof reference === 'number' && reference !== 0) return this.get(reference);
    return Array.isArray(value) ? value : this.withObjects(value);
  }

  /** Inside a plain object the client writes `{ _ObjectPathId: 7 }` where it means an object of the batch. */
  private withObjects(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((inner) => this.withObjects(inner));
    if ('_ObjectPathId' in value) return this.get(Number(value._ObjectPathId));
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.withObjects(inner)]));
  }

  private make(path: ObjectPathInfo): HostObject | null {
    switch (path.ObjectPathType) {
      case PathType.root:
        return this.roots.root();
      case PathType.newService: {
        const service = this.roots.services[path.Name];
        if (service === undefined) throw notImplemented(path.Name);
        return service();
      }
      case PathType.reference:
        return this.roots.references.get(path.Name);
      case PathType.nullObject:
        return null;
      default:
        return this.makeFromParent(path, this.get(path.ParentObjectPathId ?? 0));
    }
  }

  private makeFromParent(path: ObjectPathInfo, parent: HostObject | null): HostObject | null {
    if (parent === null) return null;
    switch (path.ObjectPathType) {
      case PathType.method: {
        const result = this.callMethod(parent, path.Name, path.ArgumentInfo);
        if (result === null || isHostObject(result)) return result;
        throw new TypeError(`${parent.className}.${path.Name} answered with no object`);
      }
      case PathType.property:
        if (!parent.has('objects', path.Name)) throw notImplemented(`${parent.className}.${clientName(path.Name)}`);
        return parent.navigate(path.Name);
      case PathType.indexer:
        return this.indexed(parent, this.arguments(path.ArgumentInfo)[0]);
      default:
        throw new HostError('InvalidObjectPath', `Object paths of type ${path.ObjectPathType} are not known.`);
    }
  }

  private indexed(parent: HostObject, key: unknown): HostObject {
    const location = `${parent.className}.getItem`;
    if (parent.item === undefined) throw notImplemented(location);
    if (key === undefined || key === null) throw invalidArgument(location);
    const found = parent.item(key);
    if (found === undefined) throw itemNotFound(location);
    return found;
  }
}
