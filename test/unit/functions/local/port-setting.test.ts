import { describe, expect, it } from 'vitest';
import { portSetting } from '../../../../functions/local/port-setting.ts';

describe('PORT', () => {
  it.each([
    [undefined, 3000],
    ['', 3000],
    ['0', 0],
    ['8080', 8080],
    ['65535', 65_535],
  ])('%s asks for %i', (text, port) => {
    expect(portSetting(text)).toBe(port);
  });

  it.each(['abc', '-1', '65536', '80.5', '0x50', ' 80', '1e3', '999999'])('"%s" is refused, and told why', (text) => {
    expect(() => portSetting(text)).toThrow(
      `PORT is "${text}", but a port is a whole number from 0 (any free one) to 65535`,
    );
  });
});
