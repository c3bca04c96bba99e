"""From mentions to values: dates, quantities, sums, sources and status."""
