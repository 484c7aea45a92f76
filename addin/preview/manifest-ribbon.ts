/** What every control that manifest.xml puts on Excel's ribbon shows. */
interface RibbonLook {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** The 32 px icon's file, below the page: `icons/refresh-32.png`. */
  readonly icon: string;
}

/** A button, on the ribbon or in a menu. */
export interface RibbonButton extends RibbonLook {
  /** The name under which the add-in associates the command; null for a button that only shows the pane. */
  readonly functionName: string | null;
}

export interface RibbonMenu extends RibbonLook {
  readonly items: readonly RibbonButton[];
}

export interface RibbonGroup {
  readonly label: string;
  readonly controls: readonly (RibbonButton | RibbonMenu)[];
}

/** The groups of the manifest's own tab, in its order, so that the preview's ribbon cannot differ from Excel's. */
export function ribbonGroups(manifestXml: string): RibbonGroup[] {
  const manifest = new DOMParser().parseFromString(manifestXml, 'application/xml');
  return [...manifest.getElementsByTagName('Group')].map((group) => ({
    label: labelOf(manifest, group),
    controls: [...group.getElementsByTagName('Control')].map((control) => {
      const items = [...control.getElementsByTagName('Item')];
      const isMenu = control.getAttribute('xsi:type') === 'Menu';
      return isMenu
        ? { ...lookOf(manifest, control), items: items.map((item) => buttonOf(manifest, item)) }
        : buttonOf(manifest, control);
    }),
  }));
}

const ICON_SIZE = '32';

function buttonOf(manifest: Document, element: Element): RibbonButton {
  const functionName = element.getElementsByTagName('FunctionName')[0]?.textContent?.trim() ?? null;
  return { ...lookOf(manifest, element), functionName };
}

function lookOf(manifest: Document, element: Element): RibbonLook {
  const description = childOf(element, 'Supertip')?.getElementsByTagName('Description')[0];
  return {
    id: element.getAttribute('id') ?? '',
    label: labelOf(manifest, element),
    description: resource(manifest, description?.getAttribute('resid') ?? ''),
    icon: iconFile(manifest, childOf(element, 'Icon')),
  };
}

function iconFile(manifest: Document, icon: Element | null): string {
  const images = [...(icon?.children ?? [])];
  const id = images.find((image) => image.getAttribute('size') === ICON_SIZE)?.getAttribute('resid');
  const source = [...manifest.getElementsByTagName('bt:Image')].find((image) => image.getAttribute('id') === id);
  const url = source?.getAttribute('DefaultValue') ?? '';
  return URL.canParse(url) ? new URL(url).pathname.slice(1) : '';
}

function labelOf(manifest: Document, element: Element): string {
  return resource(manifest, childOf(element, 'Label')?.getAttribute('resid') ?? '');
}

function childOf(element: Element, name: string): Element | null {
  return [...element.children].find((child) => child.localName === name) ?? null;
}

function resource(manifest: Document, id: string): string {
  const strings = [...manifest.getElementsByTagName('bt:String')];
  return strings.find((entry) => entry.getAttribute('id') === id)?.getAttribute('DefaultValue') ?? '';
}
