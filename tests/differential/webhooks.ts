interface Making {
  asked<T>(name: string, args: unknown[], answer: () => T): Promise<T>;
  row(name: string, fields: object): object;
  at(number: number): unknown;
  page(name: string, nodes: object[]): object;
  streamOf(make: (number: number) => object): AsyncIterable<object>;
}

/** The service of webhooks of a world. */
export function createWebhooks({ asked, row, at, page, streamOf }: Making) {
  const webhook = (id: string) =>
    row(`webhook ${id}`, {
      id,
      url: 'https://example.com/',
      events: ['JOB_FAILED'],
      status: 'DISABLED',
      disabledReason: 'GONE',
      disabledAt: at(2),
      failingSince: null,
      createdAt: at(1),
      updatedAt: at(2),
    });
  const delivery = (id: string) =>
    row(`delivery ${id}`, {
      id,
      webhookId: 'w1',
      eventId: `e${id}`,
      event: 'JOB_FAILED',
      cursor: '1',
      status: 'PENDING',
      attempts: 1,
      nextAttemptAt: at(3),
      responseStatus: 500,
      error: 'The receiver answered 500.',
      createdAt: at(1),
      deliveredAt: null,
    });
  const withSecret = (id: string) => row(`secret ${id}`, { webhook: webhook(id), secret: 'whsec_' });
  return {
    list: () => asked('webhooks', [], () => ['w1', 'w2'].map(webhook)),
    create: (...args: unknown[]) => asked('createWebhook', args, () => withSecret('w3')),
    update: (_: string, id: string, change: unknown) =>
      asked('updateWebhook', [id, change], () => webhook(id)),
    delete: (_: string, id: string) => asked('deleteWebhook', [id], () => webhook(id)),
    rotateSecret: (_: string, id: string) => asked('rotateWebhookSecret', [id], () => withSecret(id)),
    deliveries: (_: string, args: { webhookId: unknown }) =>
      asked('webhookDeliveries', [args], () =>
        args.webhookId === 'none' ? null : page('webhookDeliveries', ['1', '2'].map(delivery)),
      ),
    redeliver: (_: string, id: string) => asked('redeliverWebhook', [id], () => delivery(id)),
    sendTest: (_: string, id: string) => asked('sendTestWebhook', [id], () => delivery(id)),
    subscribeToDisabled: () =>
      asked('webhookDisabled', [], () => streamOf((number) => webhook(`w${number}`))),
  };
}
