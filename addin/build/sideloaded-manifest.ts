/** The add-in's id in its manifest; throws when there is none. */
export function manifestId(xml: string): string {
  const id = /<Id>\s*([0-9a-f-]{36})\s*<\/Id>/i.exec(xml)?.[1];
  if (id === undefined) throw new Error('manifest.xml has no <Id>.');
  return id;
}

function pageOrigin(xml: string): string {
  const page = /<SourceLocation\s+DefaultValue="([^"]+)"/.exec(xml)?.[1];
  if (page === undefined) throw new Error('manifest.xml has no <SourceLocation DefaultValue="...">.');
  return new URL(page).origin;
}

function httpsOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOriginOnly = url?.pathname === '/' && url.search === '' && url.hash === '';
  if (url?.protocol !== 'https:' || !isOriginOnly) {
    throw new Error(`--origin takes an https origin such as https://localhost:3000, not "${text}".`);
  }
  return url.origin;
}

/** The manifest with every address of its own pages moved to another https origin; other sites' addresses stay. */
export function manifestAt(origin: string, xml: string): string {
  const from = pageOrigin(xml).replaceAll('.', '\\.');
  return xml.replace(new RegExp(`${from}(?=[/"<])`, 'g'), httpsOrigin(origin));
}
