import { SmartContentProvider, useStore } from '@smart-content/client/react';
import { Fragment, lazy, type ReactNode, Suspense } from 'react';
import { Provider } from 'urql';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Shell } from './layout/shell.js';
import { Loading } from './layout/states.js';
import { apiOf } from './lib/api.js';
import { session } from './session/session.js';
import { SignIn } from './session/sign-in.js';
import { SignUp } from './session/sign-up.js';

const WritePage = lazy(() => import('./generate/write-page.js'));
const JobPage = lazy(() => import('./jobs/job-page.js'));
const JobsPage = lazy(() => import('./jobs/jobs-page.js'));
const LibraryPage = lazy(() => import('./library/library-page.js'));
const BinPage = lazy(() => import('./library/bin-page.js'));
const ExportsPage = lazy(() => import('./exports/exports-page.js'));
const EditorPage = lazy(() => import('./library/editor-page.js'));
const TemplatesPage = lazy(() => import('./templates/templates-page.js'));
const TemplatePage = lazy(() => import('./templates/template-page.js'));
const BatchesPage = lazy(() => import('./batches/batches-page.js'));
const BatchPage = lazy(() => import('./batches/batch-page.js'));
const SchedulesPage = lazy(() => import('./schedules/schedules-page.js'));
const SchedulePage = lazy(() => import('./schedules/schedule-page.js'));
const NotificationsPage = lazy(() => import('./notifications/notifications-page.js'));
const AccountPage = lazy(() => import('./session/account-page.js'));
const ForgotPassword = lazy(() => import('./session/forgot-password.js'));
const ResetPassword = lazy(() => import('./session/reset-password.js'));
const VerifyEmail = lazy(() => import('./session/verify-email.js'));
const AdminPages = lazy(() => import('./admin/admin-pages.js'));
const NotFound = lazy(() => import('./layout/not-found.js'));

export function App() {
  const userId = useStore(session)?.user.id ?? null;
  // Keep no cached data and no socket for the next user.
  const { smartContent, urql } = apiOf(userId);
  return (
    <SmartContentProvider client={smartContent}>
      <Provider value={urql}>
        <Switch>
          <Route path="/reset-password">{suspended(<ResetPassword />)}</Route>
          <Route path="/verify-email">{suspended(<VerifyEmail />)}</Route>
          <Route>
            <Fragment key={userId}>{userId ? <SignedIn /> : <SignedOut />}</Fragment>
          </Route>
        </Switch>
      </Provider>
    </SmartContentProvider>
  );
}

const suspended = (page: ReactNode) => <Suspense fallback={<Loading />}>{page}</Suspense>;

function SignedOut() {
  const [path] = useLocation();
  return (
    <Switch>
      <Route path="/sign-in" component={SignIn} />
      <Route path="/sign-up" component={SignUp} />
      <Route path="/forgot-password">{suspended(<ForgotPassword />)}</Route>
      <Route>
        <Redirect to={path === '/' ? '/sign-in' : `/sign-in?then=${encodeURIComponent(path)}`} replace />
      </Route>
    </Switch>
  );
}

function SignedIn() {
  return (
    <Shell>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={WritePage} />
          <Route path="/jobs" component={JobsPage} />
          <Route path="/jobs/:id">{({ id }) => <JobPage key={id} id={id} />}</Route>
          <Route path="/library" component={LibraryPage} />
          <Route path="/library/bin" component={BinPage} />
          <Route path="/library/exports" component={ExportsPage} />
          <Route path="/library/:id">{({ id }) => <EditorPage key={id} id={id} />}</Route>
          <Route path="/templates" component={TemplatesPage} />
          <Route path="/templates/:id">{({ id }) => <TemplatePage key={id} id={id} />}</Route>
          <Route path="/batches" component={BatchesPage} />
          <Route path="/batches/:id">{({ id }) => <BatchPage key={id} id={id} />}</Route>
          <Route path="/schedules" component={SchedulesPage} />
          <Route path="/schedules/:id">{({ id }) => <SchedulePage key={id} id={id} />}</Route>
          <Route path="/notifications" component={NotificationsPage} />
          <Route path="/account" component={AccountPage} />
          <Route path="/admin/:part?">{({ part }) => <AdminPages part={part ?? 'queue'} />}</Route>
          <Route path="/sign-in" component={Onwards} />
          <Route path="/sign-up" component={Onwards} />
          <Route path="/forgot-password" component={Onwards} />
          <Route component={NotFound} />
        </Switch>
      </Suspense>
    </Shell>
  );
}

/** After a sign-in, here or in another tab: goes to the requested page of this app. */
function Onwards() {
  const then = new URLSearchParams(location.search).get('then') ?? '/';
  return <Redirect to={/^\/(?!\/)/.test(then) ? then : '/'} replace />;
}
