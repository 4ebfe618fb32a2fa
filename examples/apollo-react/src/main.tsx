import { ApolloProvider } from '@apollo/client/react';
import { SmartContentProvider } from '@smart-content/client/react';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createClients } from './client.js';
import { SignInForm } from './sign-in-form.js';
import { Workshop } from './workshop.js';

const TOKEN = 'token';

/** One client, and so one cache, per signed-in user. */
function App() {
  const [token, setToken] = useState(() => localStorage.getItem(TOKEN));
  const signOut = () => {
    localStorage.removeItem(TOKEN);
    setToken(null);
  };
  const signIn = (next: string) => {
    localStorage.setItem(TOKEN, next);
    setToken(next);
  };
  return <Signed key={token} token={token} onSignedIn={signIn} onSignedOut={signOut} />;
}

interface SignedProps {
  token: string | null;
  onSignedIn: (token: string) => void;
  onSignedOut: () => void;
}

function Signed({ token, onSignedIn, onSignedOut }: SignedProps) {
  const [{ apollo, smartContent }] = useState(() =>
    createClients({
      url: import.meta.env.VITE_API_URL ?? 'http://localhost:4000/graphql',
      token: () => token,
      onSignedOut,
    }),
  );
  return (
    <ApolloProvider client={apollo}>
      <SmartContentProvider client={smartContent}>
        <h1>Smart Content Generator</h1>
        {token ? <Workshop onSignOut={onSignedOut} /> : <SignInForm onSignedIn={onSignedIn} />}
      </SmartContentProvider>
    </ApolloProvider>
  );
}

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
