/** Line icons on a 24 by 24 grid. */
const PATHS = {
  write: 'M4 20h4L18.5 9.5a2.8 2.8 0 0 0-4-4L4 16v4M13.5 6.5l4 4',
  jobs: 'M9 6h11M9 12h11M9 18h11M5 6v.01M5 12v.01M5 18v.01',
  library: 'M4 19V5a1 1 0 0 1 1-1h4v16H5a1 1 0 0 1-1-1M9 4h5v16H9M14.5 5.2l4.3-1 3 14.6-4.4 1z',
  bell: 'M10 5a2 2 0 1 1 4 0a7 7 0 0 1 4 6v3a4 4 0 0 0 2 3H4a4 4 0 0 0 2-3v-3a7 7 0 0 1 4-6M9 17v1a3 3 0 0 0 6 0v-1',
  sun: 'M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M3 12h1M12 3v1M20 12h1M12 20v1M5.6 5.6l.7.7M18.4 5.6l-.7.7M17.7 17.7l.7.7M6.3 17.7l-.7.7',
  moon: 'M12 3a7.5 7.5 0 0 0 8.9 9.8A9 9 0 1 1 12 3z',
  system: 'M3 5a1 1 0 0 1 1-1h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM8 20h8M12 16v4',
  user: 'M12 4a4 4 0 1 1 0 8a4 4 0 1 1 0-8M5 21v-2a4 4 0 0 1 4-4h6a4 4 0 0 1 4 4v2',
  outline: 'M5 4h14M5 9h9M8 14h11M8 19h8M5 14v.01M5 19v.01',
  product: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
  caption: 'M5 9h14M5 15h14M11 4L7 20M17 4l-4 16',
  newsletter: 'M4 6h16v12H4zM4 7l8 6l8-6',
  post: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  options: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 5a2 2 0 1 1 0 4a2 2 0 1 1 0-4M9 15a2 2 0 1 1 0 4a2 2 0 1 1 0-4',
  search: 'M10 4a6 6 0 1 1 0 12a6 6 0 1 1 0-12M20 20l-5.5-5.5',
  check: 'M5 12l5 5L20 7',
  cross: 'M6 6l12 12M18 6L6 18',
  trash: 'M4 7h16M10 11v6M14 11v6M5 7l1 12a2 2 0 0 0 2 2h8a2 2 0 0 0 2-2l1-12M9 7V4h6v3',
  retry: 'M20 11A8 8 0 0 0 4.5 9M4 5v4h4M4 13a8 8 0 0 0 15.5 2M20 19v-4h-4',
  star: 'M12 4l2.5 5.2l5.7.8l-4.1 4l1 5.7L12 17l-5.1 2.7l1-5.7l-4.1-4l5.7-.8z',
  starred: 'M12 4l2.5 5.2l5.7.8l-4.1 4l1 5.7L12 17l-5.1 2.7l1-5.7l-4.1-4l5.7-.8zM12 7v8M10 10v5M14 10v5',
  clock: 'M12 3a9 9 0 1 1 0 18a9 9 0 1 1 0-18M12 7v5l3 3',
  bookmark: 'M7 4h10a1 1 0 0 1 1 1v15l-6-4l-6 4V5a1 1 0 0 1 1-1z',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  back: 'M5 12h14M5 12l6 6M5 12l6-6',
  admin: 'M12 3l7 3v5c0 4.5-3 8.3-7 10c-4-1.7-7-5.5-7-10V6zM9 12l2 2l4-4',
  offline:
    'M3 3l18 18M9.2 16a4 4 0 0 1 5.6 0M6 12.6a9 9 0 0 1 4-2.3M14.6 10.5a9 9 0 0 1 3.4 2.1M3 9.3a14 14 0 0 1 3.8-2.6M11 5.3a14 14 0 0 1 10 4M12 20v.01',
} as const;

export type IconName = keyof typeof PATHS;

/** Decorative: the caller provides the text. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
