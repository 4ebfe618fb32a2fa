import { useMutation } from '@apollo/client/react';
import { useNotifications } from '@smart-content/client/react';
import { type FormEvent, useEffect } from 'react';
import type { ContentType } from './gql/graphql.js';
import { Generate } from './operations.js';

const TYPES: Record<ContentType, string> = {
  SOCIAL_MEDIA_CAPTION: 'Social media caption',
  PRODUCT_DESCRIPTION: 'Product description',
  BLOG_POST_OUTLINE: 'Blog post outline',
  EMAIL_NEWSLETTER: 'Email newsletter',
  BLOG_POST: 'Blog post',
};

/** Requests texts and shows each when it ends. */
export function Workshop({ onSignOut }: { onSignOut: () => void }) {
  const [generate, { loading, error, data }] = useMutation(Generate);
  // The latest completions, and each new one when it happens.
  const { notifications, error: failure } = useNotifications({ first: 20 });

  // The token is forged or malformed: nothing replaces it.
  const isRefused = failure?.code === 'UNAUTHENTICATED';
  useEffect(() => {
    if (isRefused) onSignOut();
  }, [isRefused, onSignOut]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const prompt = String(fields.get('prompt'));
    const type = fields.get('type') as ContentType;
    // The hook's state shows errors below.
    generate({ variables: { input: { prompt, type, delaySeconds: 0 } } }).catch(() => {});
  }

  return (
    <>
      <form onSubmit={submit}>
        <label>
          What shall be written?
          <textarea name="prompt" required />
        </label>
        <label>
          As
          <select name="type">
            {Object.entries(TYPES).map(([type, label]) => (
              <option key={type} value={type}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" disabled={loading}>
          Generate
        </button>
        <button type="button" onClick={onSignOut}>
          Sign out
        </button>
        {(error ?? failure) && <p role="alert">{(error ?? failure)?.message}</p>}
        {data && <p role="status">Accepted. It appears below when it is written.</p>}
      </form>
      <section aria-live="polite" aria-label="Completions">
        {notifications.map(({ cursor, job }) => (
          <article key={cursor}>
            <h2>{job.prompt}</h2>
            <p>
              {TYPES[job.type]}: {job.status.toLowerCase()}
            </p>
            <pre>{job.generatedContent ?? job.error?.message}</pre>
          </article>
        ))}
      </section>
    </>
  );
}
