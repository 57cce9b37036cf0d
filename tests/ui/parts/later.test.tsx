// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Boundary } from '../../../src/ui/parts/Boundary.tsx';
import { later } from '../../../src/ui/parts/later.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const Greeting = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;

test('a component whose file is here already is shown at once', async () => {
  const Later = later(() => Promise.resolve(Greeting));
  await Later.preload();
  render(<Later name="Ada" />);
  expect(screen.getByText('Hello Ada')).toBeDefined();
});

test('a component whose file is on its way leaves its place empty until it comes, then stays where it is', async () => {
  const Later = later(() => Promise.resolve(Greeting));
  const { container, rerender } = render(<Later name="Ada" />);
  expect(container.textContent).toBe('');
  const shown = await screen.findByText('Hello Ada');
  rerender(<Later name="Grace" />);
  expect(screen.getByText('Hello Grace')).toBe(shown);
});

test('a file that cannot be fetched is told of by the page around it', async () => {
  // React says on the console what a boundary has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const Later = later<object>(() => Promise.reject(new Error('gone')));
  render(
    <Boundary resetKey="" fallback={(error) => <p>It is {error.message}</p>}>
      <Later />
    </Boundary>,
  );
  expect(await screen.findByText('It is gone')).toBeDefined();
});

test('a file that could not be fetched is asked for again', async () => {
  let asked = 0;
  const Later = later(() => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(Greeting);
  });
  await expect(Later.preload()).rejects.toThrow('gone');
  await Later.preload();
  render(<Later name="Ada" />);
  expect(screen.getByText('Hello Ada')).toBeDefined();
});
