import { useId } from 'react';

type Props = {
  readonly label: string;
  readonly about: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
};

/** A setting that is on or off: its box stands beside it on any screen, and the whole row answers to a tap. */
export function CheckRow({ label, about, isOn, onChange }: Props) {
  const id = useId();
  return (
    <div className="relative grid grid-cols-[1fr_auto] items-center gap-x-8 border-b border-line py-4 sm:grid-cols-[1fr_14rem]">
      <div>
        <label htmlFor={id} className="font-medium after:absolute after:inset-0">
          {label}
        </label>
        <p id={`${id}-about`} className="text-[14px] text-muted">
          {about}
        </p>
      </div>
      <input
        id={id}
        aria-describedby={`${id}-about`}
        type="checkbox"
        className="relative size-5 accent-accent"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  );
}
