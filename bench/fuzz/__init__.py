"""Requests drawn from the OpenAPI description, and every answer held to it."""
