"""Whose word on TLS is taken."""

from __future__ import annotations

import functools
import ssl

import httpx


@functools.cache
def trusted() -> ssl.SSLContext:
    """Give the authorities that certificates are checked by, and the name with them.

    Those of certifi, or of SSL_CERT_FILE or SSL_CERT_DIR where an installation has its own.
    """
    context = httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
