import type { IUniverConfig, Plugin, PluginCtor, Univer } from '@univerjs/core';
import type { FUniver } from '@univerjs/core/facade';

type AnyPluginCtor = PluginCtor<Plugin>;

/** What a preset lists: a plugin, alone or with its options. */
export type PluginEntry = AnyPluginCtor | readonly [AnyPluginCtor, object?];

/** Univer's own classes, handed in for the reason given in univer-grid.ts. */
export interface UniverClasses {
  readonly Univer: new (config: Partial<IUniverConfig>) => Univer;
  readonly FUniver: { newAPI(univer: Univer): FUniver };
}

/**
 * What `createUniver` of `@univerjs/presets` does, without that package: 0.25.1 of it pulls in 27 packages that come
 * without a licence. Of a plugin that several presets list, the last one's options count.
 */
export function createUniver(
  classes: UniverClasses,
  config: Partial<IUniverConfig>,
  plugins: readonly PluginEntry[],
): { univer: Univer; facade: FUniver } {
  const univer = new classes.Univer(config);
  const byName = new Map<string, readonly [AnyPluginCtor, object?]>();
  for (const entry of plugins) {
    const [plugin, options] = typeof entry === 'function' ? [entry] : entry;
    byName.set(plugin.pluginName, options === undefined ? [plugin] : [plugin, options]);
  }
  for (const [plugin, options] of byName.values()) univer.registerPlugin(plugin, options);
  return { univer, facade: classes.FUniver.newAPI(univer) };
}
