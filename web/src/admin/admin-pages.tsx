import { useStore } from '@smart-content/client/react';
import { Link } from 'wouter';
import NotFound from '../layout/not-found.js';
import { Loading } from '../layout/states.js';
import { viewerRole } from '../session/role.js';
import classes from './admin.module.css';
import { AuditPage } from './audit-page.js';
import { JobsPage } from './jobs-page.js';
import { QueuePage } from './queue-page.js';
import { UsersPage } from './users-page.js';

const PARTS = {
  queue: { path: '/admin', label: 'Queue', Part: QueuePage },
  users: { path: '/admin/users', label: 'Users', Part: UsersPage },
  jobs: { path: '/admin/jobs', label: 'Jobs', Part: JobsPage },
  audit: { path: '/admin/audit', label: 'Audit log', Part: AuditPage },
} as const;

const isPart = (name: string): name is keyof typeof PARTS => Object.hasOwn(PARTS, name);

/** The part of the app for administrators. Other users see an empty page, and the server refuses their requests. */
export default function AdminPages({ part }: { part: string }) {
  const role = useStore(viewerRole);
  if (role === null) return <Loading />;
  if (role !== 'ADMIN' || !isPart(part)) return <NotFound />;
  const { Part } = PARTS[part];
  return (
    <>
      <nav aria-label="Admin" className={classes.parts}>
        {Object.entries(PARTS).map(([name, { path, label }]) => (
          <Link
            key={name}
            href={path}
            className={classes.part ?? ''}
            aria-current={name === part ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Part key={part} />
    </>
  );
}
