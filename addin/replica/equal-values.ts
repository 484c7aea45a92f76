/** Whether two plain values (lists and objects included) hold the same; the same object is never looked into. */
export function equalValues(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) return equalLists(one, other);
  const isPlain = Object.getPrototypeOf(one) === Object.prototype && Object.getPrototypeOf(other) === Object.prototype;
  return isPlain && equalFields(one as Record<string, unknown>, other as Record<string, unknown>);
}

function equalLists(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((value, index) => equalValues(value, other[index]));
}

function equalFields(one: Record<string, unknown>, other: Record<string, unknown>): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => name in other && equalValues(one[name], other[name]));
}
