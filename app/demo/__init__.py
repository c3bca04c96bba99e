"""The demo corpus: invented stories in the manner of wire copy."""
