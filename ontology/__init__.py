"""What the words mean: vocabulary, shapes and registers, as data."""
