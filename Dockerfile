# One image for the web process, the worker and the commands. Settings come from the environment, no secret is inside.

FROM python:3.11-slim AS packages
# Name an index that has PyTorch's build without CUDA here: the default build is several GB larger.
ARG PIP_EXTRA_INDEX_URL=
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
WORKDIR /src
COPY pyproject.toml ./
RUN /venv/bin/pip install .

FROM packages AS front
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1
# hadolint ignore=DL3013
RUN pip install '.[front]'
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY app ./app
RUN python -m app.vendor && pybabel compile --directory app/translations

FROM python:3.11-slim AS final
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FLASK_APP=wsgi \
    HOST=0.0.0.0 \
    PORT=8000 \
    DATA_DIR=/data \
    HF_HOME=/data/models/hub
RUN groupadd --gid 10001 jialoutong \
    && useradd --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin jialoutong \
    && install --directory --owner=10001 --group=10001 /data
COPY --from=packages /venv /venv
WORKDIR /srv
COPY wsgi.py ./
COPY indexer ./indexer
COPY matcher ./matcher
COPY migrations ./migrations
COPY seeds ./seeds
COPY templates ./templates
COPY --from=front /src/app ./app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/healthz', timeout=4)"]
# Everything in one container. compose.yaml runs web and worker apart.
CMD ["flask", "serve"]
