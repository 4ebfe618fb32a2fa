#!/usr/bin/env bash
# Renders the Helm chart with each of its sets of values, and validates what comes out. KUBE_SCHEMAS is kubeconform's
# schema location, by default its own on the internet. KEDA's objects have no schema there and are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

chart=helm/smart-content-generator
for values in "$chart"/ci/*.yaml; do
  helm lint --strict --quiet "$chart" --values "$values"
  helm template content "$chart" --values "$values" |
    kubeconform -strict -summary -skip ScaledObject -kubernetes-version 1.31.0 -schema-location "${KUBE_SCHEMAS:-default}"
done
