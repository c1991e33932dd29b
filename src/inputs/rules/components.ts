import type { InputsOf } from '../types.ts';

/** What `mode: deploy` deploys: an MLflow of somebody else's, or none, takes the place of ours. */
export function wantedComponents({
  mlflow,
  mlflowTrackingUri,
  components,
}: InputsOf<'mlflow' | 'standing'>): readonly string[] {
  const isMlflowOurs = mlflow && mlflowTrackingUri === null;
  const wanted = components ?? ['openclaw', 'mlflow'];
  return wanted.filter((component) => component !== 'mlflow' || isMlflowOurs);
}
