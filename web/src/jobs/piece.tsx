import { lazy, Suspense } from 'react';
import type { ContentType } from '../gql/graphql.js';
import classes from './jobs.module.css';

const load = () => import('./document.js');
const Document = lazy(load);

/** Loaded before the text is finished, so that it is available even if the network fails. */
export const prepareDocument = (): void => void load().catch(() => {});

/** A finished text in the form of its type. Model output is shown as text and never executed. */
export function Piece({ type, text }: { type: ContentType; text: string }) {
  if (type === 'SOCIAL_MEDIA_CAPTION') return <Caption text={text} />;
  return (
    <Suspense fallback={<div className={`${classes.document} ${classes.plain}`}>{text}</div>}>
      <Document text={text} />
    </Suspense>
  );
}

/** Hashtags as social networks parse them: letters, digits and underscores of any language, not only digits. */
const HASHTAG = /(#[\p{L}\p{N}\p{M}_]*[\p{L}_][\p{L}\p{N}\p{M}_]*)/gu;

function Caption({ text }: { text: string }) {
  return (
    <div className={`${classes.document} ${classes.plain} ${classes.caption}`}>
      {text.split(HASHTAG).map((part, at) =>
        at % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a finished text keep their order
          <span key={at} className={classes.hashtag}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </div>
  );
}
