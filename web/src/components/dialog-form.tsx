import { Button, Group, Modal, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { CombinedError } from 'urql';
import { Failed } from '../layout/states.js';
import { isShownAt } from '../lib/readable.js';

interface DialogProps {
  title: string;
  opened: boolean;
  onClose: () => void;
  /** Created each time the dialog opens. */
  children: ReactNode;
}

export function Dialog({ title, opened, onClose, children }: DialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      // Its lock adds a style without the document's nonce.
      lockScroll={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
    </Modal>
  );
}

interface FormProps {
  /** The button that submits the form. */
  action: string;
  disabled?: boolean;
  /** The dialog is a confirmation without inputs: the button gets the focus. */
  confirms?: boolean;
  /** Inputs whose errors the children show. */
  fields?: readonly string[];
  /** Resolves with the error, if there is one: the form then shows it. Otherwise the form closes. */
  onSubmit: () => Promise<CombinedError | undefined>;
  onClose: () => void;
  children: ReactNode;
}

/** The content of a dialog that asks for something, or for a confirmation, before it acts. */
export function DialogForm({
  action,
  disabled = false,
  confirms = false,
  fields = [],
  onSubmit,
  onClose,
  children,
}: FormProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CombinedError>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const fault = await onSubmit();
    setBusy(false);
    setError(fault);
    if (!fault) onClose();
  }

  return (
    <form onSubmit={submit} aria-busy={busy}>
      <Stack gap="md">
        {children}
        {error && !isShownAt(error, fields) && <Failed error={error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Go back
          </Button>
          <Button
            type="submit"
            loading={busy}
            disabled={disabled}
            {...(confirms && { 'data-autofocus': true })}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
