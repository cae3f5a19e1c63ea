# Saisine as an image: `docker build -t saisine .`, then see "In a container" in README.md. Serves with no further settings.
FROM debian:trixie-slim

# Python, what WeasyPrint draws letters with, and what reads scans: the same lists as in scripts/_setup.
RUN apt-get update \
    && apt-get install -y --no-install-recommends python3 python3-venv \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
        tesseract-ocr tesseract-ocr-fra tesseract-ocr-eng tesseract-ocr-deu tesseract-ocr-spa tesseract-ocr-ita \
    && rm -rf /var/lib/apt/lists/*

# Nobody can log in as this user, and it owns nothing but the two volumes.
RUN groupadd --gid 10001 saisine \
    && useradd --uid 10001 --gid saisine --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin saisine \
    && install -d -o saisine -g saisine -m 0700 /data /key

WORKDIR /opt/saisine
COPY requirements.lock ./
RUN python3 -m venv .venv \
    && .venv/bin/python -m pip install --disable-pip-version-check --no-input --no-cache-dir --quiet --require-hashes -r requirements.lock

COPY . .
RUN .venv/bin/python -m pip install --disable-pip-version-check --no-input --no-cache-dir --quiet --no-deps --no-build-isolation --editable . \
    && .venv/bin/python -m compileall -q app migrations

ENV PATH=/opt/saisine/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    SAISINE_DATA_DIR=/data \
    SAISINE_MASTER_KEY_FILE=/key/master.key \
    SAISINE_HOST=0.0.0.0 \
    SAISINE_PORT=8000

# Apart, because a copy of the data must not hold the key that opens it.
VOLUME ["/data", "/key"]
EXPOSE 8000
USER saisine
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["python", "/opt/saisine/scripts/health.py"]
ENTRYPOINT ["saisine"]
CMD ["serve"]
