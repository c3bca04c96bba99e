# docker build -t materiel .
# docker run --read-only --tmpfs /tmp --cap-drop ALL -p 127.0.0.1:8000:8000 -v materiel:/data materiel
# Any base with Python 3.11 or newer will do (make container tries it on a plain Debian); name
# it with its digest to build the same image again: --build-arg BASE=python:3.12-slim@sha256:...
ARG BASE=python:3.12-slim
FROM ${BASE} AS build
WORKDIR /src
RUN python3 -m venv /opt/materiel
# scale.txt for an archive on PostgreSQL and reading on a cluster: --build-arg LOCK=scale.txt
ARG LOCK=run.txt
COPY requirements/${LOCK} requirements/${LOCK}
RUN /opt/materiel/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/${LOCK}
COPY pyproject.toml README.md LICENSE ./
COPY app app
COPY graph graph
COPY ontology ontology
RUN /opt/materiel/bin/python -m pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/materiel/bin/python -m compileall -q /opt/materiel/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="Materiel" \
      org.opencontainers.image.description="A knowledge graph of who arms whom" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin materiel \
    && install -d -o materiel -g materiel /data
COPY --from=build /opt/materiel /opt/materiel
# The root file system may be read-only: only /data is written (snapshots are hard links beside
# the store), and /tmp by libraries.
ENV PATH=/opt/materiel/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 MATERIEL_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["materiel"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
