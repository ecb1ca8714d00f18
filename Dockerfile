# The app alone: locked libraries, front-end files from the npm lock, an ordinary user.
# The database stands beside it in docker-compose.yml. More in docs/containers.md

FROM node:22-bookworm-slim AS web
WORKDIR /web
COPY maps/web/package.json maps/web/package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts

FROM python:3.11-slim-bookworm AS build
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_NO_CACHE=1 \
    UV_PYTHON_DOWNLOADS=never
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /app
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project
COPY alembic.ini ./
COPY gis/ gis/
COPY buildings/ buildings/
COPY data/ data/
COPY maps/ maps/
COPY api/ api/
RUN uv sync --locked --no-dev

FROM python:3.11-slim-bookworm
# psql, pg_dump and pg_restore; the major is that of the database in docker-compose.yml
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends postgresql-client-15 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --create-home --home-dir /var/lib/satellite \
    --shell /usr/sbin/nologin satellite
WORKDIR /app
COPY --from=build /app /app
COPY --from=web /web/node_modules /app/maps/web/node_modules
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SATELLITE_HOME=/var/lib/satellite
USER 10001:10001
CMD ["satellite", "up"]
