/** A button that manifest.xml puts on Excel's ribbon. */
export interface RibbonButton {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  readonly description: string;
  /** The 32 px icon's file, below the page: `icons/refresh-32.png`. */
  readonly icon: string;
  /** The name under which the add-in associates the command; null for a button that only shows the pane. */
  readonly functionName: string | null;
}

/** The buttons of the manifest's own tab, in its order, so that the preview's ribbon cannot differ from Excel's. */
export function ribbonButtons(manifestXml: string): RibbonButton[] {
  const manifest = new DOMParser().parseFromString(manifestXml, 'application/xml');
  const text = (element: Element | null): string => resource(manifest, element?.getAttribute('resid') ?? '');
  return [...manifest.getElementsByTagName('Group')].flatMap((group) => {
    const label = text(childOf(group, 'Label'));
    return [...group.getElementsByTagName('Control')].map((control) => ({
      id: control.getAttribute('id') ?? '',
      group: label,
      label: text(childOf(control, 'Label')),
      description: text(control.getElementsByTagName('Description')[0] ?? null),
      icon: iconFile(manifest, control),
      functionName: control.getElementsByTagName('FunctionName')[0]?.textContent?.trim() ?? null,
    }));
  });
}

const ICON_SIZE = '32';

function iconFile(manifest: Document, control: Element): string {
  const images = [...control.getElementsByTagName('bt:Image')];
  const id = images.find((image) => image.getAttribute('size') === ICON_SIZE)?.getAttribute('resid');
  const source = [...manifest.getElementsByTagName('bt:Image')].find((image) => image.getAttribute('id') === id);
  const url = source?.getAttribute('DefaultValue') ?? '';
  return URL.canParse(url) ? new URL(url).pathname.slice(1) : '';
}

function childOf(element: Element, name: string): Element | null {
  return [...element.children].find((child) => child.localName === name) ?? null;
}

function resource(manifest: Document, id: string): string {
  const strings = [...manifest.getElementsByTagName('bt:String')];
  return strings.find((entry) => entry.getAttribute('id') === id)?.getAttribute('DefaultValue') ?? '';
}
