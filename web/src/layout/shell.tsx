import { useStore } from '@smart-content/client/react';
import { type ReactNode, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import { PendingDeletions } from '../library/pending-deletions.js';
import { Bell } from '../notifications/bell.js';
import { NotificationsProvider } from '../notifications/feed.js';
import { Toasts } from '../notifications/toasts.js';
import { viewerRole } from '../session/role.js';
import { Announcer } from './announcer.js';
import { ConnectionStatus } from './connection-status.js';
import { Icon, type IconName } from './icon.js';
import { SchemeToggle } from './scheme-toggle.js';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.js';

const PLACES: { to: string; label: string; icon: IconName }[] = [
  { to: '/', label: 'Write', icon: 'write' },
  { to: '/jobs', label: 'Jobs', icon: 'jobs' },
  { to: '/templates', label: 'Templates', icon: 'outline' },
  { to: '/library', label: 'Library', icon: 'library' },
];
const ADMIN: (typeof PLACES)[number] = { to: '/admin', label: 'Admin', icon: 'admin' };

/** The frame of all pages: navigation, user menu, connection status and announcements. */
export function Shell({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  return (
    <NotificationsProvider>
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <header className={classes.header}>
        <div className={classes.bar}>
          <Link href="/" className={classes.brand} aria-label="Smart Content Generator, write">
            <img src="/favicon.svg" alt="" width={28} height={28} />
            <span>Smart Content</span>
          </Link>
          <Places />
          <div className={classes.tools}>
            <ConnectionStatus />
            <Bell />
            <SchemeToggle />
            <UserMenu />
          </div>
        </div>
      </header>
      <main ref={main} tabIndex={-1} className={classes.main}>
        {children}
      </main>
      <PendingDeletions />
      <Toasts />
      <Announcer />
    </NotificationsProvider>
  );
}

/** In the header; on a phone at the bottom. */
function Places() {
  const [path] = useLocation();
  const places = useStore(viewerRole) === 'ADMIN' ? [...PLACES, ADMIN] : PLACES;
  return (
    <nav aria-label="Main" className={classes.places}>
      {places.map(({ to, label, icon }) => {
        const here = to === '/' ? path === '/' : path.startsWith(to);
        return (
          <Link key={to} href={to} className={classes.place ?? ''} aria-current={here ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
