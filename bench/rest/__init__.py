"""REST beside SPARQL on Oxigraph's own server, and beside a service that says hello."""
