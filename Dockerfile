# The desk and `watch` in one image: docs/deployment.md says how, and what of it was tried.
# Pin the base by digest when you build for good: `docker buildx imagetools inspect python:3.11-slim-bookworm` shows
# the digest of the day; write it as `--build-arg BASE=python:3.11-slim-bookworm@sha256:...`.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS build
WORKDIR /build
RUN python -m venv /opt/reportedly
COPY requirements-server.lock ./
RUN /opt/reportedly/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements-server.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src ./src
# The models are part of the package; it needs no network, when it is built and when it runs.
RUN /opt/reportedly/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-build-isolation .

FROM ${BASE}
RUN groupadd --system --gid 10001 reportedly \
    && useradd --system --uid 10001 --gid 10001 --create-home --home-dir /data reportedly \
    && install --directory --owner=reportedly --group=reportedly /data/inbox
COPY --from=build /opt/reportedly /opt/reportedly
ENV PATH=/opt/reportedly/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    REPORTEDLY_LEDGER=/data/news.db
WORKDIR /data
VOLUME /data
USER 10001:10001
EXPOSE 8321
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=6s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8321/healthz', timeout=5)"]
ENTRYPOINT ["reportedly"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8321", "--metrics"]
