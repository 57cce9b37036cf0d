import { FIELD } from './field.ts';
import { useTakeOver } from './useTakeOver.ts';

type Props = {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  /** `null` shows an empty box, and an empty box gives it back. */
  readonly value: number | null;
  readonly least: number;
  readonly most: number;
  readonly isOptional?: boolean;
  readonly onChange: (value: number | null) => void;
};

/** A box for a whole number; what is out of bounds is not taken over and says so. */
export function WholeNumber({ value, least, most, isOptional = false, onChange, ...ids }: Props) {
  const box = useTakeOver(value === null ? '' : String(value), ({ validity, valueAsNumber }) => {
    const given = Number.isNaN(valueAsNumber) ? null : valueAsNumber;
    if (validity.valid && given !== value) onChange(given);
  });
  return (
    <input
      {...ids}
      {...box}
      type="number"
      min={least}
      max={most}
      step={1}
      required={!isOptional}
      className={`${FIELD} invalid:border-again`}
    />
  );
}
