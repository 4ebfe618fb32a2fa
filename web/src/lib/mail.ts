/**
 * Whether the server sends mail. Without it, a forgotten password cannot be reset. Vite's server leaves the
 * placeholder.
 */
export const mailAvailable = document.querySelector<HTMLMetaElement>('meta[name=mail]')?.content !== 'off';
