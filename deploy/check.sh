#!/usr/bin/env bash
# Checks the files of deploy/ and the Dockerfile with the programs that read them: helm, kubeconform, promtool and
# hadolint. It says NOT CHECKED for each that is not on the PATH; .ci/tools builds them. KUBE_SCHEMAS is kubeconform's
# schema location, by default its own on the internet. KEDA's objects have no schema there and are skipped.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

has() {
  local missing=() name
  for name in "$@"; do command -v "$name" >/dev/null || missing+=("$name"); done
  if [ ${#missing[@]} -gt 0 ]; then
    echo "NOT CHECKED: not on the PATH: ${missing[*]}"
    return 1
  fi
}

echo '-- Helm chart'
chart=helm/smart-content-generator
if has helm kubeconform; then
  # The oldest version that the chart permits, and one that is in use. A helm that was built from source says 1.20.
  for kubernetes in 1.27.0 1.31.0; do
    for values in "$chart"/ci/*.yaml; do
      echo "Kubernetes $kubernetes, $(basename "$values")"
      helm lint --strict --quiet --kube-version "$kubernetes" "$chart" --values "$values"
      rendered=$(helm template content "$chart" --kube-version "$kubernetes" --values "$values")
      kubeconform -strict -summary -skip ScaledObject -kubernetes-version "$kubernetes" \
        -schema-location "${KUBE_SCHEMAS:-default}" <<<"$rendered"
      # Helm reads numbers as floats: 86400000 must not become 8.64e+07.
      if grep -E '"[0-9.]+e[+][0-9]+"' <<<"$rendered"; then
        echo 'a number is not written as it was given'
        exit 1
      fi
    done
  done
fi

echo '-- Alerts and configuration of Prometheus'
if has promtool; then
  promtool check rules --lint=all --lint-fatal observability/alerts.yml
  promtool test rules observability/alerts.test.yml
  # The rules are where the container has them.
  config=$(mktemp -d)
  trap 'rm -rf "$config"' EXIT
  sed "s#/etc/prometheus/#$PWD/observability/#" observability/prometheus.yml >"$config/prometheus.yml"
  promtool check config --lint=all --lint-fatal "$config/prometheus.yml"
fi

echo '-- Dockerfile'
if has hadolint; then hadolint ../Dockerfile && echo 'no findings'; fi
