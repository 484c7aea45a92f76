import { describe, expect, it } from 'vitest';
import { manifestAt, manifestId } from '../../../../addin/build/sideloaded-manifest.ts';

const MANIFEST = `<OfficeApp>
  <Id>5e1d7a3c-0000-4000-8000-2f6f1c9b7a10</Id>
  <IconUrl DefaultValue="https://peel.example.org/icon-32.png"/>
  <SupportUrl DefaultValue="https://peel.example.org.uk/help"/>
  <AppDomains><AppDomain>https://peel.example.org</AppDomain><AppDomain>https://login.microsoftonline.com</AppDomain></AppDomains>
  <DefaultSettings><SourceLocation DefaultValue="https://peel.example.org/taskpane.html"/></DefaultSettings>
</OfficeApp>`;

describe('a sideloaded manifest', () => {
  it('points all of its own addresses, and no others, to the given origin', () => {
    expect(manifestAt('https://localhost:3000', MANIFEST).match(/https:[^"<]+/g)).toEqual([
      'https://localhost:3000/icon-32.png',
      'https://peel.example.org.uk/help',
      'https://localhost:3000',
      'https://login.microsoftonline.com',
      'https://localhost:3000/taskpane.html',
    ]);
  });

  it.each(['http://localhost:3000', 'localhost:3000', 'https://localhost:3000/app', ''])(
    'is refused for "%s", which is no https origin',
    (origin) => {
      expect(() => manifestAt(origin, MANIFEST)).toThrow('--origin takes an https origin');
    },
  );

  it('is registered under the id of the manifest', () => {
    expect(manifestId(MANIFEST)).toBe('5e1d7a3c-0000-4000-8000-2f6f1c9b7a10');
    expect(() => manifestId('<OfficeApp/>')).toThrow('manifest.xml has no <Id>');
  });
});
