/** A scalar property; without `set` the client may only read it. */
export interface HostProperty<T> {
  readonly get: (target: T) => unknown;
  readonly set?: (target: T, value: unknown) => void;
}

/** What one kind of object offers the client. Names are those of the wire: `NumberFormat`, not `numberFormat`. */
export interface HostClass<T> {
  /** The client's name of the class, in error locations: `Range.values`. */
  readonly name: string;
  readonly properties?: Readonly<Record<string, HostProperty<T>>>;
  /** Navigation properties; `null` is a null object. */
  readonly objects?: Readonly<Record<string, (target: T) => HostObject | null>>;
  /** A method returns a host object, `null` for a null object, or plain JSON. */
  readonly methods?: Readonly<Record<string, (target: T, ...args: readonly unknown[]) => unknown>>;
  /** A collection's items, in order. */
  readonly items?: (target: T) => readonly HostObject[];
  /** A collection's item by its key; undefined when there is none. */
  readonly item?: (target: T, key: unknown) => HostObject | undefined;
}

/** One object that the client can hold: its class with the target bound in. */
export interface HostObject {
  readonly className: string;
  /** What stands behind it, for methods that take another object as an argument. */
  readonly target: unknown;
  readonly propertyNames: readonly string[];
  has(kind: 'properties' | 'objects' | 'methods', name: string): boolean;
  isWritable(name: string): boolean;
  read(name: string): unknown;
  write(name: string, value: unknown): void;
  navigate(name: string): HostObject | null;
  call(name: string, args: readonly unknown[]): unknown;
  readonly items: (() => readonly HostObject[]) | undefined;
  readonly item: ((key: unknown) => HostObject | undefined) | undefined;
}

/** Thrown when the interpreter asks for a member that it did not check with `has` first. */
function memberOf<V>(members: Readonly<Record<string, V>> | undefined, className: string, name: string): V {
  const member = members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined;
  if (member === undefined) throw new TypeError(`${className} has no ${name}`);
  return member;
}

/** Binds a class to one target; what stands behind the object stays hidden from the interpreter. */
export function hostObject<T>(hostClass: HostClass<T>, target: T): HostObject {
  const { name: className, properties, objects, methods, items, item } = hostClass;
  return {
    className,
    target,
    propertyNames: Object.keys(properties ?? {}),
    has: (kind, name) => Object.hasOwn(hostClass[kind] ?? {}, name),
    isWritable: (name) => properties?.[name]?.set !== undefined,
    read: (name) => memberOf(properties, className, name).get(target),
    write: (name, value) => memberOf(properties, className, name).set?.(target, value),
    navigate: (name) => memberOf(objects, className, name)(target),
    call: (name, args) => memberOf(methods, className, name)(target, ...args),
    items: items && (() => items(target)),
    item: item && ((key) => item(target, key)),
  };
}

/** Tells a method's object results from its plain ones. */
export function isHostObject(value: unknown): value is HostObject {
  return typeof value === 'object' && value !== null && 'className' in value && 'propertyNames' in value;
}
