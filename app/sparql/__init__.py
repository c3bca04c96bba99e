"""SPARQL 1.1 Protocol and exports; what speaks no HTTP here is pure."""
