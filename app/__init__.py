"""The doors: command line, REST, SPARQL, exports."""
