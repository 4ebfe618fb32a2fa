{{- define "scg.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "scg.fullname" -}}
{{- if contains (include "scg.name" .) .Release.Name }}
{{- .Release.Name | trunc 45 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "scg.name" .) | trunc 45 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "scg.labels" -}}
app.kubernetes.io/name: {{ include "scg.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* Called with (list . "api"). */}}
{{- define "scg.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "scg.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "scg.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}{{ default (include "scg.fullname" .) .Values.serviceAccount.name }}
{{- else }}{{ default "default" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- define "scg.secret" -}}
{{- default (include "scg.fullname" .) .Values.secrets.existingSecret }}
{{- end }}

{{- define "scg.image" -}}
{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end }}

{{/* The text of a setting. Helm reads a number as a float, whose text would be 8.64e+07 for a day of milliseconds. */}}
{{- define "scg.text" -}}
{{- if and (kindIs "float64" .) (eq . (floor .)) }}{{ printf "%.0f" . | quote }}{{ else }}{{ toString . | quote }}{{ end }}
{{- end }}

{{/* Settings of a process, later ones over earlier ones. Called with (list . settings). */}}
{{- define "scg.env" -}}
{{- range $name, $value := index . 1 }}
- name: {{ $name }}
  value: {{ include "scg.text" $value }}
{{- end }}
{{- end }}

{{/* What the pods of both processes have in common. */}}
{{- define "scg.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "scg.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "scg.podAnnotations" -}}
checksum/settings: {{ toJson .Values.settings | sha256sum }}
checksum/secrets: {{ toJson .Values.secrets | sha256sum }}
{{- if .Values.metrics.annotations }}
prometheus.io/scrape: "true"
prometheus.io/port: {{ .Values.metrics.port | quote }}
prometheus.io/path: /metrics
{{- end }}
{{- end }}
