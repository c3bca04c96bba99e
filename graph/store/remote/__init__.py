"""The store on a remote SPARQL 1.1 server: our own HTTP client, and servers' ways as data."""
