import Markdown from 'react-markdown';
import classes from './jobs.module.css';

/** Safe Markdown: raw HTML is shown as text, images are omitted, links open in a new tab. */
export default function Document({ text }: { text: string }) {
  return (
    <div className={classes.document}>
      <Markdown
        disallowedElements={['img']}
        components={{
          // The page has its own h1.
          h1: ({ children }) => <h2 className={classes.top}>{children}</h2>,
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noopener noreferrer nofollow">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}
