import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface ConfirmButtonProps extends ButtonProps {
  /** The effect, as a question. */
  question: string;
  /** The label of the button that confirms. */
  action: string;
  onConfirm(): Promise<unknown>;
  children: ReactNode;
}

/** A button with a confirmation. */
export function ConfirmButton({ question, action, onConfirm, children, ...button }: ConfirmButtonProps) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  async function run() {
    setBusy(true);
    await onConfirm();
    setBusy(false);
    setAsking(false);
  }
  return (
    <>
      <Button variant="default" {...button} onClick={() => setAsking(true)}>
        {children}
      </Button>
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={children}
        centered
        // Its lock adds a style without the document's nonce.
        lockScroll={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="sm">{question}</Text>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={() => setAsking(false)}>
            No, go back
          </Button>
          <Button loading={busy} onClick={() => void run()} data-autofocus>
            {action}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
