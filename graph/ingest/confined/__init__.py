"""Reading what others wrote in processes that may be killed at any time."""
