import { Button } from '@fluentui/react-components';
import { Delete16Regular } from '@fluentui/react-icons/svg/delete';
import type { ReplicaReader } from '../../replica/replica-port.ts';
import { useServices } from '../pane-context.ts';
import { useLive } from '../use-live.ts';

const countDeleted = (reader: ReplicaReader): number => reader.deleted().length;

/** Leads to the deleted records; nothing while there are none. `id` is by what the focus finds back to it. */
export function DeletedButton({ id, onPress }: { readonly id?: string; readonly onPress: () => void }) {
  const { replica } = useServices();
  const count = useLive(replica, countDeleted);
  if (count === 0) return null;
  return (
    <div>
      <Button size="small" appearance="subtle" icon={<Delete16Regular />} data-record={id} onClick={onPress}>
        Deleted ({count})
      </Button>
    </div>
  );
}
