import type { ContentType } from '../gql/graphql.js';
import { Icon } from '../layout/icon.js';
import { CONTENT_TYPES, contentTypes } from '../lib/content-types.js';
import classes from './generate.module.css';

/** Cards as one radio group with arrow-key navigation. */
export function TypeChoice({
  value,
  onChange,
}: {
  value: ContentType;
  onChange: (type: ContentType) => void;
}) {
  return (
    <fieldset className={classes.types}>
      <legend className={classes.legend}>Kind of text</legend>
      {contentTypes.map((type) => (
        <label key={type} className={classes.type}>
          <input
            type="radio"
            name="type"
            value={type}
            checked={type === value}
            onChange={() => onChange(type)}
            className={classes.radio}
          />
          <span className={classes.icon}>
            <Icon name={CONTENT_TYPES[type].icon} size={22} />
          </span>
          <span>
            <span className={classes.name}>{CONTENT_TYPES[type].name}</span>
            <span className={classes.what}>{CONTENT_TYPES[type].what}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
