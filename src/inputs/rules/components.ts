import type { InputsOf } from '../types.ts';

/** What `mode: deploy` deploys: no MLflow if a server is named, or none is wanted. To deploy is to want one, so `auto` is `true` here. */
export function wantedComponents({
  mlflow,
  mlflowTrackingUri,
  components,
}: InputsOf<'mlflow' | 'deployed'>): readonly string[] {
  const isMlflowOurs = mlflow !== false && mlflowTrackingUri === null;
  const wanted = components ?? ['openclaw', 'mlflow'];
  return wanted.filter((component) => component !== 'mlflow' || isMlflowOurs);
}
