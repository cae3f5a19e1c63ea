"""Asks the running program whether it is well, as the image's health check: exit code 0 when it is. Standard library only."""

import http.client
import os
import sys


def main() -> int:
    """0 when the program answers, under a host name that it answers to; 1 when it does not."""
    host = os.environ.get("SAISINE_ALLOWED_HOSTS", "").split(",")[0].strip() or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("SAISINE_PORT") or "8000"), timeout=4)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return 0 if connection.getresponse().status == 200 else 1
    except OSError:
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
