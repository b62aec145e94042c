FROM node:24.21.0-bookworm-slim

WORKDIR /app
ENV NODE_ENV=production \
    OP25B_DATA_DIR=/data \
    OP25B_HTTP=0.0.0.0:8080

# The lockfile first: a change of the source leaves this layer as it is.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts \
    && npm cache clean --force \
    && install --directory --owner=node --group=node /data

COPY src ./src
COPY locales ./locales

USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/op25b.js", "serve"]
