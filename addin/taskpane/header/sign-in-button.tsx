import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useServices } from '../pane-context.ts';

const useStyles = makeStyles({ failure: { display: 'block', color: tokens.colorStatusDangerForeground1 } });

/** Starts sign-in with the person's press, which hosts ask for; tells why where it failed. */
export function SignInButton({ appearance }: { readonly appearance: 'primary' | 'secondary' }) {
  const styles = useStyles();
  const { signIn } = useServices();
  const [failure, setFailure] = useState<string | null>(null);
  const press = async (): Promise<void> => {
    setFailure(null);
    await signIn().catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      setFailure(`Sign-in did not work: ${detail}`);
    });
  };
  return (
    <>
      <Button appearance={appearance} size="small" onClick={() => void press() /* failures are shown below */}>
        Sign in
      </Button>
      {failure !== null && (
        <Text size={200} role="alert" className={styles.failure}>
          {failure}
        </Text>
      )}
    </>
  );
}
