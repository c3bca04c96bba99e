"""What cannot be made again, kept durably: articles as they came in and every reading of them."""
