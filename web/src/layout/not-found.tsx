import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { Page } from './page.js';

export default function NotFound() {
  return (
    <Page title="Nothing here">
      <Text>
        This page does not exist, or is not yours.{' '}
        <Anchor component={Link} href="/" underline="always">
          Write something
        </Anchor>
      </Text>
    </Page>
  );
}
