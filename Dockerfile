# One image for both processes. It runs the API; the command `node dist/bundle/worker.js` runs the worker.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
COPY local/package.json ./local/
COPY web/package.json ./web/
COPY packages/client/package.json ./packages/client/
COPY packages/cli/package.json ./packages/cli/
COPY packages/mcp/package.json ./packages/mcp/
COPY examples/apollo-react/package.json ./examples/apollo-react/
# npm links the workspaces, of which the image contains none.
# npm keeps TypeScript for valibot, of Bull Board, whose peer it may be. Nothing loads it.
RUN npm ci --omit=dev --no-audit --no-fund && rm -rf node_modules/@smart-content-generator node_modules/@smart-content node_modules/typescript node_modules/@typescript
COPY scripts/sbom.mjs ./scripts/
RUN node scripts/sbom.mjs --installed > sbom.json

FROM node:${NODE_VERSION}-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY local/package.json ./local/
COPY web/package.json ./web/
COPY packages/client/package.json ./packages/client/
COPY packages/cli/package.json ./packages/cli/
COPY packages/mcp/package.json ./packages/mcp/
COPY examples/apollo-react/package.json ./examples/apollo-react/
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
# The web app uses it.
COPY packages/client ./packages/client
COPY web ./web
RUN npm run build

FROM node:${NODE_VERSION}-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY package.json ./
COPY --from=deps /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/web/dist ./web/dist
COPY trusted-documents ./trusted-documents
# What node_modules contains, as CycloneDX: `docker run --rm IMAGE cat sbom.json`.
COPY --from=deps /app/sbom.json ./sbom.json
# The user `node`, by its number: Kubernetes cannot tell that a name is not root.
USER 1000:1000
EXPOSE 4000
# For the API. The worker has no HTTP: turn this check off for it, or replace it as docker-compose.yml does.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 4000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/bundle/api.js"]
