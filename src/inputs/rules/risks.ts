import { retiredRisks, type Risk } from '../groups/safety.ts';
import type { InputsOf } from '../types.ts';

/** Whether the user accepts a risk by its name. */
export function isAccepted({ acceptRisks }: InputsOf<'safety'>, risk: Risk): boolean {
  return acceptRisks?.includes(risk) ?? false;
}

/** A sentence for each risk that the user accepts although it is no longer taken. */
export function retiredRiskNotes({ acceptRisks }: InputsOf<'safety'>): string[] {
  return Object.entries(retiredRisks)
    .filter(([name]) => acceptRisks?.some((accepted) => accepted === name))
    .map(([name, why]) => `\`${name}\` is no longer a risk, since ${why}. Remove it from \`accept-risks\`.`);
}
