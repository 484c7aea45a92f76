import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Provenance as ProvenanceFact } from '../../shared/domain/field-schemas.ts';

const useStyles = makeStyles({ source: { display: 'block', color: tokens.colorNeutralForeground3 } });

/** Where a fact was read. The documents' titles end with their date. */
export function Provenance({ of: { document, place } }: { readonly of: ProvenanceFact }) {
  return (
    <Caption1 className={useStyles().source}>
      Source: {document}; {place}
    </Caption1>
  );
}
