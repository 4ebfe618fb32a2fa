import { type Setting, setting } from './setting.js';
import { oneOf, optionalText } from './values.js';

/** Settings of local mode. */
export const LOCAL_SETTINGS = {
  LOCAL_MODEL: setting(
    'Local mode',
    oneOf(['default', 'small'], 'must be default or small'),
    'The model to download. `small` fits a machine with less than 3 GB of free memory.',
    'default',
  ),
  LOCAL_MODEL_PATH: setting('Local mode', optionalText, 'A GGUF file to use as the local model.'),
  SMART_CONTENT_CACHE: setting(
    'Local mode',
    optionalText,
    "The folder for downloads. Unset: the system's cache folder.",
  ),
} as const satisfies Record<string, Setting>;
