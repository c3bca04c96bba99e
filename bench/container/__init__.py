"""The container tried for real: built from the Dockerfile, run with all that can be taken away."""
