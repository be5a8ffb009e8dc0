import type { Expression, ObjectExpression, Property } from 'acorn';
import { expression } from '../syntax/parse.ts';
import type { LayerSite } from './site.ts';

/** A setting that is written out in the configuration. */
export function propertyOf(config: ObjectExpression | undefined, key: string): Property | undefined {
  return config?.properties.find(
    (each): each is Property =>
      each.type === 'Property' &&
      !each.computed &&
      ((each.key.type === 'Identifier' && each.key.name === key) ||
        (each.key.type === 'Literal' && each.key.value === key)),
  );
}

/** A setting's text, when it is a string in place. */
export function stringIn(config: ObjectExpression | undefined, key: string): string | undefined {
  const value = propertyOf(config, key)?.value;
  return value?.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** Writes a setting, over the present one or as a new one. @returns false when there is no object to write to */
export function setProperty({ make, config }: LayerSite, key: string, text: string): boolean {
  const present = propertyOf(config, key);
  if (present) {
    present.value = expression(text);
    present.shorthand = false;
    return true;
  }
  const made = expression(`{ ${key}: ${text} }`) as ObjectExpression;
  if (config) config.properties.push(...made.properties);
  else if (make.arguments.length === 0) make.arguments.push(made);
  else return false;
  return true;
}

export function removeProperty(config: ObjectExpression | undefined, key: string): Property | undefined {
  const present = propertyOf(config, key);
  if (config && present) config.properties.splice(config.properties.indexOf(present), 1);
  return present;
}

/** Takes out the settings by which the first layer of a sequential model says what the input is. */
export const takeInput = (config: ObjectExpression | undefined): readonly Property[] =>
  ['inputShape', 'batchInputShape', 'inputDim'].flatMap((key) => removeProperty(config, key) ?? []);

/** Puts another layer in this one's place. */
export function replaceLayer({ make, home }: LayerSite, text: string): void {
  const made = expression(`${home}.${text}`) as Expression & { type: 'CallExpression' };
  make.callee = made.callee;
  make.arguments = made.arguments;
}
